"""Pages that concern no petition: true to the law in force, in three languages, with every error as a sentence."""

import pytest
from django.test import Client

from tests.builders.city import a_city
from xinqiao.law.library import statutes
from xinqiao.people.models import Organisation

pytestmark = pytest.mark.django_db
PAGES = ["/", "/offices/", "/law/", "/about/", "/privacy/", "/accessibility/", "/petition/", "/track/"]


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_speaks_three_languages(address, language):
    a_city()
    client = Client()
    client.cookies["xinqiao_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'<html lang="{language}"' in page
    assert page.count("<script") == page.count('<script type="module" src=') and "style=" not in page


def test_the_first_page_takes_its_limits_from_the_law_in_force():
    a_city()
    page = Client(headers={"accept-language": "en"}).get("/").content.decode()
    law = statutes()[-1]
    assert f"Within {law.clocks['handling'].counting.value} days of accepting it" in page
    assert f"passes your petition on within {law.clocks['triage'].counting.value} days" in page


def test_every_period_of_the_law_is_listed_with_its_article_or_as_an_office_rule():
    page = Client(headers={"accept-language": "en"}).get("/law/")
    assert len(page.context["limits"]) == len(statutes()[-1].clocks)
    assert "office rule, not law" in page.content.decode()


def test_every_petition_office_is_listed_and_no_other_organisation():
    city = a_city()
    Organisation.objects.filter(pk=city["district_office"].pk).update(is_active=False)
    page = Client().get("/offices/").content.decode()
    assert "信桥市信访局" in page and "演示路1号" in page
    assert "东渡区信访局" not in page and "住建局" not in page


def test_language_and_print_are_one_press_and_stay():
    client = Client(headers={"accept-language": "zh-hans"})
    answer = client.post("/language/", {"language": "en", "next": "/track/"})
    assert (answer.status_code, answer["Location"]) == (303, "/track/")
    assert "Follow my petition" in client.get("/track/").content.decode()
    client.post("/display/", {"print": "large", "next": "/"})
    assert 'class="is-large"' in client.get("/law/").content.decode()
    client.post("/display/", {"print": "ordinary", "next": "/"})
    assert 'class="is-large"' not in client.get("/law/").content.decode()


def test_light_and_easy_pages_are_kept_and_an_unknown_word_changes_nothing():
    client = Client()
    client.post("/display/", {"theme": "contrast", "next": "/"})
    client.post("/display/", {"pages": "easy", "next": "/"})
    page = client.get("/law/").content.decode()
    assert 'data-theme="contrast"' in page and 'class="is-easy"' in page
    answer = client.post("/display/", {"theme": "<b>", "pages": "x" * 5000, "next": "/"})
    assert answer.status_code == 303 and not answer.cookies
    client.post("/display/", {"theme": "device", "next": "/"})
    assert "data-theme" not in client.get("/law/").content.decode()


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_a_press_never_leads_to_another_site(wanted):
    answer = Client().post("/language/", {"language": "en", "next": wanted})
    assert answer["Location"] == "/"


def test_an_unknown_language_changes_nothing():
    answer = Client().post("/language/", {"language": "xx", "next": "/"})
    assert answer.status_code == 303 and "xinqiao_language" not in answer.cookies


def test_an_unknown_address_gets_a_sentence():
    answer = Client(headers={"accept-language": "en"}).get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.content.decode()


def test_a_form_without_its_token_gets_a_sentence():
    answer = Client(enforce_csrf_checks=True, headers={"accept-language": "en"}).post("/petition/", {"body": "x"})
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()


def test_a_fault_of_ours_is_owned_without_a_trace(monkeypatch):
    from xinqiao.web.citizen import pages

    def broken(*_args, **_kwargs):
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr(pages, "_law_today", broken)
    answer = Client(raise_request_exception=False, headers={"accept-language": "en"}).get("/law/")
    assert answer.status_code == 500
    assert "our fault" in answer.content.decode() and "secret" not in answer.content.decode()


def test_what_a_page_may_load_is_said_strictly():
    policy = Client().get("/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy


def test_a_method_that_a_page_does_not_know_is_refused():
    assert Client().get("/language/").status_code == 405
    assert Client().put("/petition/").status_code == 405


def test_the_handbook_tells_the_whole_procedure_and_draws_it(client):
    page = client.get("/law/handbook/cn-2022/", headers={"accept-language": "en"})
    text = page.content.decode()
    assert page.status_code == 200 and 'href="#reexamination"' in text and "60 days" in text and "article 34" in text
    drawn = client.get("/law/handbook/cn-2022.en.svg")
    assert drawn["Content-Type"].startswith("image/svg+xml") and drawn.content.startswith(b"<svg")
    compared = client.get("/law/cn-2005/beside/cn-2022/", headers={"accept-language": "en"})
    assert compared.status_code == 200 and "not there" in compared.content.decode()
    for unknown in ("/law/handbook/nowhere/", "/law/handbook/nowhere.en.svg", "/law/nowhere/beside/cn-2022/"):
        assert client.get(unknown).status_code == 404
