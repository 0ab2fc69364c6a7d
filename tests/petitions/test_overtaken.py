"""Two act on one petition at once: an act thought through before the lock never builds on what has changed since."""

from typing import Any
from unittest.mock import patch

import pytest

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_handling
from xinqiao.petitions.acting import Dossier, StalePage
from xinqiao.petitions.acting.refusals import ActRefused
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.django_db


def overtaken_by(other: Any) -> Any:
    """While the first act is thought through, `other` happens: once, right after the petition was read."""
    read, waiting = Dossier.load, [other]

    def load(*args: Any, **options: Any) -> Dossier:
        dossier = read(*args, **options)
        if waiting and not options.get("lock"):
            waiting.pop()()
        return dossier

    return patch.object(Dossier, "load", load)


def test_an_act_that_was_overtaken_is_numbered_after_the_other_one() -> None:
    city = a_city()
    petition = a_petition(city)
    with overtaken_by(lambda: do("supplement", petition, text="先到。")):
        event = do("supplement", petition, text="后到。")
    texts = [e.document.blocks["text"] for e in petition.events.filter(kind="supplemented").order_by("seq")]
    assert texts == ["先到。", "后到。"]
    assert event.seq == petition.events.order_by("-seq").first().seq == Petition.objects.get().position.last_seq


def test_an_act_that_is_no_longer_lawful_is_refused_under_the_lock() -> None:
    city = a_city()
    petition = a_petition(city)
    with (
        overtaken_by(lambda: do("refer", petition, city.officer("clerk"), to=city["bureau"].code)),
        pytest.raises(ActRefused),
    ):
        do("refer", petition, city.officer("clerk"), to=city["transport"].code)
    assert petition.events.filter(kind="referred").count() == 1


def test_a_page_that_became_stale_in_between_is_told_so() -> None:
    city = a_city()
    petition = a_petition(city)
    seq = petition.events.count()
    with overtaken_by(lambda: do("supplement", petition, text="先到。")), pytest.raises(StalePage):
        do("supplement", petition, text="后到。", expected_seq=seq)


def test_a_refusal_out_of_date_is_heard_again_under_the_lock() -> None:
    city = a_city()
    petition = a_petition(city)
    with overtaken_by(lambda: lead_to_handling(city, petition)):
        event = do("hear", petition, city.officer("handler"), summary="当面听取。")
    assert event.kind == "heard"
