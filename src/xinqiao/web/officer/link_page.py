"""Two petitions side by side: what both say, what is different, and what an officer makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xinqiao.linking.deciding import NoSuchLink, decide, link_between
from xinqiao.linking.models import Likeness, LinkState, MatterLink
from xinqiao.linking.same_place import in_one_branch
from xinqiao.people.models import Officer
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.web.officer.entering import context_for, for_officers
from xinqiao.web.officer.link_lines import sure_in_words
from xinqiao.web.officer.naming import named


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text, and whether the other text says them too."""

    words: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is compared, as each petition has it; whether the two disagree."""

    label: str
    one: str
    other: str
    differs: bool


@require_http_methods(["GET", "POST"])
@for_officers
def link_page(request: HttpRequest, officer: Officer, reference: str, other: str) -> HttpResponse:
    """Both texts, and the buttons. Only for an officer who may see both; both looks are logged."""
    actor = Actor.of_officer(officer)
    petition, second = petition_for(actor, reference, "view"), petition_for(actor, other, "view")
    try:
        link = link_between(petition, second)
    except NoSuchLink as fault:
        raise NoSuchPetition from fault
    if request.method == "POST":
        return _decided(request, officer, link, (petition, second))
    texts = [f"{one.title}\n{one.body}" for one in (petition, second)]
    pieces, exchanged = _compared(texts)
    page = {
        "petition": petition,
        "second": second,
        "link": link,
        "likeness": Likeness(link.likeness).label,
        "percent": round(100 * link.probability),
        "sure": sure_in_words(link.probability),
        "sides": list(zip((petition, second), pieces, strict=True)),
        "rows": _rows(petition, second, exchanged),
        "decisions": link.decisions.select_related("officer__organisation").order_by("-pk"),
        "is_off": not settings.XINQIAO_LANGUAGE,
    }
    return render(request, "officer/link.html", context_for(request, officer, **page))


def _decided(request: HttpRequest, officer: Officer, link: MatterLink, pair: tuple[Petition, Petition]) -> HttpResponse:
    state, note = request.POST.get("decision", ""), request.POST.get("note", "")[:500]
    if state in LinkState.values and decide(officer, link, LinkState(state), note=note):
        messages.success(request, _told(LinkState(state)))
    address = reverse("officer:link", args=[pair[0].reference, pair[1].reference])
    return HttpResponseRedirect(address)


def _told(state: LinkState) -> str:
    return {
        LinkState.CONFIRMED: _("Noted: the same matter. Each petition keeps its own person, clocks and answer."),
        LinkState.REFUSED: _("Noted: not the same matter."),
        LinkState.OPEN: _("The decision is taken back."),
    }[state]


def _compared(texts: Sequence[str]) -> tuple[list[list[Piece]], list[tuple[str, str]]]:
    """Each text in pieces, and names that stand in each other's place; unmarked where this is switched off."""
    one, other = texts
    if not settings.XINQIAO_LANGUAGE:
        return [[Piece(one, False)], [Piece(other, False)]], []
    # numpy is loaded by those who compare
    passages = import_module("xinqiao.language.same_matter.evidence").shared_passages(one, other)
    renaming = import_module("xinqiao.language.same_matter.renaming")
    exchanged = renaming.renamed(one, other) if renaming.shared_share(one, other) > 0.5 else []
    ours = [(passage.start, passage.end) for passage in passages]
    theirs = sorted((passage.other_start, passage.other_end) for passage in passages)
    return [list(_pieces(one, ours)), list(_pieces(other, theirs))], [(a, b) for a, b in exchanged]


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for begin, end in spans:
        if begin < at:
            continue
        if begin > at:
            yield Piece(text[at:begin], False)
        yield Piece(text[begin:end], True)
        at = end
    if at < len(text):
        yield Piece(text[at:], False)


def _rows(one: Petition, other: Petition, exchanged: Sequence[tuple[str, str]]) -> list[Row]:
    """What is compared beside the words; another place comes first."""
    unknown = _("not registered")
    rows = [
        Row(
            _("Place"),
            one.place.full_name if one.place else unknown,
            other.place.full_name if other.place else unknown,
            in_one_branch(one.place, other.place) is False,
        )
    ]
    rows += [Row(_("Names in the text"), name, instead, True) for name, instead in exchanged]
    rows.append(Row(_("Received"), _day(one), _day(other), False))
    rows += [
        Row(label, first, second, first != second)
        for label, first, second in (
            (_("Kind"), named("kind", one.position.kind), named("kind", other.position.kind)),
            (_("Responsible"), _responsible(one), _responsible(other)),
        )
    ]
    return rows


def _day(petition: Petition) -> str:
    return f"{timezone.localtime(petition.registered_at):%Y-%m-%d}"


def _responsible(petition: Petition) -> str:
    organisation: Any = petition.position.responsible_organisation
    return organisation.name if organisation else "—"
