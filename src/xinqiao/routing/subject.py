"""What is a petition about, for whoever routes it? The office's own taught model where it keeps one, else the tree's words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from xinqiao.language.subjects.tree import Branch, Matter, subject_tree
from xinqiao.petitions.searching.folding import fold

# Where `xinqiao language train --model` puts the model that the desk reads with, below XINQIAO_HOME.
MODEL = Path("models") / "subjects.npz"
# A letter is read so far: what it is about is said by then.
READ_CHARACTERS = 20_000
_TITLE_COUNTS = 2.0
# The words of one subject must weigh this many times those of the next; else a person reads.
_LEAD = 1.5
_AT_LEAST = 2.0
_WORDS_SHOWN = 5


class ModelRefused(ValueError):
    """The office keeps a model that cannot be used; the text is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectSeen:
    """The likeliest subject, or an empty `label` where a person has to read; with the words behind it and its rivals.

    `confidence` (0 to 1) is how often such an answer was right when the office's model was measured; None where only the
    words of the tree judged, which nobody has measured here. `matter` is the third level, where its words stand there.
    """

    label: str
    matter: str
    words: tuple[str, ...]
    others: tuple[str, ...]
    confidence: float | None


def subject_of(title: str, body: str) -> SubjectSeen:
    """What a petition is about. Raises ModelRefused where the kept model is not the one of its card, or not readable."""
    path = settings.XINQIAO_HOME / MODEL
    if not path.is_file():
        return _by_words(fold(title), fold(body[:READ_CHARACTERS]))
    model = _kept(path, path.stat().st_mtime_ns)
    found = model.read(f"{title}\n{body}")
    return SubjectSeen(
        label="" if found.abstains else found.label,
        matter=_matter(_branches(found.label), fold(title), fold(body[:READ_CHARACTERS])),
        words=tuple(one.word for one in found.evidence),
        others=tuple(label for label, share in found.others if share >= 0.05),
        confidence=found.confidence,
    )


@lru_cache(maxsize=1)
def _kept(path: Path, _changed: int) -> Any:
    # Arrays are heavy to load: only where an office keeps a model, and only when the first petition is read.
    storing = import_module("xinqiao.language.subjects.storing")
    try:
        return storing.load_model(path)
    except storing.WrongModel as fault:
        raise ModelRefused(str(fault)) from fault


def _by_words(title: str, body: str) -> SubjectSeen:
    weighed = sorted(
        ((sum(_weight(word, title) for word in words), branch, words) for branch, words in _found(title, body)),
        key=lambda one: -one[0],
    )
    if not weighed:
        return SubjectSeen(label="", matter="", words=(), others=(), confidence=None)
    (weight, branch, words), *rest = weighed
    is_clear = weight >= _AT_LEAST and (not rest or weight >= _LEAD * rest[0][0])
    return SubjectSeen(
        label=branch.name if is_clear else "",
        matter=_matter([branch], title, body) if is_clear else "",
        words=tuple(words[:_WORDS_SHOWN]),
        others=tuple(other.name for _weight_, other, _words in (rest if is_clear else weighed)[:2]),
        confidence=None,
    )


def _found(title: str, body: str) -> list[tuple[Branch, list[str]]]:
    text = f"{title}\n{body}"
    found = [(branch, _words_in(tuple(branch.matters()), text)) for branch in subject_tree()]
    return [(branch, words) for branch, words in found if words]


def _words_in(matters: Sequence[Matter], text: str) -> list[str]:
    """The words of the matters that stand in the text; one inside a longer found one is not counted again."""
    found = dict.fromkeys(word for matter in matters for word in matter.words if len(word) > 1 and word in text)
    return [word for word in found if not any(word != other and word in other for other in found)]


def _weight(word: str, title: str) -> float:
    return (_TITLE_COUNTS if word in title else 1.0) * (1.0 + 0.25 * (len(word) - 2))


def _branches(label: str) -> list[Branch]:
    return [branch for branch in subject_tree() if branch.name == label]


def _matter(branches: Sequence[Branch], title: str, body: str) -> str:
    """The third level whose words weigh most; empty where none of them stands in the text."""
    text = f"{title}\n{body}"
    weighed = [
        (sum(_weight(word, title) for word in _words_in((matter,), text)), matter.name)
        for branch in branches
        for matter in branch.matters()
    ]
    weight, name = max(weighed, key=lambda one: one[0], default=(0.0, ""))
    return name if weight else ""
