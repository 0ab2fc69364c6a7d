"""Inside the measured process: petitions of many people, all but the last day's told; then that day, then all anew."""

import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, NamedTuple

import pyarrow.parquet as parquet
from django.utils import timezone

from xinqiao.barometer.models import EarlyWarning, HotIssue
from xinqiao.barometer.updating import rebuild, update
from xinqiao.benchmarks.planted_matters import plant
from xinqiao.intake.bulk.department import import_department
from xinqiao.language.places import find_places
from xinqiao.linking import catching_up
from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.people.models import Organisation, Petitioner, Place
from xinqiao.people.models.place import PlaceLevel
from xinqiao.petitions.acting.batch import save_all
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.models import Party, Submission
from xinqiao.petitions.opening import Opening, open_petition

_SLICE = 200
# One in fourteen of the invented petitions begins a matter that others write of, too.
_ROWS_A_MATTER = 14


class _Written(NamedTuple):
    """What somebody wrote, and when."""

    person: str
    at: datetime
    title: str
    body: str


def measure(*, rows: int, of_the_day: int, texts: str) -> dict[str, Any]:
    """Seconds of the day's links, of its issues and warnings, and of the rebuild; how much there was."""
    written = sorted(_in_file(texts)[:rows] if texts else _invented(rows), key=lambda one: one.at)
    register = _Register()
    register.take(written[:-of_the_day])
    catching_up.rebuild()
    _link_all()
    on = timezone.localtime(written[-1].at).date()
    update(timezone.localtime(written[-of_the_day - 1].at).date())
    register.take(written[-of_the_day:])
    linking, updating = _timed(_link_all), _timed(lambda: update(on))
    told = {
        "seconds": round(linking["seconds"] + updating["seconds"], 3),
        "cpu_seconds": round(linking["cpu_seconds"] + updating["cpu_seconds"], 3),
        "link_seconds": linking["seconds"],
        "update_seconds": updating["seconds"],
        "petitions": len(written),
        "of_the_day": of_the_day,
        "texts": "of the file" if texts else "invented",
        "issues": HotIssue.objects.count(),
    }
    rebuilding = _timed(lambda: rebuild(on))
    return told | {"rebuild": rebuilding | {"warnings": EarlyWarning.objects.count()}}


def _timed(act: Any) -> dict[str, float]:
    started, cpu = time.perf_counter(), time.process_time()
    act()
    return {
        "seconds": round(time.perf_counter() - started, 3),
        "cpu_seconds": round(time.process_time() - cpu, 3),
    }


def _link_all() -> None:
    """As the worker does, as often as it takes."""
    while catching_up.catch_up().compared:
        pass


def _in_file(path: str) -> list[_Written]:
    columns = ["title", "detail", "user_id", "created_at"]
    return [
        _Written(str(row["user_id"]), row["created_at"].replace(tzinfo=UTC), row["title"] or "", row["detail"] or "")
        for row in parquet.read_table(path, columns=columns).to_pylist()
        if (row["detail"] or "").strip()
    ]


def _invented(rows: int) -> list[_Written]:
    """Of a past year, so that no clock lies ahead."""
    past = str(timezone.localdate().year - 1)
    found = []
    for row in plant(rows, matters=max(1, rows // _ROWS_A_MATTER)):
        at = datetime.combine(date.fromisoformat(past + row.at[4:]), datetime.min.time(), tzinfo=UTC)
        title, _line, body = row.text.partition("\n")
        found.append(_Written(row.person, at, title, body))
    return found


class _Register:
    """Registers what was written, each person once, at the district that the text names."""

    def __init__(self) -> None:
        self.department = import_department()
        self.people: dict[str, Petitioner] = {}
        self.places: dict[str, Place] = {}

    def take(self, written: Iterable[_Written]) -> None:
        """Register these, some hundred at a time."""
        rest: Iterator[_Written] = iter(written)
        while part := list(islice(rest, _SLICE)):
            self._save(part)

    def _save(self, part: Sequence[_Written]) -> None:
        dossiers = [self._opened(one, self.department) for one in part]
        save_all(dossiers)

    def _opened(self, one: _Written, department: Organisation) -> Dossier:
        petitioner = self._petitioner(one.person)
        submission = Submission.objects.create(
            channel="web",
            body=one.body,
            received_at=one.at,
            received_by=department,
            body_sha256=hashlib.sha256(one.body.encode()).hexdigest(),
            petitioner=petitioner,
        )
        place = self._place(f"{one.title}\n{one.body}")
        opening = Opening(
            submission=submission, organisation=department, title=one.title, body=one.body, place=place,
            is_reconstructed=True,
        )  # fmt: skip
        dossier = open_petition(opening)
        dossier.new_rows.append(Party(petition=dossier.petition, petitioner=petitioner))
        return dossier

    def _petitioner(self, person: str) -> Petitioner:
        if person not in self.people:
            self.people[person] = make_petitioner(identity=Identity(phone=f"000{len(self.people):08d}"))
            self.people[person].save()
        return self.people[person]

    def _place(self, text: str) -> Place | None:
        """The masked district (A3区) below its masked city (A市)."""
        name = next((place.name for place in find_places(text[:400]) if place.is_masked and len(place.name) > 2), "")
        if not name:
            return None
        city = self._made(f"{name[0]}市", PlaceLevel.CITY, self.department.place)
        return self._made(name, PlaceLevel.COUNTY, city)

    def _made(self, name: str, level: PlaceLevel, above: Place | None) -> Place:
        if name not in self.places:
            code = f"99{len(self.places):04d}"
            self.places[name] = Place.objects.create(code=code, name=name, level=level, parent=above)
        return self.places[name]
