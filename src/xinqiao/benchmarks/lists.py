"""How long does an officer wait for a list of work at 100,000 petitions, beside a peer's list of tickets?"""

from typing import Any

from xinqiao.benchmarks.crowded import on_each_database
from xinqiao.benchmarks.peers import LIST_P95_MS, PETITIONS, SMALL_PETITIONS, baseline
from xinqiao.benchmarks.visiting import SERVER, visit
from xinqiao.benchmarks.worklists import PAGES

PROMISED = 0.1


def measure(*, small: bool = False, texts: str = "") -> dict[str, Any]:
    """Each tab of the desk over HTTP, on each database; the worst 95th percentile as a share of the peer's."""
    total = SMALL_PETITIONS if small else PETITIONS
    rounds = 3 if small else 60
    measured = {
        name: visit(environment, PAGES, rounds=rounds) for name, environment in on_each_database(total, texts=texts)
    }
    ratios = {
        name: round(max(page["p95_ms"] for page in pages.values()) / LIST_P95_MS[name], 3)
        for name, pages in measured.items()
    }
    return {
        "kept": max(ratios.values()) <= PROMISED,
        "promised_ratio": PROMISED,
        "measured": measured,
        "baseline": baseline(LIST_P95_MS, measured),
        "ratio": max(ratios.values()),
        "ratios": ratios,
        "n": total,
        "server": SERVER,
    }
