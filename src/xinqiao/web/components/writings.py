"""A writing of a petition as a page shows it: a letter as its sheet has it, another writing part by part."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from xinqiao.correspondence.letters.building import letter_of
from xinqiao.correspondence.letters.letter import Block, Letter
from xinqiao.petitions.acting import act_named
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.models import Document, DocumentKind

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Which act's questions name the parts of a writing that has no form of its own (and of those from before the forms).
_WRITTEN_BY = {
    DocumentKind.REPLY: "draft_reply",
    DocumentKind.REEXAMINATION: "draft_reexamination",
    DocumentKind.REVIEW: "draft_review",
    DocumentKind.DECLINE: "draft_decline",
    DocumentKind.EXTENSION: "draft_extension",
    DocumentKind.NOTICE: "notify",
    DocumentKind.ACCEPTANCE: "accept",
    DocumentKind.GUIDANCE: "guide",
    DocumentKind.AGREEMENT: "mediate",
    DocumentKind.SUPPLEMENT: "supplement",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a writing: its heading and its text, a choice in words."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPart:
    """One part of a letter with its heading as it is counted."""

    heading: str
    block: Block


def letter_shown(document: Document) -> Letter | None:
    """The letter as a page shows it, without the person's name; None for a writing that is no letter of the office."""
    return letter_of(document) if document.letter else None


def letter_parts(letter: Letter | None) -> list[LetterPart]:
    """The parts of a letter in their order, each with its heading."""
    if letter is None:
        return []
    pairs = zip(letter.headings(), letter.blocks, strict=True)
    return [LetterPart(heading=heading, block=block) for heading, block in pairs]


def parts_of(document: Document) -> list[Part]:
    """The parts of another writing that are not empty."""
    act = act_named(_WRITTEN_BY.get(DocumentKind(document.kind), ""))
    blocks = dict(document.blocks)
    found: list[Part] = []
    for name, question in questions_of(act.given) if act else ():
        value = blocks.pop(name, "")
        if value in ("", None):
            continue
        words = {str(key): label for key, label in question.choices()} if question.choices else {}
        found.append(Part(heading=str(question.label), text=str(words.get(str(value), value))))
    found += [Part(heading=_("Text"), text=str(value)) for name, value in blocks.items() if value and name == "text"]
    return found


def shown(document: Document) -> dict[str, object]:
    """What the templates of a writing's page need: the letter with its parts, or the parts alone."""
    letter = letter_shown(document)
    return {
        "letter": letter,
        "letter_parts": letter_parts(letter),
        "parts": [] if letter else parts_of(document),
    }


def as_file(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """A letter to keep: named by its number, opened by no page of ours, kept by nobody in between."""
    response = HttpResponse(content, content_type=media_type)
    suffix = ".pdf" if media_type == PDF else ".docx"
    response["Content-Disposition"] = (
        f"attachment; filename=\"letter{suffix}\"; filename*=UTF-8''{quote(name + suffix)}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response
