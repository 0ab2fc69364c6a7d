"""Does `law check` find nothing in the packs, and everything that is planted in them?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner

from xinqiao.cli import law_check
from xinqiao.law.checking import Fault, Report, check
from xinqiao.law.library import statute
from xinqiao.procedure.definitions import DutySpec
from xinqiao.procedure.facts import read_document
from xinqiao.procedure.position import assess
from xinqiao.procedure.statute import Statute

FEW_STEPS = (
    "receive",
    "register",
    "refer",
    "receive_referral",
    "accept",
    "hear",
    "extend",
    "reply",
    "serve",
    "request_reexamination",
    "reexamine",
    "request_review",
    "review",
    "decline",
    "withdraw",
    "revoke_withdrawal",
    "bring_new_facts",
)


@pytest.mark.slow
@pytest.mark.parametrize("identifier", ["cn-2022", "cn-2005"])
def test_a_pack_has_no_fault_in_any_situation_that_it_can_bring_about(identifier: str) -> None:
    report = check(statute(identifier))
    assert [(fault.invariant, fault.message) for fault in report.faults] == []
    assert report.states > 2000


def small_pack() -> Statute:
    """The main line of the 2022 pack only, so that a planted fault is found in a moment."""
    whole = statute("cn-2022")
    steps = {name: whole.steps[name] for name in FEW_STEPS}
    facts = {fact for step in steps.values() for fact in step.makes}
    clocks = {name: clock for name, clock in whole.clocks.items() if any(on.fact in facts for on in clock.starts)}
    return replace(whole, steps=steps, clocks=clocks)


MISSING = ("execute", "simple_notice", "simple_handling", "answer", "channelling")
"""What the few steps begin and cannot end: the steps that would are left out of the small pack."""


def found_in(pack: Statute) -> list[tuple[str, str]]:
    return [
        (fault.invariant, fault.message)
        for fault in check(pack, together=0).faults
        if fault.invariant != "reached"
        and not (fault.invariant == "duty" and any(f" {name}" in fault.message for name in MISSING))
    ]


def with_step(pack: Statute, name: str, **changes: Any) -> Statute:
    return replace(pack, steps={**pack.steps, name: replace(pack.steps[name], **changes)})


def with_clock(pack: Statute, name: str, **changes: Any) -> Statute:
    return replace(pack, clocks={**pack.clocks, name: replace(pack.clocks[name], **changes)})


def with_stage(pack: Statute, name: str, **changes: Any) -> Statute:
    return replace(pack, stages={**pack.stages, name: replace(pack.stages[name], **changes)})


def effects_without(pack: Statute, name: str, word: str) -> tuple[Mapping[str, Any], ...]:
    effects = pack.steps[name].effects
    return tuple({key: value for key, value in raw.items() if key != word} for raw in effects)


def a_stage_nobody_can_leave(pack: Statute) -> Statute:
    steps = {name: replace(step, stages=step.stages - {"replied"}) for name, step in pack.steps.items()}
    return replace(pack, steps=steps)


def a_loop_without_end(pack: Statute) -> Statute:
    """From in transit one may only withdraw and take the withdrawal back: there is always a step, never an end."""
    steps = {
        name: replace(step, stages=step.stages - {"in_transit"}) for name, step in pack.steps.items() if name != "hear"
    }
    return replace(pack, steps={**steps, "hear": replace(pack.steps["hear"], stages=frozenset({"in_transit"}))})


def a_withdrawal_that_ends_an_accusation(pack: Statute) -> Statute:
    return with_step(pack, "withdraw", requires=())


def a_referral_to_the_accused(pack: Statute) -> Statute:
    checks = tuple(held for held in pack.steps["refer"].checks if held.otherwise != "never_to_the_accused")
    requires = tuple(held for held in pack.steps["refer"].requires if held.otherwise != "never_to_the_accused")
    return with_step(pack, "refer", checks=checks, requires=requires)


def a_stage_without_responsible(pack: Statute) -> Statute:
    return with_step(pack, "refer", effects=(*pack.steps["refer"].effects, {"responsible": {"role": "competent"}}))


def a_permitted_step_that_is_never_taken(pack: Statute) -> Statute:
    barred = replace(pack.steps["accept"].requires[0], when=False, breach="impossible")
    return with_step(pack, "accept", checks=(barred,))


def a_duty_that_nothing_ends(pack: Statute) -> Statute:
    added = DutySpec("competent", "report", {"flag": {"never_set": [None]}}, "22", internal=False)
    return replace(pack, duties=(*pack.duties, added))


def a_period_that_nothing_meets(pack: Statute) -> Statute:
    return with_clock(pack, "handling", met_by=())


def an_accused_who_keeps_what_it_receives(pack: Statute) -> Statute:
    """Whoever receives it would have it; that the accused itself may be the one who receives was forgotten."""
    effects = [dict(effect) for effect in pack.steps["receive"].effects]
    for effect in effects:
        if "responsible" in effect:
            effect["responsible"] = {"role": "by", "organisation": "actor"}
    return with_step(pack, "receive", effects=tuple(effects))


PLANTED: Mapping[str, tuple[Callable[[Statute], Statute], str, str]] = {
    "a stage nobody can leave": (a_stage_nobody_can_leave, "end", "the stage replied"),
    "a stage that offers no step": (a_stage_nobody_can_leave, "way_on", "the open stage replied"),
    "a loop without end": (a_loop_without_end, "end", "the stage in_transit"),
    "a clock nobody starts": (lambda pack: with_clock(pack, "triage", starts=()), "started", "triage"),
    "a step permitted nowhere": (lambda pack: with_step(pack, "accept", stages=frozenset()), "used", "accept"),
    "an open stage without responsible": (a_stage_without_responsible, "responsible", "in_transit"),
    "an open stage without a day": (
        lambda pack: with_clock(pack, "reply_service", starts=(), duty=None),
        "dated",
        "the open stage replied",
    ),
    "a clock without article": (lambda pack: with_clock(pack, "handling", article=""), "article", "clock handling"),
    "a step without article": (lambda pack: with_step(pack, "reply", article=" "), "article", "step reply"),
    "an office rule without source": (lambda pack: with_clock(pack, "transit", source=None), "source", "transit"),
    "a final stage without remedy": (
        lambda pack: with_stage(pack, "declined", remedy=None, remedies={}),
        "remedy",
        "declined",
    ),
    "an end without ground": (
        lambda pack: with_step(pack, "decline", effects=effects_without(pack, "decline", "ground")),
        "ground",
        "declined names no ground",
    ),
    "an end that is none": (lambda pack: with_stage(pack, "handling", final=True), "ground", "handling is final"),
    "a withdrawal that ends an accusation": (
        a_withdrawal_that_ends_an_accusation,
        "ground",
        "a withdrawal ended an accusation",
    ),
    "an accusation given to the accused": (a_referral_to_the_accused, "accused", "the accused"),
    "a duty that nothing ends": (a_duty_that_nothing_ends, "duty", "the duty report of competent"),
    "a period that nothing meets": (a_period_that_nothing_meets, "duty", "the period handling"),
    "an accusation received by the accused": (
        an_accused_who_keeps_what_it_receives,
        "responsible",
        "no organisation is responsible in the open stage received",
    ),
    "a permitted step that is never taken": (a_permitted_step_that_is_never_taken, "permitted", "accept by competent"),
}


def test_the_small_pack_is_sound_so_that_what_is_found_was_planted() -> None:
    assert found_in(small_pack()) == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str) -> None:
    plant, invariant, words = PLANTED[name]
    found = found_in(plant(small_pack()))
    assert any(kind == invariant and words in message for kind, message in found), found


def test_a_fault_shows_a_history_that_can_be_asked_and_is_the_shortest() -> None:
    report = check(a_stage_without_responsible(small_pack()))
    fault = next(fault for fault in report.faults if fault.invariant == "responsible")
    assert fault.history is not None
    assert [fact["kind"] for fact in fault.history["facts"]] == ["received", "referred"]
    matter, facts = read_document(fault.history)
    position = assess(statute("cn-2022"), matter, facts, date.fromisoformat(fault.history["on"]))
    assert position.stage == "in_transit"


COUNTER_EXAMPLES = {
    "a stage nobody can leave": ["received", "replied"],
    "a duty that nothing ends": ["received"],
    "a period that nothing meets": ["received", "accepted"],
    "an end without ground": ["received", "declined"],
    "an accusation given to the accused": ["received", "referred"],
    "an accusation received by the accused": ["received"],
}


@pytest.mark.parametrize("name", COUNTER_EXAMPLES)
def test_the_counter_example_of_a_planted_fault_is_a_minimal_history(name: str) -> None:
    plant, invariant, words = PLANTED[name]
    report = check(plant(small_pack()), together=0)
    fault = next(fault for fault in report.faults if fault.invariant == invariant and words in fault.message)
    assert fault.history is not None
    assert [fact["kind"] for fact in fault.history["facts"]] == COUNTER_EXAMPLES[name]


def test_two_checks_of_one_pack_say_the_same() -> None:
    planted = with_clock(small_pack(), "handling", article="")
    assert check(planted).as_document() == check(planted).as_document()


def test_the_command_prints_one_document_and_says_no_when_a_fault_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("dated", "nothing is due", {"facts": [], "on": "2023-03-03"})
    monkeypatch.setattr(law_check, "check_statute", lambda pack, together: Report(pack.id, 3, (fault,)))
    answer = CliRunner().invoke(law_check.check, ["cn-2022", "--json"])
    assert answer.exit_code == 1
    document = json.loads(answer.stdout)
    assert document[0]["id"] == "cn-2022" and document[0]["states"] == 3
    assert set(document[0]["faults"][0]) == {"invariant", "message", "history"}
    monkeypatch.setattr(law_check, "check_statute", lambda pack, together: Report(pack.id, 3, ()))
    assert CliRunner().invoke(law_check.check, ["cn-2022", "--json"]).exit_code == 0


def test_an_unknown_statute_is_bad_usage_in_one_sentence() -> None:
    answer = CliRunner().invoke(law_check.check, ["cn-1995", "--json"])
    assert answer.exit_code == 2
    assert "cn-1995" in answer.stderr and "Traceback" not in answer.stderr
