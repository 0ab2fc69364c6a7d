"""Reading the limits and the clocks of a pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xinqiao.law.amendments import AMENDED
from xinqiao.law.entries import BASIS, Entry, entries
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.counting import FIRST_DAYS, ROLLS, UNITS, Counting
from xinqiao.procedure.definitions import ClockSpec, On

LIMIT_KEYS = ("value", "unit", "first_day", "roll", AMENDED, *BASIS)
CLOCK_KEYS = (
    "holder", "limit", "due_from", "starts", "met_by", "ended_by", "paused", "extended_by", "unused", "kept_by",
    "shadow", "duty", "on_lapse", *BASIS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limit:
    """A length with its unit, and the way it is counted."""

    name: str
    value: int
    counting: Counting


def read_limits(raw: Any, pack: Entry) -> Mapping[str, Limit]:
    """Return the limits; what one leaves out is taken from the pack's `counting`."""
    default = Entry("pack.yaml: 'counting'", pack.mapped("counting"), ("unit", "first_day", "roll", *BASIS))
    default.basis()
    limits = {}
    for name, entry in entries("limits.yaml", raw, LIMIT_KEYS):
        entry.basis()
        value = entry.whole("value")
        counting = Counting(
            value,
            entry.choice("unit", UNITS, default.choice("unit", UNITS, "")),
            entry.choice("first_day", FIRST_DAYS, default.choice("first_day", FIRST_DAYS, "")),
            entry.choice("roll", ROLLS, default.choice("roll", ROLLS, "")),
        )
        limits[name] = Limit(name, value, counting)
    return limits


def read_clocks(raw: Any, limits: Mapping[str, Limit]) -> Mapping[str, ClockSpec]:
    """Return the clocks, each with its length taken from the limits or its due date from a fact."""
    return {name: _read_clock(name, entry, limits) for name, entry in entries("clocks.yaml", raw, CLOCK_KEYS)}


def _read_clock(name: str, entry: Entry, limits: Mapping[str, Limit]) -> ClockSpec:
    article, internal, mark = entry.basis()
    limit, due_from = entry.optional_text("limit"), entry.optional_text("due_from")
    if (limit is None) == (due_from is None):
        raise PackError(f"{entry.where} needs either 'limit' or 'due_from'.")
    if limit is not None and limit not in limits:
        raise PackError(f"{entry.where}: the limit '{limit}' is not in limits.yaml.")
    paused = Entry(f"{entry.where}: 'paused'", entry.mapped("paused"), ("from", "to", *BASIS))
    return ClockSpec(
        name=name,
        article=article,
        internal=internal,
        mark=mark,
        holder=entry.text("holder"),
        counting=None if limit is None else limits[limit].counting,
        due_from=due_from,
        starts=_ons(entry, "starts"),
        met_by=_ons(entry, "met_by"),
        ended_by=_ons(entry, "ended_by"),
        paused_by=paused.optional_text("from"),
        resumed_by=paused.optional_text("to"),
        extended_by=entry.optional_text("extended_by"),
        unused=entry.choice("unused", ("late", "lapsed"), "late"),
        kept_by=entry.optional_text("kept_by"),
        shadow=entry.optional_text("shadow"),
        duty=entry.optional_text("duty"),
        on_lapse=tuple(entry.listed("on_lapse")),
        source=entry.optional_text("source"),
    )


def _ons(entry: Entry, key: str) -> tuple[On, ...]:
    ons = []
    for item in entry.listed(key):
        if isinstance(item, str):
            ons.append(On(item))
            continue
        on = Entry(f"{entry.where}: '{key}'", item, ("fact", "when", "article", "as_of"))
        article, as_of = on.optional_text("article"), on.optional_text("as_of")
        ons.extend(On(fact, item.get("when"), article, as_of) for fact in on.texts("fact"))
    return tuple(ons)
