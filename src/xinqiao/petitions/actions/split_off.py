"""Split a matter off a letter that holds several, before anything is referred: a petition of its own, with the first day."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import kinds, routes
from xinqiao.petitions.splitting import split_off
from xinqiao.safeguards.permissions import Permission

_PASSED_ON = frozenset({"referred", "assigned", "channelled", "guided", "declined", "noticed", "accepted", "withdrawn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitOff:
    """What is given."""

    title: str = asked(_("Title of the other matter"))
    body: str = asked(
        _("The words of this matter"),
        widget="paragraphs",
        hint=_(
            "As they stand in the letter. Of an accusation in the same letter not a word: whoever handles this reads it."
        ),
    )
    kind: str = asked(_("Kind"), widget="choice", choices=kinds)
    route: str = asked(_("Route"), widget="choice", choices=routes)


def _effect(doing: Doing, given: SplitOff) -> Mapping[str, Any]:
    part = split_off(doing, title=given.title, body=given.body, kind=given.kind, route=given.route)
    return {"reference": part.petition.reference, "kind": given.kind}


ACT = Act(
    name="split_off",
    title=_("Split another matter off"),
    given=SplitOff,
    kind="split_off",
    effect=_effect,
    permission=Permission.CORRECT,
    roles=("petition_office", "competent", "reexamination", "review", "joint_meeting"),
    is_apt=lambda dossier: not any(event.kind in _PASSED_ON for event in dossier.events),
)
