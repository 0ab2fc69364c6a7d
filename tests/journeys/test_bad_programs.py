"""What a program or a file gets wrong is told by field or by row, as a problem or a report; the rest goes on."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from django.test import Client
from django.utils import translation

from tests.builders.petitions import a_petition, lead_to_handling
from xinqiao.cli.__main__ import cli
from xinqiao.people.tokens import make_token
from xinqiao.petitions.models import Petition, Submission
from xinqiao.safeguards import throttling
from xinqiao.safeguards.codes import new_reference

SUBMISSIONS = "/api/v1/submissions"
JSON = "application/json"


@pytest.fixture
def program(city):
    """A program without a sign-in."""
    return Client(headers={"accept-language": "en"}, enforce_csrf_checks=True)


def _is_problem(answer, status: int) -> dict:
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json"), answer.content
    told = json.loads(answer.content)
    assert told["status"] == status and told["detail"] and "Traceback" not in told["detail"]
    return told


@pytest.mark.parametrize(
    ("sent", "kind", "status"),
    [
        (b" ", JSON, 400),
        (b"{body: ", JSON, 400),
        (b"\xff\xfe", JSON, 400),
        (b"[" * 100_000, JSON, 400),
        (b'{"body": NaN}', JSON, 400),
        (b"[]", JSON, 422),
        (b'"x"', JSON, 422),
        (b'{"body": ""}', JSON, 422),
        (b'{"body": "a\\u0000b"}', JSON, 422),
        (b'{"body": "\\ud800"}', JSON, 422),
        (json.dumps({"body": "x" * 1_000_000}).encode(), JSON, 413),
        (b"body=x", "application/x-www-form-urlencoded", 415),
        (b"<body/>", "text/xml", 415),
    ],
)
def test_what_is_no_petition_is_told_so_and_nothing_is_kept(program, sent, kind, status):
    _is_problem(program.post(SUBMISSIONS, data=sent, content_type=kind), status)
    assert not Submission.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_another_method_is_told_which_one_is_taken(program, method):
    answer = getattr(program, method)(SUBMISSIONS)
    _is_problem(answer, 405)
    assert answer["Allow"] == "POST"


def test_a_wrong_code_and_an_unknown_number_get_the_very_same_problem(program):
    sent = program.post(SUBMISSIONS, {"body": "𠮷😀"}, content_type=JSON).json()
    wrong = program.get(f"/api/v1/track/{sent['reference']}", headers={"x-query-code": "AAAA-BBBB-CCCC"})
    unknown = program.get(f"/api/v1/track/{new_reference(2026)}", headers={"x-query-code": sent["code"]})
    _is_problem(wrong, 404)
    assert wrong.content == unknown.content


def test_a_program_s_forged_step_is_refused_with_its_article(city, program):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    token = make_token(city.officer("handler"), expires_at=datetime(2099, 1, 1, tzinfo=UTC))
    caller = Client(headers={"accept-language": "en", "authorization": f"Bearer {token}"})
    acts = f"/api/v1/petitions/{petition.reference}/acts"
    told = _is_problem(caller.post(f"{acts}/object", {"reason": "x"}, content_type=JSON), 409)
    assert told["article"] and told["code"] == "step_not_permitted"
    _is_problem(caller.post(f"{acts}/refer", {"to": "test-transport"}, content_type=JSON), 403)
    _is_problem(program.post(f"{acts}/hear", {"summary": "x"}, content_type=JSON), 401)
    stale = {"summary": "x", "expected_seq": 1}
    assert _is_problem(caller.post(f"{acts}/hear", stale, content_type=JSON), 409)["code"] == "stale"
    assert not petition.events.filter(kind="heard").exists()


def test_too_many_attempts_are_told_when_to_come_back(program, monkeypatch):
    monkeypatch.setitem(
        throttling.ALLOWANCES, throttling.Scope.TRACKING, throttling.Allowance(2, timedelta(minutes=10))
    )
    answers = [program.get(f"/api/v1/track/{new_reference(2026)}", headers={"x-query-code": "A"}) for _n in range(3)]
    _is_problem(answers[-1], 429)
    assert 0 < int(answers[-1]["Retry-After"]) <= 601


def test_a_malformed_row_is_reported_by_its_line_and_every_other_row_is_registered(city, tmp_path):
    rows = [
        "编号,留言主题,留言时间,留言详情,答复意见,答复时间",
        "1,路灯,2026-03-02 09:00:00,路灯坏了。,,",
        '2,坏行,2026-03-02 09:00:00,"引号没有关上,,',
        "3,多了一列,2026-03-02 09:00:00,x,,,多",
        "4,没有的日子,2026-02-30 09:00:00,x,,",
        "5,答复在前,2026-03-02 09:00:00,x,已办。,2026-03-01 09:00:00",
        "6,空白,2026-03-02 09:00:00,,,",
        "7,𠮷😀,2026-03-02 09:00:00,𠮷先生的信。,,",
    ]
    file = tmp_path / "letters.csv"
    file.write_text("\n".join(rows), encoding="utf-8")
    command = ["import", str(file), "--channel", "letter", "--json"]
    with translation.override("en"):
        ran, again = (CliRunner().invoke(cli, command, env={"LC_ALL": "C"}) for _time in range(2))
    report = json.loads(ran.stdout)
    assert ran.exit_code == 0, ran.stderr
    assert (report["read"], report["registered"]) == (7, 2)
    assert [row["row"] for row in report["rejected"]] == [2, 3, 4, 5, 6]
    assert all(row["why"] for row in report["rejected"])
    assert json.loads(again.stdout)["already"] == 2 and Petition.objects.count() == 2
