"""How an answer reaches her is her own choice: on paper unless she agreed, and nothing starts before she presses."""

import pytest
from django.test import Client
from django.utils import translation

from tests.builders.city import a_city
from tests.builders.petitions import do, lead_to_reply
from tests.web.citizen.test_tracking import offered, page_of, sign_in, use
from xinqiao.intake.arrivals import Arrival
from xinqiao.intake.receiving import take_in
from xinqiao.people.identities import Identity
from xinqiao.petitions.models import Channel, Event
from xinqiao.web.templatetags.xinqiao import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def received(city):
    return take_in(
        Arrival(channel=Channel.WEB, body="楼下油烟很大。", identity=Identity(name="某甲", address="桥头路1号"))
    )


@pytest.fixture
def petition(received):
    return received.petition


@pytest.fixture
def browser(received):
    client = Client(headers={"accept-language": "en"})
    assert sign_in(client, received).status_code == 303
    return client


def _acknowledging(browser, petition):
    return browser.get(f"/track/{petition.reference}/do/acknowledge/")


def test_without_consent_the_answer_is_announced_and_comes_on_paper(browser, petition, city):
    lead_to_reply(city, petition)
    page = page_of(browser, petition)
    assert page.context["waiting"].kind == "reply" and page.context["answers"] != []
    said = page.content.decode()
    assert "It comes to you on paper" in said and "The office owes you that by" in said
    number = page.context["waiting"].pk
    assert f"/paper/{number}/" not in said and "责令改正" not in said
    for name in ("", "letter.pdf", "letter.docx"):
        assert browser.get(f"/track/{petition.reference}/paper/{number}/{name}").status_code == 404


def test_before_she_presses_she_reads_what_it_starts_and_what_if_not(browser, petition, city):
    lead_to_reply(city, petition)
    response = _acknowledging(browser, petition)
    assert response.status_code == 200
    last = response.context["period"].due_on
    said = response.content.decode()
    with translation.override("en"):
        assert day(last) in said.partition("Its last day:")[2][:120]
    assert "This holds" not in said and "for this answer only" in said
    assert not Event.objects.filter(petition=petition, kind="served").exists(), "opening the page starts nothing"


def test_she_takes_it_here_instead_by_one_ticked_step_and_can_then_read_it(browser, petition, city):
    lead_to_reply(city, petition)
    number = page_of(browser, petition).context["waiting"].pk
    refused = use(browser, petition, "acknowledge", name="某甲")
    assert refused.status_code == 422 and "某甲" in refused.content.decode()
    assert refused.context["period"] is not None
    assert use(browser, petition, "acknowledge", name="某甲", agrees="yes").status_code == 303
    assert "责令改正" in browser.get(f"/track/{petition.reference}/paper/{number}/").content.decode()
    period = next(o for o in page_of(browser, petition).context["offers"] if o.act == "request_reexamination")
    assert period.until_on is not None


def test_she_agrees_and_takes_it_back_on_any_day(browser, petition):
    assert "consent_to_electronic_service" in offered(browser, petition)
    assert "withdraw_consent" not in offered(browser, petition)
    assert use(browser, petition, "consent_to_electronic_service").status_code == 303
    assert "consent_to_electronic_service" not in offered(browser, petition)
    assert use(browser, petition, "withdraw_consent").status_code == 303
    kinds = list(petition.events.order_by("seq").values_list("kind", flat=True))
    assert kinds[-2:] == ["service_consented", "service_consent_withdrawn"]


def test_consent_withdrawn_takes_the_unserved_answer_off_the_page(browser, petition, city):
    use(browser, petition, "consent_to_electronic_service")
    lead_to_reply(city, petition)
    number = page_of(browser, petition).context["waiting"].pk
    assert browser.get(f"/track/{petition.reference}/paper/{number}/").status_code == 200
    use(browser, petition, "withdraw_consent")
    assert browser.get(f"/track/{petition.reference}/paper/{number}/").status_code == 404


def test_whoever_agreed_before_is_not_asked_again_and_signs_with_one_press(browser, petition, city):
    use(browser, petition, "consent_to_electronic_service")
    lead_to_reply(city, petition)
    assert "agrees" not in {field.name for field in _acknowledging(browser, petition).context["form"].fields}
    assert use(browser, petition, "acknowledge").status_code == 303


def test_an_attempt_to_deliver_is_shown_and_starts_nothing(browser, petition, city):
    lead_to_reply(city, petition)
    do(
        "record_service_attempt",
        petition,
        city.officer("handler"),
        method="hand",
        outcome="nobody_there",
        summary="内部经过",
    )
    said = page_of(browser, petition).content.decode()
    assert "tried to bring you the answer" in said and "Nobody was there" in said and "内部经过" not in said


def test_notices_are_chosen_here_only_where_they_can_be_sent(browser, petition, settings):
    assert "choose_notices" not in offered(browser, petition)
    settings.XINQIAO_NOTICES = frozenset({"email"})
    assert "choose_notices" in offered(browser, petition)
    refused = use(browser, petition, "choose_notices", channel="email", email="nobody")
    assert refused.status_code == 422 and "name@example.org" in refused.content.decode()
    assert use(browser, petition, "choose_notices", channel="email", email="someone@example.org").status_code == 303
    page = browser.get(f"/track/{petition.reference}/do/choose_notices/")
    assert page.context["form"].fields[0].value == "email"
    assert "someone@example.org" not in page.content.decode(), "an address is shown to nobody"


def test_how_she_is_told_is_one_question_of_the_petition_and_nothing_is_the_default(settings):
    client = Client(headers={"accept-language": "en"})
    client.post("/petition/", {"body": "路灯坏了。"})
    assert client.get("/petition/news/").status_code in (302, 303), "not asked where nothing can be sent"
    settings.XINQIAO_NOTICES = frozenset({"email"})
    page = client.get("/petition/news/")
    assert page.context["form"].fields[0].value == "none"
    assert [field.name for field in page.context["form"].fields] == ["notices_by", "email"]
    assert client.post("/petition/news/", {"notices_by": "email", "email": ""}).status_code == 422
    refused = client.post("/petition/news/", {"notices_by": "sms"})
    assert refused.status_code == 422
    done = client.post("/petition/news/", {"notices_by": "email", "email": "someone@example.org"})
    assert done.status_code == 303
    checked = client.get("/petition/check/").content.decode()
    assert "By e-mail" in checked and "someone@example.org" not in checked
