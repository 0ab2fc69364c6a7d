"""Does a list of work take as long with a million petitions as with ten thousand, on each database?"""

from contextlib import ExitStack
from typing import Any

from xinqiao.benchmarks.crowded import crowded
from xinqiao.benchmarks.homes import Environment, in_child, temporary_postgresql
from xinqiao.benchmarks.visiting import summed

PROMISED = 2.0
FEW, MANY = 10_000, 1_000_000
SMALL_FEW, SMALL_MANY = 400, 1_200


def measure(*, small: bool = False, texts: str = "") -> dict[str, Any]:
    """Each tab of the desk at both sizes, in turn; the worst ratio of the medians. Takes minutes and gigabytes."""
    few, many = (SMALL_FEW, SMALL_MANY) if small else (FEW, MANY)
    measured: dict[str, Any] = {}
    beside: dict[str, Any] = {"what": f"the same pages at {few} petitions"}
    for name in ("sqlite", "postgresql"):
        pages = _on(name, few, many, texts=texts, small=small)
        if pages:
            measured[name], beside[name] = pages[many], pages[few]
    ratios = {
        name: {page: round(pages[page]["p50_ms"] / beside[name][page]["p50_ms"], 2) for page in pages}
        for name, pages in measured.items()
    }
    worst = max(ratio for pages in ratios.values() for ratio in pages.values())
    return {
        "kept": worst <= PROMISED,
        "promised_ratio": PROMISED,
        "measured": measured,
        "baseline": beside,
        "ratio": worst,
        "ratios": ratios,
        "n": many,
    }


def _on(name: str, few: int, many: int, *, texts: str, small: bool) -> dict[int, dict[str, dict[str, float]]]:
    """The pages at both sizes on one database; {} where there is none."""
    rounds, openings = (1, 3) if small else (4, 15)
    with ExitStack() as stack:
        homes: dict[int, Environment] = {}
        for total in (few, many):
            url = "" if name == "sqlite" else stack.enter_context(temporary_postgresql())
            if url is None:
                return {}
            homes[total] = stack.enter_context(crowded(total, texts=texts, database_url=url))
        # In turn, so that whoever else uses the machine slows both.
        spent: dict[int, list[dict[str, list[float]]]] = {total: [] for total in homes}
        for _round in range(rounds):
            for total, environment in homes.items():
                spent[total].append(in_child("worklists_inside.open_pages", environment, openings=openings))
    return {total: {page: summed(t for one in of for t in one[page]) for page in of[0]} for total, of in spent.items()}
