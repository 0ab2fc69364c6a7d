"""The command as a user starts it: a process of its own, with a home of its own."""

import os
import subprocess
import sys
from pathlib import Path


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the process sees: nothing of the test run's settings or databases."""
    ours = {
        k: v for k, v in os.environ.items() if not k.startswith(("XINQIAO_", "DJANGO_", "DATABASE_", "TEST_", "PORT"))
    }
    return ours | {"XINQIAO_HOME": str(home)} | more


def xinqiao(home: Path, *arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `xinqiao` with these arguments and wait for it."""
    return subprocess.run(
        [sys.executable, "-m", "xinqiao.cli", *map(str, arguments)],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        timeout=120,
    )
