"""After the events: the new position, who is responsible by name, and the cached rows of both."""

import hashlib
from collections.abc import Collection, Iterable
from datetime import date, datetime
from itertools import zip_longest

from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation
from xinqiao.people.responsible import NobodyResponsible
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.moved_dates import note_moved_dates
from xinqiao.petitions.acting.refusals import ActRefused, StepNotPermitted
from xinqiao.petitions.acting.standing_aside import CLAIMED, DECIDED, stands_aside
from xinqiao.petitions.conflict import may_receive
from xinqiao.petitions.models import CachedClock, CachedPosition, StandingAside
from xinqiao.petitions.models.position import ANCESTOR_COLUMNS
from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.facts import FactsError, ImpossibleFact
from xinqiao.procedure.position import Position
from xinqiao.procedure.refusals import Refused


def derive(dossier: Dossier, *, on: date) -> Position:
    """The position with the new facts; an impossible fact refuses the act with its own sentence."""
    try:
        return dossier.position_on(on)
    except ImpossibleFact as impossible:
        refused = impossible.refused
        if isinstance(refused, Refused):
            items = dossier.statute.item_articles
            raise StepNotPermitted(
                step=refused.step, why=refused.why, article=refused.article, items=items
            ) from impossible
        raise ActRefused(str(impossible)) from impossible
    except FactsError as fault:
        raise ActRefused(str(fault)) from fault


def settle(dossier: Dossier, *, at: datetime, on: date) -> Position:
    """Refresh participations, the responsible person and the cached rows from the facts."""
    position = derive(dossier, on=on)
    note_moved_dates(dossier, position, at=at, on=on)
    organisation = _responsible_organisation(dossier, position, at=at)
    officer = _responsible_officer(dossier, position, organisation, on=on)
    _note_standing_aside(dossier)
    dossier.cached = _cached_row(dossier, position, on=on)
    _note_ancestors(dossier, dossier.cached, organisation)
    dossier.cached.responsible_organisation = organisation
    dossier.cached.responsible_officer = officer
    _cache_clocks(dossier, position.clocks)
    return position


def _note_ancestors(dossier: Dossier, row: CachedPosition, organisation: Organisation | None) -> None:
    """The columns by which a worklist over a branch is one equality; written when the organ changes."""
    if organisation is not None and row.responsible_organisation_id == organisation.pk:
        return
    lineage = dossier.directory.lineage(organisation) if organisation else []
    for column, ancestor in zip_longest(ANCESTOR_COLUMNS, lineage):
        setattr(row, column, ancestor)


def _responsible_organisation(dossier: Dossier, position: Position, *, at: datetime) -> Organisation | None:
    responsible = position.responsible
    if responsible is None:
        return None
    if responsible.organisation is None:
        organisation = dossier.holder_of(responsible.role)
    else:
        organisation = dossier.directory.of_code(responsible.organisation)
    if organisation is None:
        raise ActRefused(_("No organisation would answer for this petition afterwards; nothing was changed."))
    dossier.participate(organisation=organisation, role=responsible.role, since_at=at)
    return organisation


def _responsible_officer(
    dossier: Dossier, position: Position, organisation: Organisation | None, *, on: date
) -> Officer | None:
    """Keep the person while role and organisation stay; else the grid names one (never nobody)."""
    if organisation is None or position.responsible is None:
        return None
    cached = dossier.cached
    named = _handed_over_to(dossier, organisation)
    if named is not None:
        return named
    unchanged = (
        cached is not None
        and cached.responsible_organisation_id == organisation.pk
        and cached.responsible_role == position.responsible.role
        and cached.responsible_officer is not None
        and cached.responsible_officer.is_serving
        and _may_answer(dossier, cached.responsible_officer)
    )
    if unchanged and cached is not None:
        return cached.responsible_officer
    try:
        officer = dossier.directory.responsible(
            organisation=organisation, role=position.responsible.role, place=dossier.petition.place, on=on
        )
    except NobodyResponsible as nobody:
        raise ActRefused(str(nobody)) from nobody
    return _one_who_may(dossier, organisation, officer)


def _one_who_may(dossier: Dossier, organisation: Organisation, officer: Officer) -> Officer:
    """The officer of the grid, or a colleague where she may not have it: accused or not trusted with sealed files (30-3),
    or standing aside for an interest (28-3).
    """
    if _may_answer(dossier, officer):
        return officer
    colleagues = Officer.objects.select_related("organisation").filter(organisation=organisation, left_on__isnull=True)
    for colleague in colleagues.order_by("pk"):
        if _may_answer(dossier, colleague):
            return colleague
    if may_receive(officer, dossier.petition):
        # She stands aside and there is nobody else: her name stays, she acts no more, and the claim is to be decided.
        return officer
    raise ActRefused(_("Nobody in this organisation may receive the petition: choose the level above."))


def _note_standing_aside(dossier: Dossier) -> None:
    """Bring the rows of who stands aside in line with the events, where one of them moved that."""
    if not any(event.kind in (CLAIMED, DECIDED, "voided", "corrected") for event in dossier.new_events):
        return
    now = stands_aside(dossier.events)
    known = frozenset(StandingAside.objects.filter(petition=dossier.petition.pk).values_list("officer_id", flat=True))
    dossier.new_rows += [StandingAside(petition=dossier.petition, officer_id=pk) for pk in sorted(now - known)]
    dossier.back_again = known - now


def _may_answer(dossier: Dossier, officer: Officer) -> bool:
    """Whether the petition may be hers: outside its conflict set, trusted with it, and not standing aside."""
    return may_receive(officer, dossier.petition) and officer.pk not in stands_aside(dossier.events)


def _handed_over_to(dossier: Dossier, organisation: Organisation) -> Officer | None:
    """The officer named by a hand-over among the new events, when she serves there."""
    for event in reversed(dossier.new_events):
        if event.kind == "handed_over":
            officer = Officer.objects.filter(
                pk=event.data["officer"], organisation=organisation, left_on__isnull=True
            ).first()
            if officer is not None:
                return officer
    return None


def _cached_row(dossier: Dossier, position: Position, *, on: date) -> CachedPosition:
    row = dossier.cached or CachedPosition(petition=dossier.petition)
    row.stage, row.is_open, row.kind = position.stage, position.is_open, position.kind
    row.responsible_role = position.responsible.role if position.responsible else ""
    # Also when the procedure is over: what an answer or an agreement promised keeps its day until it is done (32-2, 33).
    row.next_due_on = position.next_due_on
    row.next_clock, row.next_is_internal = _next_name(position, dossier.statute.duties_instead)
    row.statute_digest = dossier.statute.digest
    row.calendar_digest = dossier.statute.calendar.digest
    row.assessed_on, row.changes_on = on, position.changes_on
    row.last_seq = dossier.last_seq
    row.registered_at = dossier.petition.registered_at
    return row


def _next_name(position: Position, instead: Collection[str]) -> tuple[str, bool]:
    """The name of the clock (or else duty) whose day comes next; a duty owed instead of a clock's own is named itself."""
    for duty in position.duties:
        if duty.what in instead and duty.due_on == position.next_due_on:
            return str(duty.what), duty.internal
    for clock in position.clocks:
        if clock.met_on is None and clock.state in ("running", "late") and (clock.due_on == position.next_due_on):
            return clock.name, clock.internal
    for duty in position.duties:
        if duty.due_on == position.next_due_on:
            return str(duty.what), duty.internal
    return "", False


def _cache_clocks(dossier: Dossier, clocks: Iterable[Clock]) -> None:
    """Compare the clocks with the cached rows; keep what changed for saving."""
    clocks = tuple(clocks)
    digest, row_of_position = _digest_of(clocks), dossier.cached
    if row_of_position is not None:
        if row_of_position.clocks_digest == digest:
            return
        row_of_position.clocks_digest = digest
    gone = dict(dossier.clocks)
    for clock in clocks:
        gone.pop((clock.name, clock.nth), None)
        row = dossier.clocks.get((clock.name, clock.nth))
        if row is None:
            holder = _holder(dossier, dossier.statute.clocks[clock.name].holder)
            row = CachedClock(petition=dossier.petition, name=clock.name, nth=clock.nth, organisation=holder)
            dossier.clocks[clock.name, clock.nth] = row
        before = (row.pk, row.started_on, row.due_on, row.met_on, row.state)
        row.started_on, row.due_on, row.met_on = clock.started_on, clock.due_on, clock.met_on
        row.state, row.is_internal = clock.state, clock.internal
        if before != (row.pk, row.started_on, row.due_on, row.met_on, row.state) or row.pk is None:
            dossier.changed_clocks.append(row)
    for key, row in gone.items():
        # A fact that was declared void takes along the clocks it had started.
        del dossier.clocks[key]
        if row.pk is not None:
            dossier.gone_clocks.append(row)


def _digest_of(clocks: Iterable[Clock]) -> str:
    """A short word for all the cached values of the clocks: where it is the same, no row of theirs is read."""
    said = [f"{c.name}|{c.nth}|{c.started_on}|{c.due_on}|{c.met_on}|{c.state}|{c.internal}" for c in clocks]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def _holder(dossier: Dossier, role: str) -> Organisation | None:
    """The organisation whose clock it is when it starts; the petitioner's own periods have none."""
    if role == "responsible":
        return dossier.cached.responsible_organisation if dossier.cached else None
    return dossier.holder_of(role)
