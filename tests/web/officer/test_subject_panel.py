"""At the desk: the subject is suggested with its rivals, confirmed by one key or overridden from the tree; earlier answers stand by."""

import pytest
from django.utils import timezone

from tests.builders.petitions import a_petition, lead_to_handling, lead_to_reply
from tests.web.officer.desk import page_of, signed_in
from xinqiao.petitions.searching.filling import fill_all
from xinqiao.routing.models import ConfirmedSubject
from xinqiao.web.officer.marking import marked

HEATING = {"title": "暖气不热", "body": "供热管网坏了，物业公司不管，室内不到十六度。"}
TWO_MATTERS = {
    "title": "两件事",
    "body": "小区物业公司乱涨物业费，业主委员会也选不出来。\n另外，公交车线路太少，出租车司机还拒载，交通局没有人管。",
}


def panel_of(client, petition) -> str:
    text = client.get(page_of(petition.reference)).content.decode()
    return text.split('id="subject-title"', 1)[1].split("</section>", 1)[0]


def test_the_suggestion_is_the_first_button_with_a_key_and_one_press_confirms_it(city):
    petition = a_petition(city, **HEATING)
    client = signed_in(city, "clerk")
    panel = panel_of(client, petition)
    assert 'data-key="1">Confirm: 城乡建设' in panel
    value = panel.split('name="subject" value="', 1)[1].split('"', 1)[0]
    assert client.post(page_of(petition.reference, "subject/"), {"subject": value}).status_code == 302
    kept = ConfirmedSubject.objects.get()
    assert (kept.branch, kept.suggested, kept.by) == ("城乡建设", "城乡建设", city.officer("clerk"))
    panel = panel_of(client, petition)
    assert "confirmed" in panel and "data-key" not in panel and "Choose another subject" in panel


def test_any_place_of_the_tree_overrides_it_and_routing_follows(city):
    petition = a_petition(city, title="一件事", body="请看附件。")
    client = signed_in(city, "clerk")
    found = client.get(page_of(petition.reference, "subject/?q=拒载")).content.decode()
    assert 'value="030101"' in found.split("Found", 1)[1].split("The whole tree", 1)[0]
    client.post(page_of(petition.reference, "subject/"), {"subject": "030101"})
    text = client.get(page_of(petition.reference)).content.decode()
    assert "交通运输 › 出租与网约车 › 出租车" in text
    assert "subject: 交通运输" in text.split("Who may be competent", 1)[1]


def test_who_accepted_petitions_of_the_confirmed_subject_is_named_with_how_many_and_how_lately(city):
    client = signed_in(city, "clerk")
    for _number in range(3):
        earlier = a_petition(city, title="一件事", body="请看附件。")
        client.post(page_of(earlier.reference, "subject/"), {"subject": "030101"})
        lead_to_handling(city, earlier)
    petition = a_petition(city, title="又一件事", body="请看附件。")
    client.post(page_of(petition.reference, "subject/"), {"subject": "030101"})
    text = client.get(page_of(petition.reference)).content.decode().split("Who may be competent", 1)[1]
    day = timezone.localdate().isoformat()
    assert (
        f"it accepted 3 petitions of this subject in the last 24 months (3 of just this matter), the newest on {day}"
        in text
    )


@pytest.mark.parametrize("sent", [{}, {"subject": "99"}, {"subject": "🙂"}, {"subject": "教育文体"}])
def test_what_is_no_subject_is_refused_in_one_sentence_and_nothing_is_kept(city, sent):
    answer = signed_in(city, "clerk").post(page_of(a_petition(city, **HEATING).reference, "subject/"), sent)
    assert answer.status_code == 422 and "Choose a subject of the tree." in answer.content.decode()
    assert not ConfirmedSubject.objects.exists()


def test_switched_off_an_officer_still_says_what_it_is_about(city, settings):
    settings.XINQIAO_LANGUAGE = False
    petition = a_petition(city, **HEATING)
    client = signed_in(city, "clerk")
    panel = panel_of(client, petition)
    assert "Suggestions are switched off" in panel and "Choose from the whole tree" in panel
    client.post(page_of(petition.reference, "subject/"), {"subject": "010401"})
    assert ConfirmedSubject.objects.get().suggested == ""
    assert "switched off" in client.get(page_of(petition.reference, "precedents/")).content.decode()


def test_whoever_has_no_part_in_it_confirms_nothing(city):
    petition = a_petition(city, **HEATING)
    assert (
        signed_in(city, "transporter").post(page_of(petition.reference, "subject/"), {"subject": "01"}).status_code
        == 404
    )
    assert signed_in(city, "head").post(page_of(petition.reference, "subject/"), {"subject": "01"}).status_code == 403
    assert not ConfirmedSubject.objects.exists()


def test_the_words_it_rests_on_are_marked_in_the_text_of_the_petition(city):
    petition = a_petition(city, title="暖氣不熱", body="供熱管網壞了，物業公司不管。")
    text = signed_in(city, "clerk").get(page_of(petition.reference)).content.decode()
    assert "<mark>物業公司</mark>" in text


@pytest.mark.parametrize("text", ["", "啊", "ﬁ 物业 ﬁ", "🙂物业🙂物业", "\n" * 4000, "物业" * 30_000])
def test_marking_changes_no_character(text):
    assert "".join(piece for piece, _is_marked in marked(text, ["物业", "", " "])) == text


def test_a_letter_of_two_matters_shows_both_with_their_bodies_and_the_way_to_split_it(city):
    panel = panel_of(signed_in(city, "clerk"), a_petition(city, **TWO_MATTERS))
    several = panel.split("several matters", 1)[1]
    assert "城乡建设" in several and "信桥市住建局" in several
    assert "交通运输" in several and "信桥市交通局" in several
    assert "acts/split_off/" in several
    assert "several matters" not in panel_of(signed_in(city, "clerk"), a_petition(city, **HEATING))


def test_an_answered_petition_like_this_one_is_shown_with_who_answered_and_how(city):
    answered = a_petition(city, **HEATING)
    lead_to_reply(city, answered)
    a_petition(city, **HEATING)
    fill_all()
    petition = a_petition(city, title="供热不足", body="物业公司说供热管网旧了，暖气不热。")
    text = signed_in(city, "clerk").get(page_of(petition.reference, "precedents/")).content.decode()
    assert text.count("of 100 alike") == 1
    assert answered.reference in text and "信桥市住建局" in text and "both say" in text
    district = signed_in(city, "district_clerk")
    seen = district.get(page_of(a_petition(city, at="district_office", **HEATING).reference, "precedents/"))
    assert answered.reference not in seen.content.decode()


def test_of_an_accusation_no_precedent_is_looked_for_and_none_is_shown(city):
    accusation = a_petition(city, kind="accusation", **HEATING)
    lead_to_reply(city, a_petition(city, **HEATING))
    fill_all()
    text = signed_in(city, "clerk").get(page_of(accusation.reference, "precedents/")).content.decode()
    assert "No answered petition" in text
