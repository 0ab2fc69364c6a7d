"""On which machine, and with which versions, was this measured?"""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

_PARTS = ("xinqiao", "django", "django-ninja", "granian", "psycopg", "cryptography", "pyarrow")


def machine() -> dict[str, Any]:
    """Processor, cores that may be used, memory in MB, system; the load says whether others worked beside us."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000,
        "system": f"{platform.system()} {platform.release()}",
        "load_1_minute": round(os.getloadavg()[0], 2),
    }


def versions() -> dict[str, str]:
    """Python, SQLite and the parts that matter for speed."""
    found = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version}
    for part in _PARTS:
        try:
            found[part] = version(part)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if not info.exists():
        return platform.processor()
    names = [line for line in info.read_text(encoding="utf-8").splitlines() if line.startswith("model name")]
    return names[0].partition(":")[2].strip() if names else platform.machine()
