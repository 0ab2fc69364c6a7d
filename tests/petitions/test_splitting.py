"""A letter of several matters is split before anything is referred; the whole letter stays with the accusation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, do, position_of
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor, ActRefused, BadInput
from xinqiao.petitions.models import Attachment, Petition, SealingLevel
from xinqiao.petitions.verifying import verify
from xinqiao.web.citizen.tracking.papers import files_of
from xinqiao.web.citizen.tracking.standing import Standing
from xinqiao.web.file_links import _files_of
from xinqiao.web.officer.documents import attachments_of

pytestmark = pytest.mark.django_db

LETTER = "一、楼下油烟很大，请求处理。二、住建局科长收受商户好处。"
APPEAL = {"title": "油烟扰民", "body": "楼下油烟很大，请求处理。", "kind": "appeal", "route": "petition_procedure"}


@pytest.fixture
def city() -> City:
    return a_city()


def _letter(city: City) -> Petition:
    return a_petition(city, received_at=timezone.now() - timedelta(days=4), body=LETTER)


def _split(city: City, petition: Petition) -> Petition:
    event = do("split_off", petition, city.officer("clerk"), **APPEAL)
    return Petition.objects.get(reference=event.data["reference"])


def test_each_matter_runs_from_the_day_the_letter_arrived_and_the_query_code_opens_both(city: City) -> None:
    petition = _letter(city)
    part = _split(city, petition)
    assert position_of(part).received_on == position_of(petition).received_on
    assert part.submission_id == petition.submission_id
    assert part.body == APPEAL["body"]
    assert petition.parties.count() == part.parties.count()
    assert verify(on=timezone.localdate()).holds


def test_the_letter_stays_with_the_accusation_and_its_other_matter_says_nothing_of_it(city: City) -> None:
    petition = _letter(city)
    do(
        "reclassify",
        petition,
        city.officer("clerk"),
        kind="accusation",
        route="petition_procedure",
        accused=city["bureau"].code,
        reason="信中检举住建局人员。",
    )
    part = _split(city, petition)
    petition.refresh_from_db()
    assert petition.sealing == SealingLevel.SEALED and petition.accused_organisation == city["bureau"]
    assert part.sealing == SealingLevel.NORMAL and part.accused_organisation is None
    with pytest.raises(BadInput):
        do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("refer", part, city.officer("clerk"), to=city["bureau"].code)
    handler = Actor.of_officer(city.officer("handler"))
    assert petition_for(handler, part.reference, "view").pk == part.pk
    with pytest.raises(NoSuchPetition):
        petition_for(handler, petition.reference, "view")
    told = " ".join(str(event.data) for event in part.events.all())
    assert petition.reference not in told and str(petition.pk) not in told
    assert verify(on=timezone.localdate()).holds


def test_an_accusation_is_not_split_off_a_letter_that_goes_on_unsealed(city: City) -> None:
    with pytest.raises(BadInput):
        do("split_off", _letter(city), city.officer("clerk"), **APPEAL | {"kind": "accusation"})
    assert Petition.objects.count() == 1


def test_nothing_is_split_once_the_letter_was_passed_on(city: City) -> None:
    petition = _letter(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    with pytest.raises(ActRefused):
        do("split_off", petition, city.officer("clerk"), **APPEAL)
    assert Petition.objects.count() == 1


def test_a_scan_of_the_letter_stays_with_the_letter_on_every_page_and_link(city: City) -> None:
    petition = _letter(city)
    Attachment.objects.create(
        petition=petition,
        submission=petition.submission,
        stored_as="scan",
        shown_name="来信.png",
        content_type="image/png",
        size=1,
        sha256="0" * 64,
        added_by_role="petitioner",
        added_at=petition.registered_at,
    )
    part = _split(city, petition)
    for files in (attachments_of, lambda one: files_of(Standing(one, Actor.petitioner(one.pk))), _files_of):
        assert len(files(petition)) == 1
        assert not len(files(part))
