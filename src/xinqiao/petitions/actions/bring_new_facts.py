"""The petitioner brings new facts or reasons: an ended petition opens anew (36-3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.enclosing import WithFiles, enclose
from xinqiao.petitions.models import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class BringNewFacts(WithFiles):
    """What is given."""

    text: str = asked(_("The new facts or reasons"), widget="paragraphs")


def _effect(doing: Doing, given: BringNewFacts) -> Mapping[str, Any]:
    doing.write_document(DocumentKind.SUPPLEMENT, {"text": given.text})
    return enclose(doing, given)


ACT = Act(
    name="bring_new_facts",
    title=_("Bring new facts"),
    given=BringNewFacts,
    kind="new_facts",
    effect=_effect,
    step="bring_new_facts",
    on_behalf=True,
)
