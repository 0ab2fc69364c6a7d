"""The petitioner adds to what was written; nothing earlier changes (19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.enclosing import WithFiles, enclose
from xinqiao.petitions.models import DocumentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement(WithFiles):
    """What is given."""

    text: str = asked(_("What you want to add"), widget="paragraphs")


def _effect(doing: Doing, given: Supplement) -> Mapping[str, Any]:
    doing.write_document(DocumentKind.SUPPLEMENT, {"text": given.text})
    return enclose(doing, given)


ACT = Act(
    name="supplement",
    title=_("Add something"),
    given=Supplement,
    kind="supplemented",
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
    after_end=True,
)
