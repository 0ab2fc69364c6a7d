"""Who took up earlier petitions that say the same, in their words? Acceptances teach, never referrals alone."""

from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from xinqiao.petitions.models import Event, Petition
from xinqiao.petitions.searching.query import saying
from xinqiao.petitions.searching.words import UnsearchableWords, Word, read_words

# The newest petitions with a word are asked, so that what an office does now counts and a common word costs no more.
_NEWEST = 30
_MOST_WORDS = 4


def who_accepted(petitions: QuerySet[Petition], words: Sequence[str], *, besides: Petition) -> Counter[int]:
    """How many of `petitions` that say one of `words` each organisation (by its id) accepted, the newest of each word.

    Give it `petitions.access.visible_to(actor)`: nothing is learned for an officer from what she may not see. An
    acceptance that was declared void does not count, and accusations teach nothing.
    """
    ids = {pk for word in words[:_MOST_WORDS] for pk in newest_saying(petitions, word)} - {besides.pk}
    events = Event.objects.filter(petition_id__in=ids, kind__in=("accepted", "voided"))
    rows = list(events.values_list("petition_id", "seq", "kind", "mends", "organisation_id"))
    void = {(petition, mends) for petition, _seq, kind, mends, _by in rows if kind == "voided"}
    accepted = {
        (petition, by)
        for petition, seq, kind, _mends, by in rows
        if kind == "accepted" and by is not None and (petition, seq) not in void
    }
    return Counter(by for _petition, by in accepted)


def newest_saying(petitions: QuerySet[Petition], word: str) -> list[UUID]:
    """The newest of `petitions` in whose texts the word stands; accusations are never among them."""
    read = _read(word)
    if not read:
        return []
    found = saying(petitions.exclude(kind="accusation").exclude(position__kind="accusation"), read).order_by(
        "-search_entry__number"
    )
    return list(found.values_list("pk", flat=True)[:_NEWEST])


def _read(word: str) -> list[Word]:
    try:
        return read_words(word)
    except UnsearchableWords:
        return []
