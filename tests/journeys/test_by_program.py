"""The same way from submission to review, by programs alone: tokens for offices, number and code for the petitioner."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from tests.journeys.reading import on
from xinqiao.people.tokens import make_token

PERSON = {"name": "李建国", "phone": "13900000001", "address": "桥头路2号"}
OPINION = {
    "facts": "经查属实。",
    "basis": "《信桥市路灯养护办法（演示）》第五条",
    "opinion": "十五日内修复。",
    "remedy": "可自收到之日起三十日内请求复查。",
}


class Program:
    """A program that speaks JSON and proves who it is by a header."""

    def __init__(self, **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True, headers={"accept-language": "en", **headers})

    def get(self, path: str) -> Any:
        """The answer to a question; it must be one."""
        answer = self.client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, answer.content.decode()
        return answer.json()

    def post(self, path: str, **body: Any) -> Any:
        """What was done; it must be done."""
        answer = self.client.post(f"/api/v1/{path}", body, content_type="application/json")
        assert answer.status_code in (200, 201), answer.content.decode()
        return answer.json()


@pytest.fixture
def officer(city):
    """A program of an officer, by a token that outlives the story."""

    def with_token(name: str) -> Program:
        token = make_token(city.officer(name), expires_at=datetime(2027, 1, 1, tzinfo=UTC))
        return Program(authorization=f"Bearer {token}")

    return with_token


def _decided(drafter: Program, head: Program, reference: str, kind: str, **blocks: Any) -> Any:
    """Drafted, approved by a second person, issued."""
    drafter.post(f"petitions/{reference}/acts/draft_{kind}", **OPINION, **blocks)
    waiting = [d for d in head.get(f"petitions/{reference}")["documents"] if d["state"] == "submitted"]
    head.post(f"petitions/{reference}/acts/approve_draft", document=waiting[-1]["id"], is_approved=True)
    issue = {"reply": "reply", "reexamination": "reexamine", "review": "review"}[kind]
    return drafter.post(f"petitions/{reference}/acts/{issue}")


def _next(petitioner: Program, reference: str) -> tuple[Any, Any]:
    """By which day, and by which article, what is owed next."""
    tracked = petitioner.get(f"track/{reference}")
    return tracked["next"]["due_on"], tracked["next"]["article"]


@pytest.mark.slow
def test_a_petition_goes_from_submission_to_review_by_program(officer):
    with on("2026-03-02"):
        sent = Program().post("submissions", body="门前路灯坏了三个月，请修好。", place="990102001", petitioner=PERSON)
    reference = sent["reference"]
    li = Program(**{"x-query-code": sent["code"]})
    handler, head = officer("district_handler"), officer("district_head")
    with on("2026-03-05"):
        assert _next(li, reference) == ("2026-03-17", "22(1)")
        officer("district_clerk").post(f"petitions/{reference}/acts/refer", to="test-district-bureau", expected_seq=2)
    with on("2026-03-10"):
        assert [one["reference"] for one in handler.get("petitions")["petitions"]] == [reference]
        handler.post(f"petitions/{reference}/acts/receive_referral")
        assert handler.post(f"petitions/{reference}/acts/accept", text="予以受理。")["next_due_on"] == "2026-05-09"
        handler.post(f"petitions/{reference}/acts/hear", summary="现场听取。")
        assert _next(li, reference) == ("2026-05-09", "34")
    with on("2026-04-21"):
        assert (
            _decided(handler, head, reference, "reply", request="修复路灯。", outcome="support")["stage"] == "replied"
        )
        assert li.post(f"track/{reference}/acts/acknowledge", name="李建国", agrees=True)["stage"] == "reply_served"
        li.post(f"track/{reference}/acts/rate", level="dissatisfied", of="competent")
    with on("2026-05-20"):
        asked = li.post(f"track/{reference}/acts/request_reexamination", reasons="只修了一盏。")
        assert asked["next_due_on"] == "2026-06-22"
    with on("2026-06-16"):
        governor = officer("governor")
        _decided(governor, officer("governor_head"), reference, "reexamination", outcome="uphold")
        served = governor.post(f"petitions/{reference}/acts/serve", method="hand", recipient="本人")
        assert served["stage"] == "reexamination_served"
    with on("2026-07-10"):
        li.post(f"track/{reference}/acts/request_review", reasons="仍未修好。")
        assert _next(li, reference) == ("2026-08-10", "36(1)")
    with on("2026-08-04"):
        mayor = officer("mayor")
        _decided(mayor, officer("secretary"), reference, "review", outcome="uphold")
        ended = mayor.post(
            f"petitions/{reference}/acts/serve", method="post", carrier="EMS", tracking_number="0000000000"
        )
        assert (ended["stage"], ended["next_due_on"]) == ("reviewed_served", None)
        tracked = li.get(f"track/{reference}")
        assert tracked["final"] and len([d for d in tracked["documents"] if d["served_at"]]) == 3
        told = json.dumps(tracked, ensure_ascii=False)
        assert all(name not in told for name in ("District_handler", "District_head", "Governor", "Mayor", "Secretary"))
