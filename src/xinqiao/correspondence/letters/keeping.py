"""Is the sheet of this letter kept? Set once when the letter is issued, sealed, and the same bytes ever after.

Whoever comes first sets it: the task that follows the act, or the page that shows it. The row is the promise (digest,
check code), the sealed file its content; a file that does not fit the row is never given out.
"""

import base64
import hashlib
import uuid
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xinqiao.correspondence.letters.building import Dressing, dated_on, form_of, letter_of, local_day
from xinqiao.correspondence.letters.letter import Letter, Verification
from xinqiao.correspondence.letters.recording import RECORD, record_of
from xinqiao.correspondence.letters.typeset import typeset
from xinqiao.correspondence.models import KeptLetter, SealImage
from xinqiao.people.identities import name_on_letter
from xinqiao.petitions.forms import forms_of
from xinqiao.petitions.models import Document, DocumentState, Event
from xinqiao.petitions.models.document import BETWEEN_ORGANISATIONS
from xinqiao.safeguards.codes import new_query_code
from xinqiao.safeguards.sealing import SealFault, context_of, open_sealed, reseal, seal

ISSUED = (DocumentState.ISSUED, DocumentState.SERVED)


class AlteredSheet(Exception):
    """The kept bytes are gone, or are not those that were kept; str() is one sentence for the office."""

    def __init__(self, kept: KeptLetter) -> None:
        super().__init__(
            _("The kept sheet of letter %(number)s is not what was kept: tell the administrator, and do not send it.")
            % {"number": kept.number or kept.check_code}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What will be kept of one event: its letter still to be dressed, and the words of its row."""

    event: Event
    document: Document | None
    letter: str
    version: int
    language: str
    issued_on: date


def keep_letter_of(event: Event) -> KeptLetter | None:
    """The kept sheet of what an event issued or served; None for an event without a letter. May be called twice."""
    kept = KeptLetter.objects.filter(event=event).first()
    if kept is not None:
        return kept
    sheet = _sheet_of(event)
    if sheet is None:
        return None
    try:
        with transaction.atomic():
            return _keep(sheet)
    except IntegrityError:
        # Somebody else kept it in this moment: theirs is the one.
        return KeptLetter.objects.get(event=event)


def kept_sheet_of(document: Document) -> KeptLetter | None:
    """The kept sheet of an issued letter, kept now where the task has not come to it; None for other writings."""
    event = issuing_event(document)
    return keep_letter_of(event) if event else None


def issuing_event(document: Document) -> Event | None:
    """The event that issued a writing; None for a draft, for records of the past and for what is no letter."""
    if not document.letter or document.is_reconstructed or document.state not in ISSUED:
        return None
    return document.events.filter(data__has_key="document_number").order_by("seq").first()


def content_of(kept: KeptLetter) -> bytes:
    """The PDF as it was kept. Raises AlteredSheet."""
    try:
        with default_storage.open(kept.stored_as) as file:
            pdf = base64.b64decode(open_sealed(file.read(), context=context_of(kept, "sheet")))
    except (OSError, ValueError, SealFault) as fault:
        raise AlteredSheet(kept) from fault
    if hashlib.sha256(pdf).hexdigest() != kept.sha256:
        raise AlteredSheet(kept)
    return pdf


def _sheet_of(event: Event) -> Sheet | None:
    if event.is_reconstructed:
        return None
    document = event.document
    if event.kind == "served":
        return _record_sheet(event, document)
    if document is None or issuing_event(document) != event:
        return None
    return Sheet(
        event=event,
        document=document,
        letter=document.letter,
        version=form_of(document).version,
        language=document.language,
        issued_on=dated_on(document),
    )


def _record_sheet(event: Event, document: Document | None) -> Sheet:
    petition = event.petition
    served_on = local_day(event.occurred_at, petition)
    return Sheet(
        event=event,
        document=document,
        letter=RECORD,
        version=forms_of(petition).form(RECORD, served_on).version,
        language=(document.language if document else "") or "zh-hans",
        issued_on=served_on,
    )


def _keep(sheet: Sheet) -> KeptLetter:
    code = new_query_code()
    letter = _letter(sheet, code)
    pdf = typeset(letter)
    key = uuid.uuid4()
    kept = KeptLetter(
        id=key,
        event=sheet.event,
        document=sheet.document,
        organisation_id=sheet.event.organisation_id,
        letter=sheet.letter,
        form_version=sheet.version,
        language=sheet.language,
        number=letter.number,
        check_code=code,
        issued_on=sheet.issued_on,
        stored_as=f"letters/{key.hex[:2]}/{key.hex}.sealed",
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
        kept_at=timezone.now(),
    )
    kept.save(force_insert=True)
    sealed = seal(base64.b64encode(pdf).decode("ascii"), context=context_of(kept, "sheet"))
    default_storage.save(kept.stored_as, ContentFile(sealed))
    return kept


def _letter(sheet: Sheet, code: str) -> Letter:
    document = sheet.document
    is_for_person = document is None or document.kind not in BETWEEN_ORGANISATIONS
    dressing = Dressing(
        addressee=name_on_letter(sheet.event.petition.submission.petitioner) if is_for_person else "",
        seal=picture_of(sheet.event.organisation_id, on=sheet.issued_on),
        hand=picture_of(sheet.event.organisation_id, on=sheet.issued_on, is_signature=True),
        verification=verification_of(code, sheet.language),
    )
    if sheet.letter == RECORD or document is None:
        return record_of(sheet.event, dressing=dressing)
    return letter_of(document, dressing=dressing)


def verification_of(code: str, language: str) -> Verification:
    """Where the sheet can be checked, in words and as an address; the page says nothing of the matter."""
    address = f"{settings.XINQIAO_ADDRESS}{reverse('verification:sheet', args=[code])}"
    with translation.override(language):
        sentence = _(
            "Is this letter real? Scan the code, or open {page} and type the number of the letter and the check code {code}."
        ).format(page=f"{settings.XINQIAO_ADDRESS}{reverse('verification:ask')}", code=code)
    return Verification(address=address, sentence=sentence)


def picture_of(organisation_id: int | None, *, on: date, is_signature: bool = False) -> bytes:
    """The seal (or signature) that an organisation's letters of a day bear; empty where there is none."""
    found = (
        SealImage.objects.filter(organisation=organisation_id, is_signature=is_signature, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .values_list("png", flat=True)
        .first()
    )
    return bytes(found) if found else b""


def altered_sheets() -> tuple[int, list[str]]:
    """How many kept sheets were read, and the numbers of those that are gone or are not what was kept."""
    read, altered = 0, []
    for kept in KeptLetter.objects.order_by("pk").iterator():
        read += 1
        try:
            content_of(kept)
        except AlteredSheet:
            altered.append(kept.number or kept.check_code)
    return read, altered


def reseal_sheets() -> int:
    """Bring every kept sheet under the sealing key in use; how many changed. Raises AlteredSheet for one that is not
    what was kept.
    """
    return sum(_reseal(kept) for kept in KeptLetter.objects.order_by("pk").iterator())


def _reseal(kept: KeptLetter) -> bool:
    try:
        with default_storage.open(kept.stored_as) as file:
            before = file.read()
        after = reseal(before, context=context_of(kept, "sheet"))
    except (OSError, ValueError, SealFault) as fault:
        raise AlteredSheet(kept) from fault
    if after == before:
        return False
    # Beside the old file, which goes only when the row points at the new one: a power cut loses neither.
    old = kept.stored_as
    kept.stored_as = default_storage.save(old, ContentFile(after))
    kept.save(update_fields=["stored_as"])
    default_storage.delete(old)
    return True
