"""The clocks of a petition in words, and each one's days counted one by one."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.law.wording import words
from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor, Dossier
from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.explaining import explanation_of
from xinqiao.procedure.facts import FactsError
from xinqiao.procedure.position import Position
from xinqiao.web.officer.entering import context_for, for_officers, language_of
from xinqiao.web.officer.naming import article_words, clock_title, named


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A clock for the page. `left_days` is below zero when the day is over; None once it has stopped."""

    name: str
    nth: int
    title: str
    holder: str
    started_on: date
    due_on: date
    met_on: date | None
    ended_on: date | None
    shadow_due_on: date | None
    state: str
    state_words: str
    left_days: int | None
    article: str
    is_internal: bool

    @property
    def late_days(self) -> int:
        """By how many days it is or was late."""
        end = self.met_on or self.ended_on
        if end is not None:
            return max(0, (end - self.due_on).days)
        return max(0, -(self.left_days or 0))


def state_words(state: str, *, is_met: bool) -> str:
    """The state of a clock in a word; late is said of what is overdue and of what was done late."""
    if state == "late" and is_met:
        return _("Done late")
    return {
        "running": _("Running"),
        "met": _("In time"),
        "late": _("Late"),
        "paused": _("Paused"),
        "lapsed": _("Not used"),
        "ended": _("Ended"),
    }.get(state, state)


def clocks_of(dossier: Dossier, position: Position, *, on: date) -> list[Shown]:
    """All clocks, those still waiting first, by due date."""
    shown = [_shown(dossier, clock, on=on) for clock in position.clocks]
    return sorted(shown, key=lambda clock: (clock.left_days is None, clock.due_on))


def _shown(dossier: Dossier, clock: Clock, *, on: date) -> Shown:
    return Shown(
        name=clock.name,
        nth=clock.nth,
        title=clock_title(dossier.statute, clock.name),
        holder=named("role", clock.holder),
        started_on=clock.started_on,
        due_on=clock.due_on,
        met_on=clock.met_on,
        ended_on=clock.ended_on,
        shadow_due_on=clock.shadow_due_on,
        state=clock.state,
        state_words=state_words(clock.state, is_met=clock.met_on is not None),
        left_days=(clock.due_on - on).days if clock.is_unmet else None,
        article=article_words(dossier.statute, clock.article),
        is_internal=clock.internal,
    )


@require_safe
@for_officers
def clock_page(request: HttpRequest, officer: Officer, reference: str, name: str, nth: int) -> HttpResponse:
    """One clock, day by day: which days count and why the due date is what it is."""
    petition = petition_for(Actor.of_officer(officer), reference, "view")
    dossier = Dossier.load(petition.pk)
    today = dossier.local_day(timezone.now())
    position = dossier.position_on(today)
    clock = next((one for one in position.clocks if one.name == name and one.nth == nth), None)
    try:
        told = explanation_of(dossier.statute, dossier.matter, tuple(dossier.facts), today, name, nth)
    except FactsError as fault:
        raise NoSuchPetition from fault
    if clock is None:
        raise NoSuchPetition
    page = {
        "petition": petition,
        "clock": _shown(dossier, clock, on=today),
        "days": [(day.date, day.counted, words(day.why, language_of())) for day in told.days],
        "moved": [words(moved.why, language_of()) for moved in told.moved],
        "statute": dossier.statute,
        "statute_title": dossier.statute.title.get(language_of(), dossier.statute.id),
        "extension_days": clock.extension_days,
        "today": today,
    }
    return render(request, "officer/clock.html", context_for(request, officer, **page))
