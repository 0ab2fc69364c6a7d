"""How are suggested links shown? Three questions, each with its own answer; probability in words and in number."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.linking.models import Likeness, LinkState
from xinqiao.linking.suggesting import Suggestion
from xinqiao.web.officer.naming import stage_title

# From here on the judgement says "the same matter"; below, its suggestions stand apart as rivals.
PROBABLE = 0.8
_PERHAPS = 0.4
_MOST = 8
_STATES = {
    LinkState.CONFIRMED: gettext_lazy("confirmed"),
    LinkState.REFUSED: gettext_lazy("not the same, as an officer decided"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One petition that may be about the same matter."""

    reference: str
    title: str
    stage: str
    received_at: datetime
    percent: int
    sure: str
    state: str = ""
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the three questions, its lines, and the sentence where there is none."""

    heading: str
    lines: tuple[Line, ...]
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SameMatter:
    """All that is shown; `why_not` alone is filled where nothing was compared. `refused` keeps what officers refused."""

    questions: tuple[Question, ...] = ()
    copies: tuple[Line, ...] = ()
    rivals: tuple[Line, ...] = ()
    refused: tuple[Line, ...] = ()
    why_not: str = ""
    is_stored: bool = True


def answered(
    suggestions: Iterable[Suggestion], same_person: Callable[[Sequence[UUID]], set[UUID] | None], *, is_stored: bool
) -> SameMatter:
    """The three questions with their answers. `same_person` is asked about petitions of the same matter only."""
    parted: dict[str, list[Suggestion]] = {name: [] for name in ("letters", "matters", "copies", "rivals", "refused")}
    for one in suggestions:
        parted[_part_of(one)].append(one)
    matters = parted["matters"]
    own = same_person([one.petition.pk for one in matters])
    repeats = [one for one in matters if own and one.petition.pk in own]
    others = [one for one in matters if not own or one.petition.pk not in own]
    return SameMatter(
        questions=(
            _question(_("The same letter?"), parted["letters"], _("No letter in the same words.")),
            _question(_("The same matter, by the same person?"), repeats, _nothing_of_her(own)),
            _question(_("The same matter, by others?"), others, _("None found.")),
        ),
        copies=_lines(parted["copies"]),
        rivals=_lines(parted["rivals"]),
        refused=_lines(parted["refused"]),
        is_stored=is_stored,
    )


def sure_in_words(probability: float) -> str:
    """How sure that is, said in words."""
    steps: tuple[tuple[float, str | Promise], ...] = (
        (0.95, gettext_lazy("almost certainly")),
        (PROBABLE, gettext_lazy("very probably")),
        (0.6, gettext_lazy("probably")),
        (_PERHAPS, gettext_lazy("perhaps")),
        (0.0, gettext_lazy("hardly")),
    )
    return str(next(words for least, words in steps if probability >= least))


def _part_of(one: Suggestion) -> str:
    if one.state == LinkState.REFUSED:
        return "refused"
    if one.state == LinkState.CONFIRMED:
        return "letters" if one.likeness == Likeness.SAME_LETTER else "matters"
    if one.likeness == Likeness.COPIED:
        return "copies"
    if one.likeness == Likeness.SAME_LETTER:
        return "letters"
    return "matters" if one.probability >= _PERHAPS else "rivals"


def _nothing_of_her(own: set[UUID] | None) -> str:
    if own is None:
        return _(
            "This is looked up only where petitions are registered; such petitions stand below, with those of others."
        )
    return _("None found by exactly the telephone or identity number that was given.")


def _question(heading: str, found: Sequence[Suggestion], nothing: str) -> Question:
    return Question(heading=heading, lines=_lines(found), nothing=nothing)


def _lines(found: Sequence[Suggestion]) -> tuple[Line, ...]:
    return tuple(
        Line(
            reference=one.petition.reference,
            title=one.petition.title,
            stage=stage_title(one.petition, one.petition.position.stage),
            received_at=timezone.localtime(one.petition.registered_at),
            percent=round(100 * one.probability),
            sure=sure_in_words(one.probability),
            state=str(_STATES.get(one.state, "")),
            is_confirmed=one.state == LinkState.CONFIRMED,
        )
        for one in found[:_MOST]
    )
