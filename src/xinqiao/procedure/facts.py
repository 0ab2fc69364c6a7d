"""What happened, dated: the facts of a matter and the reading of a facts document."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from xinqiao.procedure.matter import Matter, Organisation


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated record of something that happened; `at` is aware, `by` is a role."""

    kind: str
    at: datetime
    by: str
    organisation: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    seq: int | None = None


class FactsError(Exception):
    """A document of facts that cannot be read; `message` is one sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class ImpossibleFact(FactsError):
    """A fact that cannot have happened where the matter stood; `refused` holds the reason to be put in words."""

    def __init__(self, message: str, refused: object = None) -> None:
        super().__init__(message)
        self.refused = refused


def read_day(value: object, where: str) -> date:
    """Return the date written as YYYY-MM-DD (or given as a date); FactsError names the place."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10] if "T" in value else value)
        except ValueError:
            pass
    raise FactsError(f"{where} is {value!r}, which is not a date; write it as YYYY-MM-DD.")


def read_document(document: Mapping[str, Any]) -> tuple[Matter, tuple[Fact, ...]]:
    """Return the matter and its facts from a facts document; FactsError says what is wrong and where."""
    if not isinstance(document, Mapping):
        raise FactsError("The facts document is not an object with 'matter' and 'facts'.")
    matter = _read_matter(document.get("matter") or {})
    listed = document.get("facts")
    if not isinstance(listed, list):
        raise FactsError("'facts' is missing or is not a list; give a list of facts.")
    return matter, tuple(_read_fact(item, number) for number, item in enumerate(listed, start=1))


def _read_matter(raw: object) -> Matter:
    if not isinstance(raw, Mapping):
        raise FactsError("'matter' is not an object.")
    persons = raw.get("persons", 1)
    if isinstance(persons, bool) or not isinstance(persons, int) or persons < 1:
        raise FactsError(f"'matter.persons' is {persons!r}; give the number of petitioners, 1 or more.")
    simple = raw.get("simple", False)
    if not isinstance(simple, bool):
        raise FactsError(f"'matter.simple' is {simple!r}; write true or false.")
    organisations = raw.get("organisations") or []
    if not isinstance(organisations, list):
        raise FactsError("'matter.organisations' is not a list.")
    return Matter(
        kind=_text(raw, "kind", "matter", "appeal"),
        route=_text(raw, "route", "matter", "petition_procedure"),
        simple=simple,
        persons=persons,
        accused=_optional_text(raw, "accused", "matter"),
        organisations=tuple(_read_organisation(item, number) for number, item in enumerate(organisations, start=1)),
    )


def _read_organisation(raw: object, number: int) -> Organisation:
    where = f"organisation {number}"
    if not isinstance(raw, Mapping):
        raise FactsError(f"{where} is not an object with an 'id'.")
    return Organisation(
        _text(raw, "id", where), _optional_text(raw, "parent", where), _optional_text(raw, "role", where)
    )


def _read_fact(raw: object, number: int) -> Fact:
    where = f"fact {number}"
    if not isinstance(raw, Mapping):
        raise FactsError(f"{where} is not an object with 'kind', 'at' and 'by'.")
    kind = _text(raw, "kind", where)
    where = f"fact {number} ({kind})"
    seq = raw.get("seq")
    if seq is not None and (isinstance(seq, bool) or not isinstance(seq, int)):
        raise FactsError(f"{where}: 'seq' is {seq!r}; it must be a whole number.")
    data = raw.get("data")
    if data is not None and not isinstance(data, Mapping):
        raise FactsError(f"{where}: 'data' is not an object.")
    at = read_instant(raw.get("at"), f"{where}: 'at'")
    return Fact(kind, at, _text(raw, "by", where), _optional_text(raw, "organisation", where), data or {}, seq)


def read_instant(value: object, where: str) -> datetime:
    """Return the aware datetime written as ISO 8601 with an offset; FactsError names the place."""
    at = value if isinstance(value, datetime) else None
    if isinstance(value, str):
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            raise FactsError(f"{where} is {value!r}, which is no time that exists; use ISO 8601.") from None
    if at is None:
        raise FactsError(f"{where} is missing or is not a time; use ISO 8601 with an offset.")
    if at.tzinfo is None:
        raise FactsError(f"{where} is {value!r}, which has no offset; add one, such as +08:00.")
    return at


def _text(raw: Mapping[str, Any], key: str, where: str, default: str | None = None) -> str:
    value = raw.get(key, default)
    if not isinstance(value, str) or not value:
        raise FactsError(f"{where}: '{key}' is missing or is not a text.")
    return value


def _optional_text(raw: Mapping[str, Any], key: str, where: str) -> str | None:
    value = raw.get(key)
    if value is not None and not isinstance(value, str):
        raise FactsError(f"{where}: '{key}' is {value!r}; it must be a text.")
    return value
