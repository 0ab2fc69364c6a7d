"""What is known of something that arrives, through whichever channel, and can it be taken as it is?"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.people.identities import Identity
from xinqiao.people.models import Officer, Organisation, Place
from xinqiao.petitions.acting import BadInput
from xinqiao.petitions.choices import kinds, notice_channels
from xinqiao.petitions.models import Channel
from xinqiao.petitions.noticing import EMAIL, SMS, address_fault
from xinqiao.safeguards.uploads.trays import FILES_LIMIT

BODY_LIMIT = 100_000
TITLE_LIMIT = 200
KEY_LIMIT = 200
PERSONS_LIMIT = 1_000_000
IDENTITY_LIMITS = {"name": 100, "phone": 40, "address": 300, "id_number": 40, "email": 200}
ANONYMOUS = Identity()
LANGUAGES = ("zh-hans", "zh-hant", "en")
# How much of an untitled text stands for it in a list.
_TITLE_FROM_BODY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One letter, visit, call or form. Nothing but the channel and the text is required (art. 19).

    `received_at` None means now, letters may be earlier; `office` None means the office of the place, or
    the officer's own; `officer` is who wrote it down at a desk.
    """

    channel: Channel
    body: str
    title: str = ""
    place: Place | None = None
    place_text: str = ""
    kind: str = "appeal"
    identity: Identity = ANONYMOUS
    language: str = "zh-hans"
    persons: int = 1
    received_at: datetime | None = None
    office: Organisation | None = None
    officer: Officer | None = None
    files: Sequence[UploadedFile] = ()
    idempotency_key: str = ""
    consents_to_portal_service: bool = False
    # How she asked to be told that there is news: email, sms, or not at all.
    notices_by: str = ""
    accused_organisation: Organisation | None = None
    accused_officer: Officer | None = None

    @property
    def shown_title(self) -> str:
        """The title, else the beginning of the text: a list needs something to show."""
        if self.title.strip():
            return self.title.strip()
        first = self.body.strip().split("\n", 1)[0].strip()
        return first if len(first) <= _TITLE_FROM_BODY else first[:_TITLE_FROM_BODY] + "…"


class TooLong(BadInput):
    """The text is longer than can be taken at once."""


def check_arrival(arrival: Arrival, *, now: datetime) -> None:
    """Whether it can be taken; else BadInput with a sentence for each field at fault."""
    faults: dict[str, str] = {}
    for field, fault in _faults(arrival, now=now):
        faults.setdefault(field, fault)
    if len(arrival.body) > BODY_LIMIT:
        raise TooLong(faults)
    if faults:
        raise BadInput(faults)


def text_fault(value: str, *, limit: int) -> str | None:
    """Why this is no text that can be kept, as a sentence; None when it can."""
    if len(value) > limit:
        return _(
            "This is longer than %(limit)d characters (it has %(length)d): shorten it, or send the rest later."
        ) % {
            "limit": limit,
            "length": len(value),
        }
    if "\x00" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
        return _("This holds a sign that is not text (a damaged character): remove it and send again.")
    return None


def _faults(arrival: Arrival, *, now: datetime) -> Iterator[tuple[str, str]]:
    yield from _body_faults(arrival)
    if arrival.kind not in {code for code, _label in kinds()}:
        yield "kind", _("The kind is appeal, suggestion or accusation.")
    if arrival.language not in LANGUAGES:
        yield "language", _("The language is zh-hans, zh-hant or en.")
    if not 1 <= arrival.persons <= PERSONS_LIMIT:
        yield "persons", _("Write how many persons ask, in digits: at least 1.")
    if arrival.received_at is not None and arrival.received_at > now:
        yield "received_at", _("It cannot have arrived in the future: give the day on which it arrived.")
    if len(arrival.files) > FILES_LIMIT:
        yield (
            "files",
            _("At most %(limit)d files can be sent at once: send the others as a supplement.") % {"limit": FILES_LIMIT},
        )
    if len(arrival.idempotency_key) > KEY_LIMIT:
        yield "idempotency_key", _("The idempotency key is longer than %(limit)d characters.") % {"limit": KEY_LIMIT}
    yield from _short_text_faults(arrival)
    yield from _notice_faults(arrival)


def _body_faults(arrival: Arrival) -> Iterator[tuple[str, str]]:
    if not arrival.body.strip():
        yield "body", _("The text is empty: write what happened and what you ask for.")
    elif len(arrival.body) > BODY_LIMIT:
        yield (
            "body",
            _(
                "The text has %(length)d characters, and %(limit)d can be taken at once. Nothing you wrote is lost: "
                "shorten it, or send the longer part as a file."
            )
            % {"length": len(arrival.body), "limit": BODY_LIMIT},
        )
    elif fault := text_fault(arrival.body, limit=BODY_LIMIT):
        yield "body", fault


def _short_text_faults(arrival: Arrival) -> Iterator[tuple[str, str]]:
    texts: list[tuple[str, Any, int]] = [
        ("title", arrival.title, TITLE_LIMIT),
        ("place", arrival.place_text, TITLE_LIMIT),
        *((field, value, IDENTITY_LIMITS[field]) for field, value in asdict(arrival.identity).items()),
    ]
    for field, value, limit in texts:
        if fault := text_fault(value, limit=limit):
            yield field, fault


def _notice_faults(arrival: Arrival) -> Iterator[tuple[str, str]]:
    """Whether notices can be sent in the way that was chosen."""
    if not arrival.notices_by:
        return
    if arrival.notices_by == "none" or arrival.notices_by not in dict(notice_channels()):
        yield "notices_by", _("Notices cannot be sent in this way: choose one of the answers listed.")
        return
    field = {EMAIL: "email", SMS: "phone"}[arrival.notices_by]
    address = getattr(arrival.identity, field)
    if not address:
        yield field, _("Write where the notices are to be sent.")
    elif fault := address_fault(arrival.notices_by, address):
        yield field, fault


def moment_of(arrival: Arrival, *, now: datetime) -> datetime:
    """When it arrived, in the office's own zone: a receipt shows the local hour."""
    return timezone.localtime(arrival.received_at or now, timezone.get_default_timezone())
