"""Is the invented city there? Built once, by lawful acts, dated from today; a second time adds nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from xinqiao.demonstration.casting import Role, Stage, cast_all
from xinqiao.demonstration.people import CODE_PREFIX, FOUNDED_ON, PASSWORD, City, make_people
from xinqiao.demonstration.seals import give_seals
from xinqiao.demonstration.seeding import live_all, take_in_all
from xinqiao.law.library import statute_in_force
from xinqiao.people.models import Officer
from xinqiao.petitions.models import CachedPosition, Petition
from xinqiao.safeguards.codes import hash_query_code

# For looking at one petition as its petitioner does; only an invented one is ever opened by it.
SHOWN_CODE = "DEMO-DEMO-DEMO"
_SHOWN_KEY = "shown_in_the_demonstration"
_SHOWN_STAGE = "reply_served"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What stands now: how many petitions were added, and the one a visitor may look at."""

    petitions: int
    added: int
    stages: dict[str, int]
    reference: str
    code: str


def build_city(on: date) -> Built:
    """Build the invented city as of a day, in one transaction; where it stands already, nothing is added."""
    with transaction.atomic():
        shown = _shown_petition()
        if shown is not None:
            return _built(shown, added=0)
        roles, petitions = _populate(on)
        return _built(_choose_shown(roles, petitions), added=len(petitions))


def prepare_city() -> dict[str, Any]:
    """For `xinqiao demo`: the city as of today, with the sign-ins and the petition to look at, as plain data."""
    built = build_city(timezone.localdate())
    return {
        "petitions": built.petitions,
        "added": built.added,
        "stages": built.stages,
        "track": {"reference": built.reference, "code": built.code},
        "password": PASSWORD,
        "officers": [
            {
                "username": officer.account.username,
                "name": officer.name,
                "post": officer.post,
                "organisation": officer.organisation.name,
                "roles": officer.roles,
            }
            for officer in demonstration_officers()
        ],
    }


def demonstration_officers() -> list[Officer]:
    """The invented officers, in the order of people.yaml: who may be signed in as with one click, on the demo only."""
    return list(
        Officer.objects.filter(account__username__startswith=CODE_PREFIX, organisation__code__startswith=CODE_PREFIX)
        .select_related("account", "organisation")
        .order_by("pk")
    )


def _populate(on: date) -> tuple[list[Role], list[Petition]]:
    city: City = make_people()
    give_seals(list(city.organisations.values()), since=FOUNDED_ON)
    law = statute_in_force(on)
    today_at = timezone.now().astimezone(law.zoneinfo)
    roles = list(cast_all(Stage(city, law.calendar, today_at)))
    petitions = take_in_all(city, roles)
    live_all(roles, petitions, on=on)
    return roles, petitions


def _choose_shown(roles: list[Role], petitions: list[Petition]) -> Petition:
    """The first petition whose answer has been served and can still be disputed opens with the known code."""
    positions = CachedPosition.objects.filter(petition__in=petitions, stage=_SHOWN_STAGE)
    waiting = set(positions.values_list("petition_id", flat=True))
    chosen = next(p for role, p in zip(roles, petitions, strict=True) if p.pk in waiting and role.channel == "web")
    submission = chosen.submission
    submission.code_digest = hash_query_code(SHOWN_CODE)
    submission.save(update_fields=["code_digest"])
    chosen.external_numbers = {_SHOWN_KEY: "1"}
    chosen.save(update_fields=["external_numbers"])
    return chosen


def _shown_petition() -> Petition | None:
    return Petition.objects.filter(external_numbers={_SHOWN_KEY: "1"}).first()


def _built(shown: Petition, *, added: int) -> Built:
    stages = Counter(CachedPosition.objects.values_list("stage", flat=True))
    return Built(
        petitions=sum(stages.values()),
        added=added,
        stages=dict(sorted(stages.items())),
        reference=shown.reference,
        code=SHOWN_CODE,
    )
