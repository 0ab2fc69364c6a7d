"""Which issues stand today? Petitions grouped by their links, measured by people, kept as rows."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import astuple, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.models import HotIssue, Membership
from xinqiao.barometer.naming import name_of, phrases_shared
from xinqiao.barometer.snapshot import Row, Snapshot
from xinqiao.language.issues.heat import MONTH_DAYS, Heat, Voice, measure
from xinqiao.language.issues.identity import keep_identities
from xinqiao.people.models import Place

_MONTHS = 12
# Of very many petitions so many are read for the name and the shared words.
_READ = 60
_COUNTS = (
    "heat", "people", "people_in_month", "messages", "places", "places_month_ago", "organisations", "span_days", "recurrences",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The day that is measured, and when that was done."""

    on: date
    at: datetime


@transaction.atomic
def keep_issues(snapshot: Snapshot, groups: Sequence[Sequence[int]], moment: Moment, *, anew: bool) -> int:
    """Write the issues of at least five people as of the day; `anew` names all of them, else only those that changed.

    An issue of before keeps its row while most of its petitions stay together; one that ended says what it became.
    """
    was = _members_kept()
    told = _told(snapshot, groups, {petition for members in was.values() for petition in members})
    same = keep_identities(was, [group.petitions for group in told])
    issues = HotIssue.objects.in_bulk()
    places = dict(Place.objects.values_list("code", "pk"))
    for group, pk in zip(told, same.of_groups, strict=True):
        issue = HotIssue() if pk is None else issues[pk]
        has_changed = issue.messages != len(group.rows) or was.get(pk or 0) != group.petitions
        if group.people >= LEAST:
            _measured(issue, group.rows, moment, places)
            if anew or has_changed:
                _named(issue, group.rows, snapshot)
            issue.save()
        elif pk is not None:
            _empty(issue, moment)
        if has_changed:
            Membership.objects.filter(pk__in=group.petitions).update(issue=issue if issue.pk else None)
    for ended, successor in same.became.items():
        _empty(issues[ended], moment, became=successor)
    return sum(group.people >= LEAST for group in told)


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows of one matter, their petitions, and how many people raised it."""

    rows: list[Row]
    petitions: set[UUID]
    people: int


def _told(snapshot: Snapshot, groups: Sequence[Sequence[int]], known: Set[UUID]) -> list[_Group]:
    """The groups of enough people, and those that hold a petition of an issue of before."""
    found = []
    for numbers in groups:
        rows = [snapshot.rows[number] for number in numbers]
        people = len(set().union(*(row.people for row in rows)))
        petitions = {snapshot.petition(number) for number in numbers}
        if people >= LEAST or not known.isdisjoint(petitions):
            found.append(_Group(rows, petitions, people))
    return found


def _empty(issue: HotIssue, moment: Moment, *, became: int | None = None) -> None:
    """Nothing is told of it any more, not even a word; only its address stays."""
    for field in _COUNTS:
        setattr(issue, field, 0)
    issue.name, issue.subject, issue.place, issue.evidence, issue.months = "", "", None, [], []
    issue.computed_on, issue.computed_at, issue.became_id = moment.on, moment.at, became
    issue.save()


def _members_kept() -> dict[int, set[UUID]]:
    found: dict[int, set[UUID]] = {}
    for petition, issue in Membership.objects.exclude(issue=None).values_list("pk", "issue_id"):
        found.setdefault(issue, set()).add(petition)
    return found


def _measured(issue: HotIssue, rows: Sequence[Row], moment: Moment, places: Mapping[str, int]) -> None:
    voices = [
        Voice(person, row.on, place="/".join(row.place), organisation=row.organisation)
        for row in rows
        for person in row.people
    ]
    heat: Heat = measure(voices, max(moment.on, max(row.on for row in rows)))
    (
        issue.heat,
        issue.people,
        _messages,
        issue.since_on,
        issue.until_on,
        issue.span_days,
        issue.recurrences,
        issue.people_in_month,
        issue.places,
        issue.places_month_ago,
        issue.organisations,
    ) = astuple(heat)
    issue.messages, issue.became = len(rows), None
    issue.months = _months(voices, moment.on)
    issue.subject = "/".join(_most_said([row.subject for row in rows]))
    path = _shared([row.place for row in rows])
    issue.place_id = places.get(path[-1]) if path else None
    issue.computed_on, issue.computed_at = moment.on, moment.at


def _named(issue: HotIssue, rows: Sequence[Row], snapshot: Snapshot) -> None:
    read = rows[-_READ:]
    texts = snapshot.texts(row.key for row in read)
    evidence = phrases_shared(read, texts)
    issue.evidence = [list(pair) for pair in evidence[:5]]
    issue.name = name_of(read, texts, evidence)


def _months(voices: Sequence[Voice], on: date) -> list[int]:
    """People who joined in each of the last twelve spans of thirty days, each once, the latest last."""
    joined: dict[str | None, date] = {}
    for voice in sorted(voices, key=lambda one: one.on):
        joined.setdefault(voice.person, voice.on)
    ages = [(on - day).days // MONTH_DAYS for day in joined.values()]
    return [ages.count(age) for age in reversed(range(_MONTHS))]


def _shared(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest beginning that all the paths have which are not empty."""
    said = [path for path in paths if path]
    shared: list[str] = []
    for level in zip(*said, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def _most_said(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The deepest beginning that at least half of the paths have: what one letter of ten is read as is not what they are about."""
    counts = Counter(path[:depth] for path in paths for depth in range(1, len(path) + 1))
    most = [path for path, letters in counts.items() if 2 * letters >= len(paths)]
    return max(most, key=lambda path: (len(path), counts[path], path), default=())
