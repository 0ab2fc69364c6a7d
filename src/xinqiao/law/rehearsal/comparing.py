"""Which due dates, late marks and workloads would have moved? One history under two statutes, many times."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.facts import Fact, FactsError
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import assess
from xinqiao.procedure.statute import Statute

# So many impossible histories are named one by one; the rest are counted.
NAMED = 20


class History(NamedTuple):
    """What happened in one petition. `id` is whatever its source calls it; it is shown only where it is impossible."""

    id: str
    matter: Matter
    facts: tuple[Fact, ...]


@dataclass(slots=True)
class Moved:
    """One clock of the law over all histories. Shifts are days, later ones above zero."""

    article: str = ""
    is_internal: bool = False
    compared: int = 0
    only_before: int = 0
    only_after: int = 0
    late_before: int = 0
    late_after: int = 0
    newly_late: int = 0
    no_longer_late: int = 0
    shifts: list[int] = field(default_factory=list)

    @property
    def earlier(self) -> int:
        """How many due dates would have been earlier."""
        return sum(shift < 0 for shift in self.shifts)

    @property
    def later(self) -> int:
        """How many due dates would have been later."""
        return sum(shift > 0 for shift in self.shifts)


@dataclass(slots=True)
class Rehearsal:
    """The answer of `rehearse`: the clocks by name, what falls due in each month, and what would be impossible."""

    petitions: int = 0
    stages_moved: int = 0
    impossible: int = 0
    named: list[tuple[str, str]] = field(default_factory=list)
    clocks: dict[str, Moved] = field(default_factory=dict)
    due_before: Counter[str] = field(default_factory=Counter)
    due_after: Counter[str] = field(default_factory=Counter)


def rehearse(before: Statute, after: Statute, histories: Iterable[History], *, on: date, so_far: Rehearsal) -> None:
    """Replay each history under both statutes as of a day and add what differs to `so_far`.

    A history that one of them finds impossible is counted and not compared.
    """
    for history in histories:
        so_far.petitions += 1
        try:
            was = assess(before, history.matter, history.facts, on)
            would = assess(after, history.matter, history.facts, on)
            clocks = _by_name(was.clocks), _by_name(would.clocks)
        except FactsError as fault:
            so_far.impossible += 1
            if len(so_far.named) < NAMED:
                so_far.named.append((history.id, str(fault)))
            continue
        so_far.stages_moved += was.stage != would.stage
        _compare(*clocks, so_far)


def _by_name(clocks: Iterable[Clock]) -> Mapping[tuple[str, int], Clock]:
    return {(clock.name, clock.nth): clock for clock in clocks}


def _compare(
    before: Mapping[tuple[str, int], Clock], after: Mapping[tuple[str, int], Clock], so_far: Rehearsal
) -> None:
    for key in before.keys() | after.keys():
        was, would = before.get(key), after.get(key)
        moved = so_far.clocks.setdefault(key[0], Moved())
        shown = would or was
        if shown is not None:
            moved.article, moved.is_internal = shown.article, shown.internal
        _count_due(was, so_far.due_before)
        _count_due(would, so_far.due_after)
        moved.late_before += _is_late(was)
        moved.late_after += _is_late(would)
        if was is None or would is None:
            moved.only_after += was is None
            moved.only_before += would is None
            continue
        moved.compared += 1
        moved.shifts.append((would.due_on - was.due_on).days)
        moved.newly_late += _is_late(would) and not _is_late(was)
        moved.no_longer_late += _is_late(was) and not _is_late(would)


def _is_late(clock: Clock | None) -> bool:
    return clock is not None and clock.state == "late"


def _count_due(clock: Clock | None, due: Counter[str]) -> None:
    """An organ's work of the month in which it falls due; a petitioner's own period is no work of an office."""
    if clock is not None and clock.holder != "petitioner":
        due[f"{clock.due_on:%Y-%m}"] += 1


def as_document(found: Rehearsal) -> dict[str, Any]:
    """The rehearsal as JSON: what moved, the clocks of the law first, then the office's own."""
    order = sorted(found.clocks.items(), key=lambda item: (item[1].is_internal, item[0]))
    months: dict[str, dict[str, int]] = defaultdict(dict)
    for name, due in (("before", found.due_before), ("after", found.due_after)):
        for month, count in due.items():
            months[month][name] = count
    return {
        "petitions": found.petitions,
        "stages_moved": found.stages_moved,
        "impossible": found.impossible,
        "impossible_named": [{"id": identifier, "why": why} for identifier, why in found.named],
        "clocks": {name: _clock_document(moved) for name, moved in order},
        "workload": [
            {"month": month, "due_before": counts.get("before", 0), "due_after": counts.get("after", 0)}
            for month, counts in sorted(months.items())
        ],
    }


def _clock_document(moved: Moved) -> dict[str, Any]:
    return {
        "article": moved.article,
        "internal": moved.is_internal,
        "compared": moved.compared,
        "earlier": moved.earlier,
        "later": moved.later,
        "unchanged": moved.compared - moved.earlier - moved.later,
        "median_days": median(moved.shifts) if moved.shifts else None,
        "late_before": moved.late_before,
        "late_after": moved.late_after,
        "newly_late": moved.newly_late,
        "no_longer_late": moved.no_longer_late,
        "only_before": moved.only_before,
        "only_after": moved.only_after,
    }
