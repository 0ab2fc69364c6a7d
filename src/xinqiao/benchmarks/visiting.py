"""How long does an officer wait for a page of the served product? Asked over HTTP, one page after the other."""

import http.client
import time
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from xinqiao.benchmarks.acts import THREADS, WORKERS
from xinqiao.benchmarks.homes import BenchFailed, Environment, in_child
from xinqiao.benchmarks.processes import free_port, served

# (officer, address) by the name of the page.
Pages = Mapping[str, tuple[str, str]]
SERVER = f"granian, {WORKERS} workers of {THREADS} threads; one caller"
_WARMING = 3


def visit(environment: Environment, pages: Pages, *, rounds: int) -> dict[str, dict[str, float]]:
    """Each page in turn, again and again, as the officer it names: median and 95th percentile in milliseconds."""
    cookies = in_child("visiting_inside.sign_in", environment, officers=sorted({who for who, _where in pages.values()}))
    port = free_port()
    command = ["xinqiao.cli", "serve", "--port", str(port), "--workers", WORKERS, "--threads", THREADS, "--no-jobs"]
    spent: dict[str, list[float]] = {name: [] for name in pages}
    with served(command, environment, port=port, ready="/healthz"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for turn in range(rounds + _WARMING):
            for name, (officer, address) in pages.items():
                milliseconds = _open(connection, address, cookies[officer])
                if turn >= _WARMING:
                    spent[name].append(milliseconds)
    return {name: summed(times) for name, times in spent.items()}


def summed(times: Iterable[float]) -> dict[str, float]:
    """Median, 95th percentile and number of some times."""
    ordered = sorted(times)
    return {
        "p50_ms": round(ordered[len(ordered) // 2], 2),
        "p95_ms": round(ordered[len(ordered) * 95 // 100], 2),
        "n": len(ordered),
    }


def _open(connection: http.client.HTTPConnection, address: str, cookie: str) -> float:
    started = time.perf_counter()
    connection.request("GET", quote(address, safe="/?&=+%"), headers={"Cookie": cookie, "Accept-Language": "zh-CN"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise BenchFailed(f"{address} answered {answer.status}.")
    return (time.perf_counter() - started) * 1000
