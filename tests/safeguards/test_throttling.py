"""Public pages are slowed for a flood, not for a village; no address is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from xinqiao.safeguards.models import AttemptWindow
from xinqiao.safeguards.throttling import (
    ALLOWANCES,
    Scope,
    TooManyAttempts,
    caller_hash,
    count_attempt,
    forget_attempts,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 1, 3, tzinfo=UTC)
ADDRESS = "203.0.113.7"


@pytest.fixture(autouse=True)
def throttled(settings: Any) -> None:
    settings.XINQIAO_THROTTLE = True


def use_up(scope: Scope, caller: str = ADDRESS) -> None:
    for _ in range(ALLOWANCES[scope].attempts):
        count_attempt(scope, caller, at=NOW)


@pytest.mark.parametrize("scope", Scope)
def test_the_attempt_after_the_last_allowed_one_is_refused_with_a_sentence(scope: Scope) -> None:
    use_up(scope)
    with pytest.raises(TooManyAttempts) as refused:
        count_attempt(scope, ADDRESS, at=NOW)
    assert 0 < refused.value.retry_after_seconds <= ALLOWANCES[scope].window.total_seconds()
    assert "%(" not in str(refused.value)


def test_another_caller_and_another_page_are_not_slowed() -> None:
    use_up(Scope.REFERENCE)
    count_attempt(Scope.REFERENCE, "203.0.113.8", at=NOW)
    count_attempt(Scope.TRACKING, ADDRESS, at=NOW)


def test_after_the_window_the_caller_may_try_again() -> None:
    use_up(Scope.REFERENCE)
    with pytest.raises(TooManyAttempts) as refused:
        count_attempt(Scope.REFERENCE, ADDRESS, at=NOW)
    count_attempt(Scope.REFERENCE, ADDRESS, at=NOW + timedelta(seconds=refused.value.retry_after_seconds))


@pytest.mark.parametrize("off", [False, "off"])
def test_switched_off_nothing_is_counted(settings: Any, off: object) -> None:
    settings.XINQIAO_THROTTLE = off
    use_up(Scope.REFERENCE)
    count_attempt(Scope.REFERENCE, ADDRESS, at=NOW)
    assert not AttemptWindow.objects.exists()


def test_no_address_is_stored_anywhere() -> None:
    count_attempt(Scope.TRACKING, ADDRESS, at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safeguards_attemptwindow")
        assert ADDRESS not in str(cursor.fetchall())
    assert "203" not in str(AttemptWindow.objects.get()).replace("2026", "")


def test_the_same_caller_has_another_name_on_the_next_local_day() -> None:
    before_midnight = datetime(2026, 3, 2, 15, 59, tzinfo=UTC)
    assert caller_hash(ADDRESS, at=NOW) == caller_hash(ADDRESS, at=before_midnight)
    assert caller_hash(ADDRESS, at=NOW) != caller_hash(ADDRESS, at=before_midnight + timedelta(minutes=1))


def test_the_same_caller_has_another_name_at_another_office(settings: Any, tmp_path: Path) -> None:
    here = caller_hash(ADDRESS, at=NOW)
    settings.XINQIAO_KEYS = tmp_path / "another office"
    assert caller_hash(ADDRESS, at=NOW) != here


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
        ("XQ2026-7K3M-9QW2-TZ8C", " XQ2026-7K3M-9QW2-TZ8C ", True),
    ],
)
def test_one_network_or_reference_counts_as_one_caller(one: str, other: str, is_same: bool) -> None:
    assert (caller_hash(one, at=NOW) == caller_hash(other, at=NOW)) == is_same


def test_counts_of_past_windows_are_forgotten() -> None:
    count_attempt(Scope.TRACKING, ADDRESS, at=NOW)
    count_attempt(Scope.TRACKING, ADDRESS, at=NOW + timedelta(days=1))
    assert forget_attempts(before=NOW + timedelta(hours=1)) == 1
    assert AttemptWindow.objects.count() == 1
