"""A summary drafted by the office's model, each sentence beside those of the petition it rests on; an officer confirms it or leaves it."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.intake.local_model import NoModel, summary_by_model
from xinqiao.language.shipped import WrongFile
from xinqiao.language.summaries import Rested, rests_on
from xinqiao.people.models import Officer
from xinqiao.petitions.access import petition_for
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.petitions.summarising import confirm_summary, confirmed_summary_of, letter_digest, letter_of
from xinqiao.safeguards.throttling import Scope, count_attempt
from xinqiao.web.components.pages import throttled
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.in_short import MAY_SUMMARISE, may_draft_summary

LONGEST = 1_000
# What the model wrote is confirmed on the same working day, or asked for again.
_VALID_SECONDS = 12 * 3600
_SALT = "xinqiao.summary"


@dataclass(slots=True, kw_only=True)
class _Draft:
    """What the page shows: the text to confirm, each sentence with its sources, the proof of whose draft it is."""

    text: str = ""
    sentences: tuple[Rested, ...] = ()
    proof: str = ""
    dropped: tuple[Rested, ...] = ()
    left_out: int = 0
    asks_again: bool = False
    told: str = ""
    faults: list[dict[str, str]] = field(default_factory=list)
    status: int = 200


@require_http_methods(["GET", "POST"])
@for_officers
@throttled
def summary_page(request: HttpRequest, officer: Officer, reference: str) -> HttpResponse:
    """Ask the model, look, change, confirm. Only what is confirmed is kept, with who confirmed it and when."""
    petition = petition_for(Actor.of_officer(officer), reference, "act" if request.method == "POST" else "view")
    if not any(officer.may(permission) for permission in MAY_SUMMARISE):
        require(officer, MAY_SUMMARISE[0])
    draft = _Draft()
    if request.method == "POST" and request.POST.get("confirm"):
        draft = _confirmed(request, petition, officer)
        if not draft.faults:
            messages.success(request, _("The summary is confirmed and stands above the text."))
            return redirect("officer:petition", petition.reference)
    elif request.method == "POST":
        draft = _drafted(petition, officer)
    page: dict[str, Any] = {
        "petition": petition,
        "draft": draft,
        "faults": draft.faults,
        "longest": LONGEST,
        "may_draft": may_draft_summary(petition, officer),
        "kept": confirmed_summary_of(petition),
    }
    return render(request, "officer/summary.html", context_for(request, officer, **page), status=draft.status)


def _drafted(petition: Petition, officer: Officer) -> _Draft:
    """What the model writes; sentences that rest on nothing are shown apart and not offered."""
    if not may_draft_summary(petition, officer):
        return _Draft(told=_("No model drafts a summary of this petition: read the text."), status=409)
    count_attempt(Scope.DRAFTING, f"officer {officer.account_id}", at=timezone.now())
    try:
        found = summary_by_model(letter_of(petition))
    except NoModel:
        return _Draft(
            told=_("The model did not answer. Nothing is lost: read the text, or try again later."), status=503
        )
    except WrongFile:
        return _Draft(
            told=_("A model file of this program is not the one installed: no draft can be checked."), status=503
        )
    sound = tuple(one for one in found.sentences if one.is_sound)
    if not sound:
        told = _("No sentence of the model's draft rests on the petition: it is not offered.")
        return _Draft(told=told, dropped=found.sentences)
    proof = signing.dumps([str(petition.pk), letter_digest(petition), found.model[:100]], salt=_SALT)
    return _Draft(
        text="".join(_closed(one.sentence.words) for one in sound).strip(),
        sentences=sound,
        proof=proof,
        dropped=tuple(one for one in found.sentences if not one.is_sound),
        left_out=found.left_out,
    )


def _closed(words: str) -> str:
    """A sentence that the next may follow: a stop where it has none, a space where it is written with Latin letters."""
    closed = words if words[-1] in "。！？!?；;.…" else words + ("." if words[-1].isascii() else "。")
    return closed + " " if closed[-1].isascii() else closed


def _confirmed(request: HttpRequest, petition: Petition, officer: Officer) -> _Draft:
    """Keep what the officer confirms, or say what is wanting; what she wrote stays on the page."""
    text = request.POST.get("text", "").strip()
    draft = _Draft(text=text, proof=request.POST.get("proof", ""))
    model = _model_of(draft.proof, petition)
    fault = ""
    if not text:
        fault = _("Write the summary, or go back without one.")
    elif len(text) > LONGEST:
        fault = _("A summary has at most %(most)s characters.") % {"most": LONGEST}
    elif not model:
        fault = _("Ask for a draft again: this one is of another text, or too old.")
    else:
        draft.sentences = _checked(text, petition)
    unsourced = sum(not one.is_sound for one in draft.sentences)
    if unsourced and not request.POST.get("is_so"):
        draft.asks_again = True
        fault = _("Some sentences say what was not found in the text: change them, or say that they are right.")
    if fault:
        draft.faults = [{"id": "field-is_so" if draft.asks_again else "field-text", "sentence": fault}]
        draft.status = 422
        return draft
    confirm_summary(petition, text=text, officer=officer, model=model, unsourced=unsourced, at=timezone.now())
    return draft


def _checked(text: str, petition: Petition) -> tuple[Rested, ...]:
    try:
        return rests_on(text, letter_of(petition))
    except WrongFile:
        return ()


def _model_of(proof: str, petition: Petition) -> str:
    """The name of the model that drafted for this very text; empty where the proof is of another, too old or not ours."""
    try:
        of, digest, model = signing.loads(proof, salt=_SALT, max_age=_VALID_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(model) if (of, digest) == (str(petition.pk), letter_digest(petition)) else ""
