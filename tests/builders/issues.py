"""Invented petitions of many people about one matter, linked as the judgement links them: what the barometer looks at."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import combinations

from django.utils import timezone

from tests.builders.city import City
from xinqiao.linking.models import Likeness, LinkState, MatterLink
from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.petitions.acting.batch import save_all
from xinqiao.petitions.models import Party, Petition, Submission
from xinqiao.petitions.opening import Opening, open_petition

SMOKE = "我家住在演示花园3栋，烧烤店没有烟道，油烟直接排到楼上，请求处理。"


def some_petitions(
    city: City, people: Sequence[str], *, days_ago: int = 1, title: str = "演示花园烧烤店油烟扰民", **opening: object
) -> list[Petition]:
    """One petition of each of the people (a telephone number; "" for who gave none), a day apart, the last `days_ago`."""
    found = []
    for at, phone in enumerate(people):
        received_at = timezone.now() - timedelta(days=days_ago + len(people) - 1 - at)
        found.append(_petition(city, phone, received_at, {"title": title, "body": SMOKE} | opening))
    return found


def linked(petitions: Sequence[Petition], probability: float = 0.9) -> None:
    """All pairs of them as links that nobody has decided about."""
    for one, other in combinations(sorted(petitions, key=lambda petition: petition.pk), 2):
        MatterLink.objects.create(
            one=one,
            other=other,
            likeness=Likeness.SAME_MATTER,
            probability=probability,
            judgement="test",
            found_at=timezone.now(),
            state=LinkState.OPEN,
        )


def _petition(city: City, phone: str, received_at: datetime, opening: dict[str, object]) -> Petition:
    petitioner = make_petitioner(identity=Identity(name="某甲", phone=phone) if phone else Identity())
    petitioner.save()
    submission = Submission.objects.create(
        channel="web",
        body=str(opening["body"]),
        received_at=received_at,
        received_by=city["office"],
        body_sha256=hashlib.sha256(str(opening["body"]).encode()).hexdigest(),
        petitioner=petitioner,
    )
    dossier = open_petition(
        Opening(submission=submission, organisation=city["office"], **({"place": city.places["district"]} | opening))  # type: ignore[arg-type]
    )
    dossier.new_rows.append(Party(petition=dossier.petition, petitioner=petitioner))
    save_all([dossier])
    return dossier.petition


def phones(count: int, begin: int = 0) -> list[str]:
    """So many invented numbers, each another person."""
    return [f"0000{begin + at:07d}" for at in range(count)]
