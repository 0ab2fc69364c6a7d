"""Taking in what arrives: registered whole in one transaction, acknowledged only after the commit (22, 23)."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.intake.arrivals import Arrival, check_arrival, moment_of
from xinqiao.intake.attachments import check_files, kept_files
from xinqiao.intake.offices import receiving_office
from xinqiao.law.library import NoStatuteInForce
from xinqiao.people.identities import make_petitioner
from xinqiao.people.models import Organisation, Petitioner
from xinqiao.people.responsible import NobodyResponsible
from xinqiao.petitions.acting import ActRefused, BadInput, Dossier, NotPermitted
from xinqiao.petitions.acting.settling import settle
from xinqiao.petitions.acting.writing import save
from xinqiao.petitions.conflict import is_in_conflict, organisation_in_conflict
from xinqiao.petitions.enclosing import FILES, digests_of
from xinqiao.petitions.models import Attachment, Party, Petition, Submission
from xinqiao.petitions.opening import Opening, open_petition
from xinqiao.safeguards.canonical import canonical
from xinqiao.safeguards.codes import code_fits, derived_query_code, hash_query_code, new_query_code
from xinqiao.safeguards.keys import KeyFault
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.receipts import FileDigest, receipt_content, sign_receipt
from xinqiao.safeguards.uploads import CheckedFile

__all__ = ["Arrival", "KeyUsed", "Received", "receive", "take_in"]


@dataclass(frozen=True, slots=True)
class Received:
    """The registered petition, its query code (shown once, kept nowhere) and the signed receipt."""

    petition: Petition
    code: str
    receipt: dict[str, Any]
    is_repeat: bool


class KeyUsed(BadInput):
    """The same idempotency key came with something else than the first time."""

    def __init__(self) -> None:
        super().__init__(
            {
                "idempotency_key": _(
                    "This key was used before for a different text. Nothing was registered now: "
                    "send the same again, or use a new key."
                )
            }
        )


@dataclass(frozen=True, slots=True)
class _Prepared:
    """All rows of one registration, made before the transaction begins: it then only writes."""

    petitioner: Petitioner | None
    submission: Submission
    dossier: Dossier
    code: str


def receive(arrival: Arrival) -> Received:
    """Register what arrived; on return it is committed. Sent twice under one key, the first answer comes again.

    Raises ActRefused, BadInput, KeyUsed or RefusedFile, each with a sentence; then nothing was written.
    """
    checked = _checked(arrival)
    if earlier := _earlier(arrival, checked):
        return earlier
    prepared = _prepare(arrival, checked)
    try:
        with kept_files(arrival.files, checked), transaction.atomic(durable=True):
            _write(prepared)
    except IntegrityError:
        # Two sendings of one key at once: the other one won, and its answer is the answer.
        if earlier := _earlier(arrival, checked):
            return earlier
        raise
    return _received(prepared)


def take_in(arrival: Arrival) -> Received:
    """As `receive`, within the caller's own transaction (demonstration, tests): the commit is the caller's."""
    checked = _checked(arrival)
    if earlier := _earlier(arrival, checked):
        return earlier
    prepared = _prepare(arrival, checked)
    with kept_files(arrival.files, checked), transaction.atomic():
        _write(prepared)
    return _received(prepared)


def _checked(arrival: Arrival) -> list[CheckedFile]:
    """All that can be refused for what it is, is refused here, before anything is written."""
    check_arrival(arrival, now=timezone.now())
    if arrival.officer is not None and not arrival.officer.may(Permission.REGISTER):
        raise NotPermitted(_("Your roles do not include registering what arrives."))
    return check_files(arrival.files)


def _prepare(arrival: Arrival, checked: Sequence[CheckedFile]) -> _Prepared:
    now = timezone.now()
    petitioner = None
    if not arrival.identity.is_empty:
        petitioner = make_petitioner(identity=arrival.identity, language=arrival.language)
    code = _code(arrival, checked)
    submission = _submission(arrival, petitioner=petitioner, received_at=moment_of(arrival, now=now))
    submission.code_digest = hash_query_code(code)
    dossier = _opened(arrival, submission, checked, is_contactable=petitioner is not None and petitioner.is_contactable)
    if petitioner is not None:
        dossier.new_rows.append(Party(petition=dossier.petition, petitioner=petitioner))
    dossier.new_rows.extend(_attachments(arrival, submission, dossier.petition, checked))
    submission.receipt = sign_receipt(
        receipt_content(
            reference=dossier.petition.reference,
            received_at=submission.received_at,
            channel=submission.channel,
            by=submission.received_by.name,
            text=submission.body,
            files=[FileDigest(sha256=known.sha256, size=known.size) for known in checked],
        )
    )
    return _Prepared(petitioner, submission, dossier, code)


def _submission(arrival: Arrival, *, petitioner: Petitioner | None, received_at: datetime) -> Submission:
    return Submission(
        channel=arrival.channel,
        title=arrival.title.strip(),
        body=arrival.body,
        place_text=arrival.place_text.strip(),
        claimed_kind=arrival.kind,
        language=arrival.language,
        petitioner=petitioner,
        received_at=received_at,
        received_by=_office(arrival),
        recorded_by=arrival.officer,
        body_sha256=hashlib.sha256(arrival.body.encode()).hexdigest(),
        idempotency_key=_kept_key(arrival.idempotency_key),
    )


def _office(arrival: Arrival) -> Organisation:
    """The office named, the desk officer's own, or the one of the place; never one in the conflict set."""
    if arrival.office is not None:
        office = arrival.office
    elif arrival.officer is not None:
        office = arrival.officer.organisation
    else:
        return receiving_office(
            arrival.place, accused_organisation=arrival.accused_organisation, accused_officer=arrival.accused_officer
        )
    accusation = Petition(accused_organisation=arrival.accused_organisation, accused_officer=arrival.accused_officer)
    is_barred = arrival.officer is not None and is_in_conflict(arrival.officer, accusation)
    if is_barred or organisation_in_conflict(office, accusation):
        raise NotPermitted(
            _(
                "The accusation concerns your office, yourself, or somebody who directs you: it may not be "
                "registered here. Send the person to the office of the level above."
            )
        )
    return office


def _opened(
    arrival: Arrival, submission: Submission, checked: Sequence[CheckedFile], *, is_contactable: bool
) -> Dossier:
    """The petition in memory with its first facts, its position and the person who answers for it."""
    opening = Opening(
        submission=submission,
        organisation=submission.received_by,
        title=arrival.shown_title,
        body=submission.body,
        kind=arrival.kind,
        persons=arrival.persons,
        place=arrival.place,
        officer=arrival.officer,
        is_contactable=is_contactable,
        accused_organisation=arrival.accused_organisation,
        accused_officer=arrival.accused_officer,
        agrees_to_online_service=arrival.consents_to_portal_service,
        notices_by=arrival.notices_by,
        data={FILES: digests_of(checked)} if checked else {},
    )
    try:
        dossier = open_petition(opening)
        settle(dossier, at=submission.received_at, on=dossier.local_day(timezone.now()))
    except NoStatuteInForce as fault:
        raise BadInput(
            {"received_at": _("No law on petitions that we hold was in force on that day: check the day.")}
        ) from fault
    except NobodyResponsible as fault:
        raise ActRefused(str(fault)) from fault
    return dossier


def _attachments(
    arrival: Arrival, submission: Submission, petition: Petition, checked: Sequence[CheckedFile]
) -> list[Attachment]:
    return [
        Attachment(
            submission=submission,
            petition=petition,
            stored_as=known.stored_as,
            shown_name=known.shown_name,
            content_type=known.media_type,
            size=known.size,
            sha256=known.sha256,
            added_by_role="petitioner" if arrival.officer is None else submission.received_by.role,
            added_at=submission.received_at,
        )
        for known in checked
    ]


def _write(prepared: _Prepared) -> None:
    petitioners = [prepared.petitioner] if prepared.petitioner is not None else []
    save([prepared.dossier], before=[petitioners, [prepared.submission]])


def _received(prepared: _Prepared) -> Received:
    return Received(prepared.dossier.petition, prepared.code, prepared.submission.receipt, is_repeat=False)


def _earlier(arrival: Arrival, checked: Sequence[CheckedFile]) -> Received | None:
    """The answer already given to this very sending; KeyUsed when the key came with something else."""
    if not arrival.idempotency_key:
        return None
    submission = Submission.objects.filter(idempotency_key=_kept_key(arrival.idempotency_key)).first()
    if submission is None:
        return None
    try:
        code = _code(arrival, checked, fits=submission.code_digest)
    except KeyFault:
        raise KeyUsed from None
    if not code_fits(code, submission.code_digest):
        raise KeyUsed
    petition = submission.petitions.get(reference=submission.receipt["content"]["reference"])
    return Received(petition, code, submission.receipt, is_repeat=True)


def _kept_key(key: str) -> str | None:
    """What is kept of a key: keys of any length and alphabet fit one column."""
    return hashlib.sha256(key.encode()).hexdigest() if key else None


def _code(arrival: Arrival, checked: Sequence[CheckedFile], *, fits: str | None = None) -> str:
    """The query code: random, or made from key and content so that it can be shown once more."""
    if not arrival.idempotency_key:
        return new_query_code()
    content = {
        "channel": str(arrival.channel),
        "title": arrival.title,
        "body": arrival.body,
        "place": arrival.place.code if arrival.place else "",
        "place_text": arrival.place_text,
        "kind": arrival.kind,
        # What 0.1.0 did not ask is left out where it is empty: a key sent before an update still finds its answer.
        "identity": {name: said for name, said in asdict(arrival.identity).items() if said or name != "email"},
        "language": arrival.language,
        "persons": arrival.persons,
        "received_at": arrival.received_at,
        "files": [known.sha256 for known in checked],
        "consents": arrival.consents_to_portal_service,
        "accused": [
            arrival.accused_organisation.pk if arrival.accused_organisation else None,
            arrival.accused_officer.pk if arrival.accused_officer else None,
        ],
        **({"notices_by": arrival.notices_by} if arrival.notices_by else {}),
    }
    return derived_query_code(secret=arrival.idempotency_key, content=canonical(content), fits=fits)
