"""Does what an answer promised stay on the desk of whoever owes it, when the procedure is long over?"""

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.builders.city import a_city
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling, serve
from xinqiao.petitions.models import CachedPosition, Petition
from xinqiao.petitions.positions import refresh_positions

pytestmark = pytest.mark.django_db


def _promised(execute_by: str) -> Petition:
    """Answered on 2 March 2026 with a day for carrying it out, and never asked to be re-examined."""
    with time_machine.travel("2026-03-02T02:00:00+00:00", tick=True):
        city = a_city()
        petition = a_petition(city)
        lead_to_handling(city, petition)
        handler = city.officer("handler")
        do("hear", petition, handler, summary="当面听取。")
        do("draft_reply", petition, handler, **OPINION | {"request": "请求处理油烟。", "execute_by": execute_by})
        draft = petition.documents.order_by("-pk").first()
        assert draft is not None
        do("approve_draft", petition, city.officer("head"), document=draft.pk, is_approved=True)
        do("reply", petition, handler)
        serve(petition, handler)
    return petition


def _desk(part: str, name: str = "handler") -> str:
    browser = Client(headers={"accept-language": "en"})
    browser.login(username=name, password="letter-bridge")
    return browser.get("/desk/", {"tab": "mine", "part": part}).content.decode()


def test_what_was_promised_waits_on_the_desk_with_its_day_until_it_is_done() -> None:
    petition = _promised("2026-06-30")
    with time_machine.travel("2026-05-06T02:00:00+00:00", tick=True):
        refresh_positions(on=date(2026, 5, 6), ids=[petition.pk])
        cached = CachedPosition.objects.get(pk=petition.pk)
        assert not cached.is_open and str(cached.next_due_on) == "2026-06-30"
        assert petition.reference in _desk("promised")
        assert petition.reference not in _desk(""), "it is no open work"
        by = petition.documents.order_by("-pk").first()
        assert by is not None and by.drafted_by is not None
        do("execute", petition, by.drafted_by, proof="照片三张。")
        assert CachedPosition.objects.get(pk=petition.pk).next_due_on is None
        assert petition.reference not in _desk("promised")


def test_what_was_promised_with_no_day_is_not_shown_as_due() -> None:
    petition = _promised("")
    with time_machine.travel("2026-05-06T02:00:00+00:00", tick=True):
        refresh_positions(on=date(2026, 5, 6), ids=[petition.pk])
        assert CachedPosition.objects.get(pk=petition.pk).next_due_on is None
        assert petition.reference not in _desk("promised")
