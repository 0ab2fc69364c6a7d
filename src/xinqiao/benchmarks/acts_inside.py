"""Inside the prepared process: the petitions that are acted upon, and the tables of the baseline."""

from django.db import transaction

from xinqiao.benchmarks import bare
from xinqiao.benchmarks.acts import TEXT
from xinqiao.demonstration.people import make_people
from xinqiao.intake.receiving import Arrival, take_in
from xinqiao.people.identities import Identity
from xinqiao.petitions.models import Channel


def prepare(*, petitions: int) -> list[tuple[str, str]]:
    """The invented people, so many petitions in hand at a bureau, and the tables of the baseline; (reference, code)."""
    bare.make_tables()
    with transaction.atomic():
        city = make_people()
        opened = []
        for number in range(petitions):
            received = take_in(
                Arrival(
                    channel=Channel.WEB,
                    body=TEXT,
                    office=city.organisations["housing"],
                    identity=Identity(name="演示人", phone=f"0000{number:06d}"),
                )
            )
            opened.append((received.petition.reference, received.code))
    return opened
