"""A scan laid down by mistake leaves the list of the desk, with a reason; it can be looked at and taken back."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from xinqiao.intake.models import ScanState
from xinqiao.intake.scans.setting_aside import NotSetAside, set_aside
from xinqiao.intake.scans.tasks import read_waiting_letter
from xinqiao.people.models import Officer
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.entering import for_officers, require
from xinqiao.web.officer.scanned_letters import letter_of, letter_page, see


@require_POST
@for_officers
def scan_aside(request: HttpRequest, officer: Officer, number: UUID) -> HttpResponse:
    """Set it aside, or take it back where `back` is sent, with the reason typed; without one the page says so."""
    require(officer, Permission.REGISTER)
    letter = letter_of(officer, number)
    takes_back = "back" in request.POST
    reason = request.POST.get("reason", "")
    try:
        is_new = set_aside(letter, reason=reason, by=officer, at=timezone.now(), takes_back=takes_back)
    except NotSetAside as fault:
        return letter_page(request, officer, letter, fault=str(fault))
    if is_new and takes_back and letter.state == ScanState.WAITING:
        read_waiting_letter.enqueue(str(letter.pk))
    return see(letter)
