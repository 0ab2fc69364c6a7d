"""What stands beside the line from receipt to answer: another door that stays shut, those who speak for many, reports, promises."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import City, a_city
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling, position_of, serve
from xinqiao.petitions.acting import BadInput, StepNotPermitted
from xinqiao.petitions.models import CachedPosition, Party, Petition

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def test_what_another_door_refused_comes_back_with_its_first_date(city: City) -> None:
    first = timezone.now() - timedelta(days=9)
    petition = a_petition(city, received_at=first, route="arbitration")
    do("channel", petition, city.officer("clerk"), route="arbitration", to="劳动人事争议仲裁委员会（演示）")
    do("say_refused", petition, reason="窗口当场退回。")
    position = position_of(petition)
    assert position.stage == "returned"
    assert position.received_on == timezone.localdate(first)
    assert any(duty.what == "refer_anew" for duty in position.duties)
    cached = CachedPosition.objects.get(pk=petition.pk)
    assert cached.is_open and cached.responsible_organisation == city["office"]
    # Nobody is left between two doors: it is passed on as though it had just been sorted.
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    assert position_of(petition).stage == "in_transit"


def test_a_refusal_is_recorded_in_the_offices_own_name_and_the_petitioners_in_hers(city: City) -> None:
    for by, act, role in (
        (city.officer("clerk"), "refuse_channel", "petition_office"),
        (None, "say_refused", "petitioner"),
    ):
        petition = a_petition(city)
        do("channel", petition, city.officer("clerk"), route="arbitration", to="仲裁委员会（演示）")
        assert do(act, petition, by, reason="退回。").by_role == role


def test_representatives_are_parties_with_sealed_names_and_no_more_than_the_law_allows(city: City) -> None:
    petition = a_petition(city, persons=9)
    with pytest.raises(StepNotPermitted):
        do("name_representatives", petition, names="\n".join("甲乙丙丁戊己"))
    assert not petition.parties.exists()
    event = do("name_representatives", petition, names="甲\n 乙 \n\n丙")
    assert event.data["count"] == 3
    parties = list(Party.objects.filter(petition=petition, capacity="representative").select_related("petitioner"))
    assert len(parties) == 3
    assert all(party.petitioner.has_field("name") for party in parties)
    assert "甲" not in str(event.data)


def test_one_person_names_no_representatives(city: City) -> None:
    with pytest.raises(StepNotPermitted):
        do("name_representatives", a_petition(city), names="甲")
    with pytest.raises(BadInput):
        do("name_representatives", a_petition(city, persons=2), names=" \n ")


def test_nothing_is_told_to_the_accused_of_an_accusation(city: City) -> None:
    petition = a_petition(city, kind="accusation", accused_organisation=city["bureau"])
    with pytest.raises(BadInput):
        do("inform_leaders", petition, city.officer("clerk"), to=city["bureau"].code, text="举报。")
    do("inform_leaders", petition, city.officer("clerk"), to=city["city"].code, text="举报。")
    assert not petition.participations.filter(organisation=city["city"]).exists()


def _suggestion(city: City) -> Petition:
    petition = a_petition(city, kind="suggestion")
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    do("notify", petition, city.officer("handler"), text="已收到您的建议。")
    return petition


def _answer(city: City, petition: Petition, outcome: str, **more: str) -> None:
    do(
        "draft_reply",
        petition,
        city.officer("handler"),
        **OPINION | {"request": "增开夜班车。", "outcome": outcome} | more,
    )
    draft = petition.documents.get(kind="reply")
    do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
    do("reply", petition, city.officer("handler"))
    serve(petition, city.officer("handler"))


def test_a_suggestion_is_studied_adopted_and_done_by_its_day(city: City) -> None:
    petition = _suggestion(city)
    assert any(duty.what == "study" for duty in position_of(petition).duties)
    do("study", petition, city.officer("handler"), summary="可行。")
    done_by = timezone.localdate() + timedelta(days=40)
    _answer(city, petition, "adopt", execute_by=done_by.isoformat())
    position = position_of(petition)
    assert (position.stage, position.ground) == ("concluded", "answered")
    assert [duty.due_on for duty in position.duties if duty.what == "execute"] == [done_by]


def test_an_appeal_is_not_adopted(city: City) -> None:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("hear", petition, city.officer("handler"), summary="听取。")
    with pytest.raises(BadInput):
        do("draft_reply", petition, city.officer("handler"), **OPINION | {"request": "处理油烟。", "outcome": "adopt"})


def test_what_was_promised_and_not_done_is_urged_until_it_is_done(city: City) -> None:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("hear", petition, city.officer("handler"), summary="听取。")
    with pytest.raises(StepNotPermitted):
        do("claim_non_execution", petition, text="没有做。")
    _answer(city, petition, "support")
    do("claim_non_execution", petition, text="烟道没有改造。")
    assert any(duty.what == "urge" for duty in position_of(petition).duties)
    do("urge", petition, city.officer("clerk"), text="已督促十日内完成。")
    do("claim_non_execution", petition, text="仍没有。")
    do("execute", petition, city.officer("handler"), proof="照片3张。")
    assert not {duty.what for duty in position_of(petition).duties} & {"urge", "execute"}
