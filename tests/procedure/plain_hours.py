"""The counting of hours done slowly and obviously, one minute at a time, to hold against the engine's counting.

It shares no code with the engine: it looks at the clock on the wall after every single minute that passes.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ONE_MINUTE = timedelta(minutes=1)


def hours_due(started_at: datetime, hours: int, zone: ZoneInfo, counts: Callable[[datetime], bool]) -> datetime:
    """The instant at which so many hours of counted minutes have passed; `counts` looks at the local time of a minute."""
    now, left = started_at.astimezone(UTC), hours * 60
    while left:
        if counts(now.astimezone(zone)):
            left -= 1
        now += ONE_MINUTE
    return now.astimezone(zone)


def in_office(spans: list[tuple[str, str]], is_workday: Callable[[date], bool]) -> Callable[[datetime], bool]:
    """Whether a minute is one in which offices work."""

    def counts(local: datetime) -> bool:
        written = f"{local:%H:%M}"
        return is_workday(local.date()) and any(opens <= written < closes for opens, closes in spans)

    return counts
