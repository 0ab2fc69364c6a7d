"""Equal documents give equal bytes; what databases write differently is refused."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any
from uuid import UUID

import pytest

from xinqiao.safeguards.canonical import NotCanonical, canonical, require_stable

IN_SHANGHAI = datetime(2026, 10, 1, 8, tzinfo=timezone(timedelta(hours=8)))


def test_the_order_of_keys_does_not_matter() -> None:
    assert canonical({"b": 1, "a": "信"}) == canonical({"a": "信", "b": 1}) == '{"a":"信","b":1}'.encode()


def test_one_moment_is_written_in_one_way() -> None:
    assert canonical({"at": IN_SHANGHAI}) == canonical({"at": datetime(2026, 10, 1, tzinfo=UTC)})


def test_dates_ids_and_nested_mappings_are_written_plainly() -> None:
    content = {"on": date(2026, 10, 1), "id": UUID(int=1), "data": MappingProxyType({"to": "x"})}
    assert canonical(content) == (b'{"data":{"to":"x"},"id":"00000000-0000-0000-0000-000000000001","on":"2026-10-01"}')


@pytest.mark.parametrize("value", [IN_SHANGHAI.replace(tzinfo=None), object(), float("nan"), {1: 1, "a": 2}, "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical({"value": value})


@pytest.mark.parametrize("value", [1.5, {1: "x"}, [{"deep": 0.1}], ({"a": 2.0},)])
def test_what_a_database_may_rewrite_is_refused_with_its_place(value: Any) -> None:
    with pytest.raises(NotCanonical, match="the event"):
        require_stable({"value": value}, "the event")


def test_ordinary_content_is_stable() -> None:
    require_stable({"a": [1, "x", None, True, {"b": date(2026, 1, 1)}]})
