"""One file that says which places, organisations and officers an office has: read, checked, nothing written yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _

from xinqiao.people.models.organisation import DEPTH_LIMIT, OrganisationKind
from xinqiao.people.models.place import PlaceLevel
from xinqiao.safeguards.permissions import Permission, Role, permissions_of

_ROLES_OF_LAW = ("petition_office", "competent", "reexamination", "review", "joint_meeting")


class OfficeFileFault(Exception):
    """What is wrong with the file: one sentence for each fault, with the entry it is in."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEntry:
    """An administrative division (GB/T 2260)."""

    code: str
    name: str
    level: str
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """A body; `parent` is the next higher organ, `reexamined_by` only where another one re-examines (art. 35)."""

    code: str
    name: str
    kind: str
    place: str
    parent: str = ""
    reexamined_by: str = ""
    letter_mark: str = ""
    duties: str = ""
    address: str = ""
    phone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerEntry:
    """A person: how she signs in, her roles, for what she answers; `duty` makes her the duty officer of the body."""

    sign_in: str
    name: str
    organisation: str
    roles: list[str]
    post: str = ""
    answers_for: list[str] = field(default_factory=list)
    duty: bool = False


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """All entries, each list in an order in which nothing comes before what it names."""

    places: list[PlaceEntry]
    organisations: list[OrganisationEntry]
    officers: list[OfficerEntry]


EntryT = TypeVar("EntryT", PlaceEntry, OrganisationEntry, OfficerEntry)
TreeT = TypeVar("TreeT", PlaceEntry, OrganisationEntry)


def read_office_file(text: str) -> OfficeFile:
    """The entries of the YAML text. Raises OfficeFileFault with every fault found, not only the first."""
    try:
        told = yaml.safe_load(text) or {}
    except yaml.YAMLError as fault:
        raise OfficeFileFault([_("This is not YAML: %(fault)s") % {"fault": " ".join(str(fault).split())}]) from None
    sections = ("places", "organisations", "officers")
    if not isinstance(told, Mapping) or set(told) - set(sections):
        raise OfficeFileFault([_("The file has three lists and nothing else: places, organisations, officers.")])
    faults: list[str] = []
    places = list(_entries(told, "places", PlaceEntry, faults))
    organisations = list(_entries(told, "organisations", OrganisationEntry, faults))
    officers = list(_entries(told, "officers", OfficerEntry, faults))
    if not faults:
        faults += _faults_between(places, organisations, officers)
    if faults:
        raise OfficeFileFault(faults)
    return OfficeFile(_parents_first(places), _parents_first(organisations), officers)


def _entries(told: Mapping[str, Any], section: str, kind: type[EntryT], faults: list[str]) -> Iterator[EntryT]:
    known = {one.name: one for one in fields(kind)}
    for number, row in enumerate(told.get(section) or (), 1):
        where = f"{section} {number}"
        if not isinstance(row, Mapping):
            faults.append(_("%(where)s: give names and values, as in `code: …`.") % {"where": where})
            continue
        needed = [n for n, f in known.items() if f.default is MISSING and f.default_factory is MISSING]
        wrong = [_("%(name)s is not known") % {"name": name} for name in row if name not in known]
        wrong += [_("%(name)s is missing") % {"name": name} for name in needed if row.get(name) in (None, "", [])]
        wrong += [_("%(name)s: %(what)s") % {"name": n, "what": w} for n, v in row.items() if (w := _wrong(n, v))]
        if wrong:
            faults.append(f"{where}: {'; '.join(wrong)}.")
            continue
        given: dict[str, Any] = {n: v if isinstance(v, list | bool) else str(v) for n, v in row.items()}
        yield kind(**given)


def _wrong(name: str, value: Any) -> str:
    """What is wrong with one value by itself; "" for nothing."""
    if name in ("roles", "answers_for"):
        allowed: Sequence[str] = Role.values if name == "roles" else _ROLES_OF_LAW
        if not isinstance(value, list):
            return _("write a list, as in [a, b]")
        unknown = [str(one) for one in value if one not in allowed]
        return _("%(unknown)s is none of %(known)s") % _either(unknown[0], allowed) if unknown else ""
    choices = {"level": PlaceLevel.values, "kind": OrganisationKind.values}.get(name)
    if choices and value not in choices:
        return _("%(unknown)s is none of %(known)s") % _either(str(value), choices)
    if name == "duty" and not isinstance(value, bool):
        return _("write true or false")
    if name != "duty" and isinstance(value, list | Mapping | bool):
        return _("write one text")
    return ""


def _either(unknown: str, known: Sequence[str]) -> dict[str, str]:
    return {"unknown": unknown, "known": ", ".join(known)}


def _faults_between(
    places: Sequence[PlaceEntry], organisations: Sequence[OrganisationEntry], officers: Sequence[OfficerEntry]
) -> Iterator[str]:
    """Names that lead nowhere, names that are given twice, circles, and bodies that nobody answers for."""
    place_codes, codes = [one.code for one in places], [one.code for one in organisations]
    for what, names in (("places", place_codes), ("organisations", codes), ("officers", [o.sign_in for o in officers])):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _("%(what)s: %(name)s stands there twice.") % {"what": what, "name": name}
    led = [(f"places {one.code}", "parent", one.parent, place_codes) for one in places]
    for body in organisations:
        at = f"organisations {body.code}"
        led += [(at, "place", body.place, place_codes), (at, "parent", body.parent, codes)]
        led += [(at, "reexamined_by", body.reexamined_by, codes)]
    led += [(f"officers {one.sign_in}", "organisation", one.organisation, codes) for one in officers]
    for where, name, code, known in led:
        if code and code not in known:
            yield _("%(where)s: %(name)s names %(code)s, which is not in the file.") % {
                "where": where,
                "name": name,
                "code": code,
            }
    yield from _too_deep(places)
    yield from _too_deep(organisations)
    for body in organisations:
        yield from _faults_of_duty(body, [one for one in officers if one.organisation == body.code and one.duty])


def _faults_of_duty(body: OrganisationEntry, on_duty: Sequence[OfficerEntry]) -> Iterator[str]:
    """One person stands behind everybody's work, and may open what passes to her."""
    code = {"code": body.code}
    if not on_duty:
        yield _("organisations %(code)s: no officer there has `duty: true`. Somebody must always answer.") % code
    elif len(on_duty) > 1:
        yield _("organisations %(code)s: several officers have `duty: true`. Only one is the duty officer.") % code
    elif Permission.VIEW_FILES not in permissions_of(on_duty[0].roles):
        yield _("organisations %(code)s: the duty officer's roles open no file, so nothing could pass to her.") % code


def _too_deep(entries: "Sequence[TreeT]") -> Iterator[str]:
    parents = {entry.code: entry.parent for entry in entries}
    for entry in entries:
        if _depth(entry.code, parents) > DEPTH_LIMIT:
            yield _("%(code)s stands too deep, or above itself: the tree has at most %(limit)d levels.") % {
                "code": entry.code,
                "limit": DEPTH_LIMIT,
            }


def _depth(code: str, parents: Mapping[str, str]) -> int:
    """How many levels down the tree; one more than the limit for what is deeper or stands above itself."""
    depth, at = 1, parents[code]
    while at and depth <= DEPTH_LIMIT:
        depth, at = depth + 1, parents.get(at, "")
    return depth


def _parents_first(entries: "list[TreeT]") -> "list[TreeT]":
    parents = {entry.code: entry.parent for entry in entries}
    return sorted(entries, key=lambda entry: _depth(entry.code, parents))
