"""Are issues and warnings up to today's petitions? A little each few minutes, all of it anew each night."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from xinqiao.barometer.coarsening import LEAST
from xinqiao.barometer.grouping import Grouped
from xinqiao.barometer.issues import Moment, keep_issues
from xinqiao.barometer.models import Decision, EarlyWarning, HotIssue, Membership, WarningKind
from xinqiao.barometer.snapshot import read_subject, take_snapshot
from xinqiao.barometer.warnings import Watched, days_to_scan, keep_warnings
from xinqiao.language.issues.backtest import WEEK_DAYS
from xinqiao.language.issues.warning import HISTORY_DAYS
from xinqiao.linking.linkable import linkable
from xinqiao.linking.models import LinkDecision, MatterLink
from xinqiao.petitions.models import Petition

_SLICE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """What an update did: petitions taken in and taken out, issues that stand, rises that are new."""

    petitions: int = 0
    taken_out: int = 0
    issues: int = 0
    warnings: int = 0


def update(on: date) -> Updated:
    """Bring issues and warnings up to the petitions and links there are; nothing where nothing came and the day was told.

    Issues are the same as `rebuild` makes. Words that rise are left to it: they need every text.
    """
    if not settings.XINQIAO_LANGUAGE:
        return Updated()
    taken_out = _take_out()
    new = _take_in()
    if not (new or taken_out) and _is_told(on):
        return Updated(issues=HotIssue.objects.filter(people__gte=LEAST).count())
    snapshot = take_snapshot()
    grouped = Grouped.of(snapshot)
    issues = keep_issues(snapshot, grouped.groups(), Moment(on=on, at=timezone.now()), anew=False)
    warnings = keep_warnings(Watched.of(grouped), days_to_scan(snapshot, on)[-1:])
    return Updated(petitions=new, taken_out=taken_out, issues=issues, warnings=warnings)


def rebuild(on: date) -> Updated:
    """Make all issues and warnings anew, and tell what a year of days would have warned of. What was decided stays."""
    if not settings.XINQIAO_LANGUAGE:
        return Updated()
    taken_out = _take_out()
    _take_in()
    snapshot = take_snapshot()
    grouped = Grouped.of(snapshot)
    issues = keep_issues(snapshot, grouped.groups(), Moment(on=on, at=timezone.now()), anew=True)
    weeks = [on - timedelta(days=back) for back in range(0, HISTORY_DAYS, WEEK_DAYS)]
    warnings = keep_warnings(Watched.of(grouped), days_to_scan(snapshot, on), phrases_on=weeks)
    return Updated(petitions=len(snapshot.rows), taken_out=taken_out, issues=issues, warnings=warnings)


def _is_told(on: date) -> bool:
    """Whether this day was measured since the last link was found or decided."""
    told = HotIssue.objects.aggregate(day=Max("computed_on"), at=Max("computed_at"))
    if told["day"] != on:
        return False
    found = MatterLink.objects.aggregate(at=Max("found_at"))["at"]
    decided = LinkDecision.objects.aggregate(at=Max("decided_at"))["at"]
    return all(at is None or at <= told["at"] for at in (found, decided))


def _take_out() -> int:
    """Whatever may no longer be counted leaves: a petition that turned out an accusation, say."""
    eligible = linkable(Petition.objects.all()).values("pk")
    gone = Membership.objects.exclude(pk__in=eligible)
    for petition, issue in gone.exclude(issue=None).values_list("pk", "issue_id"):
        _know_by_another(str(petition), Membership.objects.filter(issue=issue, pk__in=eligible))
    count, _by_model = gone.delete()
    return count


def _know_by_another(petition: str, others: QuerySet[Membership]) -> None:
    """A warning that was known by a petition that leaves is known by the first that stays; a decision stays in any case."""
    first = others.order_by("petition__registered_at", "pk").first()
    for warning in EarlyWarning.objects.filter(kind=WarningKind.ISSUE, key=petition):
        key = str(first.pk) if first else ""
        same = EarlyWarning.objects.filter(kind=WarningKind.ISSUE, key=key, raised_on=warning.raised_on)
        if key and not same.exists():
            warning.key = key
        elif warning.decision == Decision.OPEN:
            warning.delete()
            continue
        else:
            # its words may have been those of the one that leaves
            warning.key, warning.name = f"left {warning.pk}", ""
        warning.save(update_fields=["key", "name"])


def _take_in() -> int:
    """A row for each petition that has none, with the subject read of it."""
    known = Membership.objects.values("pk")
    waiting = linkable(Petition.objects.all()).exclude(pk__in=known).order_by("registered_at", "id")
    return sum(_take_slice(ids) for ids in _slices(list(waiting.values_list("pk", flat=True))))


def _take_slice(ids: list[UUID]) -> int:
    texts = Petition.objects.filter(pk__in=ids).values_list("pk", "title", "body")
    rows = [Membership(pk=pk, subject=read_subject(title, body)) for pk, title, body in texts]
    Membership.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _slices(ids: list[UUID]) -> Iterable[list[UUID]]:
    for at in range(0, len(ids), _SLICE):
        yield ids[at : at + _SLICE]
