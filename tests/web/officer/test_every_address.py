"""No address of the desk answers a stranger, and none shows a petition to an officer who may not know of it."""

import re
import uuid

import pytest
from django.test import Client

from tests.builders.petitions import a_petition, lead_to_reply
from tests.web.officer.desk import signed_in
from xinqiao.web.officer.urls import urlpatterns

_OPEN = {"sign_in", "sign_in_demonstration", "sign_out"}
_CLOSED = [pattern for pattern in urlpatterns if pattern.name not in _OPEN]
_OF_PETITIONS = [pattern for pattern in _CLOSED if "<str:reference>" in str(pattern.pattern)]


def _address(pattern, petition):
    """The address with the petition's own numbers in it."""
    document = petition.documents.order_by("pk").first()
    values = {
        "reference": petition.reference,
        "other": petition.reference,
        "name": "triage" if pattern.name == "clock" else "refer",
        "nth": "1",
        "party": "1",
        "page": "1",
        "number": str(uuid.UUID(int=1))
        if "<uuid:number>" in str(pattern.pattern)
        else str(document.pk if document else 1),
    }
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: values[found[1]], str(pattern.pattern))


@pytest.mark.parametrize("pattern", _CLOSED, ids=lambda pattern: pattern.name)
def test_a_stranger_is_led_to_the_sign_in(city, pattern):
    address = _address(pattern, a_petition(city))
    for response in (Client().get(address), Client().post(address)):
        assert response.status_code in (302, 405)
        if response.status_code == 302:
            assert response["Location"].startswith("/desk/sign-in/")


@pytest.mark.parametrize("pattern", _OF_PETITIONS, ids=lambda pattern: pattern.name)
def test_an_officer_without_a_part_finds_nothing(city, pattern):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    address = _address(pattern, petition)
    client = signed_in(city, "transporter")
    for response in (client.get(address), client.post(address, {"expected_seq": 1, "reason": "x"})):
        assert response.status_code in (404, 405)
        assert petition.title not in response.content.decode()


@pytest.mark.parametrize("pattern", _OF_PETITIONS, ids=lambda pattern: pattern.name)
def test_the_accused_finds_nothing_of_a_sealed_petition(city, pattern):
    petition = a_petition(city, kind="accusation", accused_officer=city.officer("clerk"))
    address = _address(pattern, petition)
    client = signed_in(city, "clerk")
    for response in (client.get(address), client.post(address, {"expected_seq": 1, "reason": "x"})):
        assert response.status_code in (404, 405)
        assert petition.title not in response.content.decode()
