"""Who may be competent for a petition? At most three bodies with the reasons; none where nothing speaks for one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from xinqiao.language.subjects.tree import SubjectPath
from xinqiao.people.models import Organisation, Place
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.people.models.place import PlaceLevel
from xinqiao.petitions.conflict import organisation_in_conflict
from xinqiao.petitions.models import Petition
from xinqiao.petitions.searching.folding import fold
from xinqiao.routing.confirmed import who_accepted
from xinqiao.routing.functions import Function, functions
from xinqiao.routing.of_subject import TakenUp, taken_up
from xinqiao.routing.places import abbreviated_places, masked_places, places_named

SHOWN = 3
# Whose governments stand in for departments that they do not have.
_GRASS_ROOTS = (PlaceLevel.TOWNSHIP, PlaceLevel.COMMUNITY)
# A letter is read so far: what it is about is said by then, and no text holds up a page.
READ_CHARACTERS = 20_000
_PARTED = re.compile(r"[、，,；;。\s]+")
_HANDLES = (OrganisationKind.DEPARTMENT, OrganisationKind.GOVERNMENT, OrganisationKind.POLITICAL_LEGAL)
# A word in the title says more than one in the text; an office's own list of duties says more than our list of words.
_TITLE_COUNTS = 2.0
_DUTY_COUNTS = 1.5
_SUBJECT_COUNTS = 1.0
_AT_LEAST = 1.0
# What bodies accepted before speaks, but never louder than two words of the rules, and never makes anybody sure.
_ACCEPTED_AT_LEAST = 3
_ACCEPTED_COUNTS = 0.4
_ACCEPTED_AT_MOST = 2.0
# Older acceptances say little of who is competent now: functions move between bodies.
MONTHS_LOOKED_BACK = 24
_DAYS_A_MONTH = 30.44
# A share of few petitions is drawn towards nothing, as if so many more had gone elsewhere.
_DOUBT = 3.0
# The first is called likely only where it leads the next by this.
_LEAD = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why a body is suggested: words of its function and of its duties in the text, the subject, and the place it answers for.

    `in_place_of` is true where no department of a township has the function: its government is asked. `accepted`
    counts earlier petitions with the same words that the body accepted, of those the officer may see; `of_subject`
    says what became there of those with the same confirmed subject.
    """

    words: tuple[str, ...]
    duties: tuple[str, ...]
    subject: str
    place: Place | None
    in_place_of: bool = False
    accepted: int = 0
    of_subject: TakenUp | None = None

    @property
    def is_learned_only(self) -> bool:
        """Whether nothing but earlier petitions speaks for the body."""
        return not (self.words or self.duties or self.subject) and bool(self.accepted or self.of_subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Competent:
    """A body that may be competent; `weight` only orders them."""

    organisation: Organisation
    reasons: Reasons
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """The bodies, likeliest first. `is_sure` is false where the first leads by little or by earlier petitions alone, or
    there is none: a person decides.

    `masked` are places that the text names unreadably, or so shortly that several may be meant; `place` is the lowest place found.
    """

    bodies: tuple[Competent, ...]
    is_sure: bool
    place: Place | None
    masked: tuple[str, ...]


def suggest_competent(
    petition: Petition, subject: SubjectPath | None = None, earlier: QuerySet[Petition] | None = None
) -> Suggested:
    """Who may be competent for `petition`; `subject` is its place in the tree, where one is confirmed or suggested.

    `earlier` are the petitions to learn from: `petitions.access.visible_to(actor)`, or None for rules alone.

    Of an accusation nobody in its conflict set is ever named (30-3): neither the accused body nor any it directs.
    """
    outside = [one for one in _organisations() if one.is_active and not organisation_in_conflict(one, petition)]
    place = _place_of(petition)
    found = [*_weighed(petition, outside, place, subject.branch if subject else "")]
    if earlier is not None and "accusation" not in (petition.kind, _kind_of(petition)):
        answering = [one for one in outside if _answers_for(one, place) and one.kind in _HANDLES]
        found = _with_earlier(found, answering, _learned(petition, subject, earlier))
    bodies = tuple(sorted(found, key=lambda one: (-one.weight, one.organisation.pk))[:SHOWN])
    leads = bool(bodies) and (len(bodies) == 1 or bodies[0].weight >= _LEAD * bodies[1].weight)
    return Suggested(
        bodies=bodies,
        is_sure=leads and not bodies[0].reasons.is_learned_only,
        place=place,
        masked=_unreadable(f"{petition.title}\n{petition.body[:READ_CHARACTERS]}"),
    )


def _kind_of(petition: Petition) -> str:
    """The kind that holds now: what was registered, or what it was reclassified as."""
    position = getattr(petition, "position", None)
    return position.kind if position else petition.kind


def _unreadable(text: str) -> tuple[str, ...]:
    """The places in the text that nobody can be found by: masked on purpose, or abbreviated so that several may be meant."""
    return (*masked_places(text), *abbreviated_places(fold(text), Place.objects.order_by("pk")))


def _learned(
    petition: Petition, subject: SubjectPath | None, earlier: QuerySet[Petition]
) -> tuple[Mapping[int, int], Mapping[int, TakenUp]]:
    """What each organisation (by id) accepted of the same words, and what became there of the same subject."""
    words = sorted(_words(functions(), _text_of(petition)), key=len, reverse=True)
    since = timezone.now() - timedelta(days=round(MONTHS_LOOKED_BACK * _DAYS_A_MONTH))
    of_subject = taken_up(earlier, subject, besides=petition, since=since) if subject else {}
    return who_accepted(earlier, words, besides=petition), of_subject


def _with_earlier(
    found: Sequence[Competent],
    answering: Sequence[Organisation],
    learned: tuple[Mapping[int, int], Mapping[int, TakenUp]],
) -> list[Competent]:
    """The bodies with what they accepted before; one that rules did not find joins them where it accepted enough."""
    accepted, of_subject = learned
    weighed = {one.organisation.pk: one for one in found}
    all_weighed = sum(of_subject[one.pk].weighed for one in answering if one.pk in of_subject)
    for organisation in answering:
        count, taken = accepted.get(organisation.pk, 0), of_subject.get(organisation.pk, TakenUp())
        count = count if count >= _ACCEPTED_AT_LEAST else 0
        known = weighed.get(organisation.pk)
        speaks = taken.weighed - taken.weighed_returned
        if not count and not (taken.accepted or taken.returned if known else speaks >= _ACCEPTED_AT_LEAST):
            continue
        # The share of such petitions that the body took up; those that came back from it speak against it.
        of_share = _ACCEPTED_AT_MOST * speaks / (all_weighed + taken.weighed_returned + _DOUBT)
        reasons = known.reasons if known else Reasons(words=(), duties=(), subject="", place=None)
        weighed[organisation.pk] = Competent(
            organisation=organisation,
            reasons=replace(reasons, accepted=count, of_subject=taken if taken.accepted or taken.returned else None),
            weight=(known.weight if known else 0.0) + min(_ACCEPTED_COUNTS * count + of_share, _ACCEPTED_AT_MOST),
        )
    return list(weighed.values())


def _organisations() -> list[Organisation]:
    """All bodies in one query, each with those above it at hand."""
    found = {one.pk: one for one in Organisation.objects.select_related("place").order_by("pk")}
    for one in found.values():
        one.parent = found.get(one.parent_id or 0)
    return list(found.values())


def _place_of(petition: Petition) -> Place | None:
    """The lowest place that the text names, inside the one given where one was; else that one."""
    found = {one.pk: one for one in Place.objects.order_by("pk")}
    for one in found.values():
        one.parent = found.get(one.parent_id or 0)
    given = found.get(petition.place_id or 0)
    named = [one.place for one in places_named(_text_of(petition), found.values())]
    below = [place for place in named if given is None or given.pk in _lineage(place)]
    return below[0] if below else given


def _weighed(
    petition: Petition, organisations: Sequence[Organisation], place: Place | None, subject: str
) -> Iterable[Competent]:
    is_accusation = _kind_of(petition) == "accusation"
    kinds = (OrganisationKind.DISCIPLINE,) if is_accusation else _HANDLES
    answering = [one for one in organisations if one.kind in kinds and _answers_for(one, place)]
    lowest = max(filter(_is_grass_roots, answering), key=_depth, default=None)
    for organisation in answering:
        reasons = _reasons(petition, organisation, place, subject)
        orphaned = _orphaned(answering, petition) if place and organisation == lowest and not is_accusation else ()
        if orphaned and not reasons.words and not reasons.duties:
            reasons = replace(reasons, words=orphaned, in_place_of=True)
        weight = _weight(petition, reasons)
        # For conduct of officials the discipline organ is competent whatever words are used (30).
        if is_accusation:
            weight += _AT_LEAST
        if weight >= _AT_LEAST:
            # Of two with the same function the nearer one answers (属地管理, 分级负责: art. 5).
            yield Competent(organisation=organisation, reasons=reasons, weight=weight + 0.1 * _depth(organisation))


def _orphaned(answering: Sequence[Organisation], petition: Petition) -> tuple[str, ...]:
    """The words in the text of functions that no body of the place has."""
    text = _text_of(petition)
    held = [f for f in functions() if any(f.is_of(organisation.name) for organisation in answering)]
    of_somebody = _words(held, text)
    of_nobody = _words([f for f in functions() if f not in held], text)
    return tuple(word for word in of_nobody if word not in of_somebody)


def _reasons(petition: Petition, organisation: Organisation, place: Place | None, subject: str) -> Reasons:
    text = _text_of(petition)
    own = [function for function in functions() if function.is_of(organisation.name)]
    return Reasons(
        words=_words(own, text),
        duties=_duties(organisation, text),
        subject=subject if any(subject in function.subjects for function in own) else "",
        place=organisation.place if place else None,
    )


def _words(own: Sequence[Function], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for function in own for word in function.words_in(text)))


def _duties(organisation: Organisation, text: str) -> tuple[str, ...]:
    """The duties that the office's own file lists for the body and the text names."""
    duties = (fold(duty) for duty in _PARTED.split(organisation.duties) if len(duty) >= 2)
    return tuple(dict.fromkeys(duty for duty in duties if duty in text))


def _weight(petition: Petition, reasons: Reasons) -> float:
    title = fold(petition.title)
    of_words = sum(_TITLE_COUNTS if word in title else 1.0 for word in reasons.words)
    of_duties = _DUTY_COUNTS * sum(_TITLE_COUNTS if duty in title else 1.0 for duty in reasons.duties)
    return of_words + of_duties + (_SUBJECT_COUNTS if reasons.subject else 0.0)


def _text_of(petition: Petition) -> str:
    """What is read: title and text in half width and simplified characters."""
    return fold(f"{petition.title}\n{petition.body[:READ_CHARACTERS]}")


def _answers_for(organisation: Organisation, place: Place | None) -> bool:
    """Whether the matter's place lies in the body's; without a place every level may."""
    return place is None or organisation.place_id in _lineage(place)


def _lineage(place: Place) -> set[int]:
    found, at = set(), place
    while at is not None:
        found.add(at.pk)
        at = at.parent  # type: ignore[assignment]
    return found


def _is_grass_roots(organisation: Organisation) -> bool:
    return organisation.kind == OrganisationKind.GOVERNMENT and organisation.place.level in _GRASS_ROOTS


def _depth(organisation: Organisation) -> int:
    return len(organisation.lineage())
