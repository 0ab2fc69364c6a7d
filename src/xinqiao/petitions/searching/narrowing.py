"""By what are petitions found, counted and ordered beside their words? Stage, kind, channel, organisation, place, day, year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from xinqiao.petitions.models import Petition

# Facets are counted among so many petitions at the top of the list; more would make a page wait for its margins.
COUNTED = 300
NEWEST, OLDEST, DUE = "newest", "oldest", "due"
SORTS = (NEWEST, OLDEST, DUE)
FACETS = ("stage", "kind", "channel", "organisation", "place", "due", "year")


class Standing(NamedTuple):
    """What is counted of one petition, and where it stands in the list."""

    number: int
    stage: str
    kind: str
    channel: str
    organisation: int | None
    place: str | None
    is_open: bool
    next_due_on: date | None
    registered_at: datetime


_COLUMNS = (
    "search_entry__number",
    "position__stage",
    "position__kind",
    "submission__channel",
    "position__responsible_organisation",
    "place__code",
    "position__is_open",
    "position__next_due_on",
    "registered_at",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What is chosen of each facet, as it stands in an address; "" chooses nothing, and so does what cannot be."""

    stage: str = ""
    kind: str = ""
    channel: str = ""
    organisation: str = ""
    place: str = ""
    due: str = ""
    year: str = ""

    @property
    def chosen(self) -> dict[str, str]:
        """The facets that narrow, with what is chosen of each."""
        return {facet: value for facet in FACETS if (value := getattr(self, facet))}

    def of(self, petitions: QuerySet[Petition], *, on: date) -> QuerySet[Petition]:
        """Those of the petitions that fit all that is chosen."""
        same = {
            "position__stage": self.stage,
            "position__kind": self.kind,
            "submission__channel": self.channel,
            "place__code__startswith": _stem(self.place),
        }
        found = petitions.filter(**{column: value for column, value in same.items() if value})
        if self.organisation.isdecimal():
            found = found.filter(position__responsible_organisation=int(self.organisation[:18]))
        if self.due in _DUE:
            found = found.filter(_due(self.due, on))
        year = _year(self.year)
        return found if year is None else found.filter(registered_at__gte=year[0], registered_at__lt=year[1])


def end_of_week(on: date) -> date:
    """The Sunday of the week: what is due until then is what a clerk plans for."""
    return on + timedelta(days=6 - on.weekday())


def standings(petitions: QuerySet[Petition], *, sort: str) -> list[Standing]:
    """What is counted of the first COUNTED petitions and one more, in the order of the list."""
    return [Standing(*row) for row in ordered(petitions, sort=sort).values_list(*_COLUMNS)[: COUNTED + 1]]


def ordered(petitions: QuerySet[Petition], *, sort: str, after: str = "") -> QuerySet[Petition]:
    """The petitions in an order, from behind the place `after` on (a place that nobody gave out is the beginning)."""
    # Every petition has both; said like this, the database may walk along the numbers instead of sorting them all.
    petitions = petitions.filter(search_entry__number__gt=0, position__petition__isnull=False)
    if sort == DUE:
        return _earliest_due_first(petitions.filter(position__is_open=True), after)
    number = int(after[:18]) if after.isdecimal() else None
    if sort == OLDEST:
        found = petitions if number is None else petitions.filter(search_entry__number__gt=number)
        return found.order_by("search_entry__number")
    found = petitions if number is None else petitions.filter(search_entry__number__lt=number)
    return found.order_by("-search_entry__number")


def place_of(standing: Standing, *, sort: str) -> str:
    """Where the next page begins, when this petition is the last of its page."""
    return f"{standing.next_due_on}.{standing.number}" if sort == DUE else str(standing.number)


def page_after(petitions: QuerySet[Petition], *, sort: str, after: str, size: int) -> list[Standing]:
    """One page of an order and one petition more, from behind a place; as quick far down as at the top."""
    return [Standing(*row) for row in ordered(petitions, sort=sort, after=after).values_list(*_COLUMNS)[: size + 1]]


def counted(found: Sequence[Standing], *, on: date) -> dict[str, Counter[str]]:
    """How many of the first COUNTED petitions there are of each value of each facet."""
    counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
    zone = timezone.get_default_timezone()
    for one in found[:COUNTED]:
        counts["stage"][one.stage] += 1
        counts["kind"][one.kind] += 1
        counts["channel"][one.channel] += 1
        counts["organisation"][str(one.organisation or "")] += 1
        counts["place"][one.place or ""] += 1
        counts["due"][_due_of(one, on)] += 1
        counts["year"][str(one.registered_at.astimezone(zone).year)] += 1
    for facet in ("organisation", "place"):
        del counts[facet][""]
    counts["place"] = _with_places_above(counts["place"])
    return counts


def _with_places_above(counts: Counter[str]) -> Counter[str]:
    """A place counts what lies in the places below it too."""
    return Counter({code: sum(n for below, n in counts.items() if below.startswith(_stem(code))) for code in counts})


def _stem(code: str) -> str:
    """What the codes of all places below begin with: GB/T 2260 fills the six digits of a city or province with noughts."""
    stem = code
    while len(code) == len("330100") and stem.endswith("00"):
        stem = stem[:-2]
    return stem


_DUE = ("late", "week", "later", "none")


def _due(due: str, on: date) -> Q:
    runs = Q(position__is_open=True)
    if due == "late":
        return runs & Q(position__next_due_on__lt=on)
    if due == "week":
        return runs & Q(position__next_due_on__range=(on, end_of_week(on)))
    if due == "later":
        return runs & Q(position__next_due_on__gt=end_of_week(on))
    return Q(position__is_open=False) | Q(position__next_due_on=None)


def _due_of(one: Standing, on: date) -> str:
    if not one.is_open or one.next_due_on is None:
        return "none"
    if one.next_due_on < on:
        return "late"
    return "week" if one.next_due_on <= end_of_week(on) else "later"


def _year(text: str) -> tuple[datetime, datetime] | None:
    """The first moments of a year and of the next one, in the office's zone; None for what is no year."""
    if not (text.isdecimal() and len(text) == len("2026")) or text < "1900":
        return None
    zone = timezone.get_default_timezone()
    year = int(text)
    return datetime(year, 1, 1, tzinfo=zone), datetime(min(year + 1, 9999), 1, 1, tzinfo=zone)


def _earliest_due_first(petitions: QuerySet[Petition], after: str) -> QuerySet[Petition]:
    in_order = petitions.order_by("position__next_due_on", "search_entry__number")
    day, _dot, number = after.partition(".")
    due_on = _day(day)
    if due_on is None or not number.isdecimal():
        return in_order
    # The day alone first: an index is entered at a range, never at an “or”.
    return in_order.filter(position__next_due_on__gte=due_on).filter(
        Q(position__next_due_on__gt=due_on) | Q(search_entry__number__gt=int(number[:18]))
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
