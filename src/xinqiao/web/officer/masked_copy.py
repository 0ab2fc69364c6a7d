"""How does a petition read without personal data? What was found, to be confirmed or mended by a person, and the masked text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.language.redaction import Pseudonyms, Span, find_personal_data
from xinqiao.language.redaction.spans import without_overlaps
from xinqiao.language.shipped import WrongFile
from xinqiao.people.models import Officer
from xinqiao.petitions.access import petition_for
from xinqiao.petitions.acting import Actor
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.entering import context_for, for_officers, require

# Words around a stretch, so that it can be judged.
_AROUND = 12
_MOST_WORDS = 200


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

    Nothing is kept and nothing is published: the officer takes the text, and the look is logged as a print.
    """
    require(officer, Permission.EXPORT)
    petition = petition_for(Actor.of_officer(officer), reference, "print")
    text = f"{petition.title}\n{petition.body}"
    spans, why_not = _spans(text)
    is_first = request.method != "POST"
    chosen = {_key(span) for span in spans} if is_first else set(request.POST.getlist("mask"))
    also = "" if is_first else request.POST.get("also", "")
    kept = [span for span in spans if _key(span) in chosen]
    page = {
        "petition": petition,
        "found": [_found(span, text, is_masked=_key(span) in chosen) for span in spans],
        "also": also,
        "masked": Pseudonyms().masked(text, without_overlaps([*kept, *_words_in(text, also.splitlines())])),
        "why_not": why_not,
        "is_confirmed": not is_first,
    }
    return render(request, "officer/masked_copy.html", context_for(request, officer, **page))


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
