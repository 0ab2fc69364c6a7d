"""How quick are the peers? Figures recorded once, on one machine of two cores, with the same texts at 100,000 tickets.

They are not measured in the run beside ours: trust the order of size, not the last digit. A machine that is slower than
that one makes our own figures look worse, never better.
"""

from collections.abc import Mapping

PETITIONS = 100_000
SMALL_PETITIONS = 400
HELPDESK = (
    "django-helpdesk 2.6.1, two gunicorn workers, SQLite with synchronous=FULL or PostgreSQL 15; recorded figures"
)

# Per database: new tickets a second over HTTP; milliseconds of the officer's list (p95), of a search for a word of two
# characters, and of a ticket's own page.
SUBMISSIONS_PER_SECOND: Mapping[str, float] = {"sqlite": 155.0, "postgresql": 146.0}
LIST_P95_MS: Mapping[str, float] = {"sqlite": 380.0, "postgresql": 564.0}
SEARCH_MS: Mapping[str, float] = {"sqlite": 950.0, "postgresql": 2112.0}
DETAIL_MS: Mapping[str, float] = {"sqlite": 64.0, "postgresql": 55.0}


def baseline(figures: Mapping[str, float], databases: Mapping[str, object]) -> dict[str, object]:
    """The peer's figures for the databases that were measured, with whose they are."""
    return {"what": HELPDESK, **{name: figures[name] for name in databases}}
