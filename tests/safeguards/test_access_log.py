"""Every look at a file is logged; the petitioner learns which offices looked; the log shows tampering."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection

from xinqiao.safeguards import access_log
from xinqiao.safeguards.access_log import (
    Access,
    Look,
    PurposeMissing,
    openings_of,
    record_access,
    verify_access_log,
)
from xinqiao.safeguards.models import AccessEntry
from xinqiao.safeguards.models.append_only import AppendOnlyFault

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
FILE = UUID(int=7)


def looked(hours: int, organisation: str = "bureau", what: Access = Access.VIEW, **more: Any) -> AccessEntry:
    at = MORNING + timedelta(hours=hours)
    values = {"actor_id": 1, "petition_id": FILE, "purpose": "handling", **more}
    return record_access(Look(what=what, at=at, organisation_id=organisation, **values))


def test_the_petitioner_learns_which_offices_opened_the_file_and_when() -> None:
    looked(0)
    looked(5, "office")
    looked(2)
    looked(3, what=Access.PRINT)
    looked(1, petition_id=UUID(int=8))
    assert openings_of(FILE) == [
        ("bureau", Access.VIEW, 2, MORNING, MORNING + timedelta(hours=2)),
        ("bureau", Access.PRINT, 1, MORNING + timedelta(hours=3), MORNING + timedelta(hours=3)),
        ("office", Access.VIEW, 1, MORNING + timedelta(hours=5), MORNING + timedelta(hours=5)),
    ]


def test_an_identity_is_not_shown_without_a_written_reason() -> None:
    with pytest.raises(PurposeMissing, match=r"\w"):
        looked(0, what=Access.IDENTITY, reason="  ")
    assert not AccessEntry.objects.exists()
    entry = looked(0, what=Access.IDENTITY, reason="to serve the answer by hand", petition_id=str(FILE))
    assert entry.purpose == "handling: to serve the answer by hand"
    assert entry.petition_id == FILE
    assert str(entry) == f"petition:{FILE} 1"


def test_searches_are_linked_by_officer_and_identities_by_identity() -> None:
    assert looked(0, petition_id=None, what=Access.SEARCH).chain == "actor:1"
    assert looked(0, petition_id=None, identity_id=FILE).chain == f"identity:{FILE}"


def test_an_untouched_log_is_whole() -> None:
    for hour in range(3):
        looked(hour)
        looked(hour, petition_id=None, what=Access.SEARCH)
    assert verify_access_log() == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("DELETE FROM safeguards_accessentry WHERE seq = 2", "missing"),
        ("DELETE FROM safeguards_accessentry WHERE seq = 1", "missing"),
        ("UPDATE safeguards_accessentry SET organisation_id = 'other' WHERE seq = 2", "altered"),
        ("UPDATE safeguards_accessentry SET seq = 9 WHERE seq = 2", "altered"),
        ("UPDATE safeguards_accessentry SET previous = hash WHERE seq = 2", "missing"),
    ],
)
def test_a_log_that_was_tampered_with_shows_it(statement: str, told: str) -> None:
    for hour in range(3):
        looked(hour)
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert any(told in str(fault) for fault in verify_access_log())


def test_the_log_can_neither_be_changed_nor_emptied_by_ordinary_code() -> None:
    entry = looked(0)
    with pytest.raises(AppendOnlyFault):
        entry.save()
    with pytest.raises(AppendOnlyFault):
        AccessEntry.objects.all().delete()


def test_of_two_readers_at_once_the_later_one_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    add, losses = access_log._add, [IntegrityError(), IntegrityError()]

    def lose_twice(look: Look) -> AccessEntry:
        if losses:
            raise losses.pop()
        return add(look)

    monkeypatch.setattr(access_log, "_add", lose_twice)
    assert looked(0).seq == 1


def test_a_log_that_cannot_be_written_stops_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(look: Look) -> AccessEntry:
        raise IntegrityError

    monkeypatch.setattr(access_log, "_add", fail)
    with pytest.raises(IntegrityError):
        looked(0)
