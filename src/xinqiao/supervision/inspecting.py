"""Which issued answers does an inspector look into? So many of each organisation and month, drawn by a seed that is shown."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor, BadInput
from xinqiao.petitions.models import Document, DocumentState
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.checking_answers import ANSWERS, Said
from xinqiao.supervision.models import Agreement, Inspection
from xinqiao.supervision.timeliness import organisations_watched

# Of fewer answers no share of an organisation is told.
FEWEST = 5
MOST_OF_EACH = 10
MOST_ORGANISATIONS = 12
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The answers drawn of one organisation, and how many it issued in the month that this inspector may open."""

    organisation: Organisation
    issued: int
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Of how many answers looked into, how many had something open. Of organisations, never of who wrote them."""

    looked_into: int
    unanswered: int
    not_in_force: int
    late: int
    other_matter: int


def issued_answers(inspector: Officer) -> QuerySet[Document]:
    """The issued answers that this inspector may look into: not her own, and of petitions that she may see."""
    if not inspector.is_serving or not inspector.may(Permission.OVERSEE):
        return Document.objects.none()
    is_visible = Exists(visible_to(Actor.of_officer(inspector)).filter(pk=OuterRef("petition_id")))
    return (
        Document.objects.filter(is_visible, kind__in=ANSWERS, state__in=(DocumentState.ISSUED, DocumentState.SERVED))
        .filter(organisation__in=[one.pk for one in organisations_watched(inspector)], issued_at__isnull=False)
        .exclude(drafted_by=inspector.pk)
    )


def drawn_for(inspector: Officer, *, month: date, seed: str, of_each: int) -> list[Drawn]:
    """So many answers of each organisation that issued any in the month of `month`, in the order of the tree.

    The same seed draws the same answers, for whoever may see the same; nothing about an answer or its writer moves
    its chance.
    """
    start, end = (
        _first_moment(month.year, month.month),
        _first_moment(month.year + month.month // 12, month.month % 12 + 1),
    )
    numbers: dict[int, list[int]] = defaultdict(list)
    rows = issued_answers(inspector).filter(issued_at__gte=start, issued_at__lt=end)
    for number, organisation in rows.values_list("pk", "organisation_id").iterator():
        numbers[organisation].append(number)
    chosen = {key: sorted(those, key=lambda number: _lot(seed, number))[:of_each] for key, those in numbers.items()}
    documents = (
        Document.objects.filter(pk__in=[number for those in chosen.values() for number in those])
        .select_related("petition")
        .prefetch_related("inspections")
        .in_bulk()
    )
    return [
        Drawn(
            organisation=organisation,
            issued=len(numbers[organisation.pk]),
            documents=tuple(documents[number] for number in chosen[organisation.pk]),
        )
        for organisation in organisations_watched(inspector)
        if organisation.pk in chosen
    ][:MOST_ORGANISATIONS]


def share_of(said: list[Said]) -> Share | None:
    """What was open in an organisation's answers; None where fewer than `FEWEST` were looked into."""
    if len(said) < FEWEST:
        return None
    return Share(
        looked_into=len(said),
        unanswered=sum(one.unanswered > 0 for one in said),
        not_in_force=sum(one.not_in_force > 0 for one in said),
        late=sum(one.is_late for one in said),
        other_matter=sum(one.is_other_matter for one in said),
    )


def record_inspection(
    *, document: Document, inspector: Officer, agreement: str, note: str, said: Said | None
) -> Inspection:
    """Keep what an inspector found. Raises BadInput for an unknown choice or a note that is too long."""
    faults = {}
    if agreement not in Agreement.values:
        faults["agreement"] = _("Choose whether the check is right.")
    if len(note) > _LONGEST_NOTE:
        faults["note"] = _("At most %(most)s characters.") % {"most": _LONGEST_NOTE}
    if faults:
        raise BadInput(faults)
    return Inspection.objects.create(
        document=document,
        inspected_by=inspector,
        inspected_at=timezone.now(),
        agreement=agreement,
        note=note.strip(),
        said=said.as_document() if said else {},
    )


def _first_moment(year: int, month: int) -> datetime:
    return timezone.make_aware(datetime(year, month, 1))  # noqa: DTZ001 - made aware in the zone of the office


def _lot(seed: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()
