"""How much memory does the served product take at rest, with its workers, on the invented city?"""

import http.client
import subprocess
import sys
import time
from typing import Any

from xinqiao.benchmarks.acts import THREADS, WORKERS
from xinqiao.benchmarks.homes import Environment, in_child, temporary_home
from xinqiao.benchmarks.processes import free_port, memory_of, served

PROMISED_MB = 400
# What a visitor opens first; each worker has then loaded what it needs.
_PAGES = ("/", "/api/openapi.json", "/desk/sign-in/", "/healthz")
_ROUNDS = 6


def measure(*, small: bool = False) -> dict[str, Any]:
    """Seed the city, serve it, open some pages, wait, and add up all processes; beside the bare server's two workers."""
    with temporary_home(XINQIAO_DEMO="1") as environment:
        command = [sys.executable, "-m", "xinqiao.cli", "demo", "--json"]
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 -- our own command
        product = _served_product(environment, rest_seconds=1.0 if small else 10.0)
        baseline = _served_bare(environment)
    return {
        "kept": product["pss_mb"] <= PROMISED_MB,
        "promised_mb": PROMISED_MB,
        "measured": product | {"what": f"{WORKERS} web workers of {THREADS} threads, their parent, the job worker"},
        "baseline": baseline | {"what": "the bare two-insert application behind the same server, no job worker"},
        "ratio": round(product["pss_mb"] / baseline["pss_mb"], 2),
        "n": product["processes"],
    }


def _served_product(environment: Environment, *, rest_seconds: float) -> dict[str, Any]:
    port = free_port()
    arguments = ["xinqiao.cli", "serve", "--port", str(port), "--workers", WORKERS, "--threads", THREADS]
    with served(arguments, environment, port=port, ready="/healthz") as process:
        _open_pages(port, _PAGES)
        time.sleep(rest_seconds)
        return memory_of(process)


def _served_bare(environment: Environment) -> dict[str, Any]:
    in_child("bulk_import.nothing", environment)
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
    with served(arguments, environment, port=port, ready="/") as process:
        _open_pages(port, ("/",))
        return memory_of(process)


def _open_pages(port: int, pages: tuple[str, ...]) -> None:
    for _round in range(_ROUNDS):
        for page in pages:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", page)
            connection.getresponse().read()
            connection.close()
