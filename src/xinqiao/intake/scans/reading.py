"""What does a scanned letter say? Read in a process of its own, so that no page waits and no hostile file meets the pages."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from xinqiao.intake.models import ScannedLetter, ScanState
from xinqiao.intake.scans.keeping import folder_of, paths_of, reading_of, write_reading

# A letter with more pages is a file: it is registered with a text that a person writes.
MOST_PAGES = 40
# Four times what its pages take on the smallest machine.
_SECONDS = 600


def read_letter(letter: ScannedLetter) -> None:
    """Read it and keep what it says, or why it was not read; read once, or set aside, it is not read again."""
    if letter.state != ScanState.WAITING or letter.is_aside:
        return
    document = _document(letter) if settings.XINQIAO_LANGUAGE else {"reason": "off"}
    if not document.get("reason") and not document.get("text"):
        document["reason"] = "no_text"
    letter.reason = document.pop("reason", "")
    letter.state = ScanState.UNREAD if letter.reason else ScanState.READ
    write_reading(letter, reading_of(letter) | document)
    letter.save(update_fields=["state", "reason", "sealed_reading", "page_count", "doubtful_count"])


def picture_of(letter: ScannedLetter, page: int) -> Path:
    """Where the picture of a page lies (pages from 1); it may not be there."""
    return folder_of(letter) / f"{page}.jpg"


def _document(letter: ScannedLetter) -> dict[str, Any]:
    folder = folder_of(letter)
    command = [sys.executable, "-m", "xinqiao.language.paper", str(folder), str(MOST_PAGES)]
    told = folder / "read.json"
    try:
        done = subprocess.run(  # noqa: S603 -- our own program over paths of our own
            [*command, *map(str, paths_of(letter))],
            env=dict(os.environ),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        if done.returncode:
            return {"reason": "damaged"}
        document: dict[str, Any] = json.loads(told.read_text(encoding="utf-8"))
    except subprocess.TimeoutExpired:
        return {"reason": "late"}
    except (OSError, ValueError):
        return {"reason": "damaged"}
    finally:
        # It names the person: only the sealed copy stays.
        told.unlink(missing_ok=True)
    document.pop("error", None)
    return document
