"""The doctor says whether notices can be sent, and whether some wait for a server that is down."""

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do
from xinqiao.cli.doctor import Finding, notices
from xinqiao.correspondence.models import Notice

pytestmark = pytest.mark.django_db


def test_the_doctor_says_which_notices_can_be_sent_and_which_wait(settings):
    settings.XINQIAO_NOTICES = frozenset()
    assert notices().seen.startswith("not sent (no server configured)")
    settings.XINQIAO_NOTICES = frozenset({"email", "sms"})
    assert notices() == Finding("notices", True, "by email and by sms; 0 to be tried again, 0 given up")
    event = do("choose_notices", a_petition(a_city()), channel="none")
    now = timezone.now()
    Notice.objects.create(event=event, channel="sms", topic="news", tries=2, made_at=now, next_try_at=now)
    assert not notices().well
