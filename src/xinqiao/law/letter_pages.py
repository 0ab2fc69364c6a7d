"""Which letters are there, and what must each hold? Renders the forms of every statute as one page for lawyers.

`python -m xinqiao.law.letter_pages docs/reference` writes it anew; a test holds the page to the data.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from xinqiao.law.letters import LetterBlock, LetterForm, letter_forms
from xinqiao.law.library import statutes
from xinqiao.law.wording import article_in_words, catalogue, name_of
from xinqiao.procedure.statute import Statute

FILE = "letters.md"
_READERS = {
    "petitioner": "信访人 the petitioner",
    "organisation": "机关、单位 an organisation",
    "file": "存档 the file",
}


def page() -> str:
    """The whole page: statute by statute, letter by letter."""
    lines = [
        "# Letters 文书",
        "",
        "*Generated from `law/china/*/letters.yaml` and `law/china/wording`. How to change one:"
        " [change-a-letter](../how-to/change-a-letter.md).*",
    ]
    for statute in reversed(statutes()):
        lines += ["", f"## {statute.title['zh-hans']} · {statute.title['en']}"]
        for forms in letter_forms(statute.id).forms.values():
            for form in forms:
                lines += ["", *_form(form, statute)]
    return "\n".join(lines) + "\n"


def _form(form: LetterForm, statute: Statute) -> Iterator[str]:
    yield f"### {name_of('letter', form.name)} · {name_of('letter', form.name, 'en')}"
    yield ""
    article = article_in_words(form.article, "zh-hans", statute.item_articles)
    word = f" · 字 `{form.word}`" if form.word else ""
    yield f"`{form.name}` {form.version} · {form.in_force.isoformat()} · {article} · → {_READERS[form.to]}{word}"
    yield ""
    yield "| part | 标题 | must be there | from | article |"
    yield "|---|---|---|---|---|"
    for block in form.blocks:
        yield _row(block, statute)


def _row(block: LetterBlock, statute: Statute) -> str:
    heading = name_of("block", block.heading) if block.heading else "—"
    must = "yes 应当" if block.is_mandatory else ""
    article = article_in_words(block.article, "zh-hans", statute.item_articles)
    return f"| `{block.name}` | {heading} | {must} | {_source(block)} | {article} |"


def _source(block: LetterBlock) -> str:
    if block.is_code:
        return "the outcome chosen"
    if block.is_rows:
        return "what was recorded"
    said = [catalogue()["letter_text"][text]["zh-hans"] for text in block.texts]
    written = "the drafter" + (", who may begin with: " if said else "")
    return (written if block.is_written else "") + ("<br>or: " if block.is_first_only else "<br>").join(said)


if __name__ == "__main__":
    (Path(sys.argv[1]) / FILE).write_text(page(), encoding="utf-8")
