"""Which rise is one that was told before? One that goes on stays its row and its day; what was decided stays."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db.models import QuerySet

from xinqiao.barometer.models import Decision, EarlyWarning
from xinqiao.language.issues.backtest import SAME_RISE_DAYS

_MEASURES = ("window_days", "people", "expected", "chance")

Key = tuple[str, str]


def keep_rises(rises: Iterable[EarlyWarning], *, kinds: Collection[str], days: Collection[date] | None) -> int:
    """Keep rises, in the order of their days; how many are new ones.

    Of these kinds what was found on these days (None: on any) and decided by nobody is found again or forgotten.
    """
    open_ones = _undecided(kinds, days)
    before = {(one.kind, one.key, one.raised_on): one for one in open_ones}
    rows: dict[Key, list[EarlyWarning]] = {}
    for one in EarlyWarning.objects.exclude(pk__in=[one.pk for one in before.values()]).order_by("raised_on"):
        rows.setdefault((one.kind, one.key), []).append(one)
    new: list[EarlyWarning] = []
    prolonged: dict[int, EarlyWarning] = {}
    for rise in rises:
        known = rows.setdefault((rise.kind, rise.key), [])
        going_on = _going_on(known, rise.raised_on)
        if going_on is None:
            known.append(rise)
            new.append(rise)
        elif rise.raised_on > going_on.seen_until:
            going_on.seen_until = rise.raised_on
            if going_on.pk is not None:
                prolonged[going_on.pk] = going_on
    EarlyWarning.objects.bulk_update(prolonged.values(), ["seen_until"])
    return _replace(before, new)


def _undecided(kinds: Collection[str], days: Collection[date] | None) -> QuerySet[EarlyWarning]:
    found = EarlyWarning.objects.filter(kind__in=kinds, decision=Decision.OPEN)
    return found if days is None else found.filter(raised_on__in=days)


def _going_on(known: Iterable[EarlyWarning], on: date) -> EarlyWarning | None:
    latest = [one for one in known if one.raised_on <= on and one.seen_until >= on - timedelta(days=SAME_RISE_DAYS)]
    return max(latest, key=lambda one: one.raised_on, default=None)


def _replace(before: dict[tuple[str, str, date], EarlyWarning], new: Iterable[EarlyWarning]) -> int:
    """A rise found again keeps its row, and so the address of its decision."""
    found: list[EarlyWarning] = []
    again: list[EarlyWarning] = []
    for rise in new:
        old = before.pop((rise.kind, rise.key, rise.raised_on), None)
        if old is None:
            found.append(rise)
            continue
        for name in ("seen_until", *_MEASURES):
            setattr(old, name, getattr(rise, name))
        again.append(old)
    EarlyWarning.objects.filter(pk__in=[old.pk for old in before.values()]).delete()
    EarlyWarning.objects.bulk_update(again, ["seen_until", *_MEASURES])
    EarlyWarning.objects.bulk_create(found)
    return len(found)
