"""The machine stops in the middle of an import: what was acknowledged stands, and the next run does the rest."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.intake.test_importing import a_csv, a_row

pytestmark = pytest.mark.slow
ROWS = 900


def _import(path: Path, home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "xinqiao.cli", "import", str(path), "--channel", "web", "--json"],
        env={**os.environ, "XINQIAO_HOME": str(home), "DATABASE_URL": "", "LANG": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_an_import_that_was_killed_goes_on_where_it_stopped(tmp_path):
    path = a_csv(tmp_path, *(a_row(msg_id=str(n)) for n in range(ROWS)))
    killed = _import(path, tmp_path)
    told = ""
    assert killed.stderr is not None
    while "200 rows" not in told and killed.poll() is None:
        told += killed.stderr.read(1)
    time.sleep(0.05)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    out, _err = _import(path, tmp_path).communicate(timeout=120)
    report = json.loads(out)
    assert report["already"] >= 200 and report["already"] % 200 == 0
    assert report["already"] + report["registered"] == ROWS
    assert json.loads(_import(path, tmp_path).communicate(timeout=120)[0])["already"] == ROWS
