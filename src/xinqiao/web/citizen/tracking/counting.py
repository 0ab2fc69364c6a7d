"""How was this day counted? Day by day, runs of ordinary days drawn together."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from xinqiao.law.wording import words
from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.counting import DayCounted
from xinqiao.procedure.explaining import explanation_of
from xinqiao.procedure.position import explain
from xinqiao.web.citizen.tracking.entering import for_petitioner, no_such_page
from xinqiao.web.citizen.tracking.standing import Standing

_ORDINARY = "day_counted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One day, or several ordinary ones one after another."""

    first_on: date
    last_on: date
    is_counted: bool
    why: str

    @property
    def is_one_day(self) -> bool:
        """Whether it is a single day."""
        return self.first_on == self.last_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A clock with its days, for the page."""

    clock: Clock
    runs: list[Run]
    whose: str = ""


def days_of(standing: Standing, clock: Clock) -> tuple[DayCounted, ...]:
    """Every day of a clock's period, from the starting day to its last."""
    dossier = standing.dossier
    return explain(dossier.statute, dossier.matter, tuple(dossier.facts), standing.today, clock.name, clock.nth)


def clocks_counted(standing: Standing) -> list[Counted]:
    """All clocks, those that still wait first, each with its days in runs."""
    clocks = sorted(standing.position.clocks, key=lambda clock: (not clock.is_unmet, clock.internal, clock.due_on))
    return [Counted(clock=clock, runs=runs_of(days_of(standing, clock))) for clock in clocks]


def runs_of(days: tuple[DayCounted, ...]) -> list[Run]:
    """Days in order; ordinary counted days that follow one another are one run, numbers of the last."""
    language = get_language() or "zh-hans"
    runs: list[Run] = []
    previous: DayCounted | None = None
    for day in days:
        said = words(day.why, language)
        if previous is not None and previous.why.id == day.why.id == _ORDINARY:
            runs[-1] = Run(first_on=runs[-1].first_on, last_on=day.date, is_counted=True, why=said)
        else:
            runs.append(Run(first_on=day.date, last_on=day.date, is_counted=day.counted, why=said))
        previous = day
    return runs


@require_safe
@for_petitioner
def clock_page(request: HttpRequest, standing: Standing, name: str, nth: int) -> HttpResponse:
    """One clock with every single day."""
    clock = next((c for c in standing.position.clocks if (c.name, c.nth) == (name, nth)), None)
    if clock is None:
        return no_such_page(request)
    language = get_language() or "zh-hans"
    dossier = standing.dossier
    told = explanation_of(dossier.statute, dossier.matter, tuple(dossier.facts), standing.today, name, nth)
    page = {
        "standing": standing,
        "clock": clock,
        "days": [(day.date, day.counted, words(day.why, language)) for day in told.days],
        "moved": [words(moved.why, language) for moved in told.moved],
    }
    return render(request, "citizen/track/clock.html", page)
