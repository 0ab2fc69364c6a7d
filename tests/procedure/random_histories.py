"""Random lawful histories of one petition, as plain dates, with what the plain counting says of each clock."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.procedure.plain_counting import calendar_due, days_between, working_due

SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class History:
    """One petition's dates; None where the step was not taken yet."""

    statute: str
    received_on: date
    referred_on: date | None = None
    in_hand_on: date | None = None
    accepted_on: date | None = None
    extended_on: date | None = None
    extended_days: int = 0
    replied_on: date | None = None
    served_on: date | None = None
    asked_on: date | None = None
    asked_posted_on: date | None = None
    reexamined_on: date | None = None
    reexamination_served_on: date | None = None
    review_asked_on: date | None = None
    review_posted_on: date | None = None
    hearing_opened_on: date | None = None
    hearing_closed_on: date | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True)
class PlainClock:
    """What the plain counting says of one clock."""

    started_on: date
    due_on: date
    met_on: date | None

    def state(self, on: date, *, right: bool = False) -> str:
        """The clock's state; an unused right lapses, anything else is late."""
        if self.met_on is not None:
            return "met" if self.met_on <= self.due_on else "late"
        if on <= self.due_on:
            return "running"
        return "lapsed" if right else "late"


RIGHTS = ("reexamination_request", "review_request")


def plain_clocks(history: History) -> dict[str, PlainClock]:
    """Every statutory clock of the history, counted slowly by the numbers printed in the two regulations."""
    h = history
    clocks: dict[str, PlainClock] = {}
    if h.referred_on or not h.in_hand_on:
        clocks["triage"] = PlainClock(h.received_on, calendar_due(h.received_on, 15), h.referred_on)
    if h.in_hand_on:
        clocks["notice"] = PlainClock(h.in_hand_on, calendar_due(h.in_hand_on, 15), h.accepted_on)
        if h.referred_on and h.statute == "cn-2022":
            clocks["objection"] = PlainClock(h.in_hand_on, working_due(h.in_hand_on, 5), None)
    if h.accepted_on:
        days = 60 + h.extended_days
        clocks["handling"] = PlainClock(h.accepted_on, calendar_due(h.accepted_on, days), h.replied_on)
    if h.served_on:
        kept_on = h.asked_posted_on or h.asked_on
        clocks["reexamination_request"] = PlainClock(h.served_on, calendar_due(h.served_on, 30), kept_on)
    if h.asked_on:
        clocks["reexamination"] = PlainClock(h.asked_on, calendar_due(h.asked_on, 30), h.reexamined_on)
    if h.reexamination_served_on:
        started_on, kept_on = h.reexamination_served_on, h.review_posted_on or h.review_asked_on
        clocks["review_request"] = PlainClock(started_on, calendar_due(started_on, 30), kept_on)
    if h.review_asked_on:
        heard = days_between(h.hearing_opened_on, h.hearing_closed_on) if h.hearing_opened_on else frozenset()
        clocks["review"] = PlainClock(h.review_asked_on, calendar_due(h.review_asked_on, 30, heard), h.reviewed_on)
    return clocks


def a_random_history(source: random.Random) -> History:
    """A history that stops somewhere; each step is taken within, on or after its last day."""
    statute = source.choice(("cn-2022", "cn-2005"))
    first = date(2022, 5, 1) if statute == "cn-2022" else date(2005, 5, 1)
    history = History(statute, first + timedelta(days=source.randrange(1700 if statute == "cn-2022" else 5900)))
    direct = source.random() < 0.3
    history = replace(history, in_hand_on=history.received_on) if direct else history
    steps = (_refer, _take_in_hand, _accept, _extend, _reply, _serve, _ask, _reexamine, _serve_it, _ask_review, _hear)
    for step in steps[2:] if direct else steps:
        if source.random() < 0.08:
            return history
        history = step(history, source)
    return history if source.random() < 0.3 else _review(history, source)


def _after(day: date | None, source: random.Random, most: int, least: int = 0) -> date:
    assert day is not None
    return day + timedelta(days=source.randint(least, most))


def _refer(h: History, source: random.Random) -> History:
    return replace(h, referred_on=_after(h.received_on, source, 22))


def _take_in_hand(h: History, source: random.Random) -> History:
    return replace(h, in_hand_on=_after(h.referred_on, source, 5))


def _accept(h: History, source: random.Random) -> History:
    return replace(h, accepted_on=_after(h.in_hand_on, source, 22))


def _extend(h: History, source: random.Random) -> History:
    assert h.accepted_on is not None
    if source.random() < 0.6:
        return h
    last = calendar_due(h.accepted_on, 60)
    on = source.choice((last, h.accepted_on + timedelta(days=source.randint(1, 59))))
    return replace(h, extended_on=on, extended_days=source.randint(1, 30))


def _reply(h: History, source: random.Random) -> History:
    return replace(h, replied_on=_after(h.extended_on or h.accepted_on, source, 80))


def _serve(h: History, source: random.Random) -> History:
    return replace(h, served_on=_after(h.replied_on, source, 6))


def _ask(h: History, source: random.Random) -> History:
    kept_on, posted_on = _right_used(h.served_on, source)
    return replace(h, asked_on=kept_on, asked_posted_on=posted_on)


def _right_used(served_on: date | None, source: random.Random) -> tuple[date, date | None]:
    """The day a request is received and, when it came by post, the day of posting; always in time."""
    assert served_on is not None
    last = calendar_due(served_on, 30)
    used_on = source.choice((last, served_on + timedelta(days=source.randint(0, 30))))
    if source.random() < 0.5:
        return used_on, None
    return used_on + timedelta(days=source.randint(0, 6)), used_on


def _reexamine(h: History, source: random.Random) -> History:
    return replace(h, reexamined_on=_after(h.asked_on, source, 40))


def _serve_it(h: History, source: random.Random) -> History:
    return replace(h, reexamination_served_on=_after(h.reexamined_on, source, 5))


def _ask_review(h: History, source: random.Random) -> History:
    kept_on, posted_on = _right_used(h.reexamination_served_on, source)
    return replace(h, review_asked_on=kept_on, review_posted_on=posted_on)


def _hear(h: History, source: random.Random) -> History:
    assert h.review_asked_on is not None
    if source.random() < 0.4:
        return h
    opened_on = _hearing_day(h.review_asked_on, source)
    return replace(h, hearing_opened_on=opened_on, hearing_closed_on=_after(opened_on, source, 9))


def _hearing_day(asked_on: date, source: random.Random) -> date:
    """Any day while the review is not late, its last day among them: that day itself is then not counted."""
    last = calendar_due(asked_on, 30)
    return source.choice((last, asked_on + timedelta(days=source.randint(1, 29))))


def _review(h: History, source: random.Random) -> History:
    if h.review_asked_on is None:
        return h
    return replace(h, reviewed_on=_after(h.hearing_closed_on or h.review_asked_on, source, 40))


def facts_document(history: History, source: random.Random) -> dict[str, Any]:
    """The history as a facts document; hours are random, and written in local time or in UTC."""
    h = history
    office = ("petition_office", "office")
    bureau, above, top, person = (
        ("competent", "bureau"),
        ("reexamination", "city"),
        ("review", "province"),
        "petitioner",
    )
    first = office if h.referred_on or not h.in_hand_on else bureau
    rows: list[tuple[date | None, str, tuple[str, str | None], dict[str, Any]]] = [
        (h.received_on, "received", first, {"channel": "letter"}),
        (h.received_on, "registered", first, {}),
        (h.referred_on, "referred", office, {"to": "bureau"}),
        (h.in_hand_on if h.referred_on else None, "referral_received", bureau, {}),
        (h.accepted_on, "accepted", bureau, {}),
        (h.extended_on, "extended", bureau, {"days": h.extended_days, "approved_by": "head"}),
        (h.replied_on, "replied", bureau, {"outcome": "explain"}),
        (h.served_on, "served", bureau, {"document": "reply", "method": "hand"}),
        (h.asked_on, "reexamination_requested", (person, "city"), _posted(h.asked_posted_on)),
        (h.reexamined_on, "reexamined", above, {"outcome": "uphold"}),
        (h.reexamination_served_on, "served", above, {"document": "reexamination", "method": "hand"}),
        (h.review_asked_on, "review_requested", (person, "province"), _posted(h.review_posted_on)),
        (h.hearing_opened_on, "hearing_opened", top, {}),
        (h.hearing_closed_on, "hearing_closed", top, {}),
        (h.reviewed_on, "reviewed", top, {"outcome": "uphold"}),
    ]
    taken = [row for row in rows if row[0] is not None]
    hours = sorted(source.randrange(24 * 60) for _ in taken)
    organisations = [
        {"id": "office", "parent": "city", "role": "petition_office"},
        {"id": "bureau", "parent": "city", "role": "competent"},
        {"id": "city", "parent": "province", "role": "reexamination"},
        {"id": "province", "role": "review"},
    ]
    facts = [_fact(row, minute, source) for row, minute in zip(taken, hours, strict=True)]
    return {"matter": {"organisations": organisations}, "facts": facts}


def _posted(on: date | None) -> dict[str, Any]:
    return {} if on is None else {"posted_on": on.isoformat()}


def _fact(row: Any, minute: int, source: random.Random) -> dict[str, Any]:
    on, kind, (role, organisation), data = row
    at = datetime.combine(on, time(minute // 60, minute % 60), SHANGHAI)
    written = at if source.random() < 0.5 else at.astimezone(UTC)
    return {"kind": kind, "at": written.isoformat(), "by": role, "organisation": organisation, "data": data}
