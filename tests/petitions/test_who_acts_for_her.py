"""Who acts for the petitioner: at most two proxies, named sealed and dismissed on any day, or a guardian."""

import pytest

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, do
from xinqiao.petitions.acting import ActRefused, BadInput
from xinqiao.petitions.models import Document, Party

pytestmark = pytest.mark.django_db

PROXY = {"name": "某丁", "capacity": "proxy", "authority": "委托书，全程代理。"}


@pytest.fixture
def city() -> City:
    return a_city()


def test_two_proxies_are_named_sealed_and_a_third_only_after_the_authority_was_taken_back(city: City) -> None:
    petition = a_petition(city)
    for _one in range(2):
        event = do("name_proxy", petition, **PROXY)
    assert "某丁" not in str(event.data)
    with pytest.raises(BadInput):
        do("name_proxy", petition, **PROXY)
    do("name_proxy", petition, **PROXY | {"capacity": "guardian", "authority": "户口簿。"})
    assert do("end_proxy", petition).data["count"] == 2
    parties = Party.objects.filter(petition=petition)
    assert parties.filter(capacity="proxy", ended_at=None).count() == 0
    assert parties.filter(capacity="guardian", ended_at=None).count() == 1, "a guardian is not hers to dismiss"
    assert all(party.petitioner.has_field("name") for party in parties.filter(capacity="proxy"))
    do("name_proxy", petition, **PROXY)


def test_where_nobody_is_authorised_nothing_is_taken_back(city: City) -> None:
    with pytest.raises(ActRefused):
        do("end_proxy", a_petition(city))


def test_a_clerk_writes_down_what_the_petitioner_says_and_a_handler_without_a_part_does_not(city: City) -> None:
    petition = a_petition(city)
    assert do("name_proxy", petition, city.officer("clerk"), **PROXY).by_role == "petitioner"
    with pytest.raises(ActRefused):
        do("name_proxy", petition, city.officer("handler"), **PROXY)


def test_a_matter_led_into_its_route_goes_with_its_papers_and_the_petitioner_is_told_in_writing(city: City) -> None:
    petition = a_petition(city)
    event = do(
        "channel", petition, city.officer("clerk"), route="arbitration", to="仲裁委员会（演示）", note="请携带工资单。"
    )
    letter = Document.objects.get(pk=event.document_id)
    text = "\n".join(str(part) for part in letter.blocks.values())
    assert letter.letter == "channelling" and "信导" in letter.number
    for said in ("仲裁", "仲裁委员会（演示）", "请携带工资单", "不必重新提出"):
        assert said in text
    assert len(event.data["package"]["text_sha256"]) == 64
    assert event.data["package"]["enclosed"] == []
