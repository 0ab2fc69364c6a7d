"""Which promises are measured, what does each say, and was it kept just now?"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from xinqiao.benchmarks.machine import machine, versions

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Bench:
    """One promise. `module` holds `measure(small=…)`, which answers with the figures (see `run`).

    `options` are further arguments it takes; one that takes minutes and gigabytes runs only when it is named.
    """

    name: str
    promise: str
    module: str
    options: tuple[str, ...] = ()
    is_long: bool = False


BENCHES: Mapping[str, Bench] = {
    bench.name: bench
    for bench in (
        Bench("positions", "At least 5,000 positions a second on one core.", "positions"),
        Bench(
            "import",
            "2,816 petitions with their replies in under two minutes, at most 500 MB.",
            "bulk_import",
            ("file",),
        ),
        Bench(
            "act",
            "One act over HTTP at 40 % or more of the rate of a bare two-insert transaction, on each database.",
            "acts",
        ),
        Bench("worklist", "A worklist page at 100,000 petitions within 1.5 times its time at 1,000.", "worklists"),
        Bench(
            "lists",
            "An officer's list page at 100,000 petitions: p95 at most a tenth of django-helpdesk's, on each database.",
            "lists",
            ("texts",),
            is_long=True,
        ),
        Bench(
            "search",
            "A search for a word of two characters at 100,000 petitions: at most a twentieth of django-helpdesk's time.",
            "searches",
            ("texts",),
            is_long=True,
        ),
        Bench(
            "detail",
            "A petition's own page at 100,000 petitions in at most half of django-helpdesk's time.",
            "details",
            ("texts",),
            is_long=True,
        ),
        Bench(
            "submissions",
            "At 100,000 petitions at least 1.5 times as many submissions a second as django-helpdesk takes tickets.",
            "submissions",
            ("texts",),
            is_long=True,
        ),
        Bench(
            "million",
            "A worklist page at 1,000,000 petitions within twice its time at 10,000, on each database.",
            "million",
            ("texts",),
            is_long=True,
        ),
        Bench(
            "similar",
            "Among 1,000,000 letters at least 93 % of those about the same matter in ten answers, p95 at most 50 ms.",
            "similar",
            ("texts",),
            is_long=True,
        ),
        Bench(
            "issues",
            "A day's petitions bring issues and warnings among 4,326 up to date in at most 5 seconds.",
            "issue_updates",
            ("texts",),
            is_long=True,
        ),
        Bench("verify", "At least 1,500 petitions verified a second.", "verification"),
        Bench("memory", "Two web workers and the job worker at rest on the invented city: at most 400 MB.", "memory"),
    )
}


class UnknownBench(KeyError):
    """There is no promise of this name; str() is one sentence."""

    def __str__(self) -> str:
        return f"There is no benchmark named {self.args[0]}: choose one of {', '.join(BENCHES)}."


def run(name: str, *, small: bool = False, **options: Any) -> Figures:
    """Measure one promise. `small` runs it in miniature: the figures are then no proof of the promise.

    The answer: name, promise, kept (None in miniature), ratio and its meaning, measured, baseline, n,
    seconds, machine, versions. Raises UnknownBench.
    """
    if name not in BENCHES:
        raise UnknownBench(name)
    bench = BENCHES[name]
    measure: Callable[..., Figures] = import_module(f"xinqiao.benchmarks.{bench.module}").measure
    started = time.perf_counter()
    figures = measure(small=small, **options)
    kept = figures.pop("kept")
    return {
        "name": bench.name,
        "promise": bench.promise,
        "kept": None if small else kept,
        "small": small,
        **figures,
        "seconds": round(time.perf_counter() - started, 2),
        "machine": machine(),
        "versions": versions(),
    }
