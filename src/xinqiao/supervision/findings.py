"""Did the check of answers hold, by what inspectors found? Of organisations and of each check, from five findings on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xinqiao.petitions.models import Document
from xinqiao.supervision.inspecting import FEWEST
from xinqiao.supervision.models import Agreement, Inspection

# What the check may say of an answer, by the names under which findings keep it.
CHECKS = ("unanswered", "not_in_force", "is_late", "is_other_matter")
NOTHING_SAID = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Of so many findings: how often the inspector found the check right, right in part, wrong."""

    findings: int
    agrees: int
    in_part: int
    differs: int


def newest_findings(documents: Iterable[Document]) -> list[Inspection]:
    """The newest finding of each answer that has one: a later one stands for those before."""
    rows = [sorted(document.inspections.all(), key=lambda one: one.inspected_at) for document in documents]
    return [found[-1] for found in rows if found]


def held_of(findings: Sequence[Inspection]) -> Held | None:
    """How often the check held; None of fewer than five findings: one answer, and so its writer, could be told from them."""
    if len(findings) < FEWEST:
        return None
    counts = Counter(one.agreement for one in findings)
    return Held(
        findings=len(findings),
        agrees=counts[Agreement.AGREES],
        in_part=counts[Agreement.IN_PART],
        differs=counts[Agreement.DIFFERS],
    )


def held_by_check(findings: Sequence[Inspection]) -> Iterator[tuple[str, Held | None]]:
    """Each check with how often it held where it had said something, and last where the check had said nothing.

    An answer found without the check (it was off, or not installed) is in none of it.
    """
    checked = [one for one in findings if one.said]
    for name in CHECKS:
        yield name, held_of([one for one in checked if one.said.get(name)])
    yield NOTHING_SAID, held_of([one for one in checked if not any(one.said.get(name) for name in CHECKS)])
