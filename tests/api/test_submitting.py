"""A petition sent by a program is registered whole or refused in one sentence that names the field."""

import pytest

from xinqiao.petitions.models import Petition, Submission
from xinqiao.safeguards.receipts import public_keys, verify_receipt

TEXT = "我家门前的路灯坏了三个月，请修好。𠮷🙂"
SUBMISSIONS = "/api/v1/submissions"


def test_only_the_text_is_needed(city, caller):
    answer = caller.post(SUBMISSIONS, {"body": TEXT})
    assert answer.status_code == 201
    assert set(answer.json()) == {"reference", "code", "received_at", "receipt"}
    assert Submission.objects.get().body == TEXT


def test_the_receipt_verifies_offline_and_says_nothing_of_the_matter(city, caller):
    receipt = caller.post(SUBMISSIONS, {"body": TEXT, "title": "路灯", "petitioner": {"name": "某甲"}}).json()[
        "receipt"
    ]
    assert verify_receipt(receipt, public_keys())
    assert "路灯" not in str(receipt) and "某甲" not in str(receipt)


def test_the_answer_is_of_the_office_s_own_hour(city, caller):
    assert caller.post(SUBMISSIONS, {"body": TEXT}).json()["received_at"].endswith("+08:00")


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"body": ""}, 422, "body"),
        ({"body": "  \n "}, 422, "body"),
        ({}, 422, "body"),
        ({"body": None}, 422, "body"),
        ({"body": 5}, 422, "body"),
        ({"body": "a\x00b"}, 422, "body"),
        ({"body": "字" * 100_001}, 413, "body"),
        ({"body": "x" * 1_000_000}, 413, "body"),
        ({"body": "ok", "kind": "revenge"}, 422, "kind"),
        ({"body": "ok", "titel": "x"}, 422, "titel"),
        ({"body": "ok", "title": "x" * 201}, 422, "title"),
        ({"body": "ok", "language": "fr"}, 422, "language"),
        ({"body": "ok", "persons": 0}, 422, "persons"),
        ({"body": "ok", "petitioner": {"name": 3}}, 422, "petitioner.name"),
        ({"body": "ok", "petitioner": {"nmae": "x"}}, 422, "petitioner.nmae"),
        ({"body": "ok", "accused_organisation": "nobody"}, 422, "accused_organisation"),
    ],
)
def test_bad_input_names_the_field_in_one_sentence(city, caller, body, status, field):
    answer = caller.post(SUBMISSIONS, body)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status and problem["detail"]
    assert [fault["field"] for fault in problem["errors"]] == [field]
    assert not Petition.objects.exists()


def test_a_body_that_is_no_json_is_told_so(city, caller):
    answer = caller.client.post(SUBMISSIONS, data=b"{body: ", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "not_readable")


def test_a_form_is_not_taken_for_json(city, caller):
    answer = caller.client.post(SUBMISSIONS, data="body=x", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 415


def test_a_request_of_many_megabytes_is_too_large(city, caller):
    answer = caller.post(SUBMISSIONS, {"body": "字" * 4_200_000})
    assert answer.status_code == 413 and answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(("language", "word"), [("en", "empty"), ("zh-CN", "正文"), ("zh-TW", "正文"), ("fr", "正文")])
def test_the_refusal_speaks_the_caller_s_language(city, caller, language, word):
    answer = caller.post(SUBMISSIONS, {"body": ""}, **{"Accept-Language": language})
    assert word in answer.json()["detail"]


def test_the_language_of_the_petition_is_the_language_of_the_answer(city, caller):
    answer = caller.post(SUBMISSIONS, {"body": "", "language": "zh-hans"}, **{"Accept-Language": "en"})
    assert "正文" in answer.json()["detail"]


def test_the_same_key_twice_gives_the_same_answer_and_one_petition(city, caller):
    first, second = (caller.post(SUBMISSIONS, {"body": TEXT}, **{"Idempotency-Key": "k-1"}) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert Petition.objects.count() == 1


def test_a_key_used_for_another_text_is_a_conflict(city, caller):
    caller.post(SUBMISSIONS, {"body": TEXT}, **{"Idempotency-Key": "k-1"})
    answer = caller.post(SUBMISSIONS, {"body": TEXT + "！"}, **{"Idempotency-Key": "k-1"})
    assert (answer.status_code, answer.json()["code"]) == (409, "key_used")
    assert Petition.objects.count() == 1


def test_too_many_sendings_are_told_when_to_come_back(city, caller, monkeypatch):
    from datetime import timedelta

    from xinqiao.safeguards import throttling

    monkeypatch.setitem(throttling.ALLOWANCES, throttling.Scope.SUBMITTING, throttling.Allowance(1, timedelta(hours=1)))
    caller.post(SUBMISSIONS, {"body": TEXT})
    answer = caller.post(SUBMISSIONS, {"body": TEXT})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def test_an_accusation_of_the_office_is_received_above_it(city, caller):
    caller.post(
        SUBMISSIONS,
        {"body": TEXT, "kind": "accusation", "place": "东渡区", "accused_organisation": city["district"].code},
    )
    assert Submission.objects.get().received_by == city["office"]


def test_a_mistake_of_ours_is_told_without_a_traceback(city, caller, monkeypatch):
    def fails(_arrival):
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr("xinqiao.api.submissions.receive", fails)
    answer = caller.post(SUBMISSIONS, {"body": TEXT})
    assert answer.status_code == 500 and answer["Content-Type"] == "application/problem+json"
    assert "secret" not in answer.content.decode()


@pytest.mark.parametrize(("path", "status"), [("/api/v1/nothing", 404), ("/api/v1/submissions", 405), ("/api/", 404)])
def test_what_is_not_there_is_a_problem_and_no_page(city, caller, path, status):
    answer = caller.get(path)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
