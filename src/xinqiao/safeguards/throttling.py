"""May this caller of a public page try once more now?

Fixed windows counted in one statement, right with many workers on both databases. A caller is a daily
salted hash: no address is stored, and the counts of two days cannot be joined.
"""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from xinqiao.safeguards.keys import KeyPurpose, key_ring
from xinqiao.safeguards.models import AttemptWindow


class Scope(StrEnum):
    """What is counted."""

    SUBMITTING = "submitting"
    TRACKING = "tracking"
    # Wrong codes for one reference, whoever tries them.
    REFERENCE = "reference"
    UPLOADING = "uploading"
    # Whether a letter is real: by anybody who holds it.
    VERIFYING = "verifying"
    # A draft by a language model, which keeps the server busy.
    DRAFTING = "drafting"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many attempts in one window."""

    attempts: int
    window: timedelta


# A service hall or a village shares one address: wide enough for it, too narrow for a flood.
ALLOWANCES: dict[Scope, Allowance] = {
    Scope.SUBMITTING: Allowance(60, timedelta(hours=1)),
    # Files that begin to come, a tray full for each of a few dozen visitors.
    Scope.UPLOADING: Allowance(400, timedelta(hours=1)),
    Scope.TRACKING: Allowance(60, timedelta(minutes=10)),
    Scope.VERIFYING: Allowance(60, timedelta(minutes=10)),
    Scope.DRAFTING: Allowance(20, timedelta(minutes=10)),
    Scope.REFERENCE: Allowance(10, timedelta(minutes=10)),
}


class TooManyAttempts(Exception):
    """The allowance is used up; str() is one sentence for the caller, `retry_after_seconds` for the header."""

    def __init__(self, retry_after_seconds: int) -> None:
        self.retry_after_seconds = retry_after_seconds
        super().__init__(retry_after_seconds)

    def __str__(self) -> str:
        minutes = max(1, -(-self.retry_after_seconds // 60))
        return _(
            "There were too many attempts from here. Nothing is lost: please try again in %(minutes)d minutes, "
            "or come to the petition office."
        ) % {"minutes": minutes}


def count_attempt(scope: Scope, caller: str, *, at: datetime) -> None:
    """Count one attempt of this caller (a network address or a reference). Raises TooManyAttempts.

    Call it outside the transaction of what it protects, so that a refusal does not undo the count.
    """
    if settings.XINQIAO_THROTTLE in (False, "off"):
        return
    allowance = ALLOWANCES[scope]
    started_at = _window_start(at, allowance.window)
    if _count(scope, caller_hash(caller, at=at), started_at) > allowance.attempts:
        raise TooManyAttempts(int((started_at + allowance.window - at).total_seconds()) + 1)


def caller_hash(caller: str, *, at: datetime) -> str:
    """The name a caller is counted under on the local day of `at`; an IPv6 network counts as one caller."""
    on = at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    secret = key_ring().current(KeyPurpose.THROTTLE).secret
    salt = hmac.new(secret, on.isoformat().encode(), hashlib.sha256).digest()
    return hmac.new(salt, _network(caller).encode(), hashlib.sha256).hexdigest()[:32]


def forget_attempts(*, before: datetime) -> int:
    """Delete the counts of windows that began before this moment; answers how many."""
    return AttemptWindow.objects.filter(started_at__lt=before).delete()[0]


def _network(caller: str) -> str:
    """An IPv6 caller as its /64, which one household or host has whole; anything else as it is."""
    try:
        address = ipaddress.ip_address(caller.strip())
    except ValueError:
        return caller.strip()
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), 64), strict=False))
    return str(address)


def _window_start(at: datetime, window: timedelta) -> datetime:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return epoch + (at - epoch) // window * window


def _count(scope: Scope, caller: str, started_at: datetime) -> int:
    """Add one and answer the new count, in one statement that both databases know."""
    table = connection.ops.quote_name(AttemptWindow._meta.db_table)
    statement = (
        f"INSERT INTO {table} (scope, caller, started_at, count) VALUES (%s, %s, %s, 1) "
        f"ON CONFLICT (scope, caller, started_at) DO UPDATE SET count = {table}.count + 1 RETURNING count"
    )
    moment = connection.ops.adapt_datetimefield_value(started_at)
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(scope), caller, moment])
        return int(cursor.fetchone()[0])
