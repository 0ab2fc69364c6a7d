"""What does a local rule change in a statute, and where does it depart from it to somebody's cost?

A conflict is shown, never settled here: which rule prevails is for a lawyer. It is looked for on real calendars: a
period that ends later for an organ, or earlier for a petitioner, on any starting day of the years the calendar knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from xinqiao.law.entries import Entry
from xinqiao.law.files import overlay_folders, read_yaml
from xinqiao.law.library import overlays_of, place_of, statute
from xinqiao.law.loading import OVERLAY_KEYS
from xinqiao.procedure.counting import Counting
from xinqiao.procedure.definitions import ClockSpec
from xinqiao.procedure.statute import Statute

LONGER, SHORTER, GROUND, TAKEN_AWAY, OLDER = "longer", "shorter", "ground", "taken_away", "older"
_DAYS_TRIED = 366


@dataclass(frozen=True, slots=True)
class Departure:
    """One thing that an overlay sets otherwise. `conflict` says to whose cost, None where it is to nobody's.

    `what` is a clock, limit, step or ground; lengths are written as value and unit.
    """

    what: str
    before: str | None
    after: str | None
    article: str
    conflict: str | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """A local rule over one statute, with all that it sets otherwise."""

    id: str
    base: str
    title: dict[str, str]
    in_force: date
    source: str
    departures: tuple[Departure, ...]

    @property
    def conflicts(self) -> tuple[Departure, ...]:
        """What departs to somebody's cost, and is for a lawyer to look at."""
        return tuple(departure for departure in self.departures if departure.conflict is not None)

    def as_document(self) -> dict[str, Any]:
        """As plain data; days are ISO 8601."""
        return {
            "id": self.id,
            "base": self.base,
            "title": self.title,
            "in_force": self.in_force.isoformat(),
            "source": self.source,
            "departures": [
                {
                    "what": departure.what,
                    "before": departure.before,
                    "after": departure.after,
                    "article": departure.article,
                    "conflict": departure.conflict,
                }
                for departure in self.departures
            ],
        }


def overlays_over(identifier: str) -> tuple[Overlay, ...]:
    """Every overlay of a statute, held beside it. Raises UnknownStatute."""
    return tuple(overlay(identifier, name) for name in overlays_of(identifier))


def overlay(identifier: str, name: str) -> Overlay:
    """One overlay held beside its statute. Raises UnknownStatute and PackError."""
    below, above = statute(identifier), statute(identifier, (name,))
    file = overlay_folders(place_of(identifier))[name] / "overlay.yaml"
    about = Entry(f"overlays/{name}", read_yaml(file), OVERLAY_KEYS)
    in_force, source = about.day("in_force"), about.text("source")
    departures = [*_clocks(below, above), *_extensions(below, above), *_grounds(below, above), *_steps(below, above)]
    if in_force < below.in_force:
        departures.append(Departure("in_force", below.in_force.isoformat(), in_force.isoformat(), source, OLDER))
    return Overlay(name, identifier, dict(about.mapped("title")), in_force, source, tuple(departures))


def _clocks(below: Statute, above: Statute) -> Iterator[Departure]:
    for name, clock in above.clocks.items():
        was = below.clocks.get(name)
        if was is None:
            yield Departure(name, None, _length(clock.counting), clock.article, None)
        elif was.counting != clock.counting:
            conflict = _to_whose_cost(below, was, clock)
            yield Departure(name, _length(was.counting), _length(clock.counting), clock.article, conflict)
    for name in below.clocks.keys() - above.clocks.keys():
        yield Departure(name, _length(below.clocks[name].counting), None, below.clocks[name].article, TAKEN_AWAY)


def _to_whose_cost(below: Statute, was: ClockSpec, now: ClockSpec) -> str | None:
    """Longer for an organ or shorter for a petitioner, on whichever day it starts."""
    if was.counting is None or now.counting is None:
        return None
    first = max(below.in_force, min(date(year, 1, 1) for year in below.calendar.years))
    for number in range(_DAYS_TRIED):
        start = (first + timedelta(days=number)).toordinal()
        moved = now.counting.due(below.calendar, start) - was.counting.due(below.calendar, start)
        if moved > 0 and was.holder != "petitioner":
            return LONGER
        if moved < 0 and was.holder == "petitioner":
            return SHORTER
    return None


def _extensions(below: Statute, above: Statute) -> Iterator[Departure]:
    """Limits that no clock counts by itself: an extension is allowed up to them."""
    for name, value in above.limits.items():
        before = below.limits.get(name)
        if "exten" in name and before is not None and before != value:
            article = next((step.article for step in above.steps.values() if "extended" in step.makes), "")
            yield Departure(name, str(before), str(value), article, LONGER if value > before else None)


def _grounds(below: Statute, above: Statute) -> Iterator[Departure]:
    for code in above.reasons.keys() - below.reasons.keys():
        yield Departure(code, None, code, above.reasons[code].article, GROUND)
    for code in below.reasons.keys() - above.reasons.keys():
        yield Departure(code, code, None, below.reasons[code].article, None)


def _steps(below: Statute, above: Statute) -> Iterator[Departure]:
    for name, step in above.steps.items():
        was = below.steps.get(name)
        if was is None:
            yield Departure(name, None, name, step.article, None)
        elif was != replace(step, stages=step.stages & below.stages.keys()):
            conflict = TAKEN_AWAY if step.absent is not None and was.absent is None else None
            yield Departure(name, name, name, step.article, conflict)
    for name in below.steps.keys() - above.steps.keys():
        yield Departure(name, name, None, below.steps[name].article, TAKEN_AWAY)


def _length(counting: Counting | None) -> str:
    return "set in the single case" if counting is None else f"{counting.value} {counting.unit}"
