"""The petition's own page: stage, what happens next, what I can do, answers, what happened, who looked."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xinqiao.people.models import Organisation
from xinqiao.safeguards.access_log import openings_of
from xinqiao.supervision.asking import questions_of
from xinqiao.web.citizen.tracking.acknowledging import paper_by
from xinqiao.web.citizen.tracking.counting import clocks_counted
from xinqiao.web.citizen.tracking.entering import for_petitioner
from xinqiao.web.citizen.tracking.offers import offers_of, waiting_answer
from xinqiao.web.citizen.tracking.papers import files_of, papers_of
from xinqiao.web.citizen.tracking.past import past_of
from xinqiao.web.citizen.tracking.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How often one office opened the file, and when first and last."""

    office: str
    times: int
    first_at: datetime
    last_at: datetime


@require_safe
@for_petitioner
def petition(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Everything the petitioner may know, on one page."""
    offers, barred = offers_of(standing)
    papers = list(papers_of(standing))
    context = {
        "standing": standing,
        "offers": [offer for offer in offers if offer.act != "acknowledge"],
        "barred": barred,
        "waiting": waiting_answer(standing),
        "paper_by": paper_by(standing),
        "answers": [paper for paper in papers if paper.organisation_id],
        "own_papers": [paper for paper in papers if not paper.organisation_id],
        "files": files_of(standing),
        "clocks": clocks_counted(standing),
        "past": past_of(standing.dossier, papers),
        "questions": questions_of(standing.petition),
        "looked": looked_at(standing),
    }
    return render(request, "citizen/track/petition.html", context)


def looked_at(standing: Standing) -> list[Looked]:
    """Which offices opened the file: one line an office, never a person."""
    offices: dict[str, Looked] = {}
    names = {str(pk): name for pk, name in Organisation.objects.values_list("pk", "name")}
    for opening in openings_of(standing.petition.pk):
        name = names.get(opening.organisation_id, "")
        known = offices.get(name)
        offices[name] = Looked(
            office=name,
            times=opening.times + (known.times if known else 0),
            first_at=min(opening.first_at, known.first_at) if known else opening.first_at,
            last_at=max(opening.last_at, known.last_at) if known else opening.last_at,
        )
    return sorted(offices.values(), key=lambda looked: looked.first_at)
