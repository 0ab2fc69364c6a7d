"""The handbook's pages among the documents, and the walk they are made of.

`python -m xinqiao.law.handbook.pages docs/law` walks every pack anew and writes them; a test holds them to the packs.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path

from xinqiao.law.handbook.chapters import handbook
from xinqiao.law.handbook.differences import comparison
from xinqiao.law.handbook.differences import in_text as comparison_in_text
from xinqiao.law.handbook.picture import picture
from xinqiao.law.handbook.walking import as_document, walk
from xinqiao.law.handbook.writing import in_text
from xinqiao.law.library import all_statutes

LANGUAGES = ("zh-hans", "en")


def pages() -> dict[str, str]:
    """Every page and picture by file name."""
    made: dict[str, str] = {}
    packs = all_statutes()
    for language in LANGUAGES:
        for pack in packs:
            book, drawn = handbook(pack.id, language), f"handbook-{pack.id}.{language}.svg"
            made[f"handbook-{pack.id}.{language}.md"] = in_text(book, picture=drawn)
            made[drawn] = picture(book)
        for before, after in pairwise(packs):
            if before.place != after.place:
                continue
            text = comparison_in_text(comparison(before.id, after.id, language))
            made[f"compare-{before.id}-{after.id}.{language}.md"] = text
    return made


def walks() -> str:
    """All walks as they are kept."""
    return json.dumps({pack.id: as_document(walk(pack)) for pack in all_statutes()}, indent=1) + "\n"


def main() -> None:
    """Write the walks beside this file and the pages into the folder that is named."""
    folder = Path(sys.argv[1])
    (Path(__file__).parent / "walks.json").write_text(walks(), encoding="utf-8")
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
