"""Was the reply given within its limit? Days by the dates given, or by those the reply itself names."""

import re
from dataclasses import dataclass
from datetime import date

_DAY = re.compile(r"(?P<year>(?:19|20)\d{2})\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Whether the limit was kept: `kept` is None where a date or the limit is not known; `days` counts from receipt."""

    received_on: date | None
    replied_on: date | None
    due_on: date | None
    days: int | None
    kept: bool | None


def deadline_of(reply: str, *, received_on: date | None, replied_on: date | None, due_on: date | None) -> Deadline:
    """Compare the reply's day with its due day. Where `replied_on` is not given, the date that closes the reply is it."""
    day = replied_on or date_of_reply(reply)
    days = (day - received_on).days if day and received_on else None
    return Deadline(received_on, day, due_on, days, day <= due_on if day and due_on else None)


def date_of_reply(reply: str) -> date | None:
    """The date that stands at the end of a reply, where one does."""
    found = list(_DAY.finditer(reply))
    if not found or len(reply) - found[-1].end() > 30:
        return None
    last = found[-1]
    try:
        return date(int(last["year"]), int(last["month"]), int(last["day"]))
    except ValueError:
        return None
