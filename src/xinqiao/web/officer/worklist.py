"""Which petitions wait for whom, by due date? Answered from cached positions only, page by page."""

import logging
import uuid
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from xinqiao.law.library import statutes
from xinqiao.people.models import Officer
from xinqiao.people.responsible import NobodyResponsible
from xinqiao.petitions.access import branch_of, visible_to
from xinqiao.petitions.acting import Actor, ActRefused
from xinqiao.petitions.models import CachedPosition, Petition
from xinqiao.petitions.positions import refresh_positions
from xinqiao.petitions.searching.narrowing import end_of_week
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.naming import Due, due_of, stage_title

PAGE = 30
REFRESHED_AT_ONCE = 60
COUNTED_TO = 199
KINDS = {"appeal": _("Appeal"), "suggestion": _("Suggestion"), "accusation": _("Accusation")}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the clerk wants to see: whose work, which part of it, from where on."""

    whose: str = "mine"
    stage: str = ""
    kind: str = ""
    part: str = ""
    after: str = ""

    @property
    def is_over(self) -> bool:
        """Whether the petitions whose procedure is over are wanted, newest first."""
        return self.part == "over"

    @property
    def is_promised(self) -> bool:
        """Whether those are wanted whose procedure is over while something promised waits to be carried out."""
        return self.part == "promised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the worklist, in words."""

    reference: str
    title: str
    kind: str
    stage: str
    organisation: str
    officer: str
    due: Due | None
    is_sealed: bool
    is_reconstructed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """One page of work and where the next page begins ("" when there is none)."""

    lines: list[Line]
    following: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How much is open, late, and due until the end of this week; more than COUNTED_TO is not counted."""

    open: int
    late: int
    this_week: int


def refresh_outdated(on: date) -> None:
    """Re-derive some of the positions that changed by themselves (a period lapsed), the oldest first.

    Bounded, so that a page stays quick on the morning after a long night; the daily round does the rest.
    """
    ids: list[uuid.UUID] = list(
        CachedPosition.objects.filter(changes_on__lte=on)
        .order_by("changes_on")
        .values_list("petition_id", flat=True)[:REFRESHED_AT_ONCE]
    )
    if not ids:
        return
    try:
        refresh_positions(on=on, ids=ids)
    except (ActRefused, NobodyResponsible) as fault:
        _log.warning("Positions were not refreshed: %s", fault)


def work_of(officer: Officer, wanted: Wanted, *, on: date) -> Worklist:
    """One page of the wanted petitions, the earliest due date first."""
    found = list(listed(wanted_of(officer, wanted, on=on))[: PAGE + 1])
    shown = found[:PAGE]
    return Worklist(
        lines=[line_of(petition, on=on) for petition in shown],
        following=_place_of(shown[-1], is_over=wanted.is_over) if len(found) > PAGE else "",
    )


def wanted_of(officer: Officer, wanted: Wanted, *, on: date) -> QuerySet[Petition]:
    """The wanted petitions in their order, from where the page begins."""
    if wanted.is_over:
        return _newest_first(_over(officer, wanted), wanted.after)
    if wanted.is_promised:
        promised = _over(officer, wanted).filter(position__next_due_on__isnull=False)
        return _earliest_due_first(promised, wanted.after)
    return _earliest_due_first(_open_wanted(officer, wanted, on=on), wanted.after)


def counts_of(officer: Officer, whose: str, *, on: date) -> Counted:
    """Open work in three numbers. Bounded: the first page costs the same with a hundred thousand petitions."""
    work = _of(officer, whose)
    return Counted(
        open=_bounded(work),
        late=_bounded(work.filter(position__next_due_on__lt=on)),
        this_week=_bounded(work.filter(position__next_due_on__range=(on, end_of_week(on)))),
    )


def _bounded(petitions: QuerySet[Petition]) -> int:
    return petitions.order_by()[: COUNTED_TO + 1].count()


def stages_to_choose() -> list[tuple[str, str]]:
    """All stages of the packs with their words, for the filter."""
    return list({name: stage_title(pack, name) for pack in statutes() for name in pack.stages}.items())


def line_of(petition: Petition, *, on: date) -> Line:
    """A petition with its cached position, in words."""
    position = petition.position
    return Line(
        reference=petition.reference,
        title=petition.title or petition.reference,
        kind=str(KINDS.get(position.kind, position.kind)),
        stage=stage_title(petition, position.stage),
        organisation=position.responsible_organisation.name if position.responsible_organisation else "",
        officer=position.responsible_officer.name if position.responsible_officer else "",
        due=due_of(petition, on=on),
        is_sealed=petition.sealing == "sealed",
        is_reconstructed=petition.is_reconstructed,
    )


def listed(petitions: QuerySet[Petition]) -> QuerySet[Petition]:
    """The same petitions with what a line shows and nothing longer (no texts)."""
    return petitions.select_related(
        "position", "position__responsible_organisation", "position__responsible_officer"
    ).defer("body")


def _of(officer: Officer, whose: str) -> QuerySet[Petition]:
    """Open work: mine, my organisation's, or (for who oversees) that of my branch."""
    return visible_to(Actor.of_officer(officer)).filter(_part_of(officer, whose, "position__"), position__is_open=True)


def _over(officer: Officer, wanted: Wanted) -> QuerySet[Petition]:
    """Petitions whose procedure is over."""
    visible = visible_to(Actor.of_officer(officer))
    petitions = visible.filter(_part_of(officer, wanted.whose, "position__"), position__is_open=False)
    if wanted.stage:
        petitions = petitions.filter(position__stage=wanted.stage)
    return petitions.filter(position__kind=wanted.kind) if wanted.kind else petitions


def _part_of(officer: Officer, whose: str, prefix: str) -> Q:
    if whose == "branch" and officer.may(Permission.OVERSEE):
        return branch_of(officer, prefix)
    if whose in ("organisation", "branch"):
        return Q(**{f"{prefix}responsible_organisation": officer.organisation_id})
    return Q(**{f"{prefix}responsible_officer": officer.pk})


def _open_wanted(officer: Officer, wanted: Wanted, *, on: date) -> QuerySet[Petition]:
    petitions = _of(officer, wanted.whose)
    if wanted.stage:
        petitions = petitions.filter(position__stage=wanted.stage)
    if wanted.kind:
        petitions = petitions.filter(position__kind=wanted.kind)
    if wanted.part == "late":
        return petitions.filter(position__next_due_on__lt=on)
    if wanted.part == "week":
        return petitions.filter(position__next_due_on__range=(on, end_of_week(on)))
    return petitions


def _earliest_due_first(petitions: QuerySet[Petition], after: str) -> QuerySet[Petition]:
    ordered = petitions.order_by("position__next_due_on", "position__petition")
    place = _read_place(after)
    if place is None:
        return ordered
    due_on, pk = place
    # The day alone first: an index is entered at a range, never at an “or”.
    return ordered.filter(position__next_due_on__gte=due_on).filter(
        Q(position__next_due_on__gt=due_on) | Q(position__petition__gt=pk)
    )


def _newest_first(petitions: QuerySet[Petition], after: str) -> QuerySet[Petition]:
    ordered = petitions.order_by("-position__registered_at", "position__petition")
    number = _uuid(after)
    place = Petition.objects.filter(pk=number).values_list("registered_at", "pk").first() if number else None
    if place is None:
        return ordered
    # The day alone first: an index is entered at a range, never at an “or”.
    return ordered.filter(position__registered_at__lte=place[0]).filter(
        Q(position__registered_at__lt=place[0]) | Q(position__petition__gt=place[1])
    )


def _place_of(petition: Petition, *, is_over: bool) -> str:
    if is_over:
        return petition.pk.hex
    return f"{petition.position.next_due_on}.{petition.pk.hex}"


def _read_place(after: str) -> tuple[date, uuid.UUID] | None:
    day, _dot, number = after.partition(".")
    try:
        due_on = parse_date(day)
    except ValueError:
        return None
    pk = _uuid(number)
    return (due_on, pk) if due_on and pk else None


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
