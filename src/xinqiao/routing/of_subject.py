"""Who took up earlier petitions of the same subject, and from whom did they come back? From what officers confirmed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from xinqiao.language.subjects.tree import SubjectPath
from xinqiao.people.models import Organisation
from xinqiao.petitions.models import Event, Petition
from xinqiao.routing.confirming import newest_confirmed

# The newest of each level of the tree are asked: what an office does now counts, and a common subject costs no more.
_NEWEST = 100
# A petition of the very subject counts whole, one of its area half, one of its branch a quarter.
_LESS_A_LEVEL = 0.5
_KINDS = ("referred", "assigned", "returned", "competence_decided", "accepted", "voided")


@dataclass(slots=True)
class TakenUp:
    """What became of such petitions at one body: `exactly` are of the very subject, `weighed` counts the others as less.

    `returned` were passed to it and came back, or went to another by decision (23-3, 24). `newest_on` is of the
    newest acceptance, None where there is none.
    """

    accepted: int = 0
    exactly: int = 0
    returned: int = 0
    weighed: float = 0.0
    weighed_returned: float = 0.0
    newest_on: date | None = None


@dataclass(slots=True)
class _Became:
    """What became of one petition: bodies (by id) that accepted it, with when; codes of those it came back from."""

    accepted: dict[int, datetime] = field(default_factory=dict)
    returned: set[str] = field(default_factory=set)


def taken_up(
    petitions: QuerySet[Petition], subject: SubjectPath, *, besides: Petition, since: datetime
) -> dict[int, TakenUp]:
    """By organisation (its id), what became since then of `petitions` whose confirmed subject is `subject` or its parent.

    Give it `petitions.access.visible_to(actor)`. Accusations and sealed files are in none of it; what was declared void
    does not count. Each petition counts once, at the nearest level of the tree.
    """
    nearness = _near(petitions, subject, besides)
    ids = {one.code: one.pk for one in Organisation.objects.only("pk", "code")}
    found: dict[int, TakenUp] = defaultdict(TakenUp)
    for petition, became in _histories(list(nearness), since):
        near = nearness[petition]
        for body, at in became.accepted.items():
            one, day = found[body], timezone.localdate(at)
            one.accepted, one.weighed = one.accepted + 1, one.weighed + near
            one.exactly += near == 1.0
            one.newest_on = day if one.newest_on is None else max(one.newest_on, day)
        for code in became.returned & ids.keys():
            one = found[ids[code]]
            one.returned, one.weighed_returned = one.returned + 1, one.weighed_returned + near
    return dict(found)


def _near(petitions: QuerySet[Petition], subject: SubjectPath, besides: Petition) -> dict[UUID, float]:
    """The petitions of the subject and of its parents, with how near: 1 for the subject itself."""
    near: dict[UUID, float] = {}
    weight = 1.0
    for level in _levels(subject):
        rows = newest_confirmed().filter(petition__in=petitions, **level).exclude(petition=besides.pk).order_by("-pk")
        for petition in rows.values_list("petition_id", flat=True)[:_NEWEST]:
            near.setdefault(petition, weight)
        weight *= _LESS_A_LEVEL
    return near


def _levels(subject: SubjectPath) -> Iterator[dict[str, str]]:
    """What to ask for, from the subject up to its branch."""
    names = {"branch": subject.branch, "area": subject.area, "matter": subject.matter}
    given = [(level, name) for level, name in names.items() if name]
    for length in range(len(given), 0, -1):
        yield dict(given[:length])


def _histories(ids: Sequence[UUID], since: datetime) -> Iterator[tuple[UUID, _Became]]:
    rows = Event.objects.filter(petition_id__in=ids, kind__in=_KINDS).order_by("petition_id", "seq")
    columns = ("petition_id", "seq", "kind", "mends", "organisation_id", "occurred_at", "data")
    for petition, events in groupby(rows.values(*columns), key=lambda row: row["petition_id"]):
        yield petition, _became(list(events), since)


def _became(events: Sequence[Mapping[str, Any]], since: datetime) -> _Became:
    void = {event["mends"] for event in events if event["kind"] == "voided"}
    became, holder = _Became(), ""
    for event in events:
        if event["seq"] in void or event["kind"] == "voided":
            continue
        passed_to = str(event["data"].get("to", ""))
        is_recent = event["occurred_at"] >= since
        if event["kind"] == "accepted":
            if is_recent and event["organisation_id"]:
                became.accepted[event["organisation_id"]] = event["occurred_at"]
            continue
        came_back = event["kind"] == "returned" or (event["kind"] == "competence_decided" and passed_to != holder)
        if came_back and holder and is_recent:
            became.returned.add(holder)
        holder = "" if event["kind"] == "returned" else passed_to
    return became
