"""What is asked for? A line as a clerk types it becomes words, each a row of neighbouring grams."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinqiao.petitions.searching.folding import fold
from xinqiao.petitions.searching.grams import grams_of

MOST_CHARACTERS = 100
MOST_WORDS = 8
_BETWEEN = re.compile(r"[\W_]+")


class UnsearchableWords(ValueError):
    """There is nothing in the line that could be searched for; str() is one sentence."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, folded, with its grams; where it is open at its end, the last gram is only begun."""

    folded: str
    grams: tuple[str, ...]
    is_open: bool


def read_words(text: str) -> list[Word]:
    """The words of a line, all of which a petition must say. Raises UnsearchableWords."""
    if len(text) > MOST_CHARACTERS:
        raise UnsearchableWords(
            _("Search for at most %(n)d characters: a few words find more than a whole sentence.")
            % {"n": MOST_CHARACTERS}
        )
    parts = list(dict.fromkeys(part for part in _BETWEEN.split(fold(text)) if part))
    if text.strip() and not parts:
        raise UnsearchableWords(_("There is no letter, digit or Chinese character in what you search for."))
    if len(parts) > MOST_WORDS:
        raise UnsearchableWords(_("Search for at most %(n)d words at once.") % {"n": MOST_WORDS})
    return [_word(part) for part in parts]


def _word(folded: str) -> Word:
    grams = grams_of(folded)
    # A run of several Chinese characters at the end: its last character is in the gram before.
    if len(grams) > 1 and len(grams[-1]) == 1 and grams[-2].endswith(grams[-1]) and not grams[-1].isascii():
        return Word(folded, tuple(grams[:-1]), is_open=False)
    return Word(folded, tuple(grams), is_open=True)
