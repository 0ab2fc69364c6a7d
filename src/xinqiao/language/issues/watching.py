"""What would have been warned of, and when? The stream of petitions gone through day by day, knowing no later day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from xinqiao.language.issues.issues import Issues, Message
from xinqiao.language.issues.warning import FALSE_ALARMS_A_YEAR, LEAST_PEOPLE, Alarm, Sighting, day_of_half, warn


@dataclass(frozen=True, slots=True)
class Warned:
    """An issue that was warned of: the first alarm and its day, and by which day half of all its people had written."""

    alarm: Alarm
    on: date
    half_on: date
    ids: tuple[str | int, ...]

    @property
    def days_before(self) -> int:
        """Days from the warning to the day when everybody would have known; below 0 it came after."""
        return (self.half_on - self.on).days


def watch(
    messages: Iterable[Message],
    *,
    false_alarms_a_year: float = FALSE_ALARMS_A_YEAR,
    least_people: int = LEAST_PEOPLE,
) -> tuple[Issues, list[Warned]]:
    """The issues after the last day, and each that was warned of on the way, in the order of the warnings.

    Alarms are about problems: a group of petitions about one matter, counted by people, never about a person.
    """
    issues = Issues()
    known: list[Message] = []
    first: dict[str | int, tuple[date, Alarm]] = {}
    for day, todays in groupby(sorted(messages, key=lambda message: message.on), key=lambda message: message.on):
        fresh = list(todays)
        known += fresh
        issues.add(fresh)
        group_of = issues.group_names()
        written = {group_of[message.id] for message in fresh}
        many = {name for name, letters in Counter(group_of.values()).items() if letters >= least_people}
        sightings = [Sighting(str(group), one.person, one.on) for one in known if (group := group_of[one.id]) in many]
        alarms = warn(
            sightings, day, false_alarms_a_year=false_alarms_a_year, least_people=least_people, since=known[0].on
        )
        for alarm in alarms:
            name = next((name for name in written if str(name) == alarm.cell), None)
            if name is not None and name not in first:
                first[name] = (day, alarm)
    return issues, _told(issues, known, first)


def _told(issues: Issues, known: list[Message], first: dict[str | int, tuple[date, Alarm]]) -> list[Warned]:
    """Each warning with the issue that its first petition ended in; of several for one issue the earliest."""
    group_of = issues.group_names()
    half = day_of_half([Sighting(str(group_of[one.id]), one.person, one.on) for one in known])
    members: dict[str | int, list[str | int]] = {}
    for message in known:
        members.setdefault(group_of[message.id], []).append(message.id)
    told: dict[str | int, Warned] = {}
    for name, (day, alarm) in sorted(first.items(), key=lambda pair: pair[1][0]):
        issue = group_of[name]
        told.setdefault(issue, Warned(alarm, day, half[str(issue)], tuple(members[issue])))
    return list(told.values())
