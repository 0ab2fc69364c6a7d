"""`xinqiao verify` proves the invariants on live data, and finds every tampering."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_reply, serve
from xinqiao.petitions.models import CachedPosition, Document, Event, Petition, Submission
from xinqiao.petitions.verifying import Report, verify

pytestmark = pytest.mark.django_db


def _petition() -> Petition:
    city = a_city()
    petition = a_petition(city)
    lead_to_reply(city, petition)
    serve(petition, city.officer("handler"))
    return petition


def _verified() -> Report:
    return verify(on=timezone.localdate())


def test_an_honest_file_verifies_and_each_invariant_was_really_checked() -> None:
    _petition()
    report = _verified()
    assert report.holds, (report.faults, report.invariants)
    assert report.petitions == 1
    assert report.entries == Event.objects.count()
    assert all(tally.checked for tally in report.invariants.values())


@pytest.mark.parametrize("kind", ["accepted", "served", "registered"])
def test_an_event_removed_is_found(kind: str) -> None:
    _petition().events.filter(kind=kind).delete()
    assert not _verified().holds


def test_an_event_edited_is_found() -> None:
    event = _petition().events.get(kind="accepted")
    event.occurred_at += timedelta(days=1)
    event.save()
    assert not _verified().is_whole


def test_an_event_inserted_is_found() -> None:
    petition = _petition()
    event = petition.events.get(kind="heard")
    event.pk, event.seq = None, petition.events.count() + 1
    event.save()
    assert not _verified().is_whole


def test_two_events_that_changed_places_are_found() -> None:
    petition = _petition()
    first, second = petition.events.get(kind="heard"), petition.events.get(kind="accepted")
    Event.objects.filter(pk=first.pk).update(seq=1000)
    Event.objects.filter(pk=second.pk).update(seq=first.seq)
    Event.objects.filter(pk=first.pk).update(seq=second.seq)
    assert not _verified().is_whole


def test_an_answer_altered_after_issue_is_found() -> None:
    document = Document.objects.get(petition=_petition(), kind="reply")
    document.blocks["opinion"] = "不予支持。"
    document.save()
    assert not _verified().holds


def test_a_letter_altered_after_receipt_is_found() -> None:
    _petition()
    Submission.objects.update(body="别的内容")
    assert not _verified().holds


def test_a_position_that_does_not_follow_from_the_facts_is_found() -> None:
    petition = _petition()
    CachedPosition.objects.filter(pk=petition.pk).update(stage="handling")
    assert not _verified().holds


def test_an_open_petition_without_a_serving_person_is_found() -> None:
    petition = _petition()
    officer = CachedPosition.objects.get(pk=petition.pk).responsible_officer
    assert officer is not None
    officer.left_on = timezone.localdate()
    officer.save()
    assert not _verified().holds


def test_a_petition_removed_with_all_its_events_is_found_by_its_chain() -> None:
    petition = _petition()
    petition.events.all().delete()
    for document in petition.documents.all():
        document.approvals.all().delete()
        document.delete()
    petition.position.delete()
    petition.parties.all().delete()
    petition.delete()
    assert not _verified().is_whole


def test_a_fact_declared_void_takes_its_clocks_along() -> None:
    city = a_city()
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    do("receive_referral", petition, city.officer("handler"))
    accepted = do("accept", petition, city.officer("handler"), text="已受理。")
    assert petition.clocks.filter(name="handling").exists()
    do("void", petition, city.officer("handler"), fact=accepted.seq, reason="记录有误。")
    assert not petition.clocks.filter(name="handling").exists()
    assert verify(on=timezone.localdate()).holds


def test_a_cached_clock_that_was_altered_is_found() -> None:
    petition = a_petition(a_city())
    petition.clocks.filter(name="triage").update(state="late")
    assert verify(on=timezone.localdate()).invariants["clocks_replay"].broken == [petition.reference]
