"""`xinqiao verify` proves the invariants on live data, and finds every tampering."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do, lead_to_reply, serve
from xinqiao.petitions.acting import Actor, act_named, perform
from xinqiao.petitions.actions.supplement import Supplement
from xinqiao.petitions.models import Attachment, CachedPosition, Document, Event, Petition, Submission
from xinqiao.petitions.verifying import Report, verify
from xinqiao.safeguards.uploads import CheckedFile

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


def test_the_text_of_a_matter_altered_is_found_though_the_letter_it_came_in_is_whole() -> None:
    petition = _petition()
    Petition.objects.filter(pk=petition.pk).update(body="别的内容")
    assert _verified().invariants["writings_unaltered"].broken == [petition.reference]


def test_a_matter_that_is_part_of_a_letter_is_bound_by_its_own_text() -> None:
    petition = a_petition(a_city(), body="信中的第二件事。")
    assert _verified().holds
    Petition.objects.filter(pk=petition.pk).update(body="别的内容")
    assert not _verified().holds


def _with_a_file() -> Attachment:
    petition = a_petition(a_city())
    file = CheckedFile(
        shown_name="照片.jpg", stored_as="uploads/ab/x.jpg", media_type="image/jpeg", size=9, sha256="ab" * 32
    )
    act = act_named("supplement")
    assert act is not None
    given = Supplement(text="补充照片", files=(file,))
    event = perform(act, petition_id=petition.pk, actor=Actor.petitioner(petition.pk), given=given)
    assert event.data["files"] == [{"sha256": "ab" * 32, "size": 9}]
    return Attachment.objects.get(petition=petition)


def test_a_file_that_came_with_an_act_is_bound_by_its_event() -> None:
    file = _with_a_file()
    assert _verified().holds
    Attachment.objects.filter(pk=file.pk).update(sha256="cd" * 32)
    assert _verified().invariants["files_unaltered"].broken == [file.petition.reference]


def test_a_file_removed_or_put_in_is_found() -> None:
    file = _with_a_file()
    file.delete()
    assert not _verified().holds
    file.pk = None
    file.save(force_insert=True)
    assert _verified().holds
    file.pk = uuid.uuid4()
    file.save(force_insert=True)
    assert not _verified().holds
