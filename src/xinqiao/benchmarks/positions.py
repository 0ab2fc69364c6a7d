"""How many positions a second does the pure engine derive on one core?"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from xinqiao.law.library import statute
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import assess

PROMISED = 5_000
_BEGAN_AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
Case = tuple[tuple[Fact, ...], date]

# Whole lives and parts of them: (kind, by, days after the one before, data).
_LIFE: tuple[tuple[str, str, int, dict[str, Any]], ...] = (
    ("received", "petition_office", 0, {"channel": "web"}),
    ("registered", "petition_office", 0, {}),
    ("referred", "petition_office", 3, {"to": "bureau"}),
    ("referral_received", "competent", 1, {}),
    ("accepted", "competent", 4, {}),
    ("heard", "competent", 6, {}),
    ("extended", "competent", 40, {"days": 20, "approved_by": "head"}),
    ("replied", "competent", 20, {"outcome": "not_support"}),
    ("served", "competent", 2, {"document": "reply", "method": "hand"}),
    ("reexamination_requested", "petitioner", 12, {}),
    ("reexamined", "reexamination", 15, {"outcome": "uphold"}),
    ("served", "reexamination", 2, {"document": "reexamination", "method": "hand"}),
    ("review_requested", "petitioner", 10, {}),
    ("hearing_opened", "review", 8, {}),
    ("hearing_closed", "review", 3, {}),
    ("reviewed", "review", 6, {"outcome": "change"}),
    ("served", "review", 2, {"document": "review", "method": "post"}),
)
# How far a petition has come, as often as in an office: most are being handled or answered.
_LENGTHS = (2, 3, 4, 5, 5, 6, 6, 6, 8, 9, 9, 9, 10, 12, 13, 17)

# The baseline knows no law: one table of stages, fixed days, no calendar, no reasons, no articles.
_NEXT = {
    "received": "received",
    "registered": "registered",
    "referred": "in_transit",
    "referral_received": "notice_due",
    "accepted": "handling",
    "replied": "replied",
    "served": "served",
    "reexamination_requested": "reexamination",
    "reexamined": "reexamined",
    "review_requested": "review",
    "reviewed": "reviewed",
}
_LIMITS = {
    "received": timedelta(15),
    "referral_received": timedelta(15),
    "accepted": timedelta(60),
    "served": timedelta(30),
    "reexamination_requested": timedelta(30),
    "review_requested": timedelta(30),
}


def measure(*, small: bool = False) -> dict[str, Any]:
    """Positions a second with everything a worklist caches, and with all steps judged; beside a bare table."""
    seconds = 0.2 if small else 4.0
    law, matter = statute("cn-2022"), Matter()
    cases = _cases()

    def cached(facts: tuple[Fact, ...], on: date) -> object:
        position = assess(law, matter, facts, on)
        return position.stage, position.is_open, position.responsible, position.clocks, position.next_due_on

    def judged(facts: tuple[Fact, ...], on: date) -> object:
        position = assess(law, matter, facts, on)
        return position.clocks, position.duties, position.may, position.may_not

    bare = _rate(_bare_position, cases, seconds)
    rate = _rate(cached, cases, seconds)
    whole = _rate(judged, cases, seconds)
    return {
        "kept": rate["per_second"] >= PROMISED,
        "promised_per_second": PROMISED,
        "measured": rate,
        "measured_with_all_steps_judged": whole,
        "baseline": bare | {"what": "a table of stages and fixed days: no calendar, conditions or reasons"},
        "ratio": round(rate["per_second"] / bare["per_second"], 4),
        "n": rate["n"],
        "facts_per_position": round(sum(len(facts) for facts, _on in cases) / len(cases), 1),
    }


def _cases() -> list[Case]:
    cases = []
    for turn, length in enumerate(_LENGTHS * 4):
        at, facts = _BEGAN_AT + timedelta(days=turn % 23), []
        for seq, (kind, by, days, data) in enumerate(_LIFE[:length], 1):
            at += timedelta(days=days, minutes=1)
            facts.append(Fact(kind=kind, at=at, by=by, data=data, seq=seq))
        cases.append((tuple(facts), (at + timedelta(days=turn % 9)).date()))
    return cases


def _rate(
    assess_one: Callable[[tuple[Fact, ...], date], object], cases: Sequence[Case], seconds: float
) -> dict[str, Any]:
    for facts, on in cases:
        assess_one(facts, on)
    # Of the processor, not of the wall: one core is promised, and others may be using it too.
    n, started, walled = 0, time.process_time(), time.perf_counter()
    while (spent := time.process_time() - started) < seconds:
        for facts, on in cases:
            assess_one(facts, on)
        n += len(cases)
    wall = time.perf_counter() - walled
    return {"per_second": round(n / spent), "n": n, "cpu_seconds": round(spent, 2), "seconds": round(wall, 2)}


def _bare_position(facts: tuple[Fact, ...], on: date) -> object:
    stage, due_on = "nothing", None
    for fact in facts:
        day = fact.at.date()
        if day > on:
            break
        stage = _NEXT.get(fact.kind, stage)
        limit = _LIMITS.get(fact.kind)
        due_on = day + limit if limit else due_on
    return stage, due_on, due_on is not None and due_on < on
