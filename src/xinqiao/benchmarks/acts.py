"""At which share of the rate of a bare two-insert transaction over HTTP is a whole act done, on each database?"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count, cycle
from statistics import median
from typing import Any

from xinqiao.benchmarks.homes import Environment, in_child, postmaster_of, temporary_home, temporary_postgresql
from xinqiao.benchmarks.load import Request, press
from xinqiao.benchmarks.processes import cpu_seconds_of, free_port, served

PROMISED = 0.4
WORKERS, THREADS = "2", "4"
SLICE_SECONDS = 1.0
BARE_VIEW = "xinqiao.benchmarks.bare_view:application"
BARE = "xinqiao.benchmarks.bare:application"
WHAT = {
    "registration": "POST /api/v1/submissions: a petitioner with sealed identity, code, signed receipt, two facts",
    "act": "POST /api/v1/track/{reference}/acts/supplement with its code: document, event, position, ledger",
}
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
                    measured[database] = _on(environment, rounds=1 if small else 8, petitions=20 if small else 800)
    # A registration opens a petition, a person and a receipt beside its act: it has a promise of its own (submissions).
    ratios = [figures["act"]["ratio"] for figures in measured.values()]
    return {
        "kept": min(ratios) >= PROMISED,
        "promised_ratio": PROMISED,
        "measured": {
            name: {act: figures[act] for act in ("registration", "act")} for name, figures in measured.items()
        },
        "baseline": {name: figures["baseline"] for name, figures in measured.items()}
        | {
            "what": "a Django view of two ORM inserts in one transaction: same server, middleware and database settings"
        },
        "without_framework": {name: figures["without_framework"] for name, figures in measured.items()}
        | {"what": "the same two inserts as SQL in a bare WSGI function: the floor under any framework"},
        "ratio": min(ratios),
        "n": sum(figures[act]["n"] for figures in measured.values() for act in ("registration", "act")),
        "server": f"granian, {WORKERS} workers of {THREADS} threads",
    }


def _on(environment: Environment, *, rounds: int, petitions: int) -> Figures:
    """The servers stand side by side and are pressed in turn, so that whoever else uses the machine slows all alike."""
    opened = in_child("acts_inside.prepare", environment, petitions=petitions)
    view_port, bare_port, port = free_port(), free_port(), free_port()
    with (
        served(_bare_server(view_port, BARE_VIEW), environment, port=view_port, ready="/") as view,
        served(_bare_server(bare_port, BARE), environment, port=bare_port, ready="/") as bare,
        served(_product_server(port), environment, port=port, ready="/healthz") as product,
    ):
        pressing = {
            "baseline": (view, view_port, _bare_requests()),
            "without_framework": (bare, bare_port, _bare_requests()),
            "registration": (product, port, registrations()),
            "act": (product, port, _acts(opened)),
        }
        slices: dict[str, list[Figures]] = {name: [] for name in pressing}
        for _round in range(rounds + 1):
            for name, (server, at, requests) in pressing.items():
                slices[name].append(_pressed(server, environment, at, requests, SLICE_SECONDS))
    # The first round warms the caches.
    summed = {name: _summed(of[1:]) for name, of in slices.items()}
    for name in ("registration", "act"):
        summed[name]["ratio"] = round(summed[name]["per_second"] / summed["baseline"]["per_second"], 3)
        summed[name]["ratio_of_cpu"] = round(summed["baseline"]["cpu_ms_each"] / summed[name]["cpu_ms_each"], 3)
        summed[name]["what"] = WHAT[name]
    return summed


def _bare_server(port: int, application: str) -> list[str]:
    arguments = ["granian", "--interface", "wsgi", "--port", str(port), "--workers", WORKERS]
    return [*arguments, "--blocking-threads", THREADS, "--no-ws", "--log-level", "error", application]


def _product_server(port: int) -> list[str]:
    return ["xinqiao.cli", "serve", "--port", str(port), "--workers", WORKERS, "--threads", THREADS, "--no-jobs"]


def _pressed(server: int, environment: Environment, port: int, requests: Iterator[Request], seconds: float) -> Figures:
    """One slice, and what its requests cost the processor in the server and in a PostgreSQL of this machine."""
    url = environment["DATABASE_URL"]
    watched = [pid for pid in (server, postmaster_of(url) if url else None) if pid is not None]
    before = sum(cpu_seconds_of(pid) for pid in watched)
    figures = press(port, requests, seconds=seconds)
    return figures | {"cpu_seconds": sum(cpu_seconds_of(pid) for pid in watched) - before}


def _summed(slices: list[Figures]) -> Figures:
    """Rate and cost over all slices; the median slice's times of an answer."""
    n = sum(one["n"] for one in slices)
    figures: Figures = {
        "per_second": round(n / sum(one["seconds"] for one in slices), 1),
        "n": n,
        "cpu_ms_each": round(sum(one["cpu_seconds"] for one in slices) * 1000 / max(1, n), 2),
        "p50_ms": median(one.get("p50_ms", 0.0) for one in slices),
        "p95_ms": median(one.get("p95_ms", 0.0) for one in slices),
    }
    refused = [one for one in slices if "refused" in one]
    if refused:
        figures |= {key: refused[0][key] for key in ("refused", "first_refusal")}
    return figures


def _bare_requests() -> Iterator[Request]:
    return (Request("/", {"body": f"{TEXT}{number}"}) for number in count())


def registrations() -> Iterator[Request]:
    """Submissions without end, each of an invented person."""
    for number in count():
        person = {"name": "演示人", "phone": f"0000{number:06d}", "address": "演示路1号"}
        yield Request("/api/v1/submissions", {"title": "油烟扰民", "body": f"{TEXT}{number}", "petitioner": person})


def _acts(opened: list[tuple[str, str]]) -> Iterator[Request]:
    for number, (reference, code) in enumerate(cycle(opened)):
        body = {"text": f"{TEXT}{number}"}
        yield Request(f"/api/v1/track/{reference}/acts/supplement", body, {"X-Query-Code": code})
