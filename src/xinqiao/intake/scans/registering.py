"""A read letter becomes a petition: with its files as the record, its own key, and the moment it reached the office."""

import re
from datetime import datetime
from typing import Any

from xinqiao.intake.arrivals import BODY_LIMIT, IDENTITY_LIMITS, TITLE_LIMIT, Arrival
from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.receiving import Received, receive
from xinqiao.intake.scans.confirming import values_of_letter
from xinqiao.intake.scans.keeping import opened_files, reading_of
from xinqiao.people.identities import Identity
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Channel

# Words of an accusation: whom it accuses must be named before it is registered, or it could come before them.
_ACCUSES = re.compile(
    "举报|檢舉|检举|控告|揭发|揭發|贪污|貪污|受贿|受賄|行贿|行賄|腐败|腐敗|滥用职权|濫用職權|以权谋私|以權謀私"
    "|徇私|渎职|瀆職|玩忽职守|玩忽職守|包庇|索贿|索賄|违纪|違紀|打击报复|打擊報復"
)


def key_of_letter(letter: ScannedLetter) -> str:
    """The key under which it is registered: twice is once, at the desk and by the command."""
    return f"scan-{letter.key}"


def why_a_person_must_look(reading: dict[str, Any]) -> str:
    """Why the letter may not be registered as it was read, in one word: doubtful, accusation, no_text, too_long; or nothing."""
    pages = reading.get("pages", [])
    text = values_of_letter(reading).get("body", "")
    if not text:
        return "no_text"
    if any(page["for_a_person"] or any(line["doubtful"] for line in page["lines"]) for page in pages):
        return "doubtful"
    whole = text + reading.get("fields", {}).get("title", {}).get("value", "")
    if _ACCUSES.search(re.sub(r"\s", "", whole)):
        return "accusation"
    return "too_long" if len(text) > BODY_LIMIT else ""


def register_as_read(letter: ScannedLetter, *, kind: str) -> Received:
    """Register a letter that was read without doubt as this kind; raises what `receive` raises, and then it still waits.

    Its query code reaches the person by a slip that waits to be printed at the desk (`scans.slips`).
    """
    letter.kind = kind
    letter.save(update_fields=["kind"])
    received = received_as_read(letter)
    letter.state, letter.petition = ScanState.REGISTERED, received.petition
    letter.save(update_fields=["state", "petition"])
    return received


def received_as_read(letter: ScannedLetter) -> Received:
    """What `register_as_read` registered, or registers: the same reading gives the same petition and the same code."""
    values = values_of_letter(reading_of(letter))
    identity = {"name": "name", "phone": "phone", "address": "place"}
    with opened_files(letter) as files:
        return receive(
            Arrival(
                channel=Channel.LETTER,
                kind=letter.kind,
                body=values["body"],
                title=values.get("title", "")[:TITLE_LIMIT],
                identity=Identity(
                    **{name: values.get(field, "")[: IDENTITY_LIMITS[name]] for name, field in identity.items()}
                ),
                received_at=letter.received_at,
                office=letter.office,
                files=files,
                idempotency_key=key_of_letter(letter),
            )
        )


def mark_registered(letter: ScannedLetter, received: Received, *, by: Officer, at: datetime) -> None:
    """An officer registered it in the form: the petition keeps the scan now, and she has the slip before her."""
    letter.state, letter.petition = ScanState.REGISTERED, received.petition
    letter.slip_at, letter.slip_by = letter.slip_at or at, letter.slip_by or by
    letter.save(update_fields=["state", "petition", "slip_at", "slip_by"])
