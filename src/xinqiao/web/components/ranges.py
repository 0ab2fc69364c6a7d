"""A file in parts: a film or a recording starts in the middle, a download goes on where it broke (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from typing import IO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

_WANTED = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
_PIECE_BYTES = 65_536


def file_response(request: HttpRequest, file: IO[bytes], *, size: int, media_type: str, tag: str) -> HttpResponseBase:
    """The file, or the part that was asked for; it is read in pieces and closed at the end. `tag` names this very content."""
    part = _part(request, size=size, tag=tag)
    if part is None:
        file.close()
        response: HttpResponseBase = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    first, last = part
    is_whole = last - first + 1 == size
    response = StreamingHttpResponse(
        _pieces(file, first, last - first + 1), status=200 if is_whole else 206, content_type=media_type
    )
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{tag}"'
    if not is_whole:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _part(request: HttpRequest, *, size: int, tag: str) -> tuple[int, int] | None:
    """First and last byte that are wanted; None for a part beyond the end. What is no single part means the whole."""
    whole = (0, size - 1)
    wanted = _WANTED.fullmatch(request.headers.get("Range", ""))
    if wanted is None or wanted.groups() == ("", "") or request.headers.get("If-Range", f'"{tag}"') != f'"{tag}"':
        return whole
    first, last = wanted.groups()
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) else None
    end = min(int(last), size - 1) if last else size - 1
    if int(first) >= size:
        return None
    return (int(first), end) if int(first) <= end else whole


def _pieces(file: IO[bytes], first: int, length: int) -> Iterator[bytes]:
    try:
        file.seek(first)
        while length > 0 and (piece := file.read(min(_PIECE_BYTES, length))):
            length -= len(piece)
            yield piece
    finally:
        file.close()
