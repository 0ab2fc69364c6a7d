"""Registering on a citizen's behalf: what came by letter, visit, telephone or e-mail, and the slip to hand over."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.intake.arrivals import Arrival
from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.receiving import receive
from xinqiao.intake.scans.registering import key_of_letter, mark_registered
from xinqiao.people.identities import Identity
from xinqiao.people.models import Officer, Organisation, Place
from xinqiao.people.responsible import NobodyResponsible
from xinqiao.petitions.acting import ActRefused, BadInput
from xinqiao.petitions.models import Channel
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.uploads import RefusedFile
from xinqiao.safeguards.uploads.forms import files_of
from xinqiao.web.components.fields import Fault
from xinqiao.web.officer.earlier_matters import earlier_matters
from xinqiao.web.officer.entering import context_for, for_officers, language_of, require, status_of
from xinqiao.web.officer.link_lines import SameMatter
from xinqiao.web.officer.link_suggestions import same_matter_of_text
from xinqiao.web.officer.registering_scans import TYPED, beside, chosen_letter, files_with, proposed
from xinqiao.web.officer.registration_fields import COMPARE, FILES, LOOKUP, READ, registration_fields
from xinqiao.web.officer.scanned_letters import lay_down, see
from xinqiao.web.officer.slips import slip_of


@require_http_methods(["GET", "POST"])
@for_officers
def register(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The form; looking for the person's earlier matters; registering and the slip."""
    require(officer, Permission.REGISTER)
    letter = chosen_letter(request, officer)
    if letter is not None and (letter.is_aside or (request.method != "POST" and letter.state == ScanState.REGISTERED)):
        # Its page says what it is and what can be done.
        return see(letter)
    if request.method != "POST":
        begun = {"received_at": _now_as_typed(), "key": uuid.uuid4().hex} | (proposed(letter) if letter else {})
        return _form(request, officer, begun, letter=letter)
    if LOOKUP in request.POST:
        found = earlier_matters(officer, phone=_typed(request, "phone"), id_number=_typed(request, "id_number"))
        return _form(request, officer, request.POST, earlier=found, letter=letter)
    if COMPARE in request.POST:
        found_alike = _same_matter(request, officer)
        return _form(request, officer, request.POST, same_matter=found_alike, letter=letter)
    if READ in request.POST:
        return _to_reading(request, officer)
    return _registered(request, officer, letter)


def _registered(request: HttpRequest, officer: Officer, letter: ScannedLetter | None) -> HttpResponse:
    """The slip, or the form with what hindered it."""
    again = partial(_form, request, officer, request.POST, letter=letter)
    try:
        with files_with(letter, files_of(request, FILES)) as files:
            received = receive(_arrival(request, officer, files, letter))
    except BadInput as fault:
        return again(faults=fault.faults, status=422)
    except RefusedFile as fault:
        return again(faults={FILES: str(fault.sentence)}, status=fault.status)
    except ActRefused as fault:
        return again(sentence=fault.sentence(language_of()), status=status_of(fault))
    except NobodyResponsible as fault:
        return again(sentence=str(fault), status=409)
    if letter is not None:
        mark_registered(letter, received, by=officer, at=timezone.now())
    return render(request, "officer/slip.html", context_for(request, officer, **slip_of(request, received)), status=201)


def _to_reading(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The scan is laid down with what was typed, and read; nothing is registered yet."""
    typed = {name: str(value) for name, value in request.POST.items() if name in TYPED and str(value).strip()}
    try:
        return lay_down(request, officer, typed)
    except RefusedFile as fault:
        return _form(request, officer, request.POST, faults={FILES: str(fault.sentence)}, status=fault.status)


def _same_matter(request: HttpRequest, officer: Officer) -> SameMatter:
    """What is typed, laid beside the petitions that the officer may see."""
    return same_matter_of_text(
        officer,
        title=_typed(request, "title"),
        body=request.POST.get("body", ""),
        place=_place(request, {}),
        phone=_typed(request, "phone"),
        id_number=_typed(request, "id_number"),
    )


def _form(
    request: HttpRequest,
    officer: Officer,
    raw: Mapping[str, Any],
    *,
    faults: Mapping[str, str] | None = None,
    **more: Any,
) -> HttpResponse:
    """The form with what was typed; a scan that was laid down stays, another file has to be chosen again, as the page says."""
    faults = dict(faults or {})
    parts = registration_fields(raw, faults)
    shown = {field.name for part in parts for field in part.fields} | {FILES}
    listed = [Fault(f"field-{name}", sentence) for name, sentence in faults.items() if name in shown]
    unplaced = " ".join(sentence for name, sentence in faults.items() if name not in shown)
    status = more.pop("status", 200)
    letter = more.pop("letter", None)
    page = {
        "letter": letter,
        "scan": beside(letter) if letter else None,
        "parts": parts,
        "faults": listed,
        "sentence": more.pop("sentence", "") or unplaced,
        "file_fault": faults.get(FILES, ""),
        "key": raw.get("key", ""),
        "lookup": LOOKUP,
        "compare": COMPARE,
        "read": READ,
        "had_files": bool(request.FILES),
        **more,
    }
    return render(request, "officer/register.html", context_for(request, officer, **page), status=status)


def _arrival(
    request: HttpRequest, officer: Officer, files: list[UploadedFile[bytes]], letter: ScannedLetter | None
) -> Arrival:
    """What was typed, as something that arrived. Raises BadInput for what cannot be read at all."""
    faults: dict[str, str] = {}
    channel = _typed(request, "channel")
    if channel not in Channel.values or channel == Channel.WEB:
        faults["channel"] = _("Choose how it came: letter, visit, telephone or e-mail.")
    received_at = _moment(request, faults)
    persons = _persons(request, faults)
    place = _place(request, faults)
    accused = _accused(request, faults)
    if faults:
        raise BadInput(faults)
    identity = Identity(**{name: _typed(request, name) for name in ("name", "phone", "address", "id_number", "email")})
    return Arrival(
        channel=Channel(channel),
        title=_typed(request, "title"),
        body=request.POST.get("body", ""),
        place=place,
        place_text=_typed(request, "place_text"),
        kind=_typed(request, "kind"),
        identity=identity,
        language=language_of() if _typed(request, "language") == "" else _typed(request, "language"),
        persons=persons,
        received_at=received_at,
        officer=officer,
        files=files,
        idempotency_key=key_of_letter(letter) if letter else _key(request, officer),
        consents_to_portal_service=request.POST.get("consents") == "yes",
        notices_by=_typed(request, "notices_by").replace("none", ""),
        accused_organisation=accused,
    )


def _typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def _key(request: HttpRequest, officer: Officer) -> str:
    """The form's own number: pressed twice, it registers once. Bound to the officer, so that no key is guessed."""
    key = _typed(request, "key")
    return f"desk-{officer.pk}-{key[:40]}" if key else ""


def _moment(request: HttpRequest, faults: dict[str, str]) -> datetime | None:
    text = _typed(request, "received_at")
    if not text:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        faults["received_at"] = _("This is not a time: write it as 2026-03-02 14:30.")
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _persons(request: HttpRequest, faults: dict[str, str]) -> int:
    text = _typed(request, "persons") or "1"
    if text.isdecimal() and 0 < len(text) < 8:
        return int(text)
    faults["persons"] = _("Write how many persons ask, in digits: at least 1.")
    return 1


def _place(request: HttpRequest, faults: dict[str, str]) -> Place | None:
    code = _typed(request, "place")
    if not code:
        return None
    place = Place.objects.select_related("parent").filter(code=code).first()
    if place is None:
        faults["place"] = _("Choose a place of the list, or write it in your own words below.")
    return place


def _accused(request: HttpRequest, faults: dict[str, str]) -> Organisation | None:
    code = _typed(request, "accused")
    if not code:
        return None
    organisation = Organisation.objects.select_related("parent").filter(code=code, is_active=True).first()
    if organisation is None:
        faults["accused"] = _("Choose an organisation of the list.")
    return organisation


def _now_as_typed() -> str:
    return f"{timezone.localtime():%Y-%m-%dT%H:%M}"
