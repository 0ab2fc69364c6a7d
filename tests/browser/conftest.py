"""A real browser before the real product: `xinqiao serve` with the small city in a home of its own."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.processes import environment

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
]
# In one transaction: a disk that is waited for at every row costs ten seconds.
_BUILD = """
from xinqiao.cli.ready import prepare
prepare()
from django.db import transaction
from tests.builders.city import a_city
from tests.builders.petitions import a_petition, lead_to_reply
with transaction.atomic():
    city = a_city()
    lead_to_reply(city, a_petition(city))
"""
_PATIENCE_SECONDS = 90


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser, and says so; without one it is skipped with the reason."""
    here = Path(__file__).parent
    for item in items:
        if here in Path(str(item.path)).parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no chromium here: `make test` as root installs Debian's"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product, served as a user serves it."""
    home = tmp_path_factory.mktemp("home")
    seen = environment(home, XINQIAO_THROTTLE="off") | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _BUILD], env=seen, cwd=ROOT, check=True, timeout=_PATIENCE_SECONDS)
    with served(seen) as address:
        yield address


@contextmanager
def served(seen: dict[str, str]) -> Iterator[str]:
    """The address of a server over the home that the environment names, stopped afterwards."""
    port = _a_free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "xinqiao.cli", "serve", "--port", str(port), "--workers", "1", "--no-jobs"],
        env=seen,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _wait_until_ready(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)


def _a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    pytest.fail("the server did not become ready")


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Debian's browser, closed with its module: playwright's event loop left running would bar Django's database to
    the tests that follow in the same process.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures() -> Path | None:
    """The folder XINQIAO_PICTURES names, for whoever wants to see what the people saw; else no picture is taken."""
    wanted = os.environ.get("XINQIAO_PICTURES")
    return Path(wanted) if wanted else None
