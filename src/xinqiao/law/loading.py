"""Making a statute of a pack's files, strictly: everything unknown, missing or contradictory is one clear sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from xinqiao.law.amendments import amendments_of
from xinqiao.law.calendars import load_calendar
from xinqiao.law.checks import check_references
from xinqiao.law.clockwork import read_clocks, read_limits
from xinqiao.law.entries import Entry, entries
from xinqiao.law.files import digest_of, overlay_folders, patched, read_parts, read_yaml
from xinqiao.law.steps import read_steps
from xinqiao.law.wording import titles_for, words
from xinqiao.procedure.calendar import Calendar
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.definitions import DutySpec, ReasonSpec, StageSpec
from xinqiao.procedure.statute import Statute, Vocabulary

PACK_KEYS = (
    "id", "title", "issued_by", "in_force", "until", "zone", "calendar", "rest_days", "office_hours", "counting", "roles",
    "kinds", "routes", "organs", "conditions", "readings", "articles", "sources",
)  # fmt: skip
STAGE_KEYS = ("article", "internal", "source", "mark", "final", "final_after", "remedy", "remedies")
DUTY_KEYS = ("who", "what", "while", "due", "due_from", "instead_of", "article", "internal", "source", "mark")
REASON_KEYS = ("article", "internal", "source", "mark", "needs", "also", "when")
OVERLAY_KEYS = ("id", "title", "base", "in_force", "until", "source")


def load_statute(folder: Path, overlays: Sequence[str] = (), *, patch: Mapping[str, Any] | None = None) -> Statute:
    """Return the statute of a pack's folder with overlays laid over it, and a `patch` that is only tried last.

    PackError says what is wrong and where.
    """
    try:
        found = _load(folder, overlays, patch or {})
        return replace(found, editions=tuple(_editions(found, folder, overlays, patch or {})))
    except PackError as fault:
        raise PackError(f"{folder.name}/{fault}") from None


def _editions(
    found: Statute, folder: Path, overlays: Sequence[str], patch: Mapping[str, Any]
) -> Iterator[tuple[date, Statute]]:
    """Yield the statute with its amended limits from each day on; it stays one statute with one digest."""
    parts = _parts(folder, overlays, patch)
    for day, amended in amendments_of(parts["limits"], found.in_force).items():
        edition = _load(folder, overlays, {**patch, "limits": {**patch.get("limits", {}), **amended}})
        yield day, replace(edition, digest=found.digest)


def _load(folder: Path, overlays: Sequence[str], patch: Mapping[str, Any]) -> Statute:
    parts = _parts(folder, overlays, patch)
    for name in ("pack", "limits", "clocks", "stages", "steps"):
        if name not in parts:
            raise PackError(f"{name}: the part is missing.")
    pack = Entry("pack.yaml", parts["pack"], PACK_KEYS)
    stages = read_stages(parts["stages"])
    limits = read_limits(parts["limits"], pack)
    vocabulary = Vocabulary(
        frozenset(pack.texts("roles")),
        frozenset(pack.texts("kinds")),
        frozenset(pack.texts("routes")),
        {name: tuple(roles) for name, roles in pack.mapped("organs").items()},
        titles_for(folder),
        words,
    )
    statute = Statute(
        id=pack.text("id"),
        title=pack.mapped("title"),
        in_force=pack.day("in_force"),
        until=pack.day("until") if pack.raw.get("until") is not None else None,
        overlays=tuple(overlays),
        zone=pack.text("zone"),
        digest=digest_of(parts),
        calendar=_calendar(folder, pack),
        clocks=read_clocks(parts["clocks"], limits),
        steps=read_steps(parts["steps"], stages),
        stages=stages,
        duties=read_duties(parts.get("duties", [])),
        reasons=read_reasons(parts.get("reasons", {})),
        limits={name: limit.value for name, limit in limits.items()},
        named=pack.mapped("conditions"),
        vocabulary=vocabulary,
        place=folder.parent.name,
        item_articles=frozenset(str(item) for item in pack.mapped("articles").get("items", ())),
    )
    if statute.id != folder.name:
        raise PackError(f"pack.yaml: the id '{statute.id}' is not the name of its folder.")
    check_references(statute)
    return statute


def _calendar(folder: Path, pack: Entry) -> Calendar:
    try:
        zone = ZoneInfo(pack.text("zone"))
    except (ZoneInfoNotFoundError, ValueError):
        raise PackError(f"pack.yaml: '{pack.text('zone')}' is no zone of the time zone database.") from None
    return load_calendar(
        folder.parent / pack.text("calendar"), pack.texts("rest_days"), pack.texts("office_hours"), zone
    )


def _parts(folder: Path, overlays: Sequence[str], patch: Mapping[str, Any]) -> dict[str, Any]:
    laid = [one for name in overlays for one in _overlay(folder, name)]
    return patched(read_parts(folder), [*laid, ("tried", dict(patch))])


def _overlay(folder: Path, name: str) -> list[tuple[str, dict[str, Any]]]:
    """What an overlay sets otherwise in every statute, then what only in this one: a folder there named like it."""
    found = overlay_folders(folder.parent).get(name)
    if found is None:
        raise PackError(f"overlays: there is no overlay '{name}' for this place.")
    about = Entry(f"overlays/{name}", read_yaml(found / "overlay.yaml"), OVERLAY_KEYS)
    if folder.name not in about.texts("base"):
        raise PackError(f"overlays/{name}: it is not made for {folder.name}.")
    return [(name, read_parts(found)), (f"{name}/{folder.name}", read_parts(found / folder.name))]


def read_stages(raw: Any) -> Mapping[str, StageSpec]:
    """Return the stages; a final one must say the next remedy, or why there is none."""
    stages = {}
    for name, entry in entries("stages.yaml", raw, STAGE_KEYS):
        article, internal, _ = entry.basis()
        stages[name] = StageSpec(
            name,
            article,
            internal,
            entry.flag("final"),
            entry.optional_text("final_after"),
            entry.optional_text("remedy"),
            entry.mapped("remedies"),
        )
        if (stages[name].final or stages[name].final_after) and stages[name].remedy is None:
            raise PackError(f"{entry.where} is final and needs 'remedy': the next remedy, or that there is none.")
    return stages


def read_duties(raw: Any) -> tuple[DutySpec, ...]:
    """Return the duties that no clock carries by itself."""
    duties = []
    for number, item in enumerate(raw, start=1):
        entry = Entry(f"duties.yaml: duty {number}", item, DUTY_KEYS)
        article, internal, _ = entry.basis()
        duties.append(
            DutySpec(
                entry.text("who"),
                entry.text("what"),
                entry.raw.get("while"),
                article,
                internal,
                entry.optional_text("due"),
                entry.optional_text("due_from"),
                entry.optional_text("instead_of"),
            )
        )
    return tuple(duties)


def read_reasons(raw: Any) -> Mapping[str, ReasonSpec]:
    """Return the grounds for declining by code; an older name of a code stands for one ground only."""
    reasons: dict[str, ReasonSpec] = {}
    names: set[str] = set()
    for code, entry in entries("reasons.yaml", raw, REASON_KEYS):
        article, internal, mark = entry.basis()
        reasons[code] = ReasonSpec(
            code, article, internal, mark, entry.texts("needs"), entry.texts("also"), entry.raw.get("when")
        )
        for name in (code, *reasons[code].also):
            if name in names:
                raise PackError(f"{entry.where}: the code '{name}' is written twice.")
            names.add(name)
    return reasons
