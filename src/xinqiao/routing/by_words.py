"""What is a letter about, where no model was taught? The words of the tree that stand in it, those of the title twice."""

from collections.abc import Iterator, Sequence

from xinqiao.language.subjects.answer import Evidence, Subject
from xinqiao.language.subjects.tree import Branch, Matter, subject_tree
from xinqiao.petitions.searching.folding import fold

# A letter is read so far: what it is about is said by then.
READ_CHARACTERS = 20_000
_TITLE_COUNTS = 2.0
# The words of one subject must weigh this many times those of the next; else a person reads.
_LEAD = 1.5
_AT_LEAST = 2.0
_WORDS_SHOWN = 5
_OTHERS = 2


class TreeReader:
    """Reads as a model does, and claims no confidence: nobody has measured these words here."""

    def read(self, text: str, bound: float | None = None) -> Subject:
        """The subject of `text`, whose first line counts as its title; `bound` changes nothing."""
        title, _, body = text.partition("\n")
        return self.read_letter(fold(title), fold(body[:READ_CHARACTERS]))

    def read_letter(self, title: str, body: str) -> Subject:
        """The subject of a title and a body that are folded already; it abstains where no subject leads clearly."""
        weighed = sorted(
            ((sum(_weight(word, title) for word in words), branch, words) for branch, words in _found(title, body)),
            key=lambda one: -one[0],
        )
        if not weighed:
            return Subject("", 0.0, True, (), ())
        (weight, branch, words), *rest = weighed
        is_clear = weight >= _AT_LEAST and (not rest or weight >= _LEAD * rest[0][0])
        total = sum(one[0] for one in weighed)
        return Subject(
            label=branch.name,
            confidence=0.0,
            abstains=not is_clear,
            others=tuple((other.name, others / total) for others, other, _words in rest[:_OTHERS]),
            evidence=tuple(_evidence(words[:_WORDS_SHOWN], title, body)),
        )


def likely_matter(label: str, title: str, body: str) -> str:
    """The third level of `label` whose words weigh most; empty where none of them stands in the folded text."""
    text = f"{title}\n{body}"
    weighed = [
        (sum(_weight(word, title) for word in _words_in((matter,), text)), matter.name)
        for branch in subject_tree()
        if branch.name == label
        for matter in branch.matters()
    ]
    weight, name = max(weighed, key=lambda one: one[0], default=(0.0, ""))
    return name if weight else ""


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


def _evidence(words: Sequence[str], title: str, body: str) -> Iterator[Evidence]:
    text = f"{title}\n{body}"
    for word in words:
        at = text.index(word)
        yield Evidence(at, at + len(word), word, _weight(word, title))
