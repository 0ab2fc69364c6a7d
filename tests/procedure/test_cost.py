"""Does a longer history cost no more a fact than a short one? Counted in calls, so that no machine's load can tell."""

import sys
from types import FrameType

from xinqiao.benchmarks.positions import _long_cases
from xinqiao.law.library import statute
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import assess


def calls_for(length: int) -> int:
    law, matter = statute("cn-2022"), Matter()
    facts, on = _long_cases(length)[0]
    assert len(facts) == length
    assess(law, matter, facts, on)
    calls = 0

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        assess(law, matter, facts, on)
    finally:
        sys.setprofile(before)
    return calls


def test_the_cost_grows_with_the_facts_and_not_with_their_square() -> None:
    ten, eighty = calls_for(10), calls_for(80)
    assert eighty / 80 < 1.5 * ten / 10


def test_reasons_are_not_made_before_they_are_asked_for() -> None:
    law, matter = statute("cn-2022"), Matter()
    facts, on = _long_cases(10)[0]
    position = assess(law, matter, facts, on)
    assert position.stage and "_judged" not in vars(position) and "clocks" not in vars(position)
    assert position.may_not and "_judged" in vars(position)
