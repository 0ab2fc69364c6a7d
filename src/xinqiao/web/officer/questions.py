"""Answering a petitioner's question to the supervising office, beside the petition it is about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor, ActRefused, BadInput, Dossier
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.asking import answer_question, open_questions
from xinqiao.web.officer.clocks import clocks_of
from xinqiao.web.officer.entering import context_for, for_officers, language_of, require, status_of
from xinqiao.web.officer.naming import stage_title


@require_http_methods(["GET", "POST"])
@for_officers
def question_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """The question, how the petition stands, and the answer to write. Refusals keep what was typed."""
    require(officer, Permission.ANSWER_QUESTION)
    question = open_questions(officer).filter(pk=number).first()
    if question is None:
        raise NoSuchPetition
    petition = petition_for(Actor.of_officer(officer), question.petition.reference, "question")
    fault, status = "", 200
    if request.method == "POST":
        try:
            answer_question(
                question=question, officer=officer, answer=request.POST.get("answer", ""), expected_seq=_seq(request)
            )
        except BadInput as refusal:
            fault, status = " ".join(refusal.faults.values()), 422
        except ActRefused as refusal:
            fault, status = refusal.sentence(language_of()), status_of(refusal)
        else:
            messages.success(request, _("Your answer is recorded; the petitioner reads it with number and code."))
            return redirect(f"{reverse('officer:desk')}?tab=questions")
    dossier = Dossier.load(petition.pk)
    today = dossier.local_day(timezone.now())
    position = dossier.position_on(today)
    page = {
        "question": question,
        "petition": petition,
        "stage": stage_title(petition, position.stage),
        "clocks": [clock for clock in clocks_of(dossier, position, on=today) if clock.left_days is not None],
        "last_seq": dossier.last_seq,
        "answer": request.POST.get("answer", ""),
        "fault": fault,
    }
    return render(request, "officer/question.html", context_for(request, officer, **page), status=status)


def _seq(request: HttpRequest) -> int:
    """The number the page showed. Raises BadInput when the form did not bring it."""
    text = request.POST.get("expected_seq", "")
    if text.isdecimal() and len(text) < 10:
        return int(text)
    raise BadInput({"expected_seq": _("The form was incomplete: open the page again and repeat it.")})
