"""A small invented city for tests: three levels, a petition office at two, bureaus, and people in every role."""

from dataclasses import dataclass, field
from datetime import date

from xinqiao.people.models import Account, Officer, Organisation, Place, Responsibility
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.people.models.place import PlaceLevel

LONG_AGO = date(2000, 1, 1)


@dataclass
class City:
    """Organisations and officers by short names (city, office, bureau, district …)."""

    places: dict[str, Place] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Organisation:
        return self.organisations[name]

    def officer(self, name: str) -> Officer:
        """The officer called `name`: clerk, handler, head, district_handler, reexaminer …"""
        return Officer.objects.select_related("organisation", "account").get(pk=self.officers[name].pk)


def an_officer(name: str, *, organisation: Organisation, roles: list[str]) -> Officer:
    """An officer with an account that signs in with the password `letter-bridge`."""
    account = Account.objects.create_account(username=name, password="letter-bridge")
    return Officer.objects.create(
        account=account, name=name.capitalize(), organisation=organisation, roles=roles, joined_on=LONG_AGO
    )


def a_city() -> City:
    """The city: government, office, joint meeting, two bureaus; a district with its office and bureau; a street.

    Re-examination of a district bureau goes to the district, review to the city.
    """
    city = City()
    _places(city)
    _organisations(city)
    _officers(city)
    return city


def _places(city: City) -> None:
    town = Place.objects.create(code="990100", name="信桥市", level=PlaceLevel.CITY)
    east = Place.objects.create(code="990102", name="东渡区", level=PlaceLevel.COUNTY, parent=town)
    street = Place.objects.create(code="990102001", name="桥头街道", level=PlaceLevel.TOWNSHIP, parent=east)
    city.places = {"city": town, "district": east, "street": street}


def _organisations(city: City) -> None:
    kind = OrganisationKind
    rows = [
        ("city", "信桥市人民政府", kind.GOVERNMENT, "city", None),
        ("office", "信桥市信访局", kind.PETITION_OFFICE, "city", "city"),
        ("meeting", "信桥市信访工作联席会议", kind.JOINT_MEETING, "city", "city"),
        ("bureau", "信桥市住建局", kind.DEPARTMENT, "city", "city"),
        ("transport", "信桥市交通局", kind.DEPARTMENT, "city", "city"),
        ("district", "东渡区人民政府", kind.GOVERNMENT, "district", "city"),
        ("district_office", "东渡区信访局", kind.PETITION_OFFICE, "district", "district"),
        ("district_bureau", "东渡区城管局", kind.DEPARTMENT, "district", "district"),
        ("street", "桥头街道办事处", kind.GOVERNMENT, "street", "district"),
    ]
    for name, title, of_kind, place, parent in rows:
        city.organisations[name] = Organisation.objects.create(
            code=f"test-{name.replace('_', '-')}",
            name=title,
            kind=of_kind,
            place=city.places[place],
            parent=city.organisations.get(parent) if parent else None,
            address="演示路1号",
            phone="000-0000000",
            hours="9:00-17:00",
        )


def _officers(city: City) -> None:
    rows = [
        ("clerk", "office", ["registrar", "triage_officer"]),
        ("office_head", "office", ["approver", "supervisor"]),
        ("chair", "meeting", ["supervisor"]),
        ("mayor", "city", ["reviewer", "reexaminer"]),
        ("secretary", "city", ["approver"]),
        ("handler", "bureau", ["handler"]),
        ("second_handler", "bureau", ["handler"]),
        ("head", "bureau", ["approver"]),
        ("transporter", "transport", ["handler", "approver"]),
        ("governor", "district", ["reexaminer"]),
        ("governor_head", "district", ["approver"]),
        ("district_clerk", "district_office", ["registrar", "triage_officer", "supervisor"]),
        ("district_handler", "district_bureau", ["handler"]),
        ("district_head", "district_bureau", ["approver"]),
        ("street_handler", "street", ["handler", "approver"]),
        ("administrator", "office", ["administrator"]),
    ]
    for name, organisation, roles in rows:
        city.officers[name] = an_officer(name, organisation=city[organisation], roles=roles)
    duty = {
        "office": "clerk",
        "meeting": "chair",
        "city": "mayor",
        "bureau": "handler",
        "transport": "transporter",
        "district": "governor",
        "district_office": "district_clerk",
        "district_bureau": "district_handler",
        "street": "street_handler",
    }
    for organisation, officer in duty.items():
        city[organisation].duty_officer = city.officers[officer]
        city[organisation].save()
    Responsibility.objects.create(
        organisation=city["bureau"],
        officer=city.officers["second_handler"],
        role="competent",
        place=city.places["district"],
        valid_from=LONG_AGO,
    )
