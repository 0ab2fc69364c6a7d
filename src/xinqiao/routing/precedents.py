"""Which answered petitions are nearest to this one, who answered them and how? For an officer to compare, never to decide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xinqiao.people.models import Organisation
from xinqiao.petitions.models import Event, Petition
from xinqiao.petitions.searching.folding import fold
from xinqiao.routing.by_words import READ_CHARACTERS, TreeReader
from xinqiao.routing.confirmed import newest_saying
from xinqiao.routing.functions import functions
from xinqiao.routing.subject import reader_in_use

SHOWN = 5
# So many words of the letter are looked up; the newest petitions with each are compared word by word.
_MOST_WORDS = 8
_LEAST_NEAR = 0.1
_SHARED_SHOWN = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Precedent:
    """An earlier petition with its answer: who gave it, when, with which outcome; what both say; nearness from 0 to 1."""

    petition: Petition
    organisation: Organisation | None
    replied_at: datetime
    outcome: str
    shared: tuple[str, ...]
    nearness: float


def precedents_of(petition: Petition, earlier: QuerySet[Petition]) -> tuple[Precedent, ...]:
    """The answered petitions of `earlier` nearest to `petition`, nearest first, at most five. Raises ModelRefused.

    Give it `petitions.access.visible_to(actor)`. Accusations are in none of it: neither asked for nor shown.
    """
    if petition.kind == "accusation":
        return ()
    text = _text(petition)
    words = _words(text)
    ids = {pk for word in words for pk in newest_saying(earlier, word)} - {petition.pk}
    answers = _answers(ids)
    found = {one.pk: one for one in earlier.filter(pk__in=answers).select_related("place", "position")}
    near = {one.id: one.nearness for one in _nearest(text, list(found.values()))}
    ordered = sorted((pk for pk in found if near.get(str(pk), 0.0) >= _LEAST_NEAR), key=lambda pk: -near[str(pk)])
    return tuple(
        Precedent(
            petition=found[pk],
            organisation=answers[pk].organisation,
            replied_at=answers[pk].occurred_at,
            outcome=str(answers[pk].data.get("outcome", "")),
            shared=tuple(word for word in words if word in _text(found[pk]))[:_SHARED_SHOWN],
            nearness=near[str(pk)],
        )
        for pk in ordered[:SHOWN]
    )


def _words(text: str) -> list[str]:
    """What the letter is looked up by: words of the subjects and of the functions, the longest first."""
    title, _, body = text.partition("\n")
    of_subject = [one.word for one in TreeReader().read_letter(title, body).evidence]
    of_functions = [word for function in functions() for word in function.words_in(text)]
    return sorted(dict.fromkeys([*of_subject, *of_functions]), key=len, reverse=True)[:_MOST_WORDS]


def _answers(ids: set[UUID]) -> dict[UUID, Event]:
    """The newest written answer of each petition that has one; one that was declared void does not count."""
    rows = Event.objects.filter(petition_id__in=ids, kind__in=("replied", "voided")).select_related("organisation")
    events = list(rows.order_by("petition_id", "seq"))
    void = {(one.petition_id, one.mends) for one in events if one.kind == "voided"}
    return {one.petition_id: one for one in events if one.kind == "replied" and (one.petition_id, one.seq) not in void}


def _nearest(text: str, known: Sequence[Petition]) -> Iterator[Any]:
    if not known:
        return iter(())
    # Arrays are heavy to load: only on the page of precedents.
    kept, digest = reader_in_use()
    model = kept if digest else _own_model()
    collection = import_module("xinqiao.language.subjects.precedents").Precedents
    letters = [(str(one.pk), "", _text(one)) for one in known]
    nearest: Iterator[Any] = iter(collection(model, letters).nearest(text, len(letters)))
    return nearest


@cache
def _own_model() -> Any:
    return import_module("xinqiao.language.subjects.teaching").own_model()


def _text(petition: Petition) -> str:
    return fold(f"{petition.title}\n{petition.body[:READ_CHARACTERS]}")
