"""Who gets to the desk, and who does not?"""

from datetime import date

import pytest
from django.test import Client

from tests.web.officer.desk import signed_in


def test_an_officer_signs_in_and_comes_to_her_work(city):
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    response = client.post("/desk/sign-in/", {"username": "clerk", "password": "letter-bridge"})
    assert response.status_code == 302 and response["Location"] == "/desk/"
    assert "Work by due date" in client.get("/desk/").content.decode()


@pytest.mark.parametrize("username", ["clerk", "nobody"])
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(city, username):
    response = Client(HTTP_ACCEPT_LANGUAGE="en").post("/desk/sign-in/", {"username": username, "password": "wrong"})
    assert response.status_code == 422
    assert "do not belong together" in response.content.decode()


def test_who_has_left_cannot_sign_in_and_an_open_session_ends(city):
    client = signed_in(city, "handler")
    handler = city.officer("handler")
    handler.left_on = date(2026, 1, 1)
    handler.save()
    assert client.get("/desk/").status_code == 302
    assert "_auth_user_id" not in client.session
    response = Client().post("/desk/sign-in/", {"username": "handler", "password": "letter-bridge"})
    assert response.status_code == 403


def test_a_stranger_is_led_to_the_sign_in_and_back_to_the_page_she_wanted(city):
    response = Client().get("/desk/organisation/")
    assert response.status_code == 302
    assert response["Location"] == "/desk/sign-in/?next=%2Fdesk%2Forganisation%2F"
    response = Client().post(response["Location"], {"username": "clerk", "password": "letter-bridge"})
    assert response["Location"] == "/desk/organisation/"


def test_the_sign_in_leads_to_no_other_site(city):
    posted = {"username": "clerk", "password": "letter-bridge", "next": "https://elsewhere.example/"}
    assert Client().post("/desk/sign-in/", posted)["Location"] == "/desk/"


def test_too_many_wrong_attempts_lock_the_account_with_a_sentence(city, settings):
    settings.AXES_ENABLED = True
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    for _attempt in range(settings.AXES_FAILURE_LIMIT + 1):
        response = client.post("/desk/sign-in/", {"username": "clerk", "password": "wrong"})
    assert response.status_code == 429
    assert "Too many wrong attempts" in response.content.decode()
    response = client.post("/desk/sign-in/", {"username": "clerk", "password": "letter-bridge"})
    assert response.status_code == 429


def test_one_click_signs_in_on_the_demonstration_only(city, settings):
    number = city.officer("clerk").pk
    assert Client().post("/desk/sign-in/demonstration/", {"officer": number}).status_code == 404
    assert "demonstration" not in Client().get("/desk/sign-in/").content.decode()
    settings.XINQIAO_DEMO = True
    client = Client()
    assert client.get("/desk/sign-in/demonstration/").status_code == 405
    assert client.post("/desk/sign-in/demonstration/", {"officer": "x"}).status_code == 404
    assert client.post("/desk/sign-in/demonstration/", {"officer": number}).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_signing_out_ends_the_session(city):
    client = signed_in(city, "clerk")
    assert client.get("/desk/sign-out/").status_code == 405
    client.post("/desk/sign-out/")
    assert client.get("/desk/").status_code == 302


def test_no_page_of_the_desk_is_kept_by_a_browser(city):
    assert "no-store" in signed_in(city, "clerk").get("/desk/")["Cache-Control"]
