"""Until when do the other lawful ways stay open? Petitioning stops none of their periods, so they are told at intake."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.law.library import NoStatuteInForce, statute_in_force
from xinqiao.web.components.fields import FormField
from xinqiao.web.components.other_ways import other_ways


@require_safe
def other_ways_page(request: HttpRequest) -> HttpResponse:
    """The table of ways; with the day on which one learned of the matter, each one's own last day."""
    today = timezone.localdate()
    typed = request.GET.get("known_on", "").strip()[:20]
    known_on, fault = _read_day(typed, today=today)
    field = FormField(
        name="known_on",
        label=_("When did you learn of the decision or of what happened?"),
        hint=_("The day on which you received the paper, or first knew. Nothing of this is kept."),
        widget="date",
        value=typed,
        fault=fault,
        required=False,
    )
    page = {
        "field": field,
        "known_on": known_on,
        "ways": other_ways(known_on or today, today=today),
        "is_counted_from_today": known_on is None,
    }
    return render(request, "citizen/other_ways.html", page, status=422 if fault else 200)


def _read_day(typed: str, *, today: date) -> tuple[date | None, str]:
    """The day that was typed, or a sentence that says what is wrong with it."""
    if not typed:
        return None, ""
    try:
        day = parse_date(typed)
    except ValueError:
        day = None
    if day is None:
        return None, _("This is not a day of the calendar: write it as 2026-03-02.")
    if day > today:
        return None, _("This day has not come yet: write the day on which you learned of it.")
    try:
        statute_in_force(day)
    except NoStatuteInForce:
        return None, _("This is so long ago that the calendar is not held here: ask a petition office.")
    return day, ""
