"""Which issues stand today? Petitions grouped by their links, measured by people, kept as rows."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.models import HotIssue, Membership
from xinqiao.barometer.naming import name_of, phrases_shared
from xinqiao.barometer.snapshot import Row, Snapshot
from xinqiao.language.issues.grouping import group
from xinqiao.language.issues.heat import MONTH_DAYS, Heat, Voice, measure
from xinqiao.language.issues.issues import SAME_ISSUE
from xinqiao.linking.pairs import links
from xinqiao.people.models import Place
from xinqiao.petitions.models import Petition

_MONTHS = 12
# Of very many petitions so many are read for the name and the shared words.
_READ = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The day that is measured, and when that was done."""

    on: date
    at: datetime


def groups_of(snapshot: Snapshot) -> list[list[int]]:
    """All groups of rows of one matter, single ones among them, by their numbers; a confirmed link counts as certain."""
    keys = snapshot.keys()
    chances = {
        (min(one, other), max(one, other)): pair.probability
        for pair in links(Petition.objects.all())
        if (one := keys.get(pair.one)) is not None and (other := keys.get(pair.other)) is not None
    }
    return group(keys.values(), chances, at_least=SAME_ISSUE)


@transaction.atomic
def keep_issues(snapshot: Snapshot, groups: Sequence[Sequence[int]], moment: Moment, *, anew: bool) -> int:
    """Write the issues of at least five people as of the day; `anew` names all of them, else only those that changed."""
    members = {snapshot.petition(groups_[0]): groups_ for groups_ in groups if _people(snapshot, groups_) >= LEAST}
    kept = {issue.first_petition_id: issue for issue in HotIssue.objects.all()}
    HotIssue.objects.exclude(first_petition__in=members).delete()
    was = _members_kept()
    places = dict(Place.objects.values_list("code", "pk"))
    for first, numbers in members.items():
        issue = kept.get(first) or HotIssue(first_petition_id=first)
        rows = [snapshot.rows[number] for number in numbers]
        _measured(issue, rows, moment, places)
        ids = {snapshot.petition(number) for number in numbers}
        if anew or issue.pk is None or was.get(issue.pk) != ids:
            _named(issue, rows, snapshot)
        issue.save()
        if was.get(issue.pk) != ids:
            Membership.objects.filter(issue=issue).exclude(pk__in=ids).update(issue=None)
            Membership.objects.filter(pk__in=ids).update(issue=issue)
    return len(members)


def _members_kept() -> dict[int, set[UUID]]:
    found: dict[int, set[UUID]] = {}
    for petition, issue in Membership.objects.exclude(issue=None).values_list("pk", "issue_id"):
        found.setdefault(issue, set()).add(petition)
    return found


def _people(snapshot: Snapshot, numbers: Sequence[int]) -> int:
    return len(set().union(*(snapshot.rows[number].people for number in numbers)))


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
    issue.messages = len(rows)
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
    said: list[Any] = [path for path in paths if path]
    return max(said, key=lambda path: (said.count(path), path), default=())
