"""Before she presses “I have received it”: what that starts, until which last day, and what happens if she does not."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xinqiao.petitions.serving import after_receipt
from xinqiao.procedure.clocks import Clock
from xinqiao.procedure.position import Position
from xinqiao.web.citizen.tracking.offers import waiting_answer
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.components.act_form import ActForm


def page(request: HttpRequest, standing: Standing, form: ActForm, *, status: int = 200) -> HttpResponse:
    """The page of the step, with the day it starts and the last day it leads to, counted beforehand."""
    answer = waiting_answer(standing)
    after = after_receipt(standing.dossier, answer, timezone.now()) if answer else None
    context = {
        "standing": standing,
        "form": form,
        "title": form.setting.act.title,
        "answer": answer,
        "today": standing.today,
        "period": _period(standing, after),
        "after": after,
        "paper_by": paper_by(standing),
    }
    return render(request, "citizen/track/acknowledge.html", context, status=status)


def paper_by(standing: Standing) -> date | None:
    """By which day the office owes the waiting answer on paper, if she does not press."""
    duty = next((d for d in standing.position.duties if d.what in ("serve", "serve_on_paper")), None)
    return duty.due_on if duty else None


def _period(standing: Standing, after: Position | None) -> Clock | None:
    """The petitioner's own period that would begin with the receipt."""
    if after is None:
        return None
    known = len(standing.position.clocks)
    return next((clock for clock in after.clocks[known:] if clock.holder == "petitioner"), None)
