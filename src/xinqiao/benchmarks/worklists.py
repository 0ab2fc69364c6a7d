"""Does a worklist page take as long with a hundred thousand petitions as with a thousand?"""

import subprocess
import sys
from contextlib import ExitStack
from typing import Any

from xinqiao.benchmarks.homes import Environment, in_child, temporary_home

PROMISED = 1.5
FEW, MANY = 1_000, 100_000
SMALL_MANY = 2_000
# Whose desk and which page of it: a handler's own work, an organisation's, a whole branch, what is over.
PAGES = {
    "my work": ("housing_handler", "/desk/?tab=mine"),
    "my organisation": ("housing_handler", "/desk/?tab=organisation"),
    "the branch of a district": ("dongdu_triage", "/desk/?tab=branch"),
    "the branch of the city": ("office_head", "/desk/?tab=branch"),
    "procedure over": ("office_head", "/desk/?tab=branch&part=over"),
}


def measure(*, small: bool = False) -> dict[str, Any]:
    """Each tab of the desk at both sizes, in turn: median of many openings in milliseconds; the worst ratio."""
    many = SMALL_MANY if small else MANY
    rounds, openings = (1, 3) if small else (5, 25)
    with ExitStack() as stack:
        homes = {total: stack.enter_context(temporary_home(XINQIAO_DEMO="1")) for total in (FEW, many)}
        for total, environment in homes.items():
            _fill(environment, total)
        # In turn, so that whoever else uses the machine slows both.
        spent: dict[int, list[dict[str, list[float]]]] = {total: [] for total in homes}
        for _round in range(rounds):
            for total, environment in homes.items():
                spent[total].append(in_child("worklists_inside.open_pages", environment, openings=openings))
    pages = {total: _summed(rounds_of) for total, rounds_of in spent.items()}
    ratios = {page: round(pages[many][page]["p50_ms"] / pages[FEW][page]["p50_ms"], 2) for page in pages[FEW]}
    return {
        "kept": max(ratios.values()) <= PROMISED,
        "promised_ratio": PROMISED,
        "measured": pages[many],
        "baseline": {**pages[FEW], "what": f"the same pages at {FEW} petitions"},
        "ratio": max(ratios.values()),
        "ratios": ratios,
        "n": many,
    }


def _fill(environment: Environment, total: int) -> None:
    command = [sys.executable, "-m", "xinqiao.cli", "demo", "--json"]
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 -- our own command
    in_child("crowd.fill", environment, total=total)


def _summed(rounds: list[dict[str, list[float]]]) -> dict[str, dict[str, float]]:
    """Per page the median and the 95th percentile over all rounds."""
    pages: dict[str, dict[str, float]] = {}
    for page in rounds[0]:
        times = sorted(milliseconds for one in rounds for milliseconds in one[page])
        pages[page] = {
            "p50_ms": round(times[len(times) // 2], 2),
            "p95_ms": round(times[len(times) * 95 // 100], 2),
            "n": len(times),
        }
    return pages
