"""Which column of a file is which field? By the usual names, or by a TOML map."""

import tomllib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

FIELDS = ("id", "user", "title", "received_at", "body", "reply", "replied_at", "kind", "place")
REQUIRED = ("body", "received_at")
# The names under which files usually have them; the first that a file has is taken.
USUAL_NAMES: AnyMapping[str, tuple[str, ...]] = {
    "id": ("id", "msg_id", "row_id", "reference", "number", "编号", "留言编号", "信访编号", "序号"),
    "user": ("user", "user_id", "留言用户", "用户", "用户编号"),
    "title": ("title", "subject", "标题", "留言主题", "主题", "信访标题"),
    "received_at": ("received_at", "created_at", "received", "date", "留言时间", "受理时间", "来信时间", "信访日期"),
    "body": ("body", "detail", "text", "content", "正文", "留言详情", "内容", "信访内容"),
    "reply": ("reply", "answer", "答复", "答复意见", "答复内容"),
    "replied_at": ("replied_at", "answered_at", "答复时间", "答复日期"),
    "kind": ("kind", "信访目的"),
    "place": ("place", "属地", "问题属地"),
}
_SETTINGS = ("columns", "encoding", "delimiter", "sheet", "source")


class NotImportable(Exception):
    """The file or its map cannot be used at all; str() is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What a map says: names of columns, and how the file is written where that cannot be seen."""

    columns: AnyMapping[str, str] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    # Two files of one source number their rows alike; files of different sources may use a number twice.
    source: str = ""

    def columns_in(self, header: Sequence[str]) -> dict[str, int]:
        """Field → position of its column. Raises NotImportable when one that is needed is not there."""
        found: dict[str, int] = {}
        for name in FIELDS:
            position = self._position(name, header)
            if position is not None:
                found[name] = position
        missing = [name for name in REQUIRED if name not in found]
        if missing:
            raise NotImportable(
                _("No column of the file holds %(missing)s; it has %(header)s. Name the columns in a map (--map).")
                % {"missing": ", ".join(missing), "header": ", ".join(header)}
            )
        return found

    def _position(self, name: str, header: Sequence[str]) -> int | None:
        if name in self.columns:
            if self.columns[name] not in header:
                raise NotImportable(
                    _("The map names the column “%(column)s” for %(field)s, but the file has %(header)s.")
                    % {"column": self.columns[name], "field": name, "header": ", ".join(header)}
                )
            return header.index(self.columns[name])
        lowered = [title.strip().lower() for title in header]
        return next((lowered.index(usual) for usual in USUAL_NAMES[name] if usual in lowered), None)


def read_map(path: Path) -> Mapping:
    """The map in a TOML file. Raises NotImportable."""
    try:
        read = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise NotImportable(
            _("The map %(path)s is not readable as TOML: %(fault)s") % {"path": path, "fault": fault}
        ) from fault
    strange = [name for name in read if name not in _SETTINGS]
    columns = read.get("columns", {})
    if isinstance(columns, dict):
        strange += [name for name in columns if name not in FIELDS]
    if strange or not isinstance(columns, dict):
        raise NotImportable(
            _("The map does not know “%(name)s”: it takes %(settings)s, and as columns %(fields)s.")
            % {
                "name": strange[0] if strange else "columns",
                "settings": ", ".join(_SETTINGS),
                "fields": ", ".join(FIELDS),
            }
        )
    rest = {name: str(value) for name, value in read.items() if name != "columns"}
    return Mapping(columns={name: str(column) for name, column in columns.items()}, **rest)
