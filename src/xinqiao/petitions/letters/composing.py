"""Which parts does a letter hold, and may it be issued? Standing words from the law's forms, the rest from the officer.

The words that the law wants in a letter (who decides next, until when) are put in here: a drafter may add to them,
and cannot leave them out.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.law.letters import LetterBlock, LetterForm, LetterForms, standing_words
from xinqiao.law.wording import article_in_words, name_of, nearest_language
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.forms import forms_of
from xinqiao.petitions.letters.known import Known
from xinqiao.petitions.models import Document, DocumentKind, DocumentState, Petition
from xinqiao.procedure.statute import Statute

# The kinds whose letter has the name of the kind; a notice of non-acceptance is one of two, by its ground.
LETTERS = frozenset(
    {
        DocumentKind.NOTICE,
        DocumentKind.ACCEPTANCE,
        DocumentKind.GUIDANCE,
        DocumentKind.CHANNELLING,
        DocumentKind.EXTENSION,
        DocumentKind.REPLY,
        DocumentKind.REEXAMINATION,
        DocumentKind.REVIEW,
        DocumentKind.AGREEMENT,
        DocumentKind.REFERRAL,
        DocumentKind.ASSIGNMENT,
        DocumentKind.OBJECTION,
    }
)
_NOT_ACCEPTED = ("no_longer_accepted", "not_accepted")


def letter_name(doing: Doing, kind: DocumentKind, blocks: Mapping[str, Any]) -> str:
    """Under which name a letter of this kind stands in the law's forms; empty for a writing that is no letter."""
    if kind in LETTERS:
        return str(kind)
    if kind != DocumentKind.DECLINE:
        return ""
    code = str(blocks.get("reason", ""))
    ground = doing.dossier.statute.reason(code).name if code in doing.dossier.statute.reasons else code
    return next(
        (name for name in _NOT_ACCEPTED if ground in _forms(doing).form(name, doing.on).reasons), _NOT_ACCEPTED[-1]
    )


def form_of(document: Document, petition: Petition, *, on: date) -> LetterForm | None:
    """The form in which a letter is written on a day; None for a writing that is no letter of the office."""
    if not document.letter:
        return None
    return forms_of(petition).form(document.letter, on)


def write_letter(doing: Doing, kind: DocumentKind, given: Mapping[str, Any]) -> Document | None:
    """Write and issue a letter at once; its number is given when the act is saved.

    A replay of past records writes only what the records hold, and no letter where they hold none.
    """
    if doing.actor.is_replay:
        return doing.write_document(kind, given) if any(given.values()) else None
    blocks = composed(doing, kind, given)
    refuse_empty(doing, kind, blocks)
    return _written(doing, kind, blocks, state=DocumentState.ISSUED)


def _written(doing: Doing, kind: DocumentKind, blocks: Mapping[str, Any], *, state: DocumentState) -> Document:
    document = doing.write_document(kind, blocks, state=state)
    name_letter(doing, document)
    return document


def name_letter(doing: Doing, document: Document) -> None:
    """Note which letter it is and its language, by which it is numbered and set."""
    kind = DocumentKind(document.kind)
    document.letter = letter_name(doing, kind, document.blocks)
    document.language = letter_language(doing, document.letter)


def write_draft(doing: Doing, kind: DocumentKind, given: Mapping[str, Any]) -> Document:
    """Write a draft that waits for a second person. Raises BadInput with the parts that it leaves empty."""
    blocks = given if doing.actor.is_replay else composed(doing, kind, given)
    refuse_empty(doing, kind, blocks)
    return _written(doing, kind, blocks, state=DocumentState.SUBMITTED)


def composed(doing: Doing, kind: DocumentKind, given: Mapping[str, Any]) -> dict[str, Any]:
    """All parts of a letter: what the officer gives, and the standing words as they are known on the day."""
    form = _form(doing, kind, given)
    language = letter_language(doing, form.name)
    known = Known(doing, given, language=language)
    blocks = dict(given)
    for block in form.blocks:
        own = str(given.get(block.name) or "").strip()
        if block.is_written and (own or not block.texts):
            continue
        said = _said(block, known, language)
        blocks[block.name] = said if not own or own in said else own if said in own else f"{said}\n{own}"
    return blocks


def default_text(doing: Doing, kind: DocumentKind, block: str, given: Mapping[str, Any] | None = None) -> str:
    """The standing words of one part, as they are known now: what a form shows before the officer types."""
    form = _form(doing, kind, given or {})
    found = form.block(block)
    language = letter_language(doing, form.name)
    return _said(found, Known(doing, given or {}, language=language), language) if found else ""


def refuse_empty(doing: Doing, kind: DocumentKind, blocks: Mapping[str, Any], *, is_issued: bool = False) -> None:
    """Raise BadInput (ActRefused where it is about to be issued) when a part that the law wants is empty."""
    if doing.actor.is_replay:
        return
    form = _form(doing, kind, blocks)
    empty = form.empty_blocks(blocks)
    if not empty:
        return
    sentences = {block.name: _sentence(form, block, doing.dossier.statute) for block in empty}
    if is_issued:
        raise ActRefused(" ".join(sentences.values()))
    raise BadInput(sentences)


def letter_language(doing: Doing, letter: str) -> str:
    """In which language the letter is written: the petitioner's own, or that of the place between organisations."""
    form = _forms(doing).form(letter, doing.on)
    if form.to != "petitioner":
        return nearest_language("")
    return nearest_language(doing.dossier.petition.submission.language)


def _form(doing: Doing, kind: DocumentKind, given: Mapping[str, Any]) -> LetterForm:
    return _forms(doing).form(letter_name(doing, kind, given), doing.on)


def _forms(doing: Doing) -> LetterForms:
    return forms_of(doing.dossier.petition)


def _said(block: LetterBlock, known: Known, language: str) -> str:
    return standing_words(block, known.for_block(block), language)


def _sentence(form: LetterForm, block: LetterBlock, statute: Statute) -> str:
    """“Legal basis” is empty: a handling opinion must hold it (article 32(1))."""
    language = nearest_language(get_language() or "")
    part = name_of("block", block.heading or block.name, language)
    letter = name_of("letter", form.name, language)
    article = article_in_words(block.article, language, statute.item_articles)
    return _("“%(part)s” is empty: %(letter)s must hold it (%(article)s).") % {
        "part": part,
        "letter": letter,
        "article": article,
    }
