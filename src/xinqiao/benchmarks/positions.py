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
"""With everything a worklist caches, for petitions as far as they come in an office."""
PROMISED_LAZY = 20_000
"""With reasons left until they are asked for, for histories of ten facts."""
TEN = 10
# The cost grows with the facts, not with their square: forty facts may cost so much more a fact than ten.
_MOST_A_FACT = 1.5
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

    def lazy(facts: tuple[Fact, ...], on: date) -> object:
        position = assess(law, matter, facts, on)
        return position.stage, position.responsible, position.kind

    bare = _rate(_bare_position, cases, seconds)
    rate = _rate(cached, cases, seconds)
    whole = _rate(judged, cases, seconds)
    ten = _rate(lazy, _long_cases(TEN), seconds)
    by_length = {length: _rate(lazy, _long_cases(length), seconds / 2)["per_second"] for length in (5, 20, 40, 80)}
    a_fact = {n: 1e6 / (n * rate) for n, rate in {**by_length, TEN: ten["per_second"]}.items()}
    grows = max(a_fact[n] for n in (20, 40, 80)) / a_fact[TEN]
    return {
        "kept": rate["per_second"] >= PROMISED and ten["per_second"] >= PROMISED_LAZY and grows <= _MOST_A_FACT,
        "promised_per_second": PROMISED,
        "promised_of_ten_facts": PROMISED_LAZY,
        "measured": rate,
        "measured_of_ten_facts": ten,
        "microseconds_a_fact": {str(n): round(micros, 2) for n, micros in sorted(a_fact.items())},
        "cost_a_fact_of_the_longest_against_ten": round(grows, 2),
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


def _long_cases(length: int) -> list[Case]:
    """Histories of just so many facts: a life, and where it is longer, opinions that are revoked and made again."""
    upheld = next(number for number, step in enumerate(_LIFE) if step[0] == "reexamined")
    again = ("reexamined", "reexamination", 15, {"outcome": "revoke"})
    life = _LIFE
    while len(life) < length:
        life = (*life[:upheld], again, _LIFE[5], *_LIFE[7:upheld], *life[upheld:])
    cases = []
    for turn in range(32):
        at, facts = _BEGAN_AT + timedelta(days=turn), []
        for seq, (kind, by, days, data) in enumerate(life[:length], 1):
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
