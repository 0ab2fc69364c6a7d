"""Every address of the router, asked by everybody in every manner: never a fault of ours, always the right refusal."""

import json

import pytest
from django.test import Client

from tests.builders.petitions import a_petition, lead_to_reply
from tests.journeys.addresses import every_address
from tests.journeys.citizen import Petitioner
from xinqiao.safeguards.codes import new_reference

UNKNOWN = new_reference(2026)
UNKNOWN_CODE = "0000-0000-0000"
# Whom an answer may refuse, and how. 500 is in none of them.
POST_ONLY = 405
# They only ever answer, whatever is asked: readiness, and the API's own description.
ALWAYS_THE_SAME = {"/healthz", "/api/openapi.json"}
SHOWN, AWAY = {200, 201}, {302, 303}
REFUSED = {400, 401, 403, 404, 405, 409, 413, 415, 422, 429}
ROLES = ["clerk", "handler", "head", "transporter", "mayor", "office_head", "administrator"]


@pytest.fixture
def petition(city):
    """A petition with an issued answer: each of its parts exists."""
    petition = a_petition(city)
    lead_to_reply(city, petition)
    return petition


def _samples(petition, name: str = "supplement") -> dict[str, object]:
    return {
        "reference": petition.reference,
        "other": petition.reference,
        "page": 1,
        "name": name,
        "nth": 1,
        "party": 1,
        "number": petition.documents.first().pk,
        "act": name,
        "token": "no-token",
        "code": UNKNOWN_CODE,
    }


def _paths(petition, **more: str) -> list[str]:
    files = [path for path in every_address(_samples(petition, **more)) if "/file" not in path]
    unknown_file = "00000000-0000-4000-8000-000000000000"
    return [*files, f"/track/{petition.reference}/file/{unknown_file}/"]


def _as(city, name: str | None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if name:
        client.force_login(city.officer(name).account, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, *ROLES])
def test_no_address_ends_in_a_fault_of_ours_whoever_looks(city, petition, name):
    client = _as(city, name)
    for path in _paths(petition):
        status = client.get(path).status_code
        assert status in SHOWN | AWAY | REFUSED, f"{path}: {status}"


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, "clerk", "handler"])
def test_no_address_ends_in_a_fault_of_ours_whatever_is_sent(city, petition, name):
    client = _as(city, name)
    for path in _paths(petition):
        if "sign-out" in path:
            continue
        for sent in (
            {},
            {"expected_seq": "nothing", "to": "\x00", "text": "𠮷" * 300, "document": "99999999999999999999"},
        ):
            for status in (
                client.post(path, sent).status_code,
                client.post(path, json.dumps(sent), content_type="application/json").status_code,
            ):
                assert status in SHOWN | AWAY | REFUSED, f"{path}: {status}"
        assert path in ALWAYS_THE_SAME or client.delete(path).status_code in AWAY | REFUSED, path


@pytest.mark.slow
def test_without_signing_in_no_page_of_the_desk_is_shown(city, petition):
    client = _as(city, None)
    for path in _paths(petition):
        answer = client.get(path)
        if path.startswith("/desk/") and "sign" not in path and answer.status_code != POST_ONLY:
            assert answer.status_code == 302 and answer["Location"].startswith("/desk/sign-in/"), path
        elif path.startswith(f"/track/{petition.reference}"):
            assert answer.status_code == 302 and answer["Location"].startswith("/track/?"), path
        elif path.startswith("/api/v1/petitions"):
            assert answer.status_code in (401, POST_ONLY), path
        assert petition.title not in answer.content.decode(errors="replace"), path


@pytest.mark.slow
@pytest.mark.parametrize("name", ["transporter", "administrator"])
def test_whoever_has_no_part_in_a_petition_gets_the_answer_of_an_unknown_one_everywhere(city, petition, name, settings):
    # So many addresses take a code that one caller may not try them all.
    settings.XINQIAO_THROTTLE = False
    client = _as(city, name)
    for path in _paths(petition):
        if petition.reference not in path or path.startswith("/track/"):
            continue
        for ask in (client.get, client.post):
            real, other = ask(path), ask(path.replace(petition.reference, UNKNOWN))
            assert real.status_code == other.status_code, path
            assert real.status_code in {302, 401, 403, 404, 405, 415}, path
            assert petition.title not in real.content.decode(errors="replace"), path


def test_a_petitioner_s_own_code_opens_her_petition_and_no_other(city, petition):
    her = Petitioner("孙丽")
    her.writes("路灯坏了。")
    her.sends()
    for path in _paths(petition):
        if path.startswith(f"/track/{petition.reference}"):
            answer = her.browser.get(path)
            assert answer.status_code == 302 and petition.title not in answer.content.decode(), path
