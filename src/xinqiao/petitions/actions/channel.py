"""Lead the petition into the lawful route with its papers (31-2 to 31-4: 导入)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import routes
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What is given."""

    route: str = asked(_("Route"), widget="choice", choices=routes)
    to: str = asked(_("Destination organ"))
    note: str = asked(_("Note"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: Channel) -> Mapping[str, Any]:
    return {"route": given.route, "to": given.to, "note": given.note}


ACT = Act(
    name="channel",
    title=_("Channel into the lawful route"),
    given=Channel,
    kind="channelled",
    effect=_effect,
    step="channel",
    permission=Permission.CHANNEL,
)
