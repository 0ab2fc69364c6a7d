"""Bringing the index of matters, and the links, up to the petitions there are: the database is the truth.

One petition after an act, whatever is missing after a crash or a lost folder, or all of it anew. Each may run twice.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from xinqiao.language.same_matter.keeping import MatterWriter, writing
from xinqiao.language.shipped import WrongFile
from xinqiao.linking.finding import MOST_LINKS, compared, forget_links, keep_links
from xinqiao.linking.kept_index import index_folder, judgement_name
from xinqiao.linking.likeness import text_of
from xinqiao.linking.linkable import is_linkable, linkable
from xinqiao.linking.models import Comparison
from xinqiao.petitions.models import Petition, SearchEntry

# Petitions that one act's task takes with it, where many arrive together.
_TOGETHER = 200
_SLICE = 500
# Other tasks wait meanwhile; what is left is taken the next time.
_PATIENCE_SECONDS = 45.0


@dataclass(slots=True)
class Done:
    """How many petitions were added to the index, taken out of it, and compared with the others."""

    indexed: int = 0
    forgotten: int = 0
    compared: int = 0


def follow(petition: Petition) -> Done:
    """After an act on `petition`: it is in the index and compared, or out of it where it may not be linked."""
    if not settings.XINQIAO_LANGUAGE:
        return Done()
    if not is_linkable(petition):
        return _take_out([petition.pk])
    judgement = judgement_name()
    if Comparison.objects.filter(petition=petition, judgement=judgement).exists():
        return Done()
    done = Done()
    with writing(index_folder()) as writer:
        _take_in(writer, [petition.pk, *_arrived_after(petition)], done, judgement=judgement)
    return done


def catch_up() -> Done:
    """What an act's own task did not do: it was killed, the folder was lost, a backup was restored, a judgement is new."""
    done = Done()
    if not settings.XINQIAO_LANGUAGE:
        return done
    until, judgement = time.monotonic() + _PATIENCE_SECONDS, judgement_name()
    with writing(index_folder()) as writer:
        _index_missing(writer, done)
        waiting = linkable(Petition.objects.exclude(comparison__judgement=judgement)).order_by("-registered_at")
        while time.monotonic() < until:
            ids = list(waiting.values_list("pk", flat=True)[:50])
            if not _compare(writer, ids, done, judgement=judgement):
                break
    return done


def rebuild() -> Done:
    """Make the whole index anew; meanwhile the old one answers. Links are found anew where there are none yet."""
    done = Done()
    with writing(index_folder(), anew=True) as writer:
        for ids in _in_slices(_ids(_all())):
            for petition in compared(ids).values():
                writer.add_new(petition.pk, text_of(petition))
                done.indexed += 1
        writer.commit()
    return done


def _in_slices(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    rest = iter(ids)
    while part := list(islice(rest, _SLICE)):
        yield part


def _all() -> QuerySet[Petition]:
    return linkable(Petition.objects.order_by("registered_at", "pk"))


def _ids(petitions: QuerySet[Petition]) -> Iterator[UUID]:
    return petitions.values_list("pk", flat=True).iterator(chunk_size=5000)


def _arrived_after(petition: Petition) -> list[UUID]:
    """The petitions that came just after this one and were not compared: many tasks become one."""
    entries = SearchEntry.objects.filter(petition__comparison=None)
    own = entries.filter(petition=petition).values_list("number", flat=True).first()
    if own is None:
        return []
    return list(entries.filter(number__gt=own).order_by("number").values_list("petition_id", flat=True)[:_TOGETHER])


def _take_in(writer: MatterWriter, ids: Sequence[UUID], done: Done, *, judgement: str) -> None:
    before = writer.index.texts.size
    for petition in compared(ids).values():
        writer.add(petition.pk, text_of(petition))
    if writer.index.texts.size > before:
        writer.commit()
    done.indexed += writer.index.texts.size - before
    _compare(writer, ids, done, judgement=judgement)


def _compare(writer: MatterWriter, ids: Sequence[UUID], done: Done, *, judgement: str) -> int:
    """Lay these petitions beside all others; how many. With a damaged judgement none: they wait for a sound one."""
    petitions = compared(ids)
    try:
        for petition in petitions.values():
            found = writer.index.matters_like(text_of(petition), limit=MOST_LINKS, but=petition.pk)
            keep_links(petition, found, judgement=judgement)
    except WrongFile:
        return 0
    done.compared += len(petitions)
    return len(petitions)


def _index_missing(writer: MatterWriter, done: Done) -> None:
    """Add what the index does not have, and take out what it may not have any more."""
    missing, surplus = writer.index.texts.differing(_ids(_all()))
    for ids in _in_slices(missing):
        for petition in compared(ids).values():
            writer.add_new(petition.pk, text_of(petition))
            done.indexed += 1
        writer.commit()
    for owner in surplus:
        writer.forget(owner)
        done.forgotten += 1
    if surplus:
        writer.commit()
        forget_links(surplus)


def _take_out(ids: Sequence[UUID]) -> Done:
    """Out of the index, and with its suggestions: it became an accusation, say."""
    done = Done()
    if index_folder().exists():
        with writing(index_folder()) as writer:
            done.forgotten = sum(writer.forget(owner) for owner in ids)
            if done.forgotten:
                writer.commit()
    forget_links(ids)
    return done
