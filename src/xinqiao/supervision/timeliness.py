"""How punctually do organisations do what a clock asks of them? Counted in SQL from the cached clocks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.models import CachedClock
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.days_between import DaysBetween

MET, MET_LATE, OVERDUE, RUNNING = "met", "met_late", "overdue", "running"
# A clock that ended otherwise, or a petitioner's period that lapsed, says nothing about punctuality.
_SILENT = ("ended", "lapsed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Clocks that fall due from one day to another, both included; an end that is None is open."""

    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeliness:
    """One organisation and one clock: how many were due, met in time, late, and how late.

    `n` counts those decided (met, or overdue); `lateness` maps whole days late to how many were that late.
    Counts are of matters, never of persons, and are not suppressed where they are small.
    """

    organisation_id: int | None
    organisation: str
    clock: str
    is_internal: bool
    met: int
    met_late: int
    overdue: int
    running: int
    reconstructed: int
    lateness: Mapping[int, int]

    @property
    def late(self) -> int:
        """How many were done late or are overdue and still not done."""
        return self.met_late + self.overdue

    @property
    def n(self) -> int:
        """How many are decided: done, or not done though the last day is over."""
        return self.met + self.late

    @property
    def share_met(self) -> float | None:
        """The share done in time, from 0 to 1; None where nothing is decided."""
        return self.met / self.n if self.n else None

    @property
    def share_reconstructed(self) -> float | None:
        """The share (of n and running) that comes from imported records, whose steps were inferred."""
        total = self.n + self.running
        return self.reconstructed / total if total else None

    @property
    def median_lateness_days(self) -> int | None:
        """The lower median of the days late, among the late; None where none is."""
        return _quantile(self.lateness, 0.5)

    @property
    def maximum_lateness_days(self) -> int | None:
        """The longest lateness in days; None where none is late."""
        return max(self.lateness, default=None)

    def lateness_quantile_days(self, share: float) -> int | None:
        """So many days late, or fewer, were this share (0 to 1) of the late; None where none is."""
        return _quantile(self.lateness, share)


def timeliness_for(viewer: Officer, *, on: date, period: Period = Period(), clock: str = "") -> list[Timeliness]:
    """Timeliness by organisation and clock for an officer who may see it: the own office and those it watches over.

    Petitions in whose conflict set the viewer stands are not counted (30-3). Without the permission: nothing.
    """
    if not viewer.is_serving or not viewer.may(Permission.VIEW_TIMELINESS):
        return []
    ids = [organisation.pk for organisation in organisations_watched(viewer)]
    rows = _clocks(on=on, period=period, clock=clock).filter(organisation__in=ids).exclude(_in_conflict_with(viewer))
    return _counted(rows, on=on, by_organisation=True)


def timeliness_of_all(*, on: date, period: Period = Period(), clock: str = "") -> list[Timeliness]:
    """Timeliness by clock over the whole installation, for `xinqiao verify`: no organisation, no person."""
    return _counted(_clocks(on=on, period=period, clock=clock), on=on, by_organisation=False)


def organisations_watched(viewer: Officer) -> list[Organisation]:
    """The viewer's own organisation and, with the permission to oversee, all in the branch below its seat."""
    own = viewer.organisation
    if not viewer.may(Permission.OVERSEE):
        return [own]
    root = own.parent if own.kind in ("petition_office", "joint_meeting") and own.parent is not None else own
    children: dict[int | None, list[Organisation]] = defaultdict(list)
    for organisation in Organisation.objects.order_by("pk"):
        children[organisation.parent_id].append(organisation)
    found, waiting = [], [root]
    while waiting:
        organisation = waiting.pop(0)
        found.append(organisation)
        waiting += children[organisation.pk]
    return found


def _clocks(*, on: date, period: Period, clock: str) -> QuerySet[CachedClock]:
    rows = CachedClock.objects.exclude(organisation=None).exclude(state__in=_SILENT).exclude(due_on=None)
    if period.from_on is not None:
        rows = rows.filter(due_on__gte=period.from_on)
    if period.until_on is not None:
        rows = rows.filter(due_on__lte=period.until_on)
    return rows.filter(name=clock) if clock else rows


def _in_conflict_with(viewer: Officer) -> Q:
    accused = viewer.organisation.lineage()
    return Q(petition__accused_organisation__in=accused) | Q(petition__accused_officer=viewer.pk)


def _counted(rows: QuerySet[CachedClock], *, on: date, by_organisation: bool) -> list[Timeliness]:
    """One grouped query; its rows are as many as there are different latenesses, not petitions."""
    keys = ["name", "is_internal", "outcome", "days_late", "petition__is_reconstructed"]
    keys += ["organisation_id", "organisation__name"] if by_organisation else []
    today = Value(on, output_field=DateField())
    is_late = Q(met_on__gt=F("due_on")) | Q(met_on=None, due_on__lt=today)
    grouped = (
        rows.annotate(
            outcome=Case(
                When(met_on__gt=F("due_on"), then=Value(MET_LATE)),
                When(met_on__isnull=False, then=Value(MET)),
                When(due_on__lt=today, then=Value(OVERDUE)),
                default=Value(RUNNING),
                output_field=CharField(),
            ),
            days_late=Case(
                When(is_late, then=DaysBetween(Coalesce("met_on", today), F("due_on"))),
                default=Value(0),
                output_field=IntegerField(),
            ),
        )
        .values(*keys)
        .annotate(count=Count("pk"))
        .order_by()
    )
    return _gathered(grouped)


def _gathered(grouped: Iterable[dict[str, Any]]) -> list[Timeliness]:
    outcomes: dict[tuple[Any, ...], Counter[str]] = defaultdict(Counter)
    lateness: dict[tuple[Any, ...], Counter[int]] = defaultdict(Counter)
    for row in grouped:
        key = (row.get("organisation_id"), row.get("organisation__name", ""), row["name"], row["is_internal"])
        outcomes[key][row["outcome"]] += row["count"]
        if row["petition__is_reconstructed"]:
            outcomes[key]["reconstructed"] += row["count"]
        if row["outcome"] in (MET_LATE, OVERDUE):
            lateness[key][row["days_late"]] += row["count"]
    return [
        Timeliness(
            organisation_id=key[0],
            organisation=key[1],
            clock=key[2],
            is_internal=key[3],
            met=counts[MET],
            met_late=counts[MET_LATE],
            overdue=counts[OVERDUE],
            running=counts[RUNNING],
            reconstructed=counts["reconstructed"],
            lateness=dict(sorted(lateness[key].items())),
        )
        for key, counts in sorted(outcomes.items(), key=lambda item: (item[0][0] or 0, item[0][2]))
    ]


def _quantile(histogram: Mapping[int, int], share: float) -> int | None:
    total = sum(histogram.values())
    seen = 0
    for days, count in sorted(histogram.items()):
        seen += count
        if seen >= share * total:
            return days
    return None
