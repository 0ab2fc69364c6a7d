"""Starting a server for a measurement, waiting until it answers, and counting the memory of all its processes."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xinqiao.benchmarks.homes import BenchFailed, Environment

PATIENCE_SECONDS = 60


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(arguments: Sequence[str], environment: Environment, *, port: int, ready: str) -> Iterator[int]:
    """`python -m` with these arguments, from the moment `ready` answers 200 until the end; its process id."""
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", *arguments],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, port, ready)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def memory_of(root: int) -> dict[str, float]:
    """Megabytes of a process and all below it: PSS (shared pages divided among their users) and RSS, summed."""
    sums = {"Pss": 0, "Rss": 0}
    processes = family_of(root)
    for pid in processes:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            name, _colon, rest = line.partition(":")
            if name in sums:
                sums[name] += int(rest.split()[0])
    return {
        "pss_mb": round(sums["Pss"] / 1000, 1),
        "rss_mb": round(sums["Rss"] / 1000, 1),
        "processes": len(processes),
    }


def cpu_seconds_of(root: int) -> float:
    """Processor time that a process and all living below it have used so far."""
    spent = 0
    for pid in family_of(root):
        try:
            told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
        except OSError:
            continue
        user, system = told.rpartition(")")[2].split()[11:13]
        spent += int(user) + int(system)
    return spent / os.sysconf("SC_CLK_TCK")


def family_of(root: int) -> list[int]:
    """The process and all its descendants."""
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = stat.read_text(encoding="utf-8")
        except OSError:
            continue
        parent = int(told.rpartition(")")[2].split()[1])
        parents.setdefault(parent, []).append(int(stat.parent.name))
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += parents.get(pid, [])
    return found


def _wait(process: subprocess.Popen[bytes], port: int, ready: str) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        if process.poll() is not None:
            raise BenchFailed(f"The server ended with {process.returncode} before it was ready.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", ready)
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise BenchFailed(f"The server did not answer {ready} within {PATIENCE_SECONDS} seconds.")
