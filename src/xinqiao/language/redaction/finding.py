"""All personal data of a text, numbers first, then addresses, then names, none upon another."""

from collections.abc import Iterable, Sequence

from xinqiao.language.redaction.addresses import addresses_in
from xinqiao.language.redaction.names import names_in
from xinqiao.language.redaction.numbers import numbers_in
from xinqiao.language.redaction.spans import Span, without_overlaps

# From here on a name of one text of a set is looked for in the others.
_SURE = 0.85

PersonalData = tuple[Span, ...]


def find_personal_data(text: str, known_names: Iterable[str] = ()) -> PersonalData:
    """The personal data of `text` in order; `known_names` (the petitioner's, say) are found wherever they stand."""
    return without_overlaps([*numbers_in(text), *addresses_in(text), *names_in(text, known_names)])


def find_in_all(texts: Sequence[str], known_names: Iterable[str] = ()) -> list[PersonalData]:
    """The personal data of each of a set of texts; a name that is sure in one is found in all of them."""
    known = set(known_names)
    for text in texts:
        known |= _sure_names(find_personal_data(text))
    return [find_personal_data(text, known) for text in texts]


def _sure_names(found: PersonalData) -> set[str]:
    """The full names among what was found that are sure enough to be looked for in the other texts of a set."""
    return {
        span.text
        for span in found
        if span.kind == "name"
        and span.proof in {"learned", "context"}
        and span.confidence >= _SURE
        and len(span.text) > 2
    }
