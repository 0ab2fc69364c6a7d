"""Those who come together for one matter name who speaks for them (20-3); the names are sealed like every other."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.representing import add_representatives
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRepresentatives:
    """What is given."""

    names: str = asked(_("Names of the representatives, one on each line"), widget="paragraphs")


def _effect(doing: Doing, given: NameRepresentatives) -> Mapping[str, Any]:
    return {"count": add_representatives(doing, given.names)}


ACT = Act(
    name="name_representatives",
    title=_("Name representatives"),
    given=NameRepresentatives,
    kind="representatives_named",
    effect=_effect,
    step="name_representatives",
    permission=Permission.REGISTER,
    on_behalf=True,
    is_apt=lambda dossier: dossier.petition.persons > 1,
    without_defect=True,
)
