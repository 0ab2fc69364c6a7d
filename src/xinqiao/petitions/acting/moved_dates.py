"""Did a last day move although nothing happened, because holidays were announced or a rule was mended?

Running dates are derived anew; the old day stays on record beside the new one, in the petition's own chain, and whoever
is told of news is told of this.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.models import Event
from xinqiao.procedure.position import Position, assess

MOVED = "dates_moved"
# Why a day moved: another calendar alone, or (also) another rule.
CALENDAR, RULES = "calendar", "rules"


def note_moved_dates(dossier: Dossier, position: Position, *, at: datetime, on: date) -> None:
    """Add the event that names each unmet clock whose last day moved, with both days; nothing where none did."""
    cached, statute = dossier.cached, dossier.statute
    if cached is None or dossier.is_new:
        return
    has_other_rules = cached.statute_digest != statute.digest
    if not has_other_rules and cached.calendar_digest == statute.calendar.digest:
        return
    moved = _moved(dossier, _without_new_facts(dossier, position, on=on))
    if not moved:
        return
    dossier.add(
        Event(
            kind=MOVED,
            is_fact=False,
            occurred_at=at,
            recorded_at=timezone.now(),
            by_role=cached.responsible_role,
            organisation=cached.responsible_organisation,
            officer=None,
            # The person who answers for the petition sees the new day on her desk: she is the one who is told here.
            data={
                "because": RULES if has_other_rules else CALENDAR,
                "moved": moved,
                "officer": cached.responsible_officer_id,
            },
        )
    )


def _without_new_facts(dossier: Dossier, position: Position, *, on: date) -> Position:
    """What an act of this very moment moved is its own doing: it is left out of the comparison."""
    new = sum(event.is_fact for event in dossier.new_events)
    if not new:
        return position
    return assess(dossier.statute, dossier.matter, tuple(dossier.facts[:-new]), on)


def _moved(dossier: Dossier, position: Position) -> list[dict[str, Any]]:
    before = dossier.clocks
    found = []
    for clock in position.clocks:
        was = before.get((clock.name, clock.nth))
        if was is None or was.due_on is None or not clock.is_unmet or was.due_on == clock.due_on:
            continue
        found.append(
            {
                "clock": clock.name,
                "nth": clock.nth,
                "from": was.due_on.isoformat(),
                "to": clock.due_on.isoformat(),
            }
        )
    return found
