"""Pictures, papers and recordings that go with the petition: several, checked by what they are."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from xinqiao.safeguards.uploads.receiving import largest_bytes
from xinqiao.web.citizen.petitioning.draft import Draft, draft_of, is_begun, keep_draft
from xinqiao.web.citizen.petitioning.steps import Step, go_on, see, show
from xinqiao.web.components.fields import Fault, Form
from xinqiao.web.components.pages import private
from xinqiao.web.components.uploading import begin_upload, lay_by_all, remove, take_piece, unfinished_in

FILES = Step(name="files", template="citizen/petition/files.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def files(request: HttpRequest) -> HttpResponse:
    """Add files, take them out again, or go on."""
    draft = draft_of(request)
    if request.method != "POST":
        return _page(request, draft)
    if "remove" in request.POST:
        remove(draft.tray, request.POST["remove"])
        keep_draft(request, draft)
        return see(request.get_full_path())
    refused = lay_by_all(request, draft.tray)
    is_done = "go_on" in request.POST and not refused
    keep_draft(request, draft, answered="files" if is_done else "")
    if refused:
        faults = [Fault("field-files", str(refusal.sentence)) for refusal in refused]
        return _page(request, draft, refused=faults, status=refused[0].status)
    return go_on(request, draft, "files") if is_done else see(request.get_full_path())


@require_POST
@private
def begin(request: HttpRequest) -> HttpResponse:
    """A file that will come in pieces."""
    draft = draft_of(request)
    if not is_begun(request):
        # Only now is there something to come back to.
        keep_draft(request, draft)
    return begin_upload(request, draft.tray)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def piece(request: HttpRequest, number: UUID) -> HttpResponse:
    """A piece of it, or how much of it is here."""
    return take_piece(request, draft_of(request).tray, number)


def _page(request: HttpRequest, draft: Draft, *, refused: list[Fault] | None = None, status: int = 200) -> HttpResponse:
    return show(
        request,
        draft,
        FILES,
        form=Form(),
        status=status,
        refused=refused or [],
        unfinished=unfinished_in(draft.tray),
        limit_bytes=largest_bytes(),
    )
