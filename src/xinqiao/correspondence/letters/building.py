"""How does a writing of a petition become a letter? Its parts in the order of the law's form, with headings in its language."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from xinqiao.correspondence.letters.letter import Block, Letter, Signature, Verification
from xinqiao.law.letters import LetterBlock, LetterForm
from xinqiao.law.library import statute
from xinqiao.law.wording import day_in_words, name_of
from xinqiao.people.models import Organisation
from xinqiao.petitions.forms import forms_of
from xinqiao.petitions.models import Document, Petition

_SPACES = " \t\r　"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dressing:
    """What a letter bears beside its words: whom it names, the seal, and where it can be checked."""

    addressee: str = ""
    seal: bytes = b""
    hand: bytes = b""
    verification: Verification | None = None


PLAIN = Dressing()


def letter_of(document: Document, *, dressing: Dressing = PLAIN) -> Letter:
    """The letter of a writing that has a form in law (`document.letter`); a draft says that it is one."""
    petition = document.petition
    form = form_of(document)
    language = document.language
    organ = document.organisation.name if document.organisation else ""
    dated = dated_on(document)
    with translation.override(language):
        return Letter(
            language=language,
            organ=organ,
            title=name_of("letter", form.name, language),
            number=document.number,
            addressee=_addressed(document, form, dressing.addressee),
            dated=dated,
            blocks=tuple(filter(None, (_block(block, document, language) for block in form.blocks))),
            signature=Signature(organ=organ, day=day_in_words(dated, language), seal=dressing.seal, hand=dressing.hand),
            verification=dressing.verification,
            draft_mark="" if document.issued_at else _("Draft, not issued") + f" · {petition.reference}",
        )


def form_of(document: Document) -> LetterForm:
    """The form of the day on which the letter was issued, or drafted."""
    return forms_of(document.petition).form(document.letter, dated_on(document))


def dated_on(document: Document) -> date:
    """The day the letter bears, on the calendar of the place."""
    return local_day(document.issued_at or document.drafted_at, document.petition)


def local_day(moment: datetime, petition: Petition) -> date:
    """The day of a moment on the calendar of the place whose law the petition runs under."""
    return moment.astimezone(ZoneInfo(statute(petition.statute).zone)).date()


def _addressed(document: Document, form: LetterForm, name: str) -> str:
    """The line that says to whom: the person, where the letter is for her; the organisation; nobody in a record."""
    if form.to == "petitioner":
        return _("To {name}:").format(name=name or _("the petitioner"))
    code = str(document.blocks.get("to") or "")
    receiver = Organisation.objects.filter(code=code).values_list("name", flat=True).first() if code else None
    return _("To {name}:").format(name=receiver) if receiver else ""


def _block(block: LetterBlock, document: Document, language: str) -> Block | None:
    value = str(document.blocks.get(block.name) or "").strip()
    if not value:
        return None
    said = name_of("outcome", value, language) if block.is_code else value
    lines = [line.strip(_SPACES) for line in said.split("\n")]
    return Block(
        name=block.name,
        heading=name_of("block", block.heading, language) if block.heading else "",
        paragraphs=tuple(filter(None, lines)),
        is_framed=block.is_framed,
    )
