"""In which order did the facts happen, once voided ones are left out and corrected ones are put right?"""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from xinqiao.procedure.facts import Fact, ImpossibleFact, read_instant

VOIDED, CORRECTED = "voided", "corrected"
MENDING = frozenset((VOIDED, CORRECTED))

Dated = tuple[int, Fact]


def in_order(facts: Sequence[Fact], zone: tzinfo, on: int) -> list[Dated]:
    """Return the facts up to the day `on` with their local days, by instant, then seq, else the file's order.

    A voided fact is as if it never happened; a corrected one has the new time and data. Both stay on record in `facts`.
    """
    rows: list[tuple[datetime, int, int, int, Fact]] = []
    mended = False
    for index, fact in enumerate(facts):
        at = fact.at
        day = at.toordinal() if at.tzinfo is zone else at.astimezone(zone).toordinal()
        if day <= on:
            rows.append((at, index if fact.seq is None else fact.seq, index, day, fact))
            if fact.kind in MENDING:
                mended = True
    rows.sort()
    if mended:
        return _mended(rows, facts, zone, on)
    return [(row[3], row[4]) for row in rows]


def _mended(
    rows: list[tuple[datetime, int, int, int, Fact]], facts: Sequence[Fact], zone: tzinfo, on: int
) -> list[Dated]:
    known = {index: fact for _, _, index, _, fact in rows}
    voided: set[int] = set()
    replaced: dict[int, Fact] = {}
    # The last word first: a voiding that was itself voided later does nothing.
    for _, _, index, _, mending in reversed(rows):
        if mending.kind not in MENDING or index in voided:
            continue
        target = _target(mending, index, facts)
        if target not in known:
            raise ImpossibleFact(f"The fact {mending.data.get('fact')!r} that is to be mended is not on record.")
        if mending.kind == VOIDED:
            voided.add(target)
        elif target not in replaced:
            replaced[target] = _corrected(known[target], mending)
    kept: list[tuple[datetime, int, int, Fact]] = []
    for index, fact in known.items():
        if index in voided or fact.kind in MENDING:
            continue
        fact = replaced.get(index, fact)
        if fact.at.astimezone(zone).toordinal() <= on:
            kept.append((fact.at, index if fact.seq is None else fact.seq, index, fact))
    kept.sort(key=lambda row: row[:3])
    return [(row[3].at.astimezone(zone).toordinal(), row[3]) for row in kept]


def _target(mending: Fact, own: int, facts: Sequence[Fact]) -> int | None:
    """Find the mended fact: by its seq where facts carry one, else by its place in the file, from 1."""
    named = mending.data.get("fact")
    for index, fact in enumerate(facts):
        number = index + 1 if fact.seq is None else fact.seq
        if index != own and number == named:
            return index
    return None


def _corrected(fact: Fact, mending: Fact) -> Fact:
    at = mending.data.get("at")
    changed: Mapping[str, Any] = mending.data.get("data") or {}
    return Fact(
        fact.kind,
        fact.at if at is None else read_instant(at, "fact corrected: 'data.at'"),
        fact.by,
        fact.organisation,
        {**fact.data, **changed},
        fact.seq,
    )
