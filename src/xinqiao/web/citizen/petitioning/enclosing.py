"""Pictures, papers and recordings that go with the petition: several, checked by what they are."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.intake.arrivals import FILES_LIMIT
from xinqiao.safeguards.uploads import RefusedFile
from xinqiao.web.citizen.petitioning.draft import Draft, draft_of, keep_draft
from xinqiao.web.citizen.petitioning.draft_files import discard, lay_by
from xinqiao.web.citizen.petitioning.steps import Step, go_on, see, show
from xinqiao.web.components.fields import Fault, Form
from xinqiao.web.components.pages import private

FILES = Step(name="files", template="citizen/petition/files.html")


@require_http_methods(["GET", "HEAD", "POST"])
@private
def files(request: HttpRequest) -> HttpResponse:
    """Add files, take them out again, or go on."""
    draft = draft_of(request)
    if request.method != "POST":
        return show(request, draft, FILES, form=Form(), refused=[])
    if "remove" in request.POST:
        _remove(draft, request.POST["remove"])
        keep_draft(request, draft)
        return see(request.get_full_path())
    refused = _add(request, draft)
    is_done = "go_on" in request.POST and not refused
    keep_draft(request, draft, answered="files" if is_done else "")
    if refused:
        faults = [Fault("field-files", sentence) for sentence in refused]
        return show(request, draft, FILES, form=Form(), status=422, refused=faults)
    return go_on(request, draft, "files") if is_done else see(request.get_full_path())


def _add(request: HttpRequest, draft: Draft) -> list[str]:
    """Lay by the files that are taken; the sentences about those that are not."""
    refused = []
    for file in request.FILES.getlist("files"):
        if len(draft.files) >= FILES_LIMIT:
            refused.append(
                _("At most %(limit)d files can be sent at once: send the others as a supplement.")
                % {"limit": FILES_LIMIT}
            )
            break
        try:
            added = lay_by(file)
        except RefusedFile as refusal:
            refused.append(str(refusal.sentence))
        else:
            draft.files.append({"stored_as": added.stored_as, "shown_name": added.shown_name, "size": added.size})
    return refused


def _remove(draft: Draft, wanted: str) -> None:
    for file in draft.draft_files:
        if file.id == wanted:
            discard(file)
            draft.files = [kept for kept in draft.files if kept["stored_as"] != file.stored_as]
