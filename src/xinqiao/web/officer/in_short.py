"""What does a long petition say in short, on its page? Its own sentences, each a way to its place, and what an officer confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.intake.local_model import is_model_set
from xinqiao.language.summaries import Chosen, length_of, summarise
from xinqiao.language.summaries.extracting import SHORT
from xinqiao.people.models import Officer
from xinqiao.petitions.models import ConfirmedSummary, Petition
from xinqiao.petitions.summarising import confirmed_summary_of, letter_digest, may_go_to_a_model
from xinqiao.safeguards.permissions import Permission

# Who works on a petition's text may have it drafted in short; whoever may read the petition reads what was confirmed.
MAY_SUMMARISE = (Permission.CORRECT, Permission.INVESTIGATE, Permission.DRAFT_REPLY)
_WHY: Mapping[str, str | Promise] = {
    "matter": gettext_lazy("names what the letter is about"),
    "asks": gettext_lazy("says what is asked"),
    "when": gettext_lazy("says when"),
    "where": gettext_lazy("says where"),
    "concerns": gettext_lazy("says whom it concerns"),
    "tried": gettext_lazy("says what was done so far"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the letter: its words, the mark in the text it leads to, why it was chosen."""

    words: str
    anchor: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text as it is shown: its anchor (empty for none) and its pieces, each with whether it is marked."""

    anchor: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InShort:
    """What stands above a long text; `why_not` where nothing is suggested, `places` the stretches that the lines lead to."""

    lines: tuple[Line, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    left_out: int = 0
    confirmed: ConfirmedSummary | None = None
    is_of_another_text: bool = False
    may_draft: bool = False
    why_not: str = ""


def in_short(petition: Petition, officer: Officer) -> InShort | None:
    """What is shown in short of a petition that the officer may read; None for a short one of which nothing was confirmed."""
    kept = confirmed_summary_of(petition)
    is_long = length_of(petition.body) >= SHORT
    if not is_long and kept is None:
        return None
    outdated = kept is not None and kept.text_digest != letter_digest(petition)
    if not settings.XINQIAO_LANGUAGE:
        return InShort(
            confirmed=kept,
            is_of_another_text=outdated,
            why_not=_("Saying a long text in short is switched off in this installation."),
        )
    found = summarise(petition.body)
    return InShort(
        lines=tuple(_line(number, one) for number, one in enumerate(found.sentences, 1)),
        places=tuple((one.start, one.end) for one in found.sentences),
        left_out=found.left_out,
        confirmed=kept,
        is_of_another_text=outdated,
        may_draft=is_long and may_draft_summary(petition, officer),
    )


def may_draft_summary(petition: Petition, officer: Officer) -> bool:
    """Whether the office's model may be asked for a summary of this petition by this officer."""
    return (
        is_model_set() and may_go_to_a_model(petition) and any(officer.may(permission) for permission in MAY_SUMMARISE)
    )


def segments_of(pieces: Sequence[tuple[str, bool]], places: Sequence[tuple[int, int]]) -> list[Segment]:
    """The text's pieces, cut where a stretch of `places` (in order, apart) begins and ends; put together they are the text."""
    segments = []
    at = 0
    cuts = [(start, end, _anchor(number)) for number, (start, end) in enumerate(places, 1)]
    length = sum(len(words) for words, _is_marked in pieces)
    for start, end, anchor in cuts:
        segments.append(Segment("", _between(pieces, at, start)))
        segments.append(Segment(anchor, _between(pieces, start, end)))
        at = end
    segments.append(Segment("", _between(pieces, at, length)))
    return [segment for segment in segments if segment.pieces]


def _between(pieces: Sequence[tuple[str, bool]], start: int, end: int) -> tuple[tuple[str, bool], ...]:
    found = []
    at = 0
    for words, is_marked in pieces:
        part = words[max(0, start - at) : max(0, end - at)]
        if part:
            found.append((part, is_marked))
        at += len(words)
    return tuple(found)


def _line(number: int, chosen: Chosen) -> Line:
    return Line(
        words=" ".join(chosen.words.split()),
        anchor=_anchor(number),
        reasons=tuple(str(_WHY[reason]) for reason in chosen.why),
    )


def _anchor(number: int) -> str:
    return f"in-short-{number}"
