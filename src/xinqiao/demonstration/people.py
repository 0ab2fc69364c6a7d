"""Who lives and works in the invented city? Places, bodies, officers and the grid of who answers for what."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml
from django.contrib.auth.hashers import make_password

from xinqiao.people.models import Account, Officer, Organisation, Place, Responsibility

PASSWORD = "letter-bridge-demo"  # noqa: S105 -- of invented people, shown on the page of the demonstration
CODE_PREFIX = "demo-"
FOUNDED_ON = date(2000, 1, 1)


@dataclass
class City:
    """The city's rows by their short names in people.yaml."""

    places: dict[str, Place] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)

    def handler_of(self, organisation: str) -> Officer:
        """Who does the daily work there: the first officer who drafts or refers."""
        return self._first(organisation, {"handler", "reexaminer", "supervisor"})

    def head_of(self, organisation: str) -> Officer:
        """The second person who approves there."""
        return self._first(organisation, {"approver"})

    def triage_of(self, organisation: str) -> Officer:
        """Who decides there where a petition belongs."""
        return self._first(organisation, {"triage_officer"})

    def registrar_of(self, organisation: str) -> Officer:
        """Who writes down there what arrives by letter, visit or telephone."""
        return self._first(organisation, {"registrar"})

    def _first(self, organisation: str, roles: set[str]) -> Officer:
        pk = self.organisations[organisation].pk
        return next(o for o in self.officers.values() if o.organisation_id == pk and roles & set(o.roles))


@cache
def described(name: str) -> Any:
    """The content of one of this room's YAML files."""
    return yaml.safe_load((resources.files(__package__) / f"{name}.yaml").read_text(encoding="utf-8"))


def account_name(key: str) -> str:
    """What the officer with this short name signs in as."""
    return CODE_PREFIX + key.replace("_", "-")


def make_people() -> City:
    """The city's places, organisations, officers and grid; those that are there already are taken as they are."""
    city = City()
    told = described("people")
    for row in told["places"]:
        city.places[row["key"]] = _place(city, row)
    for row in told["organisations"]:
        city.organisations[row["key"]] = _organisation(city, row)
    password = make_password(PASSWORD)
    for row in told["officers"]:
        city.officers[row["key"]] = _officer(city, row, password)
    for row in told["officers"]:
        _answer_for(city, row)
    return city


def _place(city: City, row: dict[str, Any]) -> Place:
    parent = city.places[row["parent"]] if "parent" in row else None
    defaults = {"name": row["name"], "level": row["level"], "parent": parent}
    return Place.objects.get_or_create(code=row["code"], defaults=defaults)[0]


def _organisation(city: City, row: dict[str, Any]) -> Organisation:
    number = len(city.organisations) + 1
    return Organisation.objects.get_or_create(
        code=CODE_PREFIX + row["key"].replace("_", "-"),
        defaults={
            "name": row["name"],
            "kind": row["kind"],
            "place": city.places[row["place"]],
            "parent": city.organisations[row["parent"]] if "parent" in row else None,
            "letter_mark": row["mark"],
            "duties": row["duties"],
            "address": f"信桥市（演示）长虹路{number}号",
            "phone": f"000-0000{number:03d}",
            "hours": "工作日 9:00-12:00，14:00-17:30",
        },
    )[0]


def _officer(city: City, row: dict[str, Any], password: str) -> Officer:
    account, _is_new = Account.objects.get_or_create(username=account_name(row["key"]), defaults={"password": password})
    return Officer.objects.get_or_create(
        account=account,
        defaults={
            "name": row["name"],
            "post": row["post"],
            "organisation": city.organisations[row["organisation"]],
            "roles": row["roles"],
            "joined_on": FOUNDED_ON,
        },
    )[0]


def _answer_for(city: City, row: dict[str, Any]) -> None:
    """The officer's lines of the responsibility grid, and the duty behind it."""
    officer, organisation = city.officers[row["key"]], city.organisations[row["organisation"]]
    if row.get("duty") or organisation.duty_officer_id is None:
        organisation.duty_officer = officer
        organisation.save(update_fields=["duty_officer"])
    for role in row.get("answers", ()):
        Responsibility.objects.get_or_create(
            organisation=organisation, officer=officer, role=role, defaults={"valid_from": FOUNDED_ON}
        )
