"""How is a page made small on its way? Text is packed where the browser takes it; documents go as they are."""

import gzip
import hashlib
import os
import tempfile
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]  # ships no types
from whitenoise.responders import StaticFile  # type: ignore[import-untyped]  # ships no types

_WORTH_PACKING = (".css", ".js", ".svg")


class PackedPages(GZipMiddleware):
    """Packs pages only: of a document the length must stay known and its parts askable one by one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Pack what is a page and not a stream."""
        if response.streaming or not str(response.get("Content-Type", "")).startswith("text/html"):
            return response
        return super().process_response(request, response)


class PackedFiles(WhiteNoiseMiddleware):
    """Serves the product's own files, each packed once, when the server starts.

    The packed file is named by the digest of what is in it, so an older one is never served for a newer.
    """

    def get_static_file(self, path: str, url: str, stat_cache: dict[str, Any] | None = None) -> StaticFile:
        """The file with its headers and its packed form."""
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        encodings = {"gzip": str(packed(Path(path)))} if path.endswith(_WORTH_PACKING) else {}
        return StaticFile(path, headers.items(), encodings=encodings)


def packed(file: Path) -> Path:
    """The packed form of a file, made where it is not there yet."""
    content = file.read_bytes()
    folder = settings.XINQIAO_HOME / "packed"
    found = folder / f"{hashlib.sha256(content).hexdigest()}.gz"
    if not found.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Several workers start at once: each writes its own file and puts it in place whole.
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as written:
            written.write(gzip.compress(content, mtime=0))
        Path(name).replace(found)
    return found
