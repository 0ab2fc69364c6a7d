"""How many petitions a second are registered over HTTP when there are 100,000 already, beside a peer's new tickets?"""

from typing import Any

from xinqiao.benchmarks.acts import THREADS, WORKERS, registrations
from xinqiao.benchmarks.crowded import on_each_database
from xinqiao.benchmarks.homes import Environment
from xinqiao.benchmarks.load import CALLERS, press
from xinqiao.benchmarks.peers import PETITIONS, SMALL_PETITIONS, SUBMISSIONS_PER_SECOND, baseline
from xinqiao.benchmarks.processes import free_port, served

PROMISED = 1.5


def measure(*, small: bool = False, texts: str = "") -> dict[str, Any]:
    """POST /api/v1/submissions without pause, each registered, sealed and receipted; the rate beside the peer's."""
    total = SMALL_PETITIONS if small else PETITIONS
    seconds = 1.0 if small else 15.0
    measured = {
        name: _pressed(environment, seconds=seconds) for name, environment in on_each_database(total, texts=texts)
    }
    ratios = {
        name: round(figures["per_second"] / SUBMISSIONS_PER_SECOND[name], 2) for name, figures in measured.items()
    }
    return {
        "kept": min(ratios.values()) >= PROMISED,
        "promised_ratio": PROMISED,
        "measured": measured,
        "baseline": baseline(SUBMISSIONS_PER_SECOND, measured),
        "ratio": min(ratios.values()),
        "ratios": ratios,
        "n": total,
        "server": f"granian, {WORKERS} workers of {THREADS} threads; {CALLERS} callers",
    }


def _pressed(environment: Environment, *, seconds: float) -> dict[str, Any]:
    port = free_port()
    command = ["xinqiao.cli", "serve", "--port", str(port), "--workers", WORKERS, "--threads", THREADS, "--no-jobs"]
    with served(command, environment, port=port, ready="/healthz"):
        # The first second warms the caches.
        press(port, registrations(), seconds=min(1.0, seconds))
        return press(port, registrations(), seconds=seconds)
