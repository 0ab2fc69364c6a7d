"""Acts at the desk: forms from their questions, refusals beside what was typed, and a second person's eyes."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling, lead_to_reply, serve
from tests.web.officer.desk import page_of, seq_on, signed_in
from xinqiao.petitions.models import Submission


def test_a_clerk_refers_and_comes_back_to_the_petition_with_a_word(city):
    petition = a_petition(city)
    client = signed_in(city, "clerk")
    url = page_of(petition.reference, "acts/refer/")
    response = client.post(url, {"to": city["bureau"].code, "expected_seq": seq_on(client, url)}, follow=True)
    assert response.redirect_chain == [(page_of(petition.reference), 302)]
    assert "Done and recorded" in response.content.decode()
    assert petition.events.filter(kind="referred").exists()


def test_the_organs_to_refer_to_are_grouped_by_level_and_leave_out_the_accused(city):
    petition = a_petition(city, kind="accusation", accused_organisation=city["bureau"])
    text = signed_in(city, "clerk").get(page_of(petition.reference, "acts/refer/")).content.decode()
    assert '<optgroup label="City">' in text and '<optgroup label="County or district">' in text
    assert f'value="{city["transport"].code}"' in text and f'value="{city["bureau"].code}"' not in text


def test_a_missing_answer_keeps_what_was_typed(city):
    petition = a_petition(city)
    client = signed_in(city, "clerk")
    url = page_of(petition.reference, "acts/refer/")
    response = client.post(url, {"note": "请速办", "expected_seq": seq_on(client, url)})
    assert response.status_code == 422 and "请速办" in response.content.decode()


def test_a_step_the_law_does_not_allow_now_is_refused_with_its_article(city):
    petition = a_petition(city)
    client = signed_in(city, "clerk")
    response = client.post(
        page_of(petition.reference, "acts/refuse_objection/"),
        {"reason": "不同意", "expected_seq": petition.events.count()},
    )
    assert response.status_code == 409
    assert "不同意" in response.content.decode() and not petition.events.filter(kind="objection_refused").exists()


def test_a_forged_act_without_the_permission_is_refused(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    response = signed_in(city, "head").post(
        page_of(petition.reference, "acts/hear/"), {"summary": "x", "expected_seq": petition.events.count()}
    )
    assert response.status_code == 403


def test_a_page_sent_twice_is_done_once(city):
    petition = a_petition(city)
    client = signed_in(city, "clerk")
    url = page_of(petition.reference, "acts/record_contact/")
    posted = {"how": "phone", "reached": "yes", "summary": "已电话联系。", "expected_seq": seq_on(client, url)}
    # A clerk without the permission to hear is not asked to record contacts; the handler is.
    lead_to_handling(city, petition)
    client = signed_in(city, "handler")
    posted["expected_seq"] = seq_on(client, url)
    assert client.post(url, posted).status_code == 302
    again = client.post(url, posted)
    assert again.status_code == 409 and "changed since you opened the page" in again.content.decode()
    assert petition.events.filter(kind="contacted").count() == 1


def test_a_service_of_yesterday_counts_from_its_own_day_and_says_when_it_was_recorded(city):
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=True):
        petition = a_petition(city)
        lead_to_reply(city, petition)
    client = signed_in(city, "handler")
    url = page_of(petition.reference, "acts/serve/?method=post")
    served_at = timezone.localtime(timezone.now() - timedelta(days=1)).replace(second=0, microsecond=0)
    posted = {
        "method": "post",
        "carrier": "EMS",
        "tracking_number": "0000000000",
        "occurred_at": f"{served_at:%Y-%m-%dT%H:%M}",
        "expected_seq": seq_on(client, url),
    }
    assert client.post(url, posted).status_code == 302
    event = petition.events.get(kind="served")
    assert event.occurred_at == served_at and event.recorded_at > served_at
    assert "recorded only on" in client.get(page_of(petition.reference)).content.decode()


def test_a_service_dated_tomorrow_is_refused(city):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    client = signed_in(city, "handler")
    url = page_of(petition.reference, "acts/serve/?method=hand")
    tomorrow = timezone.localtime(timezone.now() + timedelta(days=1))
    posted = {
        "method": "hand",
        "recipient": "本人",
        "occurred_at": f"{tomorrow:%Y-%m-%dT%H:%M}",
        "expected_seq": seq_on(client, url),
    }
    response = client.post(url, posted)
    assert response.status_code == 409 and "future" in response.content.decode()


def test_the_draft_opens_with_the_request_and_the_remedy_of_the_law(city):
    petition = a_petition(city)
    # The letter speaks her language, not that of the officer's page.
    Submission.objects.update(language="en")
    lead_to_handling(city, petition)
    text = signed_in(city, "handler").get(page_of(petition.reference, "acts/draft_reply/")).content.decode()
    assert petition.body in text
    assert city["city"].name in text and "within 30 days of receiving it" in text and "article 35" in text


def test_a_second_person_reads_the_draft_in_full_and_sends_it_back_then_approves(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    do("draft_reply", petition, city.officer("handler"), request="请求处理油烟。", **OPINION)
    draft = petition.documents.get(kind="reply")
    head = signed_in(city, "head")
    assert "1" in head.get("/desk/?tab=drafts").content.decode()
    url = page_of(petition.reference, f"documents/{draft.pk}/decision/")
    text = head.get(url).content.decode()
    assert all(words in text for words in (OPINION["facts"], OPINION["basis"], OPINION["remedy"], petition.body))
    silent = head.post(url, {"document": draft.pk, "is_approved": "no", "expected_seq": seq_on(head, url)})
    assert silent.status_code == 422 and "what should be changed" in silent.content.decode()
    back = {"document": draft.pk, "is_approved": "no", "comment": "依据不全", "expected_seq": seq_on(head, url)}
    assert head.post(url, back).status_code == 302
    handler = signed_in(city, "handler")
    again = handler.get(page_of(petition.reference, "acts/draft_reply/")).content.decode()
    assert "依据不全" in again and OPINION["facts"] in again
    do("draft_reply", petition, city.officer("handler"), request="请求处理油烟。", **OPINION)
    draft = petition.documents.order_by("-pk").first()
    url = page_of(petition.reference, f"documents/{draft.pk}/decision/")
    posted = {"document": draft.pk, "is_approved": "yes", "expected_seq": seq_on(head, url)}
    assert head.post(url, posted).status_code == 302
    assert page_of(petition.reference, "acts/reply/") in handler.get(page_of(petition.reference)).content.decode()


def test_the_drafter_is_told_that_somebody_else_decides(city):
    petition = a_petition(city, at="transport", place=city.places["city"])
    text = "document"
    do("accept", petition, city.officer("transporter"), text="已受理。")
    do("draft_reply", petition, city.officer("transporter"), request="请求。", **OPINION)
    draft = petition.documents.order_by("-pk").first()
    client = signed_in(city, "transporter")
    page = client.get(page_of(petition.reference, f"documents/{draft.pk}/decision/"))
    assert "a second person decides" in page.content.decode()
    forged = client.post(
        page_of(petition.reference, f"documents/{draft.pk}/decision/"),
        {text: draft.pk, "is_approved": "yes", "expected_seq": petition.events.count()},
    )
    assert forged.status_code == 403


def test_the_higher_organ_sees_the_request_as_its_own_work_and_decides_it(city):
    petition = a_petition(city)
    lead_to_reply(city, petition, outcome="not_support")
    serve(petition, city.officer("handler"))
    do("request_reexamination", petition, None, reasons="事实不清。")
    mayor = signed_in(city, "mayor")
    assert petition.reference in mayor.get("/desk/").content.decode()
    page = mayor.get(page_of(petition.reference))
    assert "draft_reexamination" in [offer.act for offer in page.context["steps"].at_hand]
    form = mayor.get(page_of(petition.reference, "acts/draft_reexamination/")).content.decode()
    assert "复核" in form
    url = page_of(petition.reference, "acts/draft_reexamination/")
    posted = {**OPINION, "outcome": "uphold", "expected_seq": seq_on(mayor, url)}
    assert mayor.post(url, posted).status_code == 302
    draft = petition.documents.order_by("-pk").first()
    secretary = signed_in(city, "secretary")
    url = page_of(petition.reference, f"documents/{draft.pk}/decision/")
    approved = {"document": draft.pk, "is_approved": "yes", "expected_seq": seq_on(secretary, url)}
    assert secretary.post(url, approved).status_code == 302
    url = page_of(petition.reference, "acts/reexamine/")
    assert mayor.post(url, {"expected_seq": seq_on(mayor, url)}).status_code == 302
    assert petition.events.filter(kind="reexamined").exists()


def test_work_is_handed_to_a_colleague_of_the_list(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    client = signed_in(city, "head")
    url = page_of(petition.reference, "acts/hand_over/")
    assert "Second_handler" in client.get(url).content.decode()
    posted = {"officer": city.officer("second_handler").pk, "expected_seq": seq_on(client, url)}
    assert client.post(url, posted).status_code == 302
    petition.position.refresh_from_db()
    assert petition.position.responsible_officer_id == city.officer("second_handler").pk
    outsider = {"officer": city.officer("clerk").pk, "expected_seq": seq_on(client, url)}
    assert client.post(url, outsider).status_code == 422


def test_a_letter_posted_in_time_is_written_down_though_the_period_is_over_when_it_arrives(city):
    long_ago = timezone.now() - timedelta(days=120)
    with time_machine.travel(long_ago, tick=True):
        petition = a_petition(city, received_at=long_ago)
        lead_to_reply(city, petition)
        serve(petition, city.officer("handler"))
    clerk = signed_in(city, "clerk")
    page = clerk.get(page_of(petition.reference))
    assert "request_reexamination" in [offer.act for offer in page.context["steps"].on_behalf]
    url = page_of(petition.reference, "acts/request_reexamination/")
    in_time = (timezone.localtime(long_ago) + timedelta(days=5)).date().isoformat()
    late = {"reasons": "来信请求复查。", "expected_seq": seq_on(clerk, url)}
    assert clerk.post(url, late).status_code == 409
    assert clerk.post(url, late | {"posted_on": in_time}).status_code == 302
    assert petition.events.filter(kind="reexamination_requested").exists()


def test_a_question_told_by_telephone_reaches_the_supervising_desk(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    clerk = signed_in(city, "clerk")
    url = page_of(petition.reference, "acts/ask_question/")
    posted = {"about": "late", "text": "来电催问。", "expected_seq": seq_on(clerk, url)}
    assert clerk.post(url, posted).status_code == 302
    assert "来电催问" in clerk.get("/desk/?tab=questions").content.decode()


def test_serving_asks_first_how_and_then_only_for_the_proof_of_that_way(city):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    client = signed_in(city, "handler")
    url = page_of(petition.reference, "acts/serve/")
    first = client.get(url).content.decode()
    for way in ("hand", "post", "left_with_witness", "public_notice"):
        assert f"?method={way}" in first
    form = client.get(url + "?method=left_with_witness").context["form"]
    assert [field.name for field in form.fields] == [
        "method",
        "place",
        "refusal",
        "witness_one",
        "witness_two",
        "proof",
        "occurred_at",
    ]
    posted = {"method": "left_with_witness", "place": "桥头路1号", "refusal": "拒收", "witness_one": "某甲村委会主任"}
    refused = client.post(url, posted | {"expected_seq": form.expected_seq})
    text = refused.content.decode()
    assert refused.status_code == 422 and "two are needed" in text and "某甲村委会主任" in text
    done = client.post(url, posted | {"witness_two": "某乙网格员", "expected_seq": form.expected_seq})
    assert done.status_code == 302
    assert petition.events.get(kind="served").data["witness_two"] == "某乙网格员"


def test_the_contact_log_lists_what_the_office_did_and_what_it_promised(city):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    client = signed_in(city, "handler")
    day = timezone.localdate().isoformat()
    url = page_of(petition.reference, "acts/record_contact/")
    contact = {"how": "phone", "reached": "no", "summary": "无人接听。", "promise": "今天再打", "promised_on": day}
    assert client.post(url, contact | {"expected_seq": seq_on(client, url)}).status_code == 302
    url = page_of(petition.reference, "acts/record_service_attempt/")
    tried = {"method": "post", "outcome": "returned", "tracking_number": "EX1", "summary": "原址查无此人。"}
    assert client.post(url, tried | {"expected_seq": seq_on(client, url)}).status_code == 302
    context = client.get(page_of(petition.reference)).context
    assert [one.title for one in context["contacts"]] == ["Attempt to serve", "Contact"]
    assert (context["contacts"][1].reached, context["contacts"][1].promise) == (False, "今天再打")
    assert (context["is_online_agreed"], context["notices_by"]) == (False, "")


def test_by_post_the_day_of_delivery_is_asked_and_never_guessed(city):
    petition = a_petition(city)
    lead_to_reply(city, petition)
    client = signed_in(city, "handler")
    url = page_of(petition.reference, "acts/serve/?method=post")
    form = client.get(url).context["form"]
    assert {field.name for field in form.fields if field.required} == {
        "method",
        "carrier",
        "tracking_number",
        "occurred_at",
    }
    posted = {"method": "post", "carrier": "EMS", "tracking_number": "EX1", "expected_seq": form.expected_seq}
    assert client.post(url, posted).status_code == 422
    assert not petition.events.filter(kind="served").exists()


def test_consent_written_down_at_the_counter_needs_how_it_was_given(city):
    petition = a_petition(city)
    client = signed_in(city, "clerk")
    url = page_of(petition.reference, "acts/consent_to_electronic_service/")
    form = client.get(url).context["form"]
    assert [(field.name, field.required) for field in form.fields] == [("proof", True)]
    assert client.post(url, {"expected_seq": form.expected_seq}).status_code == 422
    assert client.post(url, {"expected_seq": form.expected_seq, "proof": "窗口签字"}).status_code == 302
    assert client.get(page_of(petition.reference)).context["is_online_agreed"]
