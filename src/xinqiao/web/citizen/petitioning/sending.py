"""Check what you wrote, send it once, and see the receipt that is written after the commit."""

from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xinqiao.intake.receiving import Received, receive
from xinqiao.petitions.acting import ActRefused, BadInput
from xinqiao.safeguards.throttling import Scope, count_attempt
from xinqiao.safeguards.uploads import RefusedFile
from xinqiao.safeguards.uploads.trays import FileGone
from xinqiao.web.citizen.opened import open_petition_here
from xinqiao.web.citizen.petitioning.draft import Draft, draft_of, wipe_draft
from xinqiao.web.citizen.petitioning.steps import Step, begin_again, see, show
from xinqiao.web.citizen.petitioning.telling import notices_words
from xinqiao.web.citizen.petitioning.writing import kind_choices
from xinqiao.web.citizen.sealed_session import keep, kept
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.fields import Fault, Form
from xinqiao.web.components.other_ways import other_ways_of
from xinqiao.web.components.pages import caller_of, private, throttled
from xinqiao.web.components.receipts import receipt_as_json, receipt_as_pdf, receipt_qr

CHECK = Step(name="check", template="citizen/petition/check.html")
_SENT = "petition_sent"
# Which step mends which field of what is received.
_STEP_OF = {
    "body": "what",
    "title": "what",
    "place": "where",
    "kind": "kind",
    "files": "files",
    "notices_by": "news",
    "email": "news",
}


@require_http_methods(["GET", "HEAD", "POST"])
@private
@throttled
def check(request: HttpRequest) -> HttpResponse:
    """Everything on one page with a way to change each answer; pressing sends it."""
    draft = draft_of(request)
    if request.method == "POST":
        return _send(request, draft)
    if "what" not in draft.answered:
        return begin_again(request, draft)
    return _page(request, draft, faults=[])


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Send the draft. What was sent already, under this key, has its receipt already."""
    sent = kept(request, _SENT)
    if sent and sent["key"] == request.POST.get("key"):
        return see(reverse("citizen:petition_sent"))
    if "what" not in draft.answered:
        return begin_again(request, draft)
    if draft.key != request.POST.get("key"):
        sentence = _("This page was older than what you wrote last. Below is what would be sent now: read it again.")
        return _page(request, draft, faults=[], sentence=sentence, status=HTTPStatus.CONFLICT)
    count_attempt(Scope.SUBMITTING, caller_of(request), at=timezone.now())
    try:
        with draft.tray.opened() as files:
            received = receive(draft.arrival(files=files, idempotency_key=draft.key))
    except FileGone:
        return _page(request, draft, faults=[_file_gone()], status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except RefusedFile as refusal:
        return _page(request, draft, faults=[Fault("row-files", refusal.sentence)], status=422)
    except BadInput as refusal:
        faults = [Fault(f"row-{_STEP_OF.get(name, 'you')}", said) for name, said in refusal.faults.items()]
        return _page(request, draft, faults=faults, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except ActRefused as refusal:
        sentence = refusal.sentence(get_language() or "zh-hans")
        return _page(request, draft, faults=[], sentence=sentence, status=HTTPStatus.CONFLICT)
    _keep_receipt(request, draft, received)
    wipe_draft(request, draft)
    return see(reverse("citizen:petition_sent"))


def _file_gone() -> Fault:
    return Fault("row-files", _("A file you chose is no longer here: take it out and choose it again."))


def _keep_receipt(request: HttpRequest, draft: Draft, received: Received) -> None:
    """The receipt stays in this visitor's session, so that reading it again shows it again."""
    reference = received.petition.reference
    keep(
        request,
        _SENT,
        {"key": draft.key, "reference": reference, "code": received.code, "receipt": received.receipt},
    )
    open_petition_here(request, reference, received.petition.pk)


def _page(
    request: HttpRequest, draft: Draft, *, faults: list[Fault], sentence: str = "", status: int = 200
) -> HttpResponse:
    words = {choice.value: choice.label for choice in kind_choices()}
    return show(
        request,
        draft,
        CHECK,
        form=Form(sentence=sentence),
        status=status,
        faults=faults,
        kind_words=words.get(draft.kind or "appeal", ""),
        place=draft.place_chosen(),
        accused=draft.accused_chosen(),
        notices_words=notices_words(draft),
    )


def _no_receipt(request: HttpRequest) -> HttpResponse:
    """The receipt was closed, or the session ended: said, and the way by number and code is shown."""
    sentence = _("The receipt is no longer shown here. With the number and the query code you can open your petition.")
    messages.warning(request, sentence)
    return see(reverse("citizen:track"))


@require_safe
@private
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt: number and code in large print, and what happens next."""
    receipt = kept(request, _SENT)
    if not receipt:
        return _no_receipt(request)
    standing = Standing.of_session(request, receipt["reference"])
    content = receipt["receipt"]["content"]
    return render(
        request,
        "citizen/petition/sent.html",
        {
            "receipt": receipt,
            "content": content,
            "received_at": datetime.fromisoformat(content["received_at"]),
            "standing": standing,
            "qr": receipt_qr(request, receipt["receipt"]),
            "ways": other_ways_of(standing.position.kind, today=timezone.localdate()) if standing else (),
        },
    )


@require_safe
@private
def receipt_file(request: HttpRequest) -> HttpResponse:
    """The signed receipt as a file: it proves what arrived when, and holds nothing of the matter."""
    receipt = kept(request, _SENT)
    return receipt_as_json(receipt["receipt"]) if receipt else _no_receipt(request)


@require_safe
@private
def receipt_sheet(request: HttpRequest) -> HttpResponse:
    """The receipt as a sheet to print, with the query code: only now is it known."""
    receipt = kept(request, _SENT)
    if not receipt:
        return _no_receipt(request)
    return receipt_as_pdf(request, receipt["receipt"], language=get_language() or "zh-hans", code=receipt["code"])
