"""A position as the plain data that scripts read."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.messages import Message

if TYPE_CHECKING:
    from xinqiao.procedure.position import Position

Say = Callable[[Message], object]


def position_document(position: "Position", say: Say | None = None) -> dict[str, Any]:
    """Return the document of `law assess`; `say` puts messages in words, otherwise they stay identifiers."""
    speak = say or _plain
    holder = position.responsible
    return {
        "stage": position.stage,
        "final": position.final,
        "responsible": None if holder is None else {"role": holder.role, "organisation": holder.organisation},
        "clocks": [clock_document(clock) for clock in position.clocks],
        "duties": [
            {"who": d.who, "what": d.what, "due_on": _iso(d.due_on), "article": d.article, "internal": d.internal}
            for d in position.duties
        ],
        "may": [{"step": p.step, "by": list(p.by), "article": p.article, "internal": p.internal} for p in position.may],
        "may_not": [
            {"step": r.step, "why": speak(r.why), "reason": r.why.id, "article": r.article, "internal": r.internal}
            for r in position.may_not
        ],
        "changes_on": _iso(position.changes_on),
        "next_due_on": _iso(position.next_due_on),
        "received_on": _iso(position.received_on),
        "ground": position.ground,
        "remedy": None if position.remedy is None else speak(position.remedy),
        "defects": [speak(message) for message in position.defects],
    }


def clock_document(clock: Clock) -> dict[str, Any]:
    """Return one clock as plain data; dates are ISO 8601. `due_at` is there for a period of hours only."""
    document: dict[str, Any] = {
        "name": clock.name,
        "nth": clock.nth,
        "started_on": clock.started_on.isoformat(),
        "due_on": clock.due_on.isoformat(),
        "state": clock.state,
        "met_on": _iso(clock.met_on),
        "article": clock.article,
        "internal": clock.internal,
        "holder": clock.holder,
        "ended_on": _iso(clock.ended_on),
        "shadow_due_on": _iso(clock.shadow_due_on),
    }
    if clock.due_at is not None:
        document["due_at"] = clock.due_at.isoformat()
    return document


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _plain(message: Message) -> object:
    params = {key: value.isoformat() if isinstance(value, date) else value for key, value in message.params.items()}
    return {"id": message.id, "params": params}
