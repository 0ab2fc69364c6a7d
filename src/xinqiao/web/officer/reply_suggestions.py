"""What does a look at a drafted reply show before it is approved? Each request beside what the draft says of it; suggestions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.language.replies import ReplyCheck
from xinqiao.language.replies.answering import Answer
from xinqiao.language.shipped import WrongFile
from xinqiao.petitions.models import Document, Petition
from xinqiao.supervision.checking_answers import ANSWERS, checked, text_of_answer

_SHOWN = 160
_STATES: Mapping[str, str | Promise] = {
    "answered": gettext_lazy("answered"),
    "refused": gettext_lazy("refused"),
    "unanswered": gettext_lazy("no answer found"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One request as a line of the table: its words, what was found in words, and the passage that shows it."""

    request: str
    state: str
    is_open: bool
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """All that is shown beside the draft; `why_not` alone is filled where nothing was looked at."""

    rows: tuple[Row, ...] = ()
    remarks: tuple[str, ...] = ()
    why_not: str = ""


def suggestions_for(document: Document, petition: Petition) -> Suggestions | None:
    """What a look at this draft shows; None for a writing that answers no request."""
    if document.kind not in ANSWERS:
        return None
    if not settings.XINQIAO_LANGUAGE:
        return Suggestions(why_not=_("The check of the draft is switched off in this installation."))
    try:
        check = checked(document, petition)
    except WrongFile:
        return Suggestions(
            why_not=_("The check of the draft is not available: its model file is not the one installed.")
        )
    except ValueError:
        return Suggestions(why_not=_("There is no text to check."))
    said = text_of_answer(document.blocks)
    return Suggestions(rows=tuple(_row(answer, said) for answer in check.answers), remarks=tuple(_remarks(check)))


def _row(answer: Answer, said: str) -> Row:
    state = str(_STATES[answer.state])
    if answer.state == "refused" and not answer.ground:
        state = _("refused, no ground found")
    passage = said[answer.start : answer.end].strip()
    return Row(
        request=answer.request.words,
        state=state,
        is_open=answer.state == "unanswered" or (answer.state == "refused" and not answer.ground),
        passage=passage if len(passage) <= _SHOWN else passage[:_SHOWN] + "…",
    )


def _remarks(check: ReplyCheck) -> list[str]:
    remarks = []
    if check.is_other_matter:
        remarks.append(_("The draft shares few particulars with the petition: was it written for another matter?"))
    if not check.bases:
        remarks.append(_("No law, rule or document is named as a basis."))
    for basis in check.bases:
        if basis.in_force is False and basis.replaced_by:
            remarks.append(
                _("%(law)s was not in force on that day; see %(successor)s.")
                % {"law": basis.title, "successor": basis.replaced_by}
            )
        elif basis.in_force is False:
            remarks.append(_("%(law)s was not in force on that day.") % {"law": basis.title})
    remarks += [_("Discourteous: %(words)s") % {"words": words} for words in check.manner.rude]
    if check.manner.long_sentences:
        remarks.append(_("Sentences that are long to read: %(number)s.") % {"number": len(check.manner.long_sentences)})
    return remarks
