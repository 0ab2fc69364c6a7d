"""The petitions as a table for analysis: the only place where they become one, and it holds no identity.

A row has a number that means nothing outside, a day, an organisation, a place, a subject, and for each person a sign that is drawn
anew for each snapshot and never leaves the process: who holds two snapshots cannot join them by a person. Texts are masked
before anybody reads them. Accusations, and whatever is sealed, never enter.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models.functions import Left
from django.utils import timezone

from xinqiao.barometer.models import Membership
from xinqiao.language.issues.supporting import READ_CHARACTERS, supported
from xinqiao.language.redaction.finding import find_personal_data
from xinqiao.language.redaction.pseudonyms import Pseudonyms
from xinqiao.language.subjects.tree import subject_tree
from xinqiao.linking.linkable import linkable
from xinqiao.people.models import Place
from xinqiao.petitions.models import Petition
from xinqiao.petitions.models.party import Capacity, Party
from xinqiao.routing.models import ConfirmedSubject
from xinqiao.routing.subject import ModelRefused, subject_of

# Who asks in her own name; a proxy or a guardian speaks for another.
_ASKS = (Capacity.PETITIONER, Capacity.REPRESENTATIVE, Capacity.SIGNATORY)
# Of a text so much is masked and read: what it is about stands there.
_READ = 1000
# The latest letters say which words are usual.
_USUAL = 4000
# A database takes so many ids in one question.
_SLICE = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One petition without identity; `people` are signs of this snapshot in the order in which they were entered.

    None stands for all together who cannot be told apart. `place` and `subject` are paths from the top down: codes of
    divisions, names of the subject tree.
    """

    key: int
    on: date
    people: tuple[str | None, ...]
    organisation: str
    place: tuple[str, ...]
    subject: tuple[str, ...]


@dataclass(slots=True)
class Snapshot:
    """All rows of a moment, in the order of registration. What a number stands for is known to this process alone."""

    rows: list[Row]
    _petitions: list[UUID] = field(repr=False)

    def keys(self) -> dict[UUID, int]:
        """For the tables that are kept: the number of each petition."""
        return {petition: key for key, petition in enumerate(self._petitions)}

    def petition(self, key: int) -> UUID:
        """For the tables that are kept: the petition behind a number."""
        return self._petitions[key]

    def texts(self, keys: Iterable[int]) -> dict[int, str]:
        """The texts behind some numbers, heading first, masked: the same person under the same sign in all of them."""
        wanted = {self._petitions[key]: key for key in keys}
        signs, masked = Pseudonyms(), {}
        for pk, title, body in Petition.objects.filter(pk__in=wanted).values_list("pk", "title", "body"):
            text = f"{title}\n{body[:_READ]}"
            masked[wanted[pk]] = signs.masked(text, find_personal_data(text))
        return masked

    def supported(self, links: Mapping[tuple[int, int], float], *, at_least: float) -> dict[tuple[int, int], float]:
        """Links of rows with how far the texts support them beside the place; those that could join an issue are looked at.

        What is read of a text here are pairs of characters, and they are not kept.
        """
        likely = {number for pair, chance in links.items() if chance >= at_least for number in pair}
        wanted = {self._petitions[key]: key for key in likely | set(range(len(self.rows))[-_USUAL:])}
        texts = {wanted[pk]: text for pk, text in _beginnings(wanted)}
        usual = [texts[key] for key in range(len(self.rows))[-_USUAL:] if key in texts]
        return supported(links, {key: text for key, text in texts.items() if key in likely}, usual)


def take_snapshot() -> Snapshot:
    """All petitions of which something may be counted, as they stand now."""
    places = _place_paths()
    people = _people()
    subjects = _subjects()
    rows: list[Row] = []
    petitions: list[UUID] = []
    eligible = linkable(Petition.objects.all()).order_by("registered_at", "id")
    columns = ("pk", "registered_at", "place_id", "position__responsible_organisation_id")
    for pk, registered_at, place, organisation in eligible.values_list(*columns):
        petitions.append(pk)
        rows.append(
            Row(
                key=len(rows),
                on=timezone.localtime(registered_at).date(),
                people=people.get(pk, (None,)),
                organisation=str(organisation or ""),
                place=places.get(place, ()),
                subject=subjects.get(pk, ()),
            )
        )
    return Snapshot(rows, petitions)


def read_subject(title: str, body: str) -> str:
    """The path of a subject as one line, empty where nothing is sure or the office's model cannot be used."""
    try:
        seen = subject_of(title, body)
    except ModelRefused:
        return ""
    return "/".join(filter(None, (seen.label, _area_of(seen.label, seen.matter), seen.matter)))


def _area_of(branch: str, matter: str) -> str:
    return next(
        (
            area.name
            for one in subject_tree()
            if one.name == branch
            for area in one.areas
            if any(found.name == matter for found in area.matters)
        ),
        "",
    )


def _subjects() -> dict[UUID, tuple[str, ...]]:
    """What officers confirmed last; else what was read when the petition was first looked at."""
    found = {pk: tuple(filter(None, read.split("/"))) for pk, read in Membership.objects.values_list("pk", "subject")}
    confirmed = ConfirmedSubject.objects.order_by("pk").values_list("petition_id", "branch", "area", "matter")
    return found | {pk: tuple(filter(None, path)) for pk, *path in confirmed}


def _beginnings(petitions: Iterable[UUID]) -> Iterator[tuple[UUID, str]]:
    ids = list(petitions)
    for at in range(0, len(ids), _SLICE):
        found = Petition.objects.filter(pk__in=ids[at : at + _SLICE]).annotate(begin=Left("body", READ_CHARACTERS))
        for pk, title, begin in found.values_list("pk", "title", "begin"):
            yield pk, f"{title}\n{begin}"


def _people() -> Mapping[UUID, tuple[str | None, ...]]:
    """For each petition the signs of those who ask in it. Who gave neither telephone nor identity number cannot be told apart."""
    signs: dict[str, str] = {}
    found: dict[UUID, dict[str | None, None]] = defaultdict(dict)
    asking = Party.objects.filter(capacity__in=_ASKS).order_by("pk")
    for petition, phone, number in asking.values_list(
        "petition_id", "petitioner__phone_index", "petitioner__id_number_index"
    ):
        known = [index for index in (number, phone) if index]
        sign = next((signs[index] for index in known if index in signs), None)
        if sign is None and known:
            sign = secrets.token_hex(8)
        for index in known:
            signs.setdefault(index, sign or "")
        found[petition][sign] = None
    return {petition: tuple(people) for petition, people in found.items()}


def _place_paths() -> dict[int | None, tuple[str, ...]]:
    above = {pk: (code, parent) for pk, code, parent in Place.objects.values_list("pk", "code", "parent_id")}
    paths: dict[int | None, tuple[str, ...]] = {}
    for pk in above:
        path, at = [], pk
        while at is not None:
            path.append(above[at][0])
            at = above[at][1]
        paths[pk] = tuple(reversed(path))
    return paths
