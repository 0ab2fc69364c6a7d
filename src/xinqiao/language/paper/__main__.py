"""Read the files of one letter in a process of its own: `python -m xinqiao.language.paper FOLDER MOST FILE…`.

Into FOLDER go `read.json` (the document, or `error` and `reason`) and `1.jpg`, `2.jpg` …, the pages as they were seen.
"""

import json
import sys
from pathlib import Path

from PIL import Image

from xinqiao.language.paper.document import letter_document
from xinqiao.language.paper.pages import Page, UnreadableFile

_QUALITY = 70


def main(folder: Path, most: int, scans: list[Path]) -> None:
    """Write what the letter says and how its pages look."""
    shown = 0

    def keep(page: Page) -> None:
        nonlocal shown
        shown += 1
        Image.fromarray(page.pixels).save(folder / f"{shown}.jpg", quality=_QUALITY)

    try:
        document = letter_document(scans, most=most, seen=keep)
    except UnreadableFile as fault:
        document = {"error": str(fault), "reason": fault.reason}
    (folder / "read.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [Path(scan) for scan in sys.argv[3:]])
