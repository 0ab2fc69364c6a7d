"""At which share of the rate of a bare two-insert transaction over HTTP is a whole act done, on each database?"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count, cycle
from typing import Any

from xinqiao.benchmarks.homes import Environment, in_child, postmaster_of, temporary_home, temporary_postgresql
from xinqiao.benchmarks.load import Request, press
from xinqiao.benchmarks.processes import cpu_seconds_of, free_port, served

PROMISED = 0.4
WORKERS, THREADS = "2", "4"
TEXT = "楼下的烧烤店每晚油烟直排，窗户不敢开，找过社区两次没有结果，请到现场处理。（测速用的虚构内容）"
Figures = dict[str, Any]


def measure(*, small: bool = False) -> Figures:
    """On SQLite, and on PostgreSQL where one answers: the bare transaction, a registration, an act of the law."""
    measured: dict[str, Figures] = {}
    with ExitStack() as stack:
        postgresql = stack.enter_context(temporary_postgresql())
        for database, url in (("sqlite", ""), ("postgresql", postgresql)):
            if url is not None:
                with temporary_home(database_url=url) as environment:
                    measured[database] = _on(environment, seconds=0.5 if small else 8.0, petitions=20 if small else 800)
    ratios = [figures[act]["ratio"] for figures in measured.values() for act in ("registration", "act")]
    return {
        "kept": min(ratios) >= PROMISED,
        "promised_ratio": PROMISED,
        "measured": {
            name: {act: figures[act] for act in ("registration", "act")} for name, figures in measured.items()
        },
        "baseline": {name: figures["baseline"] for name, figures in measured.items()}
        | {"what": "one transaction of two inserts behind the same server and on the same database settings"},
        "ratio": min(ratios),
        "n": sum(figures[act]["n"] for figures in measured.values() for act in ("registration", "act")),
        "server": f"granian, {WORKERS} workers of {THREADS} threads",
    }


def _on(environment: Environment, *, seconds: float, petitions: int) -> Figures:
    opened = in_child("acts_inside.prepare", environment, petitions=petitions)
    bare_before = _press_bare(environment, seconds)
    registration, act = _press_product(environment, seconds, opened)
    bare_after = _press_bare(environment, seconds)
    # Before and after: a machine that tires in between would otherwise flatter one side.
    rate = (bare_before["per_second"] + bare_after["per_second"]) / 2
    cost = (bare_before["cpu_ms_each"] + bare_after["cpu_ms_each"]) / 2
    for figures in (registration, act):
        figures["ratio"] = round(figures["per_second"] / rate, 3)
        figures["ratio_of_cpu"] = round(cost / figures["cpu_ms_each"], 3)
    return {
        "baseline": {"per_second": round(rate, 1), "before": bare_before, "after": bare_after},
        "registration": registration,
        "act": act,
    }


def _press_bare(environment: Environment, seconds: float) -> Figures:
    port = free_port()
    arguments = ["granian", "--interface", "wsgi", "--port", str(port), "--workers", WORKERS]
    arguments += [
        "--blocking-threads",
        THREADS,
        "--no-ws",
        "--log-level",
        "error",
        "xinqiao.benchmarks.bare:application",
    ]
    with served(arguments, environment, port=port, ready="/") as server:
        press(port, _bare_requests(), seconds=seconds / 4)
        return _pressed(server, environment, port, _bare_requests(), seconds)


def _press_product(environment: Environment, seconds: float, opened: list[tuple[str, str]]) -> tuple[Figures, Figures]:
    port = free_port()
    arguments = ["xinqiao.cli", "serve", "--port", str(port), "--workers", WORKERS, "--threads", THREADS, "--no-jobs"]
    with served(arguments, environment, port=port, ready="/healthz") as server:
        press(port, _registrations(), seconds=seconds / 4)
        registration = _pressed(server, environment, port, _registrations(), seconds)
        act = _pressed(server, environment, port, _acts(opened), seconds)
    registration["what"] = (
        "POST /api/v1/submissions: a petitioner with sealed identity, code, signed receipt, two facts"
    )
    act["what"] = "POST /api/v1/track/{reference}/acts/supplement with its code: document, event, position, ledger"
    return registration, act


def _pressed(server: int, environment: Environment, port: int, requests: Iterator[Request], seconds: float) -> Figures:
    """The rate, and what one request costs the processor in the server and in a PostgreSQL of this machine."""
    url = environment["DATABASE_URL"]
    watched = [pid for pid in (server, postmaster_of(url) if url else None) if pid is not None]
    before = sum(cpu_seconds_of(pid) for pid in watched)
    figures = press(port, requests, seconds=seconds)
    spent = sum(cpu_seconds_of(pid) for pid in watched) - before
    return figures | {"cpu_ms_each": round(spent * 1000 / max(1, figures["n"]), 2)}


def _bare_requests() -> Iterator[Request]:
    return (Request("/", {"body": f"{TEXT}{number}"}) for number in count())


def _registrations() -> Iterator[Request]:
    for number in count():
        person = {"name": "演示人", "phone": f"0000{number:06d}", "address": "演示路1号"}
        yield Request("/api/v1/submissions", {"title": "油烟扰民", "body": f"{TEXT}{number}", "petitioner": person})


def _acts(opened: list[tuple[str, str]]) -> Iterator[Request]:
    for number, (reference, code) in enumerate(cycle(opened)):
        body = {"text": f"{TEXT}{number}"}
        yield Request(f"/api/v1/track/{reference}/acts/supplement", body, {"X-Query-Code": code})
