"""The petitioner chooses how she is told that there is news: by e-mail, by text message, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import notice_channels
from xinqiao.petitions.noticing import CHOSEN, keep_choice


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseNotices:
    """What is given; an address that is left out stays as it was."""

    channel: str = asked(_("How may we tell you that there is news?"), widget="choice", choices=notice_channels)
    email: str = asked(_("E-mail address"), required=False)
    phone: str = asked(_("Telephone number for text messages"), required=False)


def _effect(doing: Doing, given: ChooseNotices) -> Mapping[str, Any]:
    return keep_choice(doing, given.channel, {"email": given.email, "phone": given.phone})


ACT = Act(
    name="choose_notices",
    title=_("Be told when there is news"),
    given=ChooseNotices,
    kind=CHOSEN,
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
    after_end=True,
    is_apt=lambda _dossier: len(notice_channels()) > 1,
)
