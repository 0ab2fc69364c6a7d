"""What would the scan have warned of, and how many days before everybody knew? The past gone through, knowing no later day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from xinqiao.language.issues.cells import Report, Rise, scan
from xinqiao.language.issues.warning import FALSE_ALARMS_A_YEAR, LEAST_PEOPLE, WINDOWS

# A cell that is told again within so many days is the same rise.
SAME_RISE_DAYS = 2 * max(WINDOWS)

# So far back is told what would have been warned of; words once a week, as far back as they are compared.
BACK_TEST_DAYS = 365
WEEK_DAYS = 7


@dataclass(frozen=True, slots=True)
class Foretold:
    """A rise, the day of its first warning, and the day by which half of the people of that rise had written."""

    rise: Rise
    on: date
    half_on: date

    @property
    def days_before(self) -> int:
        """Days from the warning to that day; below 0 it came after."""
        return (self.half_on - self.on).days


def scan_days(
    reports: Iterable[Report],
    days: Iterable[date],
    *,
    false_alarms_a_year: float = FALSE_ALARMS_A_YEAR,
    least_people: int = LEAST_PEOPLE,
) -> list[Foretold]:
    """Each rise that a scan of those days would have told, once, in the order of the warnings. No day knows a later one."""
    known = sorted(reports, key=lambda one: one.on)
    told: list[tuple[Rise, date]] = []
    latest: dict[tuple[tuple[str, ...], tuple[str, ...]], date] = {}
    for day in sorted(set(days)):
        for rise in scan(known, day, false_alarms_a_year=false_alarms_a_year, least_people=least_people):
            cell = (rise.place, rise.subject)
            if cell not in latest or (day - latest[cell]).days > SAME_RISE_DAYS:
                told.append((rise, day))
            latest[cell] = day
    return [Foretold(rise, on, half_on(known, rise, on)) for rise, on in told]


def half_on(reports: Sequence[Report], rise: Rise, on: date) -> date:
    """The day by which half of the people had written who wrote in that cell from the rise's first day to its end.

    It ends where the cell is silent for as long as the longest window.
    """
    begin = on - timedelta(days=rise.window_days)
    joined: dict[str | None, date] = {}
    last = on
    for one in sorted(reports, key=lambda report: report.on):
        is_in = one.place[: len(rise.place)] == rise.place and one.subject[: len(rise.subject)] == rise.subject
        if not is_in or one.on <= begin:
            continue
        if (one.on - last).days > max(WINDOWS):
            break
        last = max(last, one.on)
        joined.setdefault(one.person, one.on)
    days = sorted(joined.values())
    return days[(len(days) - 1) // 2] if days else on
