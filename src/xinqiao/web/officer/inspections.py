"""Looking into issued answers: a draw of each organisation's, what the check says of them, and what the inspector finds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from xinqiao.language.replies.relevance import shipped
from xinqiao.language.shipped import WrongFile
from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor, BadInput
from xinqiao.petitions.models import Document
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.checking_answers import Said, said_of
from xinqiao.supervision.inspecting import (
    FEWEST,
    MOST_OF_EACH,
    MOST_ORGANISATIONS,
    Drawn,
    Share,
    drawn_for,
    issued_answers,
    record_inspection,
    share_of,
)
from xinqiao.supervision.models import Agreement
from xinqiao.web.components.writings import shown
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.reply_suggestions import suggestions_for

_LONGEST_SEED = 40
# No answer is older than the first regulation.
_EARLIEST = 1995


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One drawn answer: its document, what the check says in words, and what was found of it before."""

    document: Document
    marks: tuple[str, ...]
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One organisation's draw, and its shares where enough answers were looked into."""

    drawn: Drawn
    lines: tuple[Line, ...]
    share: Share | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The month, the seed (the month itself unless another is written) and how many of each, with what is wrong."""

    given: dict[str, str]
    month: date
    faults: dict[str, str]


@require_safe
@for_officers
def inspections_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The draw of a month. It ranks nobody: in the order of the tree, and by lot."""
    require(officer, Permission.OVERSEE)
    asked = asked_of(request.GET)
    parts, why_not = parts_of(officer, asked)
    page = {
        "parts": parts,
        "asked": asked.given,
        "query": urlencode(asked.given),
        "faults": _listed(asked.faults),
        "why_not": why_not,
        "numbers": range(1, MOST_OF_EACH + 1),
        "fewest": FEWEST,
        "most": MOST_ORGANISATIONS if len(parts) == MOST_ORGANISATIONS else 0,
    }
    status = 422 if asked.faults else 200
    return render(request, "officer/inspections.html", context_for(request, officer, **page), status=status)


@require_http_methods(["GET", "POST"])
@for_officers
def inspection_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """One answer beside its petition and the check, and the finding to record. The look is logged."""
    require(officer, Permission.OVERSEE)
    document = issued_answers(officer).select_related("petition", "organisation").filter(pk=number).first()
    if document is None:
        raise NoSuchPetition
    petition = petition_for(Actor.of_officer(officer), document.petition.reference, "inspection")
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            record_inspection(
                document=document,
                inspector=officer,
                agreement=request.POST.get("agreement", ""),
                note=request.POST.get("note", ""),
                said=_said(document),
            )
        except BadInput as refusal:
            faults = refusal.faults
        else:
            messages.success(request, _("Your finding is recorded."))
            return redirect(f"{reverse('officer:inspections')}?{_back(request.GET)}")
    page = {
        "document": document,
        "petition": petition,
        **shown(document),
        "suggestions": suggestions_for(document, petition),
        "found": document.inspections.select_related("inspected_by").order_by("-inspected_at"),
        "choices": Agreement.choices,
        "chosen": request.POST.get("agreement", ""),
        "note": request.POST.get("note", ""),
        "faults": _listed(faults),
        "back": _back(request.GET),
    }
    status = 422 if faults else 200
    return render(request, "officer/inspection.html", context_for(request, officer, **page), status=status)


def parts_of(officer: Officer, asked: Asked) -> tuple[list[Part], str]:
    """What was drawn of each organisation, and why nothing was checked (or nothing)."""
    why_not = _why_not()
    if asked.faults:
        return [], why_not
    given = asked.given
    drawn = drawn_for(officer, month=asked.month, seed=given["seed"], of_each=int(given["of_each"]))
    return [_part(one, is_checked=not why_not) for one in drawn], why_not


def _part(drawn: Drawn, *, is_checked: bool) -> Part:
    said = [_said(document) if is_checked else None for document in drawn.documents]
    lines = [
        Line(document=document, marks=_marks(one), found=_found(document))
        for document, one in zip(drawn.documents, said, strict=True)
    ]
    return Part(drawn=drawn, lines=tuple(lines), share=share_of([one for one in said if one is not None]))


def _said(document: Document) -> Said | None:
    """What the check says, or None where it cannot be asked or the answer has no text."""
    if not settings.XINQIAO_LANGUAGE:
        return None
    try:
        return said_of(document, document.petition)
    except ValueError:
        return None


def _marks(said: Said | None) -> tuple[str, ...]:
    if said is None:
        return ()
    marks = []
    if said.unanswered:
        marks.append(
            ngettext("%(n)s request without an answer found", "%(n)s requests without an answer found", said.unanswered)
            % {"n": said.unanswered}
        )
    if said.not_in_force:
        marks.append(_("a basis not in force on that day"))
    if said.is_late:
        marks.append(_("late"))
    if said.is_other_matter:
        marks.append(_("shares few particulars with the petition"))
    return tuple(marks)


def _found(document: Document) -> str:
    """The newest finding in words."""
    findings = sorted(document.inspections.all(), key=lambda finding: finding.inspected_at)
    return str(findings[-1].get_agreement_display()) if findings else ""


def _why_not() -> str:
    """Why nothing is checked, or nothing."""
    if not settings.XINQIAO_LANGUAGE:
        return _("The check of answers is switched off in this installation; you can look into them without it.")
    try:
        shipped()
    except WrongFile:
        return _("The check of answers is not available: its model file is not the one installed.")
    return ""


def asked_of(given: Mapping[str, str]) -> Asked:
    """What the address asks for."""
    today = timezone.localdate()
    written = given.get("month", "").strip() or f"{today:%Y-%m}"
    faults: dict[str, str] = {}
    try:
        month = parse_date(f"{written}-01")
    except ValueError:
        month = None
    if month is None or not _EARLIEST <= month.year <= today.year:
        faults["month"] = _("“%(text)s” is not a month: write it as 2026-03.") % {"text": written[:40]}
    of_each = given.get("of_each", "").strip() or str(FEWEST)
    if not (of_each.isdecimal() and len(of_each) < 3 and 1 <= int(of_each) <= MOST_OF_EACH):
        faults["of_each"] = _("Choose a number from 1 to %(most)s.") % {"most": MOST_OF_EACH}
    seed = given.get("seed", "").strip()[:_LONGEST_SEED] or written
    chosen = {"month": written[:10], "seed": seed, "of_each": of_each[:3]}
    return Asked(given=chosen, month=month or today, faults=faults)


def _listed(faults: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wrong, as the summary of faults lists it."""
    return [{"id": f"field-{name}", "sentence": sentence} for name, sentence in faults.items()]


def _back(given: Mapping[str, str]) -> str:
    return urlencode({name: given[name][:_LONGEST_SEED] for name in ("month", "seed", "of_each") if given.get(name)})
