"""A writing of a petition as a page shows it: its parts in the order of the form they were written in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinqiao.petitions.acting import act_named
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.models import Document, DocumentKind

# Which act's questions name the parts of a kind of writing.
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


def parts_of(document: Document) -> list[Part]:
    """The parts of a writing that are not empty."""
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
