"""What must hold of a pack as a whole, once all that can be reached has been walked?"""

from collections.abc import Iterator, Mapping
from typing import Any

from xinqiao.law.checking.exploring import Map, Place
from xinqiao.law.checking.faults import Finding
from xinqiao.law.checking.keys import Key
from xinqiao.procedure.definitions import NOTHING
from xinqiao.procedure.statute import Statute

Shown = tuple[Finding, Place | None]


def every_open_matter_can_end(map_: Map, final: set[Key]) -> Iterator[Shown]:
    """From each open place some way leads to an end; the nearest place of each stage that has none is shown."""
    ends = final | (map_.places.keys() - map_.walked)
    waiting = list(ends)
    while waiting:
        for source in map_.before[waiting.pop()]:
            if source not in ends:
                ends.add(source)
                waiting.append(source)
    shown: set[str] = set()
    for key, place in map_.places.items():
        stage = place.state.stage
        if key not in ends and stage not in shown:
            shown.add(stage)
            yield Finding("end", stage, f"from the stage {stage} no way leads to an end"), place


def all_of_the_pack_is_used(map_: Map, permitted: set[str]) -> Iterator[Shown]:
    """Each stage can be reached, each clock is started by something, each step is permitted somewhere."""
    statute = map_.statute
    stages = {place.state.stage for place in map_.places.values()}
    clocks = {name for place in map_.places.values() for name in place.state.latest}
    for stage in statute.stages:
        if stage not in stages and stage != NOTHING:
            yield Finding("reached", stage, f"nothing leads to the stage {stage}"), None
    for clock in statute.clocks:
        if clock not in clocks:
            yield Finding("started", clock, f"nothing starts the clock {clock}"), None
    for name, step in statute.steps.items():
        if name not in permitted and step.absent is None and not step.hidden:
            yield Finding("used", name, f"the step {name} is permitted nowhere"), None


def every_entry_names_its_source(statute: Statute) -> Iterator[Shown]:
    """Each clock, step, stage, duty and reason of the pack names an article; an office rule names its source."""
    entries: list[tuple[str, str, Any]] = []
    held: Mapping[str, Mapping[str, Any]] = {
        "clock": statute.clocks,
        "step": statute.steps,
        "stage": statute.stages,
        "reason": statute.reasons,
    }
    for sort, group in held.items():
        entries += [(sort, name, entry) for name, entry in group.items()]
    entries += [("duty", duty.what, duty) for duty in statute.duties]
    entries += [
        ("requirement", f"{name} {requirement.otherwise}", requirement)
        for name, step in statute.steps.items()
        for requirement in (*step.requires, *step.checks)
    ]
    for sort, name, entry in entries:
        if not entry.article.strip():
            yield Finding("source", f"{sort} {name}", f"the {sort} {name} names no article"), None
        if sort == "clock" and entry.internal and not entry.source:
            yield (
                Finding("source", f"clock {name}", f"the internal clock {name} does not say where it comes from"),
                None,
            )
