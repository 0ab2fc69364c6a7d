"""The record of service holds all that was done to reach the person, in the letter's own language."""

import pytest

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_reply
from xinqiao.correspondence.letters.recording import record_of

pytestmark = pytest.mark.django_db


def test_the_record_holds_the_attempts_the_refusal_and_both_witnesses():
    city = a_city()
    petition = a_petition(city)
    lead_to_reply(city, petition)
    handler = city.officer("handler")
    do("record_service_attempt", petition, handler, method="hand", outcome="refused", summary="本人在家，表示不收。")
    event = do(
        "serve",
        petition,
        handler,
        method="left_with_witness",
        place="桥头路1号",
        refusal="本人拒收，未说明理由。",
        witness_one="某甲村委会主任",
        witness_two="某乙网格员",
    )
    said = str(record_of(event))
    for part in ("桥头路1号", "本人拒收，未说明理由。", "某甲村委会主任", "某乙网格员", "拒收", "本人在家，表示不收。"):
        assert part in said
