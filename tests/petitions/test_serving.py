"""An answer is served with proof, or it is not served: consent, each way of serving, attempts, and what starts when."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone, translation

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_handling, lead_to_reply, position_of, serve
from xinqiao.petitions.acting import ActRefused, BadInput, Dossier
from xinqiao.petitions.consenting import agrees_to_online_service
from xinqiao.petitions.models import CachedPosition, Party, SealingLevel
from xinqiao.petitions.positions import refresh_positions
from xinqiao.petitions.serving import after_receipt

pytestmark = pytest.mark.django_db
LEFT = {
    "method": "left_with_witness",
    "place": "桥头路1号",
    "refusal": "本人拒收，未说明理由。",
    "witness_one": "某甲村委会主任",
    "witness_two": "某乙网格员",
}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def replied(city):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    return petition


def _agrees(petition):
    return agrees_to_online_service(Dossier.load(petition.pk))


def _tried(petition, city, outcome, *, method="hand"):
    number = {"tracking_number": "EX1"} if method == "post" else {}
    return do(
        "record_service_attempt",
        petition,
        city.officer("handler"),
        method=method,
        outcome=outcome,
        summary="如实记录。",
        **number,
    )


def test_nobody_has_agreed_who_did_not_say_so_and_the_newest_word_counts(city):
    petition = a_petition(city)
    assert not _agrees(petition)
    do("consent_to_electronic_service", petition)
    assert _agrees(petition)
    do("withdraw_consent", petition)
    assert not _agrees(petition)
    with pytest.raises(ActRefused, match="nothing to take back"):
        do("withdraw_consent", petition)


def test_what_was_agreed_before_consent_was_an_event_still_holds(city):
    petition = a_petition(city)
    Party.objects.create(petition=petition, petitioner=petition.submission.petitioner, consents_to_portal_service=True)
    assert _agrees(petition)
    do("withdraw_consent", petition)
    assert not _agrees(petition)


def test_an_officer_writes_consent_down_only_with_how_it_was_given(city):
    petition = a_petition(city)
    clerk = city.officer("clerk")
    with pytest.raises(BadInput) as refused:
        do("consent_to_electronic_service", petition, clerk)
    assert set(refused.value.faults) == {"proof"}
    event = do("consent_to_electronic_service", petition, clerk, proof="窗口签字确认")
    assert (event.by_role, event.officer, event.data["proof"]) == ("petitioner", clerk, "窗口签字确认")
    with pytest.raises(ActRefused):
        do("consent_to_electronic_service", petition, city.officer("street_handler"), proof="电话")


def test_an_answer_is_offered_online_only_to_one_who_agreed_before(city, replied):
    assert "offered" not in replied.events.get(kind="replied").data
    assert not [clock for clock in position_of(replied).clocks if clock.name == "acknowledgement"]
    other = a_petition(city)
    do("consent_to_electronic_service", other)
    lead_to_reply(city, other)
    assert other.events.get(kind="replied").data["offered"] == "portal"
    assert [clock.name for clock in position_of(other).clocks if clock.name == "acknowledgement"]


def test_an_unconfirmed_online_answer_is_owed_on_paper_by_the_same_day_as_every_other(city):
    with time_machine.travel(datetime(2026, 3, 2, 2, tzinfo=UTC)):
        petition = a_petition(city)
        do("consent_to_electronic_service", petition)
        lead_to_reply(city, petition)
        assert "serve" in {duty.what for duty in position_of(petition).duties}
    with time_machine.travel(datetime(2026, 3, 5, 2, tzinfo=UTC)):
        owed = {duty.what: duty for duty in position_of(petition).duties}
        assert "serve" not in owed
        assert (owed["serve_on_paper"].due_on, owed["serve_on_paper"].internal) == (date(2026, 3, 9), True)
        assert position_of(petition).responsible.organisation == "test-bureau"
        assert refresh_positions(on=date(2026, 3, 5)) == 1, "the desk follows by itself in the night"
        cached = CachedPosition.objects.get(pk=petition.pk)
        assert (cached.next_clock, cached.next_due_on) == ("serve_on_paper", date(2026, 3, 9))
        assert cached.responsible_officer is not None and cached.next_is_internal
        serve(petition, city.officer("handler"))
        assert position_of(petition).stage == "reply_served"


def test_whoever_did_not_agree_before_agrees_with_the_receipt_or_gets_paper(replied):
    with pytest.raises(BadInput) as refused:
        do("acknowledge", replied)
    assert set(refused.value.faults) == {"agrees"}
    event = do("acknowledge", replied, agrees=True, name="某甲")
    assert event.data == event.data | {"method": "portal", "agreed": "with_this_receipt", "recipient": "某甲"}
    assert not _agrees(replied), "it holds for this one answer"


def test_whoever_agreed_before_confirms_with_one_press(city):
    petition = a_petition(city)
    do("consent_to_electronic_service", petition)
    lead_to_reply(city, petition)
    assert do("acknowledge", petition).data["agreed"] == "before"


def test_the_page_can_say_beforehand_what_the_receipt_would_start(replied):
    now = timezone.now()
    after = after_receipt(Dossier.load(replied.pk), replied.documents.get(kind="reply"), now)
    period = next(clock for clock in after.clocks if clock.name == "reexamination_request")
    assert position_of(replied).stage == "replied", "asking starts nothing"
    do("acknowledge", replied, agrees=True)
    real = next(clock for clock in position_of(replied).clocks if clock.name == "reexamination_request")
    assert (period.started_on, period.due_on) == (real.started_on, real.due_on)


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"method": "hand"}, {"recipient"}),
        ({"method": "post"}, {"carrier", "tracking_number"}),
        ({"method": "post", "carrier": "EMS"}, {"tracking_number"}),
        ({"method": "left_with_witness"}, {"place", "refusal", "witness_one", "witness_two"}),
        (LEFT | {"witness_two": ""}, {"witness_two"}),
        (LEFT | {"witness_two": "某甲 村委会主任"}, {"witness_two"}),
        ({"method": "public_notice"}, {"published_in", "published_on"}),
    ],
)
def test_each_way_of_serving_names_what_its_proof_lacks(city, replied, given, missing):
    with pytest.raises(BadInput) as refused:
        do("serve", replied, city.officer("handler"), **given)
    assert set(refused.value.faults) == missing
    assert position_of(replied).stage == "replied"


def test_two_witnesses_and_the_refusal_stand_in_the_record_and_nothing_that_was_not_asked(city, replied):
    event = do("serve", replied, city.officer("handler"), **LEFT, carrier="EMS")
    assert event.data == {"document": "reply", "document_sha256": event.data["document_sha256"], **LEFT}
    assert position_of(replied).stage == "reply_served"


def test_nothing_is_served_before_it_was_issued(city, replied):
    with pytest.raises(BadInput) as refused:
        do(
            "serve",
            replied,
            city.officer("handler"),
            method="hand",
            recipient="某甲",
            occurred_at=replied.documents.get(kind="reply").issued_at - timedelta(seconds=1),
        )
    assert set(refused.value.faults) == {"occurred_at"}


def test_an_attempt_starts_no_period_and_stays_on_record_with_its_writing(city, replied):
    event = _tried(replied, city, "nobody_there")
    assert (event.is_fact, event.document.kind) == (False, "reply")
    assert position_of(replied).stage == "replied"
    assert replied.documents.get(kind="reply").state == "issued"
    with pytest.raises(BadInput):
        _tried(replied, city, "returned")
    with pytest.raises(ActRefused):
        _tried(a_petition(city), city, "refused")


def test_public_notice_is_the_last_resort_and_counts_after_its_own_days(city):
    published = datetime(2026, 3, 2, 2, tzinfo=UTC)
    with time_machine.travel(published):
        petition = a_petition(city)
        lead_to_reply(city, petition)
        notice = {"method": "public_notice", "published_in": "信桥日报（演示）", "published_on": "2026-03-02"}
        with pytest.raises(ActRefused, match="last resort"):
            do("serve", petition, city.officer("handler"), **notice)
        _tried(petition, city, "refused")
        with pytest.raises(ActRefused, match="last resort"):
            do("serve", petition, city.officer("handler"), **notice)
        _tried(petition, city, "returned", method="post")
        with pytest.raises(BadInput) as refused:
            do("serve", petition, city.officer("handler"), **notice)
        assert "1 April 2026" in refused.value.faults["published_on"]
    with time_machine.travel(datetime(2026, 4, 1, 2, tzinfo=UTC)):
        do("serve", petition, city.officer("handler"), **notice)
        assert position_of(petition).stage == "reply_served"


def test_a_sealed_matter_is_never_published(city, replied):
    _tried(replied, city, "moved")
    type(replied).objects.filter(pk=replied.pk).update(sealing=SealingLevel.SEALED)
    city.officers["handler"].roles = ["handler", "sealed_handler"]
    with pytest.raises(ActRefused):
        do(
            "serve",
            replied,
            city.officer("handler"),
            method="public_notice",
            published_in="信桥日报（演示）",
            published_on="2025-01-02",
        )


def test_a_contact_says_who_was_reached_and_what_was_promised_by_when(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    handler = city.officer("handler")
    with pytest.raises(BadInput) as refused:
        do(
            "record_contact",
            petition,
            handler,
            how="phone",
            reached="no",
            summary="无人接听。",
            promised_on="2026-01-01",
        )
    assert set(refused.value.faults) == {"promise"}
    day = timezone.localdate() + timedelta(days=3)
    event = do(
        "record_contact",
        petition,
        handler,
        how="phone",
        reached="yes",
        whom="本人",
        summary="告知检测安排。",
        promise="回电告知结果",
        promised_on=day.isoformat(),
    )
    assert event.data == {
        "how": "phone",
        "reached": True,
        "whom": "本人",
        "summary": "告知检测安排。",
        "promise": "回电告知结果",
        "promised_on": day.isoformat(),
    }
