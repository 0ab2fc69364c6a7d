"""Record who acts for the petitioner: a proxy authorised in writing, or a guardian; the name is sealed like hers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting_for_her import NAMED, add_who_acts
from xinqiao.petitions.choices import capacities


@dataclass(frozen=True, slots=True, kw_only=True)
class NameProxy:
    """What is given."""

    name: str = asked(_("Name of the person"))
    phone: str = asked(_("Telephone number"), required=False)
    capacity: str = asked(_("In what capacity"), widget="choice", choices=capacities)
    authority: str = asked(
        _("The authority"),
        widget="paragraphs",
        hint=_(
            "For example: letter of authority of a day, for which acts; the guardian's document. No numbers of persons."
        ),
    )


def _effect(doing: Doing, given: NameProxy) -> Mapping[str, Any]:
    add_who_acts(doing, name=given.name, phone=given.phone, capacity=given.capacity)
    return {"capacity": given.capacity, "authority": given.authority}


ACT = Act(
    name="name_proxy",
    title=_("Name who acts for me"),
    given=NameProxy,
    kind=NAMED,
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
)
