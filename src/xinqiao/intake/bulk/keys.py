"""Under which key is a row known again, whatever the file is called and however often it is imported?"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinqiao.intake.bulk.mapping import Mapping
from xinqiao.intake.bulk.rows import PastPetition, RowFault
from xinqiao.petitions.models import Event, Submission

_SOURCE_SIGNS = 16


@dataclass(frozen=True, slots=True)
class Known:
    """What is registered already under a key."""

    body_sha256: str
    has_reply: bool


def source_of(mapping: Mapping, header: Sequence[str]) -> str:
    """The source the map names, else one told by the columns: two years of one export number their rows alike."""
    told = mapping.source or "\x1f".join(sorted(title.strip().lower() for title in header))
    return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()[:_SOURCE_SIGNS]


def key_of(past: PastPetition, *, channel: str, source: str) -> str:
    """The import key: channel, source, and the row's own number or else the digest of the row."""
    return f"{channel}:{source}:{past.number or past.digest}"


def known_under(keys: Sequence[str]) -> dict[str, Known]:
    """Which of these keys are registered, in two queries."""
    found = dict(Submission.objects.filter(import_key__in=keys).values_list("import_key", "body_sha256"))
    replied = set(
        Event.objects.filter(kind="replied", petition__import_key__in=list(found)).values_list(
            "petition__import_key", flat=True
        )
    )
    return {key: Known(digest, key in replied) for key, digest in found.items() if key}


def check_known(past: PastPetition, known: Known) -> None:
    """Whether the row is the one registered before. Raises RowFault when it says something else."""
    if past.body_sha256 != known.body_sha256:
        raise RowFault(
            _("The number %(number)s was imported before with another text; name the source of this file in the map.")
            % {"number": past.number}
        )
    if past.reply and not known.has_reply:
        raise RowFault(_("This row was imported before without its reply; an import adds nothing to a petition."))
