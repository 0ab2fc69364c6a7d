"""Late, refused or sent to the wrong place: a dated question to the office above, and its dated answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.petitions.acting import acts
from xinqiao.supervision.asking import ask_supervising_office, questions_of
from xinqiao.supervision.models import Question
from xinqiao.web.citizen.tracking.entering import for_petitioner
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.act_form import Setting, attempt, form_for


@require_http_methods(["GET", "HEAD", "POST"])
@for_petitioner
def ask(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask the supervising office."""
    act = acts()["ask_question"]
    back = reverse("citizen:petition", args=[standing.reference])
    setting = Setting(act=act, expected_seq=standing.seq, back=back, press=_("Send the question"))
    form, status = form_for(setting), 200
    if request.method == "POST":

        def do(given: object, expected_seq: int) -> Question:
            return ask_supervising_office(
                petition=standing.petition,
                actor=standing.actor,
                about=getattr(given, "about", ""),
                text=getattr(given, "text", ""),
                expected_seq=expected_seq,
            )

        question, form = attempt(request, setting, do)
        if question is not None:
            messages.success(request, _("Your question has been put to %(office)s.") % {"office": question.put_to.name})
            response = HttpResponseRedirect(back + "#questions")
            response.status_code = 303
            return response
        status = form.status
    context = {"standing": standing, "form": form, "questions": questions_of(standing.petition)}
    return render(request, "citizen/track/ask.html", context, status=status)
