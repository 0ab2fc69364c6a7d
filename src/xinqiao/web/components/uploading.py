"""Files that come to a tray: in pieces from a browser with scripts, whole from an ordinary form without them."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.safeguards.models import LaidByFile
from xinqiao.safeguards.throttling import Scope, TooManyAttempts, count_attempt
from xinqiao.safeguards.uploads import RefusedFile
from xinqiao.safeguards.uploads.arriving import ComingAlready, OtherOffset, append, received_of
from xinqiao.safeguards.uploads.forms import refusals_of
from xinqiao.safeguards.uploads.trays import FileGone, Tray, name_of
from xinqiao.web.components.pages import caller_of

# Half a megabyte is seconds on a slow telephone; what is lost with a connection is less than that.
PIECE_BYTES = 512 * 1024
_READ_BYTES = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingFile:
    """A file of a tray as a page shows it."""

    id: str
    shown_name: str
    size: int
    received: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it is here."""
        return self.received == self.size


def files_in(tray: Tray) -> list[WaitingFile]:
    """The files that are here."""
    return [_shown(row) for row in tray.whole()]


def unfinished_in(tray: Tray) -> list[WaitingFile]:
    """The files of which only a part is here."""
    return [_shown(row) for row in tray.unfinished()]


def _shown(row: LaidByFile) -> WaitingFile:
    return WaitingFile(id=str(row.pk), shown_name=name_of(row), size=row.size, received=received_of(row))


def lay_by_all(request: HttpRequest, tray: Tray, name: str = "files") -> list[RefusedFile]:
    """Lay by the files of an ordinary form; the refusals of those that are not taken."""
    files = request.FILES.getlist(name)
    refused = list(refusals_of(request))
    for file in files:
        try:
            tray.lay_by(file)
        except RefusedFile as refusal:
            refused.append(refusal)
    return refused


def remove(tray: Tray, wanted: str) -> None:
    """Take a file out; a number that is none takes out nothing."""
    try:
        tray.remove(UUID(wanted))
    except ValueError:
        return


def begin_upload(request: HttpRequest, tray: Tray) -> JsonResponse:
    """Say that a file will come: its number, and how much of it is here already (201)."""
    size = request.POST.get("size", "")
    if not (size.isdecimal() and len(size) < 16):
        return _said(_("The browser did not say how large the file is: choose it again."), HTTPStatus.BAD_REQUEST)
    try:
        count_attempt(Scope.UPLOADING, caller_of(request), at=timezone.now())
        row = tray.begin(
            name=request.POST.get("name", ""), size=int(size), modified=request.POST.get("modified", "")[:40]
        )
    except TooManyAttempts as refusal:
        return _said(str(refusal), HTTPStatus.TOO_MANY_REQUESTS, retry_after=refusal.retry_after_seconds)
    except RefusedFile as refusal:
        return _said(str(refusal.sentence), refusal.status)
    answer = {"id": str(row.pk), "received": received_of(row), "size": row.size, "piece": PIECE_BYTES}
    return JsonResponse(answer, status=HTTPStatus.CREATED)


def take_piece(request: HttpRequest, tray: Tray, number: UUID) -> JsonResponse:
    """Read: how much is here. Posted with `offset`: the next piece, as the bytes of the request."""
    row = tray.find(number)
    if row is None:
        return _gone()
    if request.method != "POST":
        return JsonResponse({"received": received_of(row), "size": row.size})
    offset = request.GET.get("offset", "")
    if not (offset.isdecimal() and len(offset) < 16):
        return _said(_("The piece does not say where it belongs: send the file again."), HTTPStatus.BAD_REQUEST)
    try:
        received = append(row, _pieces(request), offset=int(offset))
    except OtherOffset as other:
        return JsonResponse({"received": other.received, "size": row.size}, status=HTTPStatus.CONFLICT)
    except ComingAlready:
        sentence = _("This file is just being sent from another window; it goes on when that one stops.")
        return _said(sentence, HTTPStatus.LOCKED, retry_after=2)
    except FileGone:
        return _gone()
    except RefusedFile as refusal:
        return _said(str(refusal.sentence), refusal.status)
    return JsonResponse({"received": received, "size": row.size})


def _pieces(request: HttpRequest) -> Iterator[bytes]:
    while piece := request.read(_READ_BYTES):
        yield piece


def _gone() -> JsonResponse:
    return _said(_("This file is no longer here: choose it again."), HTTPStatus.NOT_FOUND)


def _said(sentence: str, status: int, *, retry_after: int = 0) -> JsonResponse:
    """A refusal as the script shows it: one sentence in the reader's language."""
    response = JsonResponse({"said": sentence}, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
