"""Which database holds the data: the embedded one in XINQIAO_HOME, or the one DATABASE_URL names?"""

import os
from typing import Any

import dj_database_url

from xinqiao.config.settings.place import XINQIAO_HOME

DATABASE_URL = os.environ.get("DATABASE_URL") or f"sqlite:///{XINQIAO_HOME / 'xinqiao.sqlite3'}"

# Every acknowledged submission is on the disk before the receipt leaves: synchronous=FULL.
# IMMEDIATE takes the write lock at BEGIN, so two acts wait for one another instead of failing half way.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA cache_size=-16000;"
    ),
}


def database_from(url: str) -> dict[str, Any]:
    """The Django description of the database at `url`, with our options for its kind."""
    described: dict[str, Any] = dict(dj_database_url.parse(url))
    if described["ENGINE"] == "django.db.backends.sqlite3":
        described["OPTIONS"] = dict(SQLITE_OPTIONS)
    else:
        described["CONN_HEALTH_CHECKS"] = True
        options = described.setdefault("OPTIONS", {})
        # What every act reads and writes is planned once for a connection. Behind a pool that hands out connections by
        # transaction a plan is not found again: `?prepare_threshold=none` at the end of DATABASE_URL does without.
        threshold = options.get("prepare_threshold", "0")
        options["prepare_threshold"] = None if threshold == "none" else int(threshold)
    described["CONN_MAX_AGE"] = 60
    return described


DATABASES = {"default": database_from(DATABASE_URL)}
