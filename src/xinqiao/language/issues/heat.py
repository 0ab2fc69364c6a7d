"""How hot is an issue? People who raised it, each once, their voice fading with the days since they joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

# A voice counts half after so many days.
HALF_LIFE_DAYS = 60

# After so many silent days an issue that is raised again has come back.
SILENCE_DAYS = 90

# What is called a month.
MONTH_DAYS = 30


@dataclass(frozen=True, slots=True)
class Voice:
    """One message: whose it is (None: not known) and of which day; how many others agreed; where, and who handles it."""

    person: str | None
    on: date
    likes: int = 0
    place: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """Measures of an issue on a day: `heat` has no unit; days and counts otherwise.

    `places` and `organisations` are how far it has spread; `places_month_ago` how far it had thirty days before.
    """

    heat: float
    people: int
    messages: int
    since: date
    until: date
    span_days: int
    recurrences: int
    people_in_month: int
    places: int = 0
    places_month_ago: int = 0
    organisations: int = 0


def measure(voices: Sequence[Voice], on: date, *, half_life_days: int = HALF_LIFE_DAYS) -> Heat:
    """The heat of an issue on a day. Later voices are ignored; there must be one that is not.

    Each person counts once, from the day they joined the present episode: whoever writes fifty times moves nothing.
    Those whose name is not known count as one person together. Agreement of others adds a little, for each person the
    most that one of their messages had.
    """
    heard = sorted((voice for voice in voices if voice.on <= on), key=lambda voice: voice.on)
    days = sorted({voice.on for voice in heard})
    returns = [later for earlier, later in pairwise(days) if (later - earlier).days > SILENCE_DAYS]
    episode = returns[-1] if returns else days[0]
    joined: dict[str | None, date] = {}
    liked: dict[str | None, int] = {}
    for voice in heard:
        liked[voice.person] = max(liked.get(voice.person, 0), voice.likes)
        if voice.on >= episode:
            joined.setdefault(voice.person, voice.on)
    heat = 0.0
    for person, day in joined.items():
        fading = 0.5 ** ((on - day).days / half_life_days)
        heat += fading * (1 + 0.1 * min(liked[person], 10))
    month = on - timedelta(days=MONTH_DAYS)
    return Heat(
        heat=round(heat, 4),
        people=len({voice.person for voice in heard}),
        messages=len(heard),
        since=days[0],
        until=days[-1],
        span_days=(days[-1] - days[0]).days + 1,
        recurrences=len(returns),
        people_in_month=len({voice.person for voice in heard if voice.on > month}),
        places=len({voice.place for voice in heard} - {""}),
        places_month_ago=len({voice.place for voice in heard if voice.on <= month} - {""}),
        organisations=len({voice.organisation for voice in heard} - {""}),
    )
