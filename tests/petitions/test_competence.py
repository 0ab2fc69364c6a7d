"""When organs disagree: is it on record whether they agreed, their superior decided, or the joint meeting (24-1)?"""

import pytest

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, position_of
from xinqiao.petitions.acting import BadInput

pytestmark = pytest.mark.django_db


def _disputed():
    city = a_city()
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("object", petition, city.officer("handler"), reason="属交通局职权。")
    do("refuse_objection", petition, city.officer("clerk"), reason="三定规定载明。")
    return city, petition


def test_the_joint_meeting_decides_and_the_record_says_so() -> None:
    city, petition = _disputed()
    given = {"to": city["transport"].code, "basis": "joint_meeting", "reason": "交通局主管。"}
    event = do("decide_competence", petition, city.officer("chair"), **given)
    assert event.data["basis"] == "joint_meeting"
    position = position_of(petition)
    assert position.responsible is not None and position.responsible.organisation == city["transport"].code


def test_a_basis_the_law_does_not_know_is_refused() -> None:
    city, petition = _disputed()
    with pytest.raises(BadInput) as refused:
        do("decide_competence", petition, city.officer("chair"), to=city["bureau"].code, basis="lot", reason="抽签。")
    assert set(refused.value.faults) == {"basis"}
    assert not petition.events.filter(kind="competence_decided").exists()
