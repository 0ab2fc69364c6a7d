"""How well did the suggested subjects hold, and have the letters changed? From what officers confirmed; matters are counted.

Accusations are in none of it, and what fewer than five petitions share is not shown: not a subject, not a pair, not a place.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module

from django.db.models.functions import Length

from xinqiao.petitions.models import Petition
from xinqiao.routing.confirming import newest_confirmed
from xinqiao.routing.subject import reader_in_use

FEWEST = 5
# Two mixtures of fewer letters differ by chance.
_ENOUGH_FOR_DRIFT = 20
_MOST = 20_000
_READ_A_MONTH = 200
_BINS = 10
# Lengths in characters at which letters differ in kind: a line, a paragraph, a page.
_LENGTHS = (100, 300, 800)


@dataclass(frozen=True, slots=True)
class Row:
    """One confirmed petition: what was confirmed, what had been suggested (or empty), how surely, when, length, place."""

    branch: str
    suggested: str
    confidence: float | None
    at: datetime
    length: int
    place: str

    @property
    def is_right(self) -> bool:
        """Whether the officer confirmed what was suggested."""
        return self.branch == self.suggested


@dataclass(frozen=True, slots=True)
class OfSubject:
    """A subject: how often confirmed, how often suggested where something was, and how often both."""

    name: str
    confirmed: int
    suggested: int
    both: int

    @property
    def precision(self) -> float | None:
        """Of those suggested so, the share that was confirmed so."""
        return self.both / self.suggested if self.suggested >= FEWEST else None

    @property
    def recall(self) -> float | None:
        """Of those confirmed so, the share that had been suggested so."""
        return self.both / self.confirmed if self.confirmed >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Share:
    """A group of petitions: how many had a suggestion, and the share of these that was overridden."""

    name: str
    petitions: int
    overridden: float


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the calibration curve: confidence said on average, share confirmed, of so many petitions."""

    said: float
    confirmed: float
    petitions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that the page shows. `suppressed` counts the subjects with fewer than five petitions; drifts are None where too few."""

    confirmed: int
    judged: int
    right: int
    subjects: tuple[OfSubject, ...]
    suppressed: int
    confusions: tuple[tuple[str, str, int], ...]
    curve: tuple[Step, ...]
    drift_confirmed: float | None
    drift_read: float | None
    by_length: tuple[Share, ...]
    by_place: tuple[Share, ...]


def evaluate(today: date, *, reads: bool = True) -> Evaluation:
    """The evaluation as of `today`; without `reads` no letter is read by a program. Raises ModelRefused."""
    rows = _rows()
    judged = [row for row in rows if row.suggested]
    subjects, suppressed = _by_subject(rows)
    return Evaluation(
        confirmed=len(rows),
        judged=len(judged),
        right=sum(row.is_right for row in judged),
        subjects=subjects,
        suppressed=suppressed,
        confusions=_confusions(judged),
        curve=_curve(judged),
        drift_confirmed=_drift([row.branch for row in rows if _is_in(row.at, before)] for before in _months(today)),
        drift_read=_drift(_read(month) for month in _months(today)) if reads else None,
        by_length=_shares((_length_of(row), row) for row in judged),
        by_place=_shares((row.place, row) for row in judged if row.place),
    )


def _rows() -> list[Row]:
    found = newest_confirmed().annotate(length=Length("petition__body")).order_by("-pk")
    columns = ("branch", "suggested", "confidence", "at", "length", "petition__place__name")
    return [
        Row(branch, suggested, confidence, at, length or 0, place or "")
        for branch, suggested, confidence, at, length, place in found.values_list(*columns)[:_MOST]
    ]


def _by_subject(rows: Sequence[Row]) -> tuple[tuple[OfSubject, ...], int]:
    confirmed = Counter(row.branch for row in rows if row.suggested)
    suggested = Counter(row.suggested for row in rows if row.suggested)
    both = Counter(row.branch for row in rows if row.is_right)
    every = [OfSubject(name, confirmed[name], suggested[name], both[name]) for name in sorted({*confirmed, *suggested})]
    shown = tuple(one for one in every if max(one.confirmed, one.suggested) >= FEWEST)
    return shown, len(every) - len(shown)


def _confusions(judged: Iterable[Row]) -> tuple[tuple[str, str, int], ...]:
    pairs = Counter((row.suggested, row.branch) for row in judged if not row.is_right)
    return tuple((said, was, times) for (said, was), times in pairs.most_common() if times >= FEWEST)


def _curve(judged: Iterable[Row]) -> tuple[Step, ...]:
    bins: dict[int, list[tuple[float, bool]]] = {}
    for row in judged:
        if row.confidence is not None:
            bins.setdefault(min(int(row.confidence * _BINS), _BINS - 1), []).append((row.confidence, row.is_right))
    return tuple(
        Step(sum(said for said, _ in of_bin) / len(of_bin), sum(was for _, was in of_bin) / len(of_bin), len(of_bin))
        for _, of_bin in sorted(bins.items())
        if len(of_bin) >= FEWEST
    )


def _shares(groups: Iterable[tuple[str, Row]]) -> tuple[Share, ...]:
    counted: dict[str, list[bool]] = {}
    for name, row in groups:
        counted.setdefault(name, []).append(row.is_right)
    shown = [Share(name, len(were), 1 - sum(were) / len(were)) for name, were in counted.items() if len(were) >= FEWEST]
    return tuple(sorted(shown, key=lambda one: -one.petitions))


def _drift(months: Iterable[Sequence[str]]) -> float | None:
    now, before = months
    if min(len(now), len(before)) < _ENOUGH_FOR_DRIFT:
        return None
    # It stands beside the models, whose arrays are heavy to load: only where there is enough to compare.
    return float(import_module("xinqiao.language.subjects.evaluating").drift(before, now))


def _months(today: date) -> tuple[tuple[int, int], tuple[int, int]]:
    """This month and the last, as year and month."""
    last = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)
    return (today.year, today.month), last


def _is_in(at: datetime, month: tuple[int, int]) -> bool:
    return (at.year, at.month) == month


def _read(month: tuple[int, int]) -> list[str]:
    """The subjects that a program surely reads in the newest petitions registered in that month."""
    reader, _digest = reader_in_use()
    year, number = month
    found = Petition.objects.filter(registered_at__year=year, registered_at__month=number)
    texts = found.exclude(kind="accusation").exclude(position__kind="accusation").order_by("-registered_at")
    read = [reader.read(f"{title}\n{body}") for title, body in texts.values_list("title", "body")[:_READ_A_MONTH]]
    return [one.label for one in read if not one.abstains]


def _length_of(row: Row) -> str:
    above = [bound for bound in _LENGTHS if row.length > bound]
    return f"> {above[-1]}" if above else f"≤ {_LENGTHS[0]}"
