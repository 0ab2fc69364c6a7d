"""The slip to hand over: number and query code, printed large, with the days of the law; the code is shown only once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from xinqiao.intake.receiving import Received
from xinqiao.intake.scans.slips import MOST, slips_to_print, waiting_slips
from xinqiao.people.models import Officer
from xinqiao.petitions.acting import Dossier
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.components.other_ways import other_ways_of
from xinqiao.web.components.receipts import receipt_qr
from xinqiao.web.officer.clocks import clocks_of
from xinqiao.web.officer.entering import context_for, for_officers, require


def slip_of(request: HttpRequest, received: Received) -> dict[str, Any]:
    """What stands on the slip of a petition."""
    dossier = Dossier.load(received.petition.pk)
    today = dossier.local_day(timezone.now())
    return {
        "received": received,
        "follow_at": request.build_absolute_uri(reverse("citizen:track")),
        "qr": receipt_qr(request, received.receipt),
        "ways": other_ways_of(received.petition.kind, today=today),
        "petition": received.petition,
        "submission": received.petition.submission,
        "office": received.petition.submission.received_by,
        "clocks": [
            clock
            for clock in clocks_of(dossier, dossier.position_on(today), on=today)
            if clock.left_days is not None and not clock.is_internal
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_officers
def scanned_slips(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Posted: the slips of letters that a folder registered, each shown to be printed this once; else back to the list."""
    require(officer, Permission.REGISTER)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("officer:scanned_letters"))
    shown, hindered = slips_to_print(waiting_slips(officer)[:MOST], by=officer, at=timezone.now())
    page = {
        "slips": [slip_of(request, received) for received in shown],
        "hindered": hindered,
        "left": waiting_slips(officer).count(),
    }
    return render(request, "officer/scanned_slips.html", context_for(request, officer, **page))
