"""For which matters and organisations is a pack explored?"""

from collections.abc import Iterator, Mapping

from xinqiao.law.checking.asking import PLAIN, Asked
from xinqiao.procedure.matter import Matter, Organisation
from xinqiao.procedure.statute import Statute

ACCUSED, BELOW_ACCUSED = "accused", "below_accused"
HOME: Mapping[str, str | None] = {
    "petitioner": None,
    "petition_office": "office",
    "competent": "bureau",
    "head": "bureau",
    "reexamination": "city",
    "review": "province",
    "joint_meeting": "joint",
}


def matters_of(statute: Statute, asked: Asked) -> Iterator[Matter]:
    """Every sort of matter that the rules tell apart, simple where chosen, of several persons, an accusation with its accused."""
    organisations = organisations_of(statute)
    for kind, route in asked.examples():
        accused = ACCUSED if kind == "accusation" else None
        yield Matter(kind, route, False, 1, accused, organisations)
    kind, route = PLAIN if PLAIN in asked.sorts else asked.examples()[0]
    yield Matter(kind, route, simple=True, organisations=organisations)
    yield Matter(kind, route, persons=2, organisations=organisations)


def organisations_of(statute: Statute) -> tuple[Organisation, ...]:
    """A province, a city with its office and bureaux, the accused with a body it directs, and each special organ."""
    organs = [
        Organisation("province", None, "review"),
        Organisation("city", "province", "reexamination"),
        Organisation("joint", "city", "joint_meeting"),
        Organisation("office", "city", "petition_office"),
        Organisation("bureau", "city", "competent"),
        Organisation("other_bureau", "city", "competent"),
        Organisation(ACCUSED, "city", "competent"),
        Organisation(BELOW_ACCUSED, ACCUSED, "competent"),
    ]
    special = sorted(statute.vocabulary.organ_roles.items())
    return (*organs, *(Organisation(f"organ_{organ}", "city", roles[0]) for organ, roles in special))
