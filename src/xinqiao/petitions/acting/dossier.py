"""One petition in memory while acts are done on it: its events as facts, its roles, what is new."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from xinqiao.law.library import statute
from xinqiao.people.models import Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.models import (
    CachedClock,
    CachedPosition,
    Document,
    Event,
    Participation,
    Petition,
)
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.matter import Organisation as MatterOrganisation
from xinqiao.procedure.position import Position, assess
from xinqiao.safeguards.ledger.appending import HEAD
from xinqiao.safeguards.selecting import Selecting, rows_together

_EXAMPLE = uuid.UUID(int=1)
# Every act reads these four: compiled once, they cost it a third of what they did.
_PETITION = Selecting(
    lambda pk: Petition.objects.select_related("position__responsible_officer").filter(pk=pk), pk=_EXAMPLE
)
_LOCKED_PETITION = Selecting(
    lambda pk: (
        Petition.objects.select_related("position__responsible_officer").select_for_update(of=("self",)).filter(pk=pk)
    ),
    pk=_EXAMPLE,
)
_PARTICIPATIONS = Selecting(
    lambda petition: (
        Participation.objects.select_related("organisation__parent").filter(petition=petition).order_by("pk")
    ),
    petition=_EXAMPLE,
)
_EVENTS = Selecting(lambda petition: Event.objects.filter(petition=petition).order_by("seq"), petition=_EXAMPLE)
_CLOCKS = Selecting(lambda petition: CachedClock.objects.filter(petition=petition), petition=_EXAMPLE)
_OF_POSITION = frozenset(str(field.attname) for field in CachedPosition._meta.concrete_fields)


# Organs whose own rules of notice may hold (2022 art 23-4): the law asks what the body is, not only what it does here.
_ORGANS_OF_THEIR_OWN = frozenset({OrganisationKind.DISCIPLINE, OrganisationKind.POLITICAL_LEGAL})


def _organ_role(organisation: Organisation, participation: Participation) -> str:
    """What sort of organ a body is in the matter: its kind where own rules hang on it, else its part."""
    return organisation.kind if organisation.kind in _ORGANS_OF_THEIR_OWN else participation.role


class Dossier:
    """The petition's rows, read once; what acts add stays here until `writing.save`."""

    def __init__(self, petition: Petition, *, directory: Directory) -> None:
        self.petition = petition
        self.directory = directory
        self.statute = statute(petition.statute, tuple(petition.overlays))
        self.zone = ZoneInfo(self.statute.zone)
        self.events: list[Event] = []
        self.facts: list[Fact] = []
        self.participations: list[Participation] = []
        self.cached: CachedPosition | None = None
        # Whether no other act was written between the reading of these rows.
        self.is_of_one_moment = True
        self._clocks: dict[tuple[str, int], CachedClock] | None = {}
        self._writings: list[Document] | None = None
        self._cached_as_read: dict[str, Any] | None = None
        # The last link of the ledger's chain, where it was read with the rest.
        self.ledger_head: tuple[int, bytes] | None = None
        self.documents: list[Document] = []
        self.is_new = False
        self.new_events: list[Event] = []
        self.new_documents: list[Document] = []
        self.changed_documents: list[Document] = []
        self.new_rows: list[models.Model] = []
        self.changed_rows: list[models.Model] = []
        self.changed_participations: list[Participation] = []
        self.changed_clocks: list[CachedClock] = []
        self.gone_clocks: list[CachedClock] = []
        # Officers, by number, whose standing aside is over; their rows go with the act.
        self.back_again: frozenset[int] = frozenset()
        # Petitions that an act split off this one; they are saved with it.
        self.parts: list[Dossier] = []

    @classmethod
    def load(cls, petition_id: uuid.UUID, *, directory: Directory | None = None, lock: bool = False) -> "Dossier":
        """Read a petition; with `lock` its row is held until the transaction ends. Raises Petition.DoesNotExist."""
        # The petition first: where it is locked, what follows is read under the lock.
        found, events, participations, links = rows_together(
            (_LOCKED_PETITION if lock else _PETITION, {"pk": petition_id}),
            (_EVENTS, {"petition": petition_id}),
            (_PARTICIPATIONS, {"petition": petition_id}),
            (HEAD, {"petition": petition_id}),
        )
        if not found:
            raise Petition.DoesNotExist
        petition: Petition = found[0]
        dossier = cls(petition, directory=directory or Directory())
        for event in events:
            event.petition = petition
        dossier.take_rows(events=events, participations=participations)
        dossier.cached = getattr(petition, "position", None)
        dossier._cached_as_read = dossier._cached_values()
        dossier.is_of_one_moment = dossier.cached is not None and dossier.cached.last_seq == dossier.last_seq
        dossier._clocks = None
        dossier.ledger_head = (links[0][0], bytes(links[0][1])) if links else None
        return dossier

    def take_rows(
        self,
        *,
        events: "Sequence[Event] | models.QuerySet[Event]",
        participations: "Sequence[Participation] | models.QuerySet[Participation]",
    ) -> None:
        """Rows that were already read, in the order of their seq."""
        self.participations = list(participations)
        for participation in self.participations:
            if Participation.organisation.is_cached(participation):
                self.directory.remember(participation.organisation)
        self.events = list(events)
        self.facts = [self._fact(event) for event in self.events if event.is_fact]

    @property
    def clocks(self) -> dict[tuple[str, int], CachedClock]:
        """The cached clocks by name and number; read only when something of them changed."""
        if self._clocks is None:
            self._clocks = {(c.name, c.nth): c for c in _CLOCKS.rows(petition=self.petition.pk)}
        return self._clocks

    @clocks.setter
    def clocks(self, clocks: dict[tuple[str, int], CachedClock]) -> None:
        self._clocks = clocks

    @property
    def writings(self) -> list[Document]:
        """The writings as they are stored, the newest first, with who drafted and approved them; read once."""
        if self._writings is None:
            stored = self.petition.documents.select_related("organisation", "drafted_by")
            self._writings = list(stored.prefetch_related("approvals__officer").order_by("-drafted_at", "-pk"))
        return self._writings

    def changed_of_cached(self) -> set[str] | None:
        """The attributes of the cached position that differ from what was read; None where none was read."""
        now, read = self._cached_values(), self._cached_as_read
        return None if now is None or read is None else {name for name, value in now.items() if value != read[name]}

    def _cached_values(self) -> dict[str, Any] | None:
        row = self.cached
        return None if row is None else {name: value for name, value in vars(row).items() if name in _OF_POSITION}

    @property
    def last_seq(self) -> int:
        """The number of the newest event; a page shows it and sends it back (stale pages)."""
        return self.events[-1].seq if self.events else 0

    @property
    def matter(self) -> Matter:
        """What the law reasons about, as first registered; reclassifications are among the facts."""
        petition = self.petition
        accused = self.directory.code_of(petition.accused_organisation_id)
        return Matter(
            kind=petition.kind,
            route=petition.route,
            persons=petition.persons,
            accused=accused,
            organisations=self._organisations(),
        )

    def local_day(self, moment: datetime) -> date:
        """The day of the jurisdiction on which the moment falls."""
        return moment.astimezone(self.zone).date()

    def position_on(self, on: date) -> Position:
        """Where the petition stands in law on a day; facts after it are ignored."""
        return assess(self.statute, self.matter, tuple(self.facts), on)

    def roles_of(self, organisation_id: int) -> frozenset[str]:
        """The roles this organisation has on the petition now."""
        return frozenset(
            p.role for p in self.participations if p.until_at is None and p.organisation_id == organisation_id
        )

    def holder_of(self, role: str) -> Organisation | None:
        """The organisation that has this role now (the newest, where there were several)."""
        held = [p for p in self.participations if p.role == role and p.until_at is None]
        return self.directory.of_id(held[-1].organisation_id) if held else None

    def latest(self, kind: str) -> Event | None:
        """The newest event of a kind."""
        return next((event for event in reversed(self.events) if event.kind == kind), None)

    def add(self, event: Event) -> None:
        """A new event, numbered after the last."""
        event.petition, event.seq = self.petition, self.last_seq + 1
        self.events.append(event)
        self.new_events.append(event)
        if event.is_fact:
            self.facts.append(self._fact(event))

    def participate(self, *, organisation: Organisation, role: str, since_at: datetime) -> None:
        """Give the organisation the role; whoever held a handling role before it gives it up."""
        self.directory.remember(organisation)
        if role in self.roles_of(organisation.pk):
            return
        if role != "petition_office":
            for held in self.participations:
                if held.role == role and held.until_at is None:
                    held.until_at = since_at
                    self.changed_participations.append(held)
        participation = Participation(petition=self.petition, organisation=organisation, role=role, since_at=since_at)
        self.participations.append(participation)
        self.new_rows.append(participation)

    def _organisations(self) -> tuple[MatterOrganisation, ...]:
        seen: dict[int, MatterOrganisation] = {}
        for participation in self.participations:
            organisation = self.directory.of_id(participation.organisation_id)
            seen[organisation.pk] = MatterOrganisation(
                id=organisation.code,
                parent=self.directory.code_of(organisation.parent_id),
                role=_organ_role(organisation, participation),
            )
        return tuple(seen.values())

    def _fact(self, event: Event) -> Fact:
        data: dict[str, Any] = event.data
        return Fact(
            kind=event.kind,
            at=event.occurred_at,
            by=event.by_role,
            data=data,
            seq=event.seq,
            organisation=self.directory.code_of(event.organisation_id),
        )
