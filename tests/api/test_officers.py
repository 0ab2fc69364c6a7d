"""An officer's program does what the officer may do, and nothing that another's chair allows."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from tests.api.conftest import Caller
from tests.builders.petitions import OPINION, a_petition
from xinqiao.people.models import ApiToken
from xinqiao.people.tokens import make_token
from xinqiao.safeguards.models import AccessEntry


@pytest.fixture
def as_officer(city):
    """A caller with the token of the officer called so."""

    def signed_in(name: str) -> Caller:
        token = make_token(city.officer(name), expires_at=timezone.now() + timedelta(hours=1))
        return Caller(Authorization=f"Bearer {token}")

    return signed_in


@pytest.fixture
def petition(city):
    return a_petition(city)


def act(caller, petition, name, **body):
    return caller.post(f"/api/v1/petitions/{petition.reference}/acts/{name}", body)


def test_without_sign_in_nothing_is_shown(city, caller, petition):
    for answer in (
        caller.get("/api/v1/petitions"),
        caller.get(f"/api/v1/petitions/{petition.reference}"),
        act(caller, petition, "refer", to="x"),
    ):
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")


def test_an_expired_token_opens_nothing(city, petition):
    token = make_token(city.officer("clerk"), expires_at=timezone.now() - timedelta(seconds=1))
    assert Caller(Authorization=f"Bearer {token}").get("/api/v1/petitions").status_code == 401


def test_the_token_of_a_leaver_opens_nothing(city, as_officer):
    clerk = as_officer("clerk")
    officer = city.officer("clerk")
    officer.left_on = timezone.localdate()
    officer.save()
    assert clerk.get("/api/v1/petitions").status_code == 401


def test_only_the_hash_of_a_token_is_kept(city):
    token = make_token(city.officer("clerk"), expires_at=timezone.now())
    assert token not in str(list(ApiToken.objects.values()))


def test_a_session_needs_its_form_token_to_change_something(city, petition):
    caller = Caller()
    caller.client.force_login(city.officer("clerk").account, backend="django.contrib.auth.backends.ModelBackend")
    assert caller.get("/api/v1/petitions").status_code == 200
    refused = act(caller, petition, "refer", to=city["bureau"].code)
    assert (refused.status_code, refused.json()["code"]) == (403, "no_form_token")


@time_machine.travel("2026-03-20T10:00:00+08:00", tick=False)
def test_the_worklist_is_by_due_date_and_cut_by_key(city, as_officer):
    now = timezone.now()
    # working days: what arrives on a Saturday is due with what arrives on the Friday before
    expected = [a_petition(city, received_at=now - timedelta(days=days)).reference for days in (9, 7, 4, 3, 1)]
    clerk, seen, after = as_officer("clerk"), [], ""
    while after is not None:
        page = clerk.get(f"/api/v1/petitions?limit=2&after={after}").json()
        seen += [line["reference"] for line in page["petitions"]]
        after = page["after"]
    assert seen == expected


@pytest.mark.parametrize("after", ["x", "2026-02-30~", "~", "2026-01-01~nothing", "%00"])
def test_a_key_that_was_altered_is_refused(as_officer, after):
    assert as_officer("clerk").get(f"/api/v1/petitions?after={after}").status_code == 422


def test_the_file_says_what_may_be_done_and_why_the_rest_may_not(city, as_officer, petition):
    seen = as_officer("clerk").get(f"/api/v1/petitions/{petition.reference}").json()
    assert {"refer", "decline"} & {one["act"] for one in seen["acts"]} or "refer" in {o["act"] for o in seen["acts"]}
    assert "reply" in {one["step"] for one in seen["position"]["may_not"]}
    assert all(one["why"] for one in seen["position"]["may_not"])
    assert AccessEntry.objects.filter(petition_id=petition.pk, what="view").exists()


def test_a_file_of_another_organisation_does_not_exist_for_an_officer(as_officer, petition):
    assert as_officer("transporter").get(f"/api/v1/petitions/{petition.reference}").status_code == 404


def test_an_act_beyond_one_s_permissions_is_forbidden(city, as_officer, petition):
    answer = act(as_officer("office_head"), petition, "refer", to=city["bureau"].code)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


def test_from_registration_to_a_served_answer_by_program(city, as_officer, petition):
    assert act(as_officer("clerk"), petition, "refer", to=city["bureau"].code, expected_seq=2).json()["seq"] == 3
    handler, head = as_officer("handler"), as_officer("head")
    act(handler, petition, "receive_referral")
    act(handler, petition, "accept", text="已受理。")
    act(handler, petition, "hear", summary="当面听取。")
    drafted = act(handler, petition, "draft_reply", request="请求处理油烟。", **OPINION)
    assert drafted.status_code == 200
    file = head.get(f"/api/v1/petitions/{petition.reference}").json()
    draft = next(d for d in file["documents"] if d["kind"] == "reply")
    assert act(handler, petition, "approve_draft", document=draft["id"], is_approved=True).status_code == 403
    assert act(head, petition, "approve_draft", document=draft["id"], is_approved=True).status_code == 200
    assert act(handler, petition, "reply").json()["stage"] == "replied"
    served = act(handler, petition, "serve", method="hand", recipient="本人")
    assert served.json()["stage"] == "reply_served"


def test_a_stale_number_is_a_conflict(city, as_officer, petition):
    answer = act(as_officer("clerk"), petition, "refer", to=city["bureau"].code, expected_seq=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")


def test_an_accusation_never_reaches_the_accused_by_program(city, as_officer):
    petition = a_petition(city, kind="accusation", accused_organisation=city["bureau"])
    answer = act(as_officer("clerk"), petition, "refer", to=city["bureau"].code)
    assert answer.status_code in (409, 422)
    assert as_officer("handler").get(f"/api/v1/petitions/{petition.reference}").status_code == 404
