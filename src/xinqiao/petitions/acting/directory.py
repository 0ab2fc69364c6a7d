"""Organisations and their responsible people, looked up once per act or per batch."""

from datetime import date

from xinqiao.people.models import Officer, Organisation, Place
from xinqiao.people.responsible import responsible_officer


class Directory:
    """A short-lived memory of organisations: by code (facts speak in codes) and by id."""

    def __init__(self) -> None:
        self._by_code: dict[str, Organisation] = {}
        self._by_id: dict[int, Organisation] = {}
        self._responsible: dict[tuple[int, str, int | None, date], Officer] = {}
        self._lineages: dict[int, list[int]] = {}

    def of_code(self, code: str) -> Organisation | None:
        """The active organisation with this code, or None."""
        if code not in self._by_code:
            found = (
                Organisation.objects.select_related("parent", "duty_officer").filter(code=code, is_active=True).first()
            )
            if found is None:
                return None
            self.remember(found)
        return self._by_code[code]

    def of_id(self, pk: int) -> Organisation:
        """The organisation with this id."""
        if pk not in self._by_id:
            self.remember(Organisation.objects.select_related("parent", "duty_officer").get(pk=pk))
        return self._by_id[pk]

    def remember(self, organisation: Organisation) -> None:
        """Keep an organisation that was already read, and its superior where that came with it."""
        self._by_code.setdefault(organisation.code, organisation)
        self._by_id.setdefault(organisation.pk, organisation)
        if organisation.parent_id is not None and Organisation.parent.is_cached(organisation):
            parent = organisation.parent
            if parent is not None and parent.pk not in self._by_id:
                self.remember(parent)

    def code_of(self, pk: int | None) -> str | None:
        """The code facts use for this organisation."""
        return None if pk is None else self.of_id(pk).code

    def responsible(self, *, organisation: Organisation, role: str, place: Place | None, on: date) -> Officer:
        """The named person who answers; raises people.responsible.NobodyResponsible."""
        key = (organisation.pk, role, place.pk if place else None, on)
        if key not in self._responsible:
            self._responsible[key] = responsible_officer(organisation=organisation, role=role, place=place, on=on)
        return self._responsible[key]

    def lineage(self, organisation: Organisation) -> list[int]:
        """The ids from the root down to this organisation."""
        if organisation.pk not in self._lineages:
            self._lineages[organisation.pk] = organisation.lineage()
        return self._lineages[organisation.pk]
