"""How does a petition read without personal data? What was found, to be confirmed or mended by a person, and the masked text."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.language.redaction import Pseudonyms, Span, find_personal_data
from xinqiao.language.redaction.spans import without_overlaps
from xinqiao.language.shipped import WrongFile
from xinqiao.people.models import Officer
from xinqiao.petitions.access import petition_for
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.components.writings import DOCX, as_file
from xinqiao.web.officer.entering import context_for, for_officers, require

# Words around a stretch, so that it can be judged.
_AROUND = 12
_MOST_WORDS = 200
_LONGEST_PURPOSE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One stretch as a line to confirm: its key, its words between those around it, its kind, and whether to mask it."""

    key: str
    before: str
    words: str
    after: str
    kind: str
    is_masked: bool


@require_http_methods(["GET", "POST"])
@for_officers
def masked_copy(request: HttpRequest, officer: Officer, reference: str) -> HttpResponse:
    """What was found, each to be left or masked, further words to mask, and the text that comes of it.

    The text leaves as a file only where the officer says that she has read it and what it is for; that is logged with
    the digest of the file's text. Nothing is kept here.
    """
    require(officer, Permission.EXPORT)
    petition = petition_for(Actor.of_officer(officer), reference, "print")
    text = f"{petition.title}\n{petition.body}"
    spans, why_not = _spans(text)
    is_first = request.method != "POST"
    chosen = {_key(span) for span in spans} if is_first else set(request.POST.getlist("mask"))
    also = "" if is_first else request.POST.get("also", "")
    kept = [span for span in spans if _key(span) in chosen]
    masked = Pseudonyms().masked(text, without_overlaps([*kept, *_words_in(text, also.splitlines())]))
    faults: list[dict[str, str]] = []
    if request.POST.get("take"):
        faults = _faults(request.POST)
        if not faults:
            return _taken(masked, petition=petition, officer=officer, given=request.POST)
    page = {
        "petition": petition,
        "found": [_found(span, text, is_masked=_key(span) in chosen) for span in spans],
        "also": also,
        "masked": masked,
        "why_not": why_not,
        "is_confirmed": not is_first,
        "chosen": sorted(chosen),
        "faults": faults,
        "purpose": request.POST.get("purpose", ""),
    }
    status = 422 if faults else 200
    return render(request, "officer/masked_copy.html", context_for(request, officer, **page), status=status)


def _faults(given: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wanting before the text may leave."""
    faults = []
    if not given.get("is_read"):
        faults.append({"id": "field-is_read", "sentence": _("Read the whole text first, and say that you have.")})
    if not given.get("purpose", "").strip():
        faults.append({"id": "field-purpose", "sentence": _("Write for whom or for what the copy is.")})
    return faults


def _taken(masked: str, *, petition: Petition, officer: Officer, given: Mapping[str, str]) -> HttpResponse:
    """The masked text as a file; that it left, what for, and the digest of its text stand in the access log."""
    digest = hashlib.sha256(masked.encode()).hexdigest()
    record_access(
        Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            petition_id=petition.pk,
            what=Access.EXPORT,
            purpose="masked",
            reason=f"{given['purpose'].strip()[:_LONGEST_PURPOSE]} sha256:{digest}",
            at=timezone.now(),
        )
    )
    name = f"{petition.reference}-masked"
    if given["take"] == "docx":
        title, _newline, body = masked.partition("\n")
        # What makes Word files is loaded for who takes one.
        plain = import_module("xinqiao.correspondence.letters.plain")
        return as_file(plain.plain_docx(title, body), name=name, media_type=DOCX)
    answer = HttpResponse(masked, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _spans(text: str) -> tuple[tuple[Span, ...], str]:
    """What is found, or nothing and why."""
    if not settings.XINQIAO_LANGUAGE:
        return (), _("Looking for personal data is switched off here: write the words to mask below.")
    try:
        return find_personal_data(text), ""
    except WrongFile:
        return (), _("Looking for personal data is not available here: write the words to mask below.")


def _words_in(text: str, words: Iterable[str]) -> list[Span]:
    """Every place of the words that the officer wrote."""
    wanted = dict.fromkeys(word.strip() for word in words if len(word.strip()) > 1)
    return [
        Span(*found.span(), found.group(), "name", 1.0, "context")
        for word in list(wanted)[:_MOST_WORDS]
        for found in re.finditer(re.escape(word), text)
    ]


def _key(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _found(span: Span, text: str, *, is_masked: bool) -> Found:
    return Found(
        key=_key(span),
        before=text[max(0, span.start - _AROUND) : span.start],
        words=span.text,
        after=text[span.end : span.end + _AROUND],
        kind=str(_kinds()[span.kind]),
        is_masked=is_masked,
    )


def _kinds() -> dict[str, str]:
    """What each kind is called."""
    return {
        "id_number": _("Identity number"),
        "bank_card": _("Bank card"),
        "email": _("E-mail address"),
        "phone": _("Telephone number"),
        "landline": _("Telephone number"),
        "plate": _("Number plate"),
        "passport": _("Passport"),
        "account": _("Account"),
        "birth_date": _("Day of birth"),
        "address": _("Address"),
        "name": _("Name"),
    }
