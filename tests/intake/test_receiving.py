"""What arrives is registered whole, acknowledged once, and never twice."""

import pytest

from tests.builders.city import a_city
from xinqiao.intake.receiving import Arrival, receive
from xinqiao.people.identities import Identity
from xinqiao.petitions.models import Channel, Petition

pytestmark = pytest.mark.django_db


def test_nothing_but_the_text_is_needed():
    a_city()
    received = receive(Arrival(channel=Channel.WEB, body="路灯坏了三个月。", identity=Identity()))
    assert Petition.objects.get().reference == received.petition.reference
