"""How are the facets of a search called, how many petitions has each value, and which address narrows to it?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from xinqiao.law.library import statutes
from xinqiao.people.models import Organisation, Place
from xinqiao.petitions.models import Channel
from xinqiao.petitions.searching.narrowing import DUE, FACETS, NEWEST, OLDEST
from xinqiao.web.officer.naming import stage_title
from xinqiao.web.officer.worklist import KINDS

if TYPE_CHECKING:
    from xinqiao.web.officer.searching import Search

# Of organisations and places the most frequent ones; what is further down is found by narrowing first.
SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet in words, how many petitions have it, and where its link leads."""

    words: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet with those of its values that occur; a chosen one leads back to all of them."""

    name: str
    title: str
    choices: list[Choice]


def facets_of(counts: Mapping[str, Counter[str]], search: "Search") -> list[Facet]:
    """The facets that have something to choose, or are chosen."""
    facets = []
    for facet in FACETS:
        chosen = search.narrowing.chosen.get(facet, "")
        values = _in_order(facet, counts[facet])
        if chosen and chosen not in values:
            values.append(chosen)
        names = _names(facet, values)
        choices = [
            Choice(
                words=names.get(value, value),
                count=counts[facet][value],
                address=search.address(**{facet: "" if value == chosen else value}),
                is_chosen=value == chosen,
            )
            for value in values
        ]
        if len(choices) > 1 or chosen:
            facets.append(Facet(name=facet, title=_titles()[facet], choices=choices))
    return facets


def chosen_in_words(narrowing: Mapping[str, str]) -> list[tuple[str, str]]:
    """What is chosen of each facet: (title of the facet, value in words)."""
    return [(_titles()[facet], _names(facet, [value]).get(value, value)) for facet, value in narrowing.items()]


def names_of_sorts() -> dict[str, str]:
    """The orders in words."""
    return {NEWEST: _("Newest first"), OLDEST: _("Oldest first"), DUE: _("Earliest due first")}


def _titles() -> dict[str, str]:
    return {
        "stage": _("Stage"),
        "kind": _("Kind"),
        "channel": _("How it came"),
        "organisation": _("Organisation"),
        "place": _("Place"),
        "due": _("Due"),
        "year": _("Year"),
    }


def _in_order(facet: str, counts: Counter[str]) -> list[str]:
    """Values in the order in which a reader looks for them: of time as it runs, else the most frequent first."""
    if facet == "year":
        return sorted(counts, reverse=True)
    if facet == "due":
        return [value for value in _due_names() if value in counts]
    return [value for value, _count in counts.most_common(SHOWN)]


def _names(facet: str, values: list[str]) -> dict[str, str]:
    if facet == "stage":
        return {value: stage_title(statutes()[-1], value) for value in values}
    if facet == "organisation":
        ids = [int(value[:18]) for value in values if value.isdecimal()]
        return {str(one.pk): one.name for one in Organisation.objects.filter(pk__in=ids)}
    if facet == "place":
        return dict(Place.objects.filter(code__in=values).values_list("code", "name"))
    fixed: dict[str, dict[str, str]] = {
        "kind": {value: str(words) for value, words in KINDS.items()},
        "channel": {str(value): str(words) for value, words in Channel.choices},
        "due": _due_names(),
        "year": {},
    }
    return fixed[facet]


def _due_names() -> dict[str, str]:
    return {
        "late": _("Late"),
        "week": _("Due until Sunday"),
        "later": _("Due later"),
        "none": _("Nothing runs"),
    }
