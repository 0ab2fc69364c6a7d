"""Before a discipline or a political-legal organ its own rules of notice hold (2022 art 23-4), in the file as in the law."""

import pytest

from tests.builders.city import City, a_city, an_officer
from tests.builders.petitions import a_petition, do, position_of
from xinqiao.people.models import Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.django_db


def _organ(city: City, kind: OrganisationKind) -> None:
    organ = Organisation.objects.create(
        code="test-organ", name="信桥市专门机关（演示）", kind=kind, place=city.places["city"], parent=city["city"]
    )
    city.organisations["organ"] = organ
    city.officers["inspector"] = an_officer("inspector", organisation=organ, roles=["handler"])
    organ.duty_officer = city.officers["inspector"]
    organ.save()


def _before_the_organ(city: City, **opening: object) -> Petition:
    petition = a_petition(city, **opening)
    do("refer", petition, city.officer("clerk"), to=city["organ"].code)
    do("receive_referral", petition, city.officer("inspector"))
    return petition


def test_before_a_discipline_organ_the_accuser_is_told_by_its_own_rules() -> None:
    city = a_city()
    _organ(city, OrganisationKind.DISCIPLINE)
    petition = _before_the_organ(city, kind="accusation", accused_organisation=city["bureau"])
    clocks = {clock.name for clock in position_of(petition).clocks}
    assert {"accuser_notice", "discipline_taking"} <= clocks and "notice" not in clocks


def test_an_appeal_before_the_discipline_organ_keeps_the_ordinary_notice() -> None:
    city = a_city()
    _organ(city, OrganisationKind.DISCIPLINE)
    clocks = {clock.name for clock in position_of(_before_the_organ(city)).clocks}
    assert "notice" in clocks and "accuser_notice" not in clocks


def test_a_legal_process_before_the_police_follows_its_own_notices() -> None:
    city = a_city()
    _organ(city, OrganisationKind.POLITICAL_LEGAL)
    own = {clock.name for clock in position_of(_before_the_organ(city, route="legal_process")).clocks}
    ordinary = {clock.name for clock in position_of(_before_the_organ(city)).clocks}
    assert "notice" not in own and "acceptance" in own
    assert "notice" in ordinary
