"""Lead the petition into the lawful route with its papers (31-2 to 31-4: 导入)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import routes
from xinqiao.petitions.enclosing import package_of
from xinqiao.petitions.letters import write_letter
from xinqiao.petitions.models import DocumentKind
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """What is given."""

    route: str = asked(_("Route"), widget="choice", choices=routes)
    to: str = asked(_("Destination organ"))
    note: str = asked(
        _("Note"),
        widget="paragraphs",
        required=False,
        hint=_("It stands in the letter: what the destination decides, what to bring. Papers and route are added."),
    )


def _effect(doing: Doing, given: Channel) -> Mapping[str, Any]:
    write_letter(doing, DocumentKind.CHANNELLING, {"route": given.route, "to": given.to, "text": given.note})
    return {"route": given.route, "to": given.to, "note": given.note, "package": package_of(doing.dossier.petition)}


ACT = Act(
    name="channel",
    title=_("Channel into the lawful route"),
    given=Channel,
    kind="channelled",
    effect=_effect,
    step="channel",
    permission=Permission.CHANNEL,
)
