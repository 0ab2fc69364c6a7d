"""Who does no act on a petition because of an interest in it (28-3: 回避)?

A claim names one officer. Until it is decided, and for good where it is granted, she acts no more on the petition and a
colleague answers for it. Accused officers are kept away by the conflict set without any claim.
"""

from collections.abc import Iterable

from xinqiao.petitions.models import Event

CLAIMED = "recusal_claimed"
DECIDED = "recusal_decided"
GRANTED = "granted"


def stands_aside(events: Iterable[Event]) -> frozenset[int]:
    """The officers, by number, who may not act: a claim against them waits, or was granted."""
    events = tuple(events)
    void = {event.mends for event in events if event.kind == "voided"}
    aside: set[int] = set()
    for event in events:
        number = event.data.get("officer")
        if event.seq in void or not isinstance(number, int):
            continue
        if event.kind == CLAIMED:
            aside.add(number)
        elif event.kind == DECIDED and event.data.get("outcome") != GRANTED:
            aside.discard(number)
    return frozenset(aside)
