"""One row of a file as a petition of the past, or the reason why it cannot be one: nothing is mended silently."""

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.intake.arrivals import BODY_LIMIT, TITLE_LIMIT, text_fault
from xinqiao.intake.places import place_written
from xinqiao.people.models import Place
from xinqiao.petitions.choices import kinds

_ID_LIMIT = 60
_USER_LIMIT = 100
_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:\.\d+)?秒?)?)?"
)


class RowFault(Exception):
    """The row is not taken; str() is one sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPetition:
    """What a row says. `number` is the source's own, empty where the file has none; `digest` is of the whole row."""

    number: str
    digest: str
    user: str
    title: str
    body: str
    received_at: datetime
    reply: str = ""
    replied_at: datetime | None = None
    kind: str = "appeal"
    place: Place | None = None
    place_text: str = ""

    @property
    def body_sha256(self) -> str:
        """By this a row that came before is known again."""
        return hashlib.sha256(self.body.encode()).hexdigest()


def read_row(values: Sequence[Any], columns: Mapping[str, int], *, now: datetime) -> PastPetition:
    """The petition a row tells of. Raises RowFault."""
    cells = {name: _cell(values, position) for name, position in columns.items()}
    body, title, reply = _text(cells, "body"), _text(cells, "title"), _text(cells, "reply")
    if not body.strip():
        raise RowFault(_("The text is empty."))
    for text, limit in ((body, BODY_LIMIT), (title, TITLE_LIMIT), (reply, BODY_LIMIT)):
        if fault := text_fault(text, limit=limit):
            raise RowFault(fault)
    received_at = _moment(cells.get("received_at"), now=now, what=_("day of receipt"))
    if received_at is None:
        raise RowFault(_("The day of receipt is missing."))
    place_text = _text(cells, "place")[:TITLE_LIMIT]
    return PastPetition(
        number=_number(cells.get("id")),
        digest=_digest(values),
        user=_text(cells, "user").strip()[:_USER_LIMIT],
        title=title.strip(),
        body=body,
        received_at=received_at,
        reply=reply,
        replied_at=_replied_at(cells.get("replied_at"), reply, received_at, now=now),
        kind=_kind(_text(cells, "kind").strip()),
        place=place_written(place_text),
        place_text=place_text.strip(),
    )


def _replied_at(value: Any, reply: str, received_at: datetime, *, now: datetime) -> datetime | None:
    replied_at = _moment(value, now=now, what=_("day of the reply"))
    if bool(reply.strip()) != (replied_at is not None):
        if reply.strip():
            raise RowFault(_("There is a reply, but no day on which it was given."))
        raise RowFault(_("There is a day of a reply, but no text of it."))
    if replied_at is not None and replied_at < received_at:
        raise RowFault(
            _("The reply of %(replied)s is earlier than the petition of %(received)s.")
            % {"replied": f"{replied_at:%Y-%m-%d %H:%M}", "received": f"{received_at:%Y-%m-%d %H:%M}"}
        )
    return replied_at


def _cell(values: Sequence[Any], position: int) -> Any:
    value = values[position] if position < len(values) else None
    return None if isinstance(value, float) and math.isnan(value) else value


def _text(cells: Mapping[str, Any], name: str) -> str:
    value = cells.get(name)
    return "" if value is None else str(value)


def _number(value: Any) -> str:
    """The source's number; a spreadsheet writes 2549 as 2549.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    number = "" if value is None else str(value).strip()
    if len(number) > _ID_LIMIT or "\x00" in number:
        raise RowFault(_("The number of the row is longer than %(limit)d characters.") % {"limit": _ID_LIMIT})
    return number


def _kind(value: str) -> str:
    known = {code: code for code, _label in kinds()}
    if not value:
        return "appeal"
    if value not in known:
        raise RowFault(_("The kind “%(kind)s” is not appeal, suggestion or accusation.") % {"kind": value[:40]})
    return value


def _moment(value: Any, *, now: datetime, what: str) -> datetime | None:
    """The moment in a cell, in the office's own zone where the cell names none; None for an empty cell."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    moment = _as_moment(value)
    if moment is None:
        raise RowFault(
            _("The %(what)s “%(value)s” is not a time that exists.") % {"what": what, "value": str(value)[:40]}
        )
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment, timezone.get_default_timezone())
    if moment > now:
        raise RowFault(_("The %(what)s “%(value)s” is in the future.") % {"what": what, "value": str(value)[:40]})
    return moment


def _as_moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        if found := _MOMENT.fullmatch(text):
            parts = [int(part) for part in found.groups() if part is not None]
            return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - made aware by the caller
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _digest(values: Sequence[Any]) -> str:
    """Of everything the row says; with it a row without a number is known again."""
    joined = "\x1f".join("" if value is None else str(value) for value in values)
    return hashlib.sha256(joined.encode(errors="surrogatepass")).hexdigest()[:40]
