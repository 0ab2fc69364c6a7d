"""Which letters does a statute know, what must each hold, by which article, and in which standing words?

Forms stand as dated data beside the pack (`letters.yaml`), words with the other words of the law. They are no part
of the statute's digest: a new form changes no date and no step.
"""

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from xinqiao.law.entries import Entry
from xinqiao.law.files import overlay_folders, pack_folders, patched, read_yaml
from xinqiao.law.wording import catalogue, has_words, nearest_language
from xinqiao.procedure.conditions import PackError

FILE = "letters.yaml"
TO = ("petitioner", "organisation", "file")
_FORM_KEYS = ("version", "in_force", "word", "to", "reasons", "blocks", "article", "internal", "source", "mark")
_BLOCK_KEYS = (
    "name", "heading", "written", "mandatory", "texts", "first_of", "is_plain", "is_framed", "is_code", "is_rows",
    "by_reason", "article", "internal", "source", "mark",
)  # fmt: skip
_NUMBERING_KEYS = ("pattern", "article", "internal", "source", "mark")
_NUMBER_FIELDS = {"mark", "word", "year", "number"}


class UnknownLetter(LookupError):
    """The statute knows no letter of that name, or none was in force on the day; the text is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBlock:
    """One part of a letter: written by the officer, or made of standing words by the product.

    `texts` are the standing words (default words of a written block): those are used whose every {name} is known,
    with `is_first_only` the first such alone. `heading` is empty where the part stands without one.
    """

    name: str
    heading: str
    article: str
    is_internal: bool
    is_written: bool
    is_mandatory: bool
    is_framed: bool
    is_code: bool
    is_rows: bool
    is_by_reason: bool
    texts: tuple[str, ...]
    is_first_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm:
    """What a letter of a name looks like from a day on."""

    name: str
    version: int
    in_force: date
    word: str
    to: str
    article: str
    is_internal: bool
    reasons: tuple[str, ...]
    blocks: tuple[LetterBlock, ...]

    def block(self, name: str) -> LetterBlock | None:
        """The part of that name, or None."""
        return next((block for block in self.blocks if block.name == name), None)

    def empty_blocks(self, held: Mapping[str, Any]) -> tuple[LetterBlock, ...]:
        """The mandatory parts that a letter holding these texts would leave empty, in their order."""
        return tuple(
            block
            for block in self.blocks
            if block.is_mandatory and not block.is_rows and not str(held.get(block.name) or "").strip(" \t\r\n　")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForms:
    """All forms of one statute, and how its letters are numbered."""

    forms: Mapping[str, tuple[LetterForm, ...]]
    number_pattern: str

    def form(self, name: str, on: date) -> LetterForm:
        """The form in force on a day. Raises UnknownLetter."""
        found = [form for form in self.forms.get(name, ()) if form.in_force <= on]
        if not found:
            raise UnknownLetter(f"No letter '{name}' was in force on {on.isoformat()}.")
        return found[-1]

    def number(self, *, mark: str, word: str, year: int, number: int) -> str:
        """The number of a letter as it is printed and cited."""
        return self.number_pattern.format(mark=mark, word=word, year=year, number=number)


def letter_forms(statute: str, overlays: Sequence[str] = ()) -> LetterForms:
    """The letters of a statute, with those of overlays laid over them; read once. Raises PackError."""
    return _letter_forms(statute, tuple(overlays))


@cache
def _letter_forms(statute: str, overlays: tuple[str, ...]) -> LetterForms:
    folder = next((folder for folder in pack_folders() if folder.name == statute), None)
    if folder is None:
        raise UnknownLetter(f"There is no statute '{statute}'.")
    return load_letters(folder, overlays)


def load_letters(folder: Path, overlays: Sequence[str] = ()) -> LetterForms:
    """The letters of a pack's folder. Raises PackError with one sentence: which file and entry, what is wrong."""
    raw = read_yaml(folder / FILE)
    known = overlay_folders(folder.parent)
    patches = [(name, read_yaml(known[name] / FILE)) for name in overlays if (known[name] / FILE).exists()]
    about = Entry(FILE, patched(raw, patches), ("numbering", "letters"))
    forms = {}
    for name, versions in about.mapped("letters").items():
        if not has_words("letter", str(name)):
            raise PackError(f"{FILE}: the letter '{name}' has no words in three languages.")
        read = [_form(str(name), item) for item in versions]
        forms[str(name)] = tuple(sorted(read, key=lambda form: form.in_force))
    return LetterForms(forms=forms, number_pattern=_pattern(about.raw.get("numbering")))


def _pattern(raw: Any) -> str:
    entry = Entry(f"{FILE}: numbering", raw, _NUMBERING_KEYS)
    entry.basis()
    pattern = entry.text("pattern")
    if set(names_in(pattern)) != _NUMBER_FIELDS:
        raise PackError(f"{entry.where}: the pattern must name exactly {', '.join(sorted(_NUMBER_FIELDS))}.")
    return pattern


def _form(name: str, raw: Any) -> LetterForm:
    entry = Entry(f"{FILE}: '{name}'", raw, _FORM_KEYS)
    article, internal, _ = entry.basis()
    blocks = tuple(_block(f"{entry.where}: block {n}", item) for n, item in enumerate(entry.listed("blocks"), start=1))
    if not any(block.is_mandatory for block in blocks):
        raise PackError(f"{entry.where} has no mandatory block.")
    twice = {block.name for block in blocks if [b.name for b in blocks].count(block.name) > 1}
    if twice:
        raise PackError(f"{entry.where}: the block '{twice.pop()}' is written twice.")
    return LetterForm(
        name=name,
        version=entry.whole("version"),
        in_force=entry.day("in_force"),
        word=entry.optional_text("word") or "",
        to=entry.choice("to", TO, "petitioner"),
        article=article,
        is_internal=internal,
        reasons=entry.texts("reasons"),
        blocks=blocks,
    )


def _block(where: str, raw: Any) -> LetterBlock:
    entry = Entry(where, raw, _BLOCK_KEYS)
    article, internal, _ = entry.basis()
    name = entry.text("name")
    heading = "" if entry.flag("is_plain") else entry.optional_text("heading") or name
    if heading and not has_words("block", heading):
        raise PackError(f"{where}: the heading '{heading}' has no words in three languages.")
    return LetterBlock(
        name=name,
        heading=heading,
        article=article,
        is_internal=internal,
        is_written=entry.flag("written"),
        is_mandatory=entry.flag("mandatory"),
        is_framed=entry.flag("is_framed"),
        is_code=entry.flag("is_code"),
        is_rows=entry.flag("is_rows"),
        is_by_reason=entry.flag("by_reason"),
        texts=_texts(entry),
        is_first_only="first_of" in entry.raw,
    )


def _texts(entry: Entry) -> tuple[str, ...]:
    """The standing words a part names; each must be there in three languages."""
    texts, first_of = entry.texts("texts"), entry.texts("first_of")
    if texts and first_of:
        raise PackError(f"{entry.where} has both 'texts' and 'first_of'; give one.")
    for text in (*texts, *first_of):
        if not has_words("letter_text", text):
            raise PackError(f"{entry.where}: the text '{text}' has no words in three languages.")
    if not entry.flag("written") and not entry.flag("is_rows") and not (texts or first_of):
        raise PackError(f"{entry.where} is neither written by the officer nor made of 'texts'.")
    return first_of or texts


def standing_words(block: LetterBlock, known: Mapping[str, str], language: str) -> str:
    """The standing words of a part in a language, from what is known; empty where nothing fits."""
    said: list[str] = []
    for text in block.texts:
        template = catalogue()["letter_text"][text][nearest_language(language)]
        if all(known.get(name) for name in names_in(template)):
            said.append(template.format(**known))
            if block.is_first_only:
                break
    return "\n".join(said)


def names_in(template: str) -> tuple[str, ...]:
    """The {names} that a standing text asks for."""
    return tuple(name for _, name, _, _ in string.Formatter().parse(template) if name)
