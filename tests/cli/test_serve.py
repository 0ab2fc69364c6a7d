"""One command serves pages and runs jobs, and one signal ends all of it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.cli.processes import environment, xinqiao


def a_free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of one request, or (0, b"") when nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def children_of(pid: int) -> set[int]:
    """The processes started by this one, and by those."""
    said = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in said.splitlines()]
    direct = {child for child, parent in pairs if parent == pid}
    return direct.union(*(children_of(child) for child in direct))


def told_to_stop(server: subprocess.Popen[str]) -> None:
    """A supervisor's SIGTERM to the one process it knows."""
    server.send_signal(signal.SIGTERM)


def interrupted(server: subprocess.Popen[str]) -> None:
    """Ctrl-C in a terminal, which reaches every process of the group."""
    os.killpg(server.pid, signal.SIGINT)


@pytest.mark.slow
@pytest.mark.parametrize("stop", [told_to_stop, interrupted])
def test_serving_is_ready_runs_jobs_and_ends_without_leaving_anything(tmp_path, stop):
    port = a_free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "xinqiao.cli", "serve", "--port", str(port)],
        env=environment(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 60
        while ask(port, "/healthz")[0] != 200 and time.monotonic() < deadline and server.poll() is None:
            time.sleep(0.2)
        status, body = ask(port, "/healthz")
        assert (status, json.loads(body)) == (200, {"ready": True})
        taken = xinqiao(tmp_path, "serve", "--port", port)
        assert taken.returncode == 2
        assert "choose another --port" in taken.stderr
        left = children_of(server.pid)
        assert len(left) == 3, "two web workers and the job worker"
    finally:
        stop(server)
        said = server.communicate(timeout=30)[1]
    assert server.returncode == 0
    assert "refused to gracefully stop" not in said
    assert f"http://127.0.0.1:{port}" in said
    assert _are_gone(left)


def _are_gone(pids: list[int]) -> bool:
    """Whether these processes end; a busy machine may take a moment to reap them."""
    deadline = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{pid}") for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def test_unthrottled_serving_is_refused_where_others_could_reach_it(tmp_path):
    ran = xinqiao(tmp_path, "serve", "--host", "0.0.0.0", "--port", a_free_port(), XINQIAO_THROTTLE="off")
    assert ran.returncode == 2
    assert "XINQIAO_THROTTLE=off" in ran.stderr


@pytest.mark.parametrize("port", ["x", "0", "70000"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    ran = xinqiao(tmp_path, "serve", "--port", port)
    assert ran.returncode == 2
    assert len(ran.stderr.strip().splitlines()) <= 2
