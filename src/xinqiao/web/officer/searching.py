"""Which petitions that I may see say these words, and how are they spread over stages, kinds, places and years?"""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xinqiao.people.models import Officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Document, Petition
from xinqiao.petitions.searching.excerpts import Part, Reading, best_of
from xinqiao.petitions.searching.filling import BATCH, count_waiting, fill, words_of
from xinqiao.petitions.searching.marking import READABLE
from xinqiao.petitions.searching.narrowing import (
    COUNTED,
    FACETS,
    NEWEST,
    SORTS,
    Narrowing,
    Standing,
    counted,
    page_after,
    place_of,
    standings,
)
from xinqiao.petitions.searching.query import saying
from xinqiao.petitions.searching.words import UnsearchableWords, Word, read_words
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.codes import UnreadableReference, read_reference
from xinqiao.safeguards.permissions import Permission
from xinqiao.safeguards.searched_words import fingerprints
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.facets import facets_of, names_of_sorts
from xinqiao.web.officer.saved_filters import saved_by
from xinqiao.web.officer.worklist import Line, line_of, listed, refresh_outdated

PAGE = 30
WAITING_SHOWN = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is searched for: the line as typed, its words, what narrows it, the order and where the page begins."""

    line: str
    words: list[Word]
    narrowing: Narrowing
    sort: str
    after: str

    @classmethod
    def read(cls, asked: Any) -> "Search":
        """The search of an address. Raises UnsearchableWords."""
        line = asked.get("q", "").strip()
        sort = asked.get("sort", "")
        chosen = {facet: asked.get(facet, "")[:40] for facet in FACETS}
        return cls(
            line=line,
            words=read_words(line),
            narrowing=Narrowing(**{facet: value for facet, value in chosen.items() if "\x00" not in value}),
            sort=sort if sort in SORTS else NEWEST,
            after=asked.get("after", ""),
        )

    def address(self, **changed: str) -> str:
        """The query of an address with this search, some of it changed; a new narrowing begins at the top."""
        parts = {"q": self.line, **self.narrowing.chosen, "sort": "" if self.sort == NEWEST else self.sort} | changed
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def petitions_for(self, officer: Officer, *, on: date) -> QuerySet[Petition]:
        """The petitions the officer may see that say the words and fit the narrowing."""
        visible = visible_to(Actor.of_officer(officer))
        return self.narrowing.of(saying(visible, self.words), on=on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One petition that was found: its line, its title with the words marked, and a piece of its text."""

    line: Line
    title: list[Part]
    excerpt: list[Part]


@require_safe
@for_officers
def search_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """The search, what it found, and what narrows it. A whole petition number leads straight to its petition."""
    require(officer, Permission.VIEW_FILES)
    if reference := _reference_in(request.GET.get("q", "")):
        return redirect("officer:petition", reference=reference)
    today = timezone.localdate()
    page: dict[str, Any] = {"line": request.GET.get("q", "").strip(), "today": today, "saved": saved_by(officer)}
    try:
        search = Search.read(request.GET)
    except UnsearchableWords as fault:
        page["fault"] = str(fault)
        return render(request, "officer/search.html", context_for(request, officer, **page), status=422)
    refresh_outdated(today)
    page["waiting"] = count_waiting(at_most=WAITING_SHOWN) if fill() == BATCH else 0
    _note(officer, search)
    page |= _found(officer, search, on=today)
    return render(request, "officer/search.html", context_for(request, officer, **page))


def _found(officer: Officer, search: Search, *, on: date) -> dict[str, Any]:
    petitions = search.petitions_for(officer, on=on)
    top = standings(petitions, sort=search.sort)
    page = page_after(petitions, sort=search.sort, after=search.after, size=PAGE) if search.after else top[: PAGE + 1]
    following = place_of(page[PAGE - 1], sort=search.sort) if len(page) > PAGE else ""
    return {
        "search": search,
        "found": _lines(officer, page[:PAGE], search.words, on=on),
        "total": min(len(top), COUNTED),
        "has_more": len(top) > COUNTED,
        "facets": facets_of(counted(top, on=on), search),
        "sorts": [(search.address(sort=sort), name, sort == search.sort) for sort, name in names_of_sorts().items()],
        "this_search": search.address(),
        "next_page": search.address(after=following) if following else "",
        "first_page": search.address() if search.after else "",
        "single_words": _single_words(search),
        "without_facets": search.address(**dict.fromkeys(FACETS, "")) if search.narrowing.chosen else "",
    }


def _single_words(search: Search) -> list[tuple[str, str]]:
    """Each of several words alone: what to try when together they find nothing."""
    return [(search.address(q=one.folded), one.folded) for one in search.words] if len(search.words) > 1 else []


def _lines(officer: Officer, page: list[Standing], words: list[Word], *, on: date) -> list[Found]:
    """The petitions of a page in its order, with the words marked where they stand."""
    visible = visible_to(Actor.of_officer(officer))
    numbers = [one.number for one in page]
    rows = listed(visible.filter(search_entry__number__in=numbers)).defer(None).select_related("search_entry")
    by_number = {row.search_entry.number: row for row in rows}
    shown = [by_number[number] for number in numbers if number in by_number]
    read = {one.pk: (Reading(one.title or one.reference, words), Reading(one.body, words)) for one in shown}
    elsewhere = [one for one in shown if any(_missing(word, read[one.pk]) for word in words)]
    writings = _writings_of(elsewhere)
    return [
        Found(
            line=line_of(one, on=on),
            title=read[one.pk][0].marked(),
            excerpt=best_of([read[one.pk][1], *(Reading(text, words) for text in writings.get(one.pk, ()))]).excerpt(),
        )
        for one in shown
    ]


def _missing(word: Word, readings: tuple[Reading, ...]) -> bool:
    return not any(word.folded in reading.said for reading in readings)


def _writings_of(petitions: list[Petition]) -> dict[uuid.UUID, list[str]]:
    """The words of the issued writings of some petitions, in one query; none where there is no need."""
    texts: dict[uuid.UUID, list[str]] = {}
    if petitions:
        for document in Document.objects.filter(petition__in=petitions, state__in=READABLE).order_by("pk"):
            texts.setdefault(document.petition_id, []).append(words_of(document))
    return texts


def _reference_in(line: str) -> str:
    try:
        return read_reference(line)
    except UnreadableReference:
        return ""


def _note(officer: Officer, search: Search) -> None:
    """A search by words is a look at files: it stands in the officer's chain of the access log."""
    if search.words:
        look = Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            what=Access.SEARCH,
            purpose="search",
            reason=fingerprints(word.folded for word in search.words),
            at=timezone.now(),
        )
        record_access(look)
