"""Was a letter with this number and code issued by us? By whom, when, and what is its digest: nothing else is said."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from xinqiao.correspondence.models import KeptLetter
from xinqiao.safeguards.codes import read_code


class Readable(Protocol):
    """What can be read in pieces: a file, or an upload."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""
        ...


class NoSuchLetter(LookupError):
    """There is none, or code and number do not belong together: one answer for both, so that nothing leaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What anybody who holds the sheet may know of it."""

    number: str
    organ: str
    issued_on: date
    sha256: str


def confirmed(code: str, number: str | None = None) -> Confirmed:
    """The letter with this check code, and number where one is given. Raises NoSuchLetter."""
    kept = KeptLetter.objects.select_related("organisation").filter(check_code=read_code(code)).first()
    if kept is None or (number is not None and not _is_same(number, kept.number)):
        raise NoSuchLetter
    organ = kept.organisation.name if kept.organisation else ""
    return Confirmed(number=kept.number, organ=organ, issued_on=kept.issued_on, sha256=kept.sha256)


def is_the_file(found: Confirmed, file: Readable) -> bool:
    """Whether these are the very bytes of the letter; the file is read and not kept."""
    digest = hashlib.sha256()
    for chunk in iter(lambda: file.read(65_536), b""):
        digest.update(chunk)
    return hmac.compare_digest(digest.hexdigest(), found.sha256)


def _is_same(typed: str, number: str) -> bool:
    return _plain(typed) == _plain(number)


def _plain(number: str) -> str:
    """A number however it was typed: brackets of any kind, spaces and width do not count."""
    return "".join(re.findall(r"\w+", unicodedata.normalize("NFKC", number)))
