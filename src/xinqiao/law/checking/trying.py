"""What could be done next where a matter stands? Every fact its stage knows, by each role, with each sort of data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from xinqiao.law.checking.asking import PLAIN, Asked
from xinqiao.law.checking.reading import NO_EFFECT
from xinqiao.law.checking.worlds import ACCUSED, BELOW_ACCUSED, HOME
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.mending import MENDING
from xinqiao.procedure.state import State
from xinqiao.procedure.statute import Case, Statute

Data = dict[str, Any]


@dataclass(slots=True)
class Tries:
    """What to try, and what was tried before: rarer facts are tried once for each stage and sort of matter.

    `took` is set by whoever walks, once a fact led elsewhere: until one does, the rarer forms of it are tried too.
    """

    statute: Statute
    asked: Asked
    took: bool = False
    tried: set[tuple[Any, ...]] = field(default_factory=set)

    def is_new(self, state: State, *marks: object) -> bool:
        """Answer whether something rare was not yet tried at this stage with this sort of matter, and note it."""
        mark = (state.stage, state.kind, state.route, *marks)
        if mark in self.tried:
            return False
        self.tried.add(mark)
        return True


def facts_for(tries: Tries, state: State, day: int, nth: int) -> Iterator[Fact]:
    """Every fact worth trying: by the likeliest role with each sort of data, by the other roles with the least data.

    A plain appeal has each sort of data tried everywhere; other matters, and other roles, once for each stage.
    """
    statute = tries.statute
    at = _moment(statute, day, nth)
    for kind, step in statute.makers.items():
        case = statute.case(kind, state.stage, state.kind, state.route)
        if kind in MENDING or case is None or not case.is_here or step.absent is not None:
            continue
        if "posted_on" not in tries.asked.data[kind] and _is_barred(case, state):
            continue
        tries.took = False
        for place, role in enumerate(sorted(step.by, key=lambda role: role != state.role)):
            is_rare = place > 0 and state.received is not None
            if is_rare and not tries.is_new(state, kind, role) and tries.took:
                continue
            for organisation in _organisations(state, role, tries.asked):
                for data in _chosen(tries, kind, state, day):
                    yield Fact(kind, at, role, organisation, data)
                    if is_rare and tries.took:
                        break


def _is_barred(case: Case, state: State) -> bool:
    """Whether a requirement that looks at no data keeps the fact from any effect; posting alone can say otherwise."""
    barring = (test for test, requirement in case.requires if requirement.breach in NO_EFFECT)
    return any(test is False or not test(state) for test in barring)  # type: ignore[operator]


def _chosen(tries: Tries, kind: str, state: State, day: int) -> Iterator[Data]:
    is_plain = (state.kind, state.route) == PLAIN and tries.statute.makers[kind].name != "reclassify"
    for number, data in enumerate(_data(tries.statute, kind, state, day, tries.asked)):
        if is_plain or number == 0 or tries.is_new(state, kind, number) or not tries.took:
            yield data


def later_days(state: State, day: int) -> Iterator[int]:
    """The days at which something may be otherwise: the last day of each open clock, and the day after."""
    found: set[int] = set()
    for run in state.clocks:
        if run.is_open(day) and run.paused_from is None:
            found |= {run.due, run.due + 1}
        elif run.is_open(day):
            found.add(day + 1)
    yield from sorted(later for later in found if later > day)


def _moment(statute: Statute, day: int, nth: int) -> datetime:
    start = datetime.combine(date.fromordinal(day), time(0, 0), statute.zoneinfo)
    return start + timedelta(minutes=nth)


def _organisations(state: State, role: str, asked: Asked) -> tuple[str | None, ...]:
    if state.received is None:
        return _receivers(state, role, asked)
    if role == state.role and state.organisation is not None:
        return (state.organisation,)
    return (HOME.get(role, "bureau"),)


def _receivers(state: State, role: str, asked: Asked) -> tuple[str | None, ...]:
    """Who may receive it: office, bureau, special organ, or the accused itself; for a plain appeal a superior organ."""
    if role == "competent":
        accused = (ACCUSED, BELOW_ACCUSED) if state.matter.accused is not None else ()
        return ("bureau", *accused, *_special(state, asked))
    if role == "petition_office" or (role == "reexamination" and (state.kind, state.route) == PLAIN):
        return (HOME.get(role),)
    return ()


def _special(state: State, asked: Asked) -> tuple[str, ...]:
    return tuple(f"organ_{organ}" for organ in sorted(asked.organs[state.kind, state.route]))


def _data(statute: Statute, kind: str, state: State, day: int, asked: Asked) -> Iterator[Data]:
    """The fullest plain data first, then one variation of each word that a rule asks about, then none at all."""
    step = statute.makers[kind]
    if step.name == "reclassify":
        yield {"kind": state.kind, "route": state.route}
        yield from ({"kind": sort[0], "route": sort[1]} for sort in asked.examples())
        return
    choices = {name: _values(statute, name, values, state, day, asked) for name, values in asked.data[kind].items()}
    plain = {name: values[0] for name, values in choices.items() if values}
    plain |= _needs(statute, plain.get("reason"))
    yield plain
    for name, values in choices.items():
        for value in values[1:]:
            yield {**plain, name: value, **(_needs(statute, value) if name == "reason" else {})}
    required = {field.name for field in step.fields if field.required}
    for name in choices:
        if name not in required:
            yield {key: value for key, value in plain.items() if key != name}


def _values(
    statute: Statute, name: str, values: tuple[Any, ...], state: State, day: int, asked: Asked
) -> tuple[Any, ...]:
    if values:
        return values
    if name == "to":
        return _destinations(state, asked)
    if name == "reason":
        return (*statute.reasons, "no such reason")
    if name == "posted_on":
        dues = sorted({run.due for run in state.clocks if run.start <= run.due <= day and run.met is None})
        return (date.fromordinal(day).isoformat(), *(date.fromordinal(due).isoformat() for due in dues[-2:]))
    if name.endswith(("_by", "_on")) and name != "approved_by":
        return (date.fromordinal(day + 20).isoformat(),)
    return ("something",)


def _destinations(state: State, asked: Asked) -> tuple[str, ...]:
    accused = (ACCUSED, BELOW_ACCUSED) if state.matter.accused is not None else ()
    return ("other_bureau", "bureau", *_special(state, asked), *accused)


def _needs(statute: Statute, reason: Any) -> Mapping[str, Any]:
    """What the notice of a ground must hold beside it."""
    spec = statute.reasons.get(str(reason))
    return {} if spec is None else {name: "other_bureau" if name == "to" else "something" for name in spec.needs}
