"""What does the check say of an issued answer: requests left open, a basis not in force, late, of another matter?"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from xinqiao.language.replies import Days, ReplyCheck, check_reply
from xinqiao.petitions.models import CachedClock, Document, DocumentKind, Petition

ANSWERS = (DocumentKind.REPLY, DocumentKind.REEXAMINATION, DocumentKind.REVIEW)
# The clock that each kind of answer meets.
_CLOCKS = {
    DocumentKind.REPLY: "handling",
    DocumentKind.REEXAMINATION: "reexamination",
    DocumentKind.REVIEW: "review",
}
# What repeats the petition, or is the same in every answer, says nothing of whether this one answers.
_NOT_THE_ANSWER = frozenset({"request", "requests", "remedy", "outcome", "opening", "contact"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the check says of one answer, in figures: suggestions, which an inspector confirms or not."""

    requests: int
    unanswered: int
    not_in_force: int
    is_late: bool
    is_other_matter: bool
    relevance: float

    def as_document(self) -> dict[str, Any]:
        """The figures as plain data."""
        return asdict(self)


def text_of_answer(blocks: Mapping[str, Any]) -> str:
    """What an answer says itself, without what it repeats of the petition."""
    parts = [value for name, value in blocks.items() if name not in _NOT_THE_ANSWER and isinstance(value, str)]
    return "\n".join(part for part in parts if part)


def checked(document: Document, petition: Petition) -> ReplyCheck:
    """The check of an answer. Raises `WrongFile` without its model, `ValueError` where there is no text."""
    day = timezone.localdate(document.issued_at or document.drafted_at)
    asked = f"{petition.title}\n{petition.body}"
    return check_reply(asked, text_of_answer(document.blocks), Days(replied_on=day))


def said_of(document: Document, petition: Petition) -> Said:
    """The figures of one answer. Raises as `checked`."""
    check = checked(document, petition)
    return Said(
        requests=len(check.answers),
        unanswered=sum(answer.state == "unanswered" for answer in check.answers),
        not_in_force=sum(basis.in_force is False for basis in check.bases),
        is_late=is_late(document),
        is_other_matter=check.is_other_matter,
        relevance=check.relevance,
    )


def is_late(document: Document) -> bool:
    """Whether the clock that this answer met was met after its last day."""
    issued_on = timezone.localdate(document.issued_at) if document.issued_at else None
    clocks = CachedClock.objects.filter(petition=document.petition_id, name=_CLOCKS[DocumentKind(document.kind)])
    return issued_on is not None and any(
        clock.due_on is not None
        and clock.started_on is not None
        and clock.started_on <= issued_on
        and clock.due_on < issued_on
        for clock in clocks.filter(met_on__isnull=False)
    )
