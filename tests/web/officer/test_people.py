"""The people of an organisation, and one who leaves."""

from datetime import timedelta

from django.utils import timezone

from tests.builders.petitions import a_petition
from tests.web.officer.desk import signed_in


def test_an_administrator_sees_the_colleagues_and_what_their_roles_mean(city):
    text = signed_in(city, "administrator").get("/desk/people/").content.decode()
    assert "Clerk" in text and "Takes in and records" in text and "Handler" not in text


def test_others_do_not_look_after_people(city):
    client = signed_in(city, "clerk")
    assert client.get("/desk/people/").status_code == 403
    assert client.post(f"/desk/people/{city.officer('office_head').pk}/left/", {}).status_code == 403


def test_the_duty_officer_leaves_only_after_another_was_named(city):
    petition = a_petition(city)
    client = signed_in(city, "administrator")
    url = f"/desk/people/{city.officer('clerk').pk}/left/"
    today = timezone.localdate().isoformat()
    refused = client.post(url, {"left_on": today})
    assert refused.status_code == 409 and "Name another duty officer first" in refused.content.decode()
    assert client.post(f"/desk/people/{city.officer('office_head').pk}/duty/").status_code == 302
    assert client.post(url, {"left_on": today}).status_code == 302
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer_id == city.officer("office_head").pk
    assert "1 open petition passed" in client.get("/desk/people/").content.decode()


def test_a_day_in_the_future_or_none_is_a_sentence(city):
    client = signed_in(city, "administrator")
    url = f"/desk/people/{city.officer('office_head').pk}/left/"
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    for day in (tomorrow, "soon", ""):
        assert client.post(url, {"left_on": day}).status_code == 422
    assert city.officer("office_head").is_serving


def test_the_people_of_another_organisation_are_not_found(city):
    client = signed_in(city, "administrator")
    assert client.get(f"/desk/people/{city.officer('handler').pk}/left/").status_code == 404


def test_an_administrator_cannot_become_duty_officer(city):
    client = signed_in(city, "administrator")
    response = client.post(f"/desk/people/{city.officer('administrator').pk}/duty/")
    assert response.status_code == 409 and "open files" in response.content.decode()


def test_an_administrator_adds_a_colleague_who_then_chooses_her_own_password(city, client):
    desk = signed_in(city, "administrator")
    typed = {"name": "New One", "post": "", "sign_in": "new.one", "roles": ["registrar"]}
    faulty = desk.post("/desk/people/add/", typed | {"sign_in": "two words"})
    assert faulty.status_code == 422 and 'value="two words"' in faulty.content.decode()
    password = desk.post("/desk/people/add/", typed).context["password"]
    assert password not in desk.get("/desk/people/").content.decode()
    assert client.post("/desk/sign-in/", {"username": "new.one", "password": password}).status_code == 302
    assert client.get("/desk/").headers["Location"] == "/desk/password/"
    chosen = {"present": password, "chosen": "a sentence of mine", "again": "a sentence of mine"}
    assert client.post("/desk/password/", chosen | {"again": "x"}).status_code == 422
    assert client.post("/desk/password/", chosen).status_code == 302
    assert client.get("/desk/").status_code == 200


def test_roles_are_changed_for_colleagues_only(city):
    desk = signed_in(city, "administrator")
    clerk = city.officer("clerk")
    roles = f"/desk/people/{clerk.pk}/roles/"
    assert desk.post(roles, {"roles": []}).status_code == 422
    assert desk.post(roles, {"roles": ["registrar", "triage_officer"]}).status_code == 302
    clerk.refresh_from_db()
    assert clerk.roles == ["registrar", "triage_officer"]
    own = desk.post(f"/desk/people/{city.officer('administrator').pk}/roles/", {"roles": ["handler"]})
    assert own.status_code == 422 and "own roles" in own.content.decode()
    assert desk.get(f"/desk/people/{city.officer('handler').pk}/roles/").status_code == 404


def test_a_colleague_without_a_password_is_let_in_again(city):
    desk = signed_in(city, "administrator")
    clerk = city.officer("clerk")
    assert desk.get(f"/desk/people/{clerk.pk}/password/").status_code == 200
    password = desk.post(f"/desk/people/{clerk.pk}/password/").context["password"]
    clerk.account.refresh_from_db()
    assert clerk.account.check_password(password)
