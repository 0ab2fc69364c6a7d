"""What an officer sees of a petition, and what she does not."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.builders.petitions import a_petition, do, lead_to_handling, lead_to_reply, serve
from tests.web.officer.desk import page_of, signed_in
from xinqiao.petitions.models import Attachment, Capacity, Party
from xinqiao.safeguards.models import AccessEntry


def _with_party(petition):
    Party.objects.create(petition=petition, petitioner=petition.submission.petitioner, capacity=Capacity.PETITIONER)
    return petition


def test_the_page_shows_text_clocks_events_and_the_steps_permitted_now(city):
    petition = a_petition(city)
    text = signed_in(city, "clerk").get(page_of(petition.reference)).content.decode()
    assert petition.body in text.replace("<mark>", "").replace("</mark>", "") and "day by day" in text
    assert page_of(petition.reference, "acts/refer/") in text
    assert page_of(petition.reference, "acts/reply/") not in text
    assert "not permitted now, and why" in text


def test_each_step_that_is_offered_can_be_opened(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    client = signed_in(city, "handler")
    steps = client.get(page_of(petition.reference)).context["steps"]
    offered = [offer.act for offer in (*steps.mine, *steps.office)]
    assert {"hear", "draft_reply", "record_contact"} <= set(offered)
    for act in offered:
        assert client.get(page_of(petition.reference, f"acts/{act}/")).status_code == 200, act


def test_a_reply_is_not_offered_before_its_draft_was_approved(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    steps = signed_in(city, "handler").get(page_of(petition.reference)).context["steps"]
    assert "reply" not in [offer.act for offer in steps.mine]
    assert any("second person" in one.why for one in steps.others)


def test_a_petition_of_others_is_as_unknown_as_one_that_does_not_exist(city):
    petition = a_petition(city)
    client = signed_in(city, "transporter")
    hidden = client.get(page_of(petition.reference))
    unknown = client.get(page_of("XQ2026-0000-0000-0000"))
    assert hidden.status_code == unknown.status_code == 404
    told = [page.context["sentence"] for page in (hidden, unknown)]
    assert told[0] == told[1] and petition.title not in hidden.content.decode()


def test_the_identity_is_shown_only_after_a_written_reason_which_is_logged(city):
    petition = _with_party(a_petition(city))
    client = signed_in(city, "clerk")
    assert "13900000000" not in client.get(page_of(petition.reference)).content.decode()
    url = page_of(petition.reference, f"parties/{petition.parties.get().pk}/identity/")
    refused = client.post(url, {"reason": "  "})
    assert refused.status_code == 422 and "13900000000" not in refused.content.decode()
    shown = client.post(url, {"reason": "To send the notice"})
    assert shown.status_code == 200 and "13900000000" in shown.content.decode()
    assert AccessEntry.objects.filter(
        what="identity", petition_id=petition.pk, purpose__contains="To send the notice"
    ).exists()


def test_who_may_not_see_identities_is_refused(city):
    petition = _with_party(a_petition(city))
    response = signed_in(city, "office_head").get(
        page_of(petition.reference, f"parties/{petition.parties.get().pk}/identity/")
    )
    assert response.status_code == 403


def test_a_corrected_service_stands_struck_through_beside_the_right_one(city):
    petition = a_petition(city, received_at=timezone.now() - timedelta(days=3))
    lead_to_reply(city, petition)
    serve(petition, city.officer("handler"))
    served = petition.events.get(kind="served")
    do(
        "correct",
        petition,
        city.officer("handler"),
        fact=served.seq,
        happened_at=timezone.now().isoformat(),
        reason="误填",
    )
    text = signed_in(city, "handler").get(page_of(petition.reference)).content.decode()
    assert "<s><b>" in text and "误填" in text


def test_a_clock_is_explained_day_by_day(city):
    petition = a_petition(city)
    response = signed_in(city, "clerk").get(page_of(petition.reference, "clock/triage/1/"))
    assert response.status_code == 200
    days = response.context["days"]
    assert days[-1][0] == response.context["clock"].due_on and all(why for _on, _counted, why in days)


@pytest.mark.parametrize("rest", ["clock/nothing/1/", "clock/triage/9/", "documents/999/", "acts/fly/"])
def test_what_is_not_there_is_not_found(city, rest):
    petition = a_petition(city)
    assert signed_in(city, "clerk").get(page_of(petition.reference, rest)).status_code == 404


def test_a_file_comes_as_a_download_and_never_as_a_page(city):
    petition = a_petition(city)
    default_storage.save("uploads/aa/paper.pdf", ContentFile(b"%PDF-1.4 paper"))
    kept = Attachment.objects.create(
        petition=petition,
        stored_as="uploads/aa/paper.pdf",
        shown_name='油烟照片"\r\n.pdf',
        content_type="application/pdf",
        size=14,
        sha256="0" * 64,
        added_by_role="petitioner",
        added_at=timezone.now(),
    )
    url = page_of(petition.reference, f"files/{kept.pk}/")
    response = signed_in(city, "clerk").get(url, follow=True)
    assert response.redirect_chain[0][0].startswith("/files/")
    assert response.status_code == 200 and b"".join(response.streaming_content) == b"%PDF-1.4 paper"
    assert response["Content-Disposition"].startswith("attachment;") and "\n" not in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert signed_in(city, "transporter").get(url).status_code == 404


def test_a_sealed_petition_is_unknown_to_the_accused_to_those_it_directs_and_to_supervisors(city):
    petition = a_petition(city, at="office", kind="accusation", accused_organisation=city["bureau"])
    do("refer", petition, city.officer("clerk"), to=city["transport"].code)
    for name, tab in (
        ("handler", "organisation"),
        ("head", "organisation"),
        ("governor", "branch"),
        ("chair", "branch"),
    ):
        client = signed_in(city, name)
        assert client.get(page_of(petition.reference)).status_code == 404
        assert petition.reference not in client.get(f"/desk/?tab={tab}").content.decode()
    assert signed_in(city, "transporter").get(page_of(petition.reference)).status_code == 200


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_page_speaks_three_languages(city, language):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    client = signed_in(city, "handler")
    client.cookies["xinqiao_language"] = language
    response = client.get(page_of(petition.reference))
    assert response.status_code == 200 and f'lang="{language}"' in response.content.decode()


def test_a_draft_is_named_for_what_was_drafted_and_an_online_receipt_says_who_confirmed_it(city):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    do("acknowledge", petition, name="某甲", agrees=True)
    happenings = signed_in(city, "handler").get(page_of(petition.reference)).context["happenings"]
    drafted = next(one for one in happenings if one.document is not None and not one.is_fact)
    assert drafted.title == "Draft the reply" and not drafted.told
    served = happenings[-1]
    assert [told.words for told in served.told if told.label == "How it was served"] == [
        "Confirmed online by the petitioner"
    ]
    assert not any(told.label == "Proof" for told in served.told)
