"""What is a petition about, for whoever routes it? The office's own taught model where it keeps one, else the tree's words."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from xinqiao.language.ports import SubjectReader
from xinqiao.language.subjects.several import Part, read_several
from xinqiao.petitions.searching.folding import fold
from xinqiao.routing.by_words import READ_CHARACTERS, TreeReader, likely_matter

# Which model the desk reads with, below XINQIAO_HOME: a file, or a link to a version of it (routing.versions).
MODEL = Path("models") / "subjects.npz"
_LEAST_SHARE = 0.05


class ModelRefused(ValueError):
    """The office keeps a model that cannot be used; the text is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectSeen:
    """The likeliest subject, or an empty `label` where a person has to read; with the words behind it and its rivals.

    `confidence` (0 to 1) is how often such an answer was right when the office's model was measured; None where only the
    words of the tree judged, which nobody has measured here. `matter` is the third level, where its words stand there;
    `others` are the rivals, likeliest first, each with its third level. `model_digest` is empty without a kept model.
    """

    label: str
    matter: str
    words: tuple[str, ...]
    others: tuple[str, ...]
    confidence: float | None
    other_matters: tuple[str, ...] = ()
    model_digest: str = ""


def subject_of(title: str, body: str) -> SubjectSeen:
    """What a petition is about. Raises ModelRefused where the kept model is not the one of its card, or not readable."""
    reader, digest = reader_in_use()
    folded = fold(title), fold(body[:READ_CHARACTERS])
    found = reader.read(f"{title}\n{body}")
    rivals = [label for label, share in found.others if share >= _LEAST_SHARE]
    # Where nothing is sure the likeliest is a rival like the others: a person chooses among them.
    others = (*filter(None, [found.label]), *rivals) if found.abstains else tuple(rivals)
    return SubjectSeen(
        label="" if found.abstains else found.label,
        matter="" if found.abstains else likely_matter(found.label, *folded),
        words=tuple(one.word for one in found.evidence),
        others=others,
        other_matters=tuple(likely_matter(label, *folded) for label in others),
        confidence=found.confidence if digest else None,
        model_digest=digest,
    )


def matters_of(title: str, body: str) -> tuple[Part, ...]:
    """The stretches of `body` with a subject each, in order; none where it is one matter. Raises ModelRefused."""
    reader, _digest = reader_in_use()
    parts = read_several(reader, body[:READ_CHARACTERS])
    return parts if len(parts) > 1 else ()


def reader_in_use() -> tuple[SubjectReader, str]:
    """Who reads subjects at the desk now, with the digest of its file; "" for the words of the tree. Raises ModelRefused."""
    path = model_file()
    if not path.is_file():
        return TreeReader(), ""
    model, digest = _kept(path, path.stat().st_mtime_ns)
    return model, digest


def model_file() -> Path:
    """The file that the desk reads with, its link followed: beside it lies its card."""
    return Path(settings.XINQIAO_HOME / MODEL).resolve()


def card_in_use() -> dict[str, Any]:
    """The card of the model that the desk reads with; empty where the words of the tree read. Raises ModelRefused."""
    if not reader_in_use()[1]:
        return {}
    card: dict[str, Any] = import_module("xinqiao.language.subjects.storing").read_card(model_file())
    return card


@lru_cache(maxsize=1)
def _kept(path: Path, _changed: int) -> tuple[Any, str]:
    # Arrays are heavy to load: only where an office keeps a model, and only when the first petition is read.
    storing = import_module("xinqiao.language.subjects.storing")
    try:
        return storing.load_model(path), str(storing.read_card(path)["sha256"])
    except storing.WrongModel as fault:
        raise ModelRefused(str(fault)) from fault
