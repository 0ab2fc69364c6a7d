"""Files of an ordinary form: one that cannot be taken is let pass by while it arrives and never lies on our disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from xinqiao.safeguards.uploads.receiving import RefusedFile, cleaned, largest_bytes, refuse_by_head, refuse_by_size
from xinqiao.safeguards.uploads.trays import FILES_LIMIT

_REFUSED = "refused_uploads"
# What a form may weigh beside its files.
_TEXT_BYTES = 12_000_000


class RefusingEarly(FileUploadHandler):
    """The first handler of every upload: counts, looks at the first bytes, and passes on what may be taken."""

    chunk_size = 65_536

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 -- Django names it
        content_length: Any,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse the whole where it is larger than all its files may be together (413)."""
        if content_length > FILES_LIMIT * largest_bytes() + _TEXT_BYTES:
            raise RequestDataTooBig("The form is larger than all its files may be together.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on a piece of a file; the rest of a refused one is read and forgotten."""
        shown = cleaned(self.file_name or "")
        self.arrived += len(raw_data)
        try:
            if start == 0:
                refuse_by_head(raw_data, shown)
            refuse_by_size(self.arrived, shown)
        except RefusedFile as refusal:
            refusals_of(self.request).append(refusal)
            raise SkipFile from refusal
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers behind make the file."""


def refusals_of(request: HttpRequest | None) -> list[RefusedFile]:
    """The refusals of files that came with this form; reading the form fills it."""
    found: list[RefusedFile] = vars(request).setdefault(_REFUSED, [])
    return found


def files_of(request: HttpRequest, name: str) -> list[UploadedFile[bytes]]:
    """The files of one field of the form. Raises the first RefusedFile, where one was let pass by."""
    files = list(request.FILES.getlist(name))
    if refusals := refusals_of(request):
        raise refusals[0]
    return files
