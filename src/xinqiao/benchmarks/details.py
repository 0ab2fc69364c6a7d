"""How long does an officer wait for a petition's own page among 100,000, beside a peer's page of a ticket?"""

from typing import Any

from xinqiao.benchmarks.crowded import on_each_database
from xinqiao.benchmarks.homes import in_child
from xinqiao.benchmarks.peers import DETAIL_MS, PETITIONS, SMALL_PETITIONS, baseline
from xinqiao.benchmarks.visiting import SERVER, summed, visit

PROMISED = 0.5
PETITIONS_OPENED = 20


def measure(*, small: bool = False, texts: str = "") -> dict[str, Any]:
    """Pages of the petitions with the longest past, each look logged; the median over them as a share of the peer's."""
    total = SMALL_PETITIONS if small else PETITIONS
    rounds = 2 if small else 30
    measured: dict[str, dict[str, float]] = {}
    for name, environment in on_each_database(total, texts=texts):
        references = in_child("visiting_inside.with_a_past", environment, count=PETITIONS_OPENED)
        pages = {reference: ("office_head", f"/desk/petitions/{reference}/") for reference in references}
        visited = visit(environment, pages, rounds=rounds)
        measured[name] = summed(page["p50_ms"] for page in visited.values()) | {
            "p95_ms": max(page["p95_ms"] for page in visited.values())
        }
    ratios = {name: round(page["p50_ms"] / DETAIL_MS[name], 3) for name, page in measured.items()}
    return {
        "kept": max(ratios.values()) <= PROMISED,
        "promised_ratio": PROMISED,
        "measured": measured,
        "baseline": baseline(DETAIL_MS, measured),
        "ratio": max(ratios.values()),
        "ratios": ratios,
        "n": total,
        "server": SERVER,
    }
