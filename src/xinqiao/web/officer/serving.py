"""Serving an answer at the desk: first the way, then only the questions of its proof."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act
from xinqiao.petitions.choices import service_methods
from xinqiao.petitions.proofs import FIELDS, NEEDED
from xinqiao.web.components.act_form import MOMENT_FIELD

SERVE = "serve"
_SAID: Mapping[str, str | Promise] = {
    "hand": _("Needed: who took it and signed."),
    "post": _("Needed: carrier and tracking number. It counts from the day of delivery, not of posting."),
    "left_with_witness": _("If it is refused. Needed: where, the reason given, and two witnesses with name and post."),
    "public_notice": _(
        "Only after an attempt that found nobody, and not for a sealed matter. It counts after its days."
    ),
}
_WHEN: Mapping[str, str | Promise] = {
    "hand": _("The day on which it was handed over; left empty: now."),
    "post": _("The day of delivery, as the carrier says it. The petitioner's time runs from then."),
    "left_with_witness": _("The day on which it was left there; left empty: now."),
    "public_notice": _("The day on which its days were over; left empty: now."),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way of serving as it is offered: its name, its title, and the proof it needs."""

    method: str
    title: str | Promise
    needed: str | Promise


def ways_to_serve() -> list[Way]:
    """All ways, the usual ones first."""
    return [Way(method, title, _SAID[method]) for method, title in service_methods()]


def way_chosen(request: HttpRequest, act: Act) -> str:
    """The way of serving that this page is about; empty before one is chosen, and for every other act."""
    chosen = (request.POST if request.method == "POST" else request.GET).get("method", "")
    return chosen if act.name == SERVE and chosen in FIELDS else ""


def not_asked(way: str) -> tuple[str, ...]:
    """The proof of the other ways."""
    if not way:
        return ()
    others = {name for fields in FIELDS.values() for name in fields}
    return tuple(sorted(others - set(FIELDS[way])))


def needed_for(way: str) -> tuple[str, ...]:
    """The proof of this way; by post, the day of delivery as well, which is not that of the writing down."""
    return (*NEEDED.get(way, ()), *((MOMENT_FIELD,) if way == "post" else ()))


def hints_for(way: str) -> Mapping[str, str | Promise]:
    """What is said beside the day."""
    return {MOMENT_FIELD: _WHEN[way]} if way else {}
