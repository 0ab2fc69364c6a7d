"""At the desk: a long petition in short by its own sentences, and by the office's model once an officer confirmed it."""

import re
from datetime import timedelta

import pytest

from tests.builders.local_model import a_model
from tests.builders.petitions import a_petition
from tests.language.test_summaries import LETTER
from tests.web.officer.desk import page_of, signed_in
from xinqiao.intake import local_model
from xinqiao.language.summaries import summarise
from xinqiao.petitions.models import ConfirmedSummary
from xinqiao.safeguards import throttling
from xinqiao.safeguards.throttling import Allowance, Scope
from xinqiao.web.officer.in_short import segments_of

LONG = {"title": "烧烤店油烟和占道", "body": LETTER}
SHORT = "烧烤店每天晚上营业到凌晨两点，油烟直接排进居民楼。希望城管局查清有没有油烟净化设备。"


@pytest.fixture
def model(settings):
    with a_model() as model:
        settings.XINQIAO_MODEL_URL, settings.XINQIAO_MODEL_NAME = model.url, "invented-7b"
        model.says = SHORT
        yield model


def seen(client, petition) -> str:
    return client.get(page_of(petition.reference)).content.decode()


def in_short_on(text: str) -> str:
    return text.split('id="in-short-title"', 1)[1].split("</section>", 1)[0]


def drafted(client, petition) -> str:
    return client.post(page_of(petition.reference, "summary/"), {"draft": "yes"}).content.decode()


def proof_in(text: str) -> str:
    return re.search('name="proof" value="([^"]+)"', text)[1]


def confirm(client, petition, **given):
    return client.post(page_of(petition.reference, "summary/"), {"confirm": "yes"} | given)


def test_a_long_text_is_said_in_short_and_each_sentence_leads_to_its_place(city):
    text = seen(signed_in(city, "clerk"), a_petition(city, **LONG))
    panel = in_short_on(text)
    for number, one in enumerate(summarise(LETTER).sentences, 1):
        assert f'<a href="#in-short-{number}">{one.words}</a>' in panel
        shown = text.split(f'id="in-short-{number}" tabindex="-1">', 1)[1].split("</span>", 1)[0]
        assert re.sub("</?mark>", "", shown) == one.words
    assert "says what is asked" in panel and "read the whole before you decide" in panel
    body = text.split('id="in-short-title"', 1)[1].split('<p class="written">', 1)[1].split("</p>", 1)[0]
    assert re.sub("<[^>]+>", "", body) == LETTER


def test_a_short_text_stands_by_itself(city):
    assert "in-short" not in seen(signed_in(city, "clerk"), a_petition(city))


def test_switched_off_the_page_says_so_and_shows_the_text(city, settings):
    settings.XINQIAO_LANGUAGE = False
    text = seen(signed_in(city, "clerk"), a_petition(city, **LONG))
    assert "switched off" in in_short_on(text) and LETTER in text


def test_markup_in_a_letter_stays_text(city):
    text = seen(
        signed_in(city, "clerk"), a_petition(city, title="信", body="<script>alert(1)</script>希望查清。" + LETTER)
    )
    assert "<script>alert" not in text


def test_pieces_cut_at_sentences_are_the_text():
    pieces = [("甲乙", False), ("丙", True), ("丁戊", False)]
    cut = segments_of(pieces, [(1, 4)])
    assert [(one.anchor, one.pieces) for one in cut] == [
        ("", (("甲", False),)),
        ("in-short-1", (("乙", False), ("丙", True), ("丁", False))),
        ("", (("戊", False),)),
    ]
    assert segments_of([], []) == []


def test_no_draft_is_offered_where_no_model_is_set(city):
    client, petition = signed_in(city, "clerk"), a_petition(city, **LONG)
    assert "local model" not in seen(client, petition)
    answer = client.post(page_of(petition.reference, "summary/"), {"draft": "yes"})
    assert answer.status_code == 409 and "read the text" in answer.content.decode()


def test_a_draft_is_shown_with_its_sources_and_kept_only_when_confirmed(city, model):
    client, petition = signed_in(city, "clerk"), a_petition(city, **LONG)
    assert "Draft a summary with the local model" in seen(client, petition)
    text = drafted(client, petition)
    assert "<q>从2025年6月开始，小区北门外的老味道烧烤店" in text and f">{SHORT}</textarea>" in text
    assert not ConfirmedSummary.objects.exists() and SHORT not in seen(client, petition)
    assert confirm(client, petition, text=SHORT, proof=proof_in(text)).status_code == 302
    kept = ConfirmedSummary.objects.get()
    assert (kept.text, kept.by, kept.model, kept.unsourced) == (SHORT, city.officer("clerk"), "invented-7b", 0)
    panel = in_short_on(seen(client, petition))
    assert SHORT in panel and "confirmed" in panel and kept.by.name in panel and "invented-7b" in panel


def test_sentences_of_the_draft_without_a_source_are_left_out_with_a_word(city, model):
    model.says = SHORT + "店主被罚款五千元。"
    text = drafted(signed_in(city, "clerk"), a_petition(city, **LONG))
    assert "1 sentence of the draft says what was not found" in text and "<s>店主被罚款五千元。</s>" in text
    assert f">{SHORT}</textarea>" in text


def test_a_draft_that_rests_on_nothing_is_not_offered(city, model):
    model.says = "The weather is fine."
    text = drafted(signed_in(city, "clerk"), a_petition(city, **LONG))
    assert "it is not offered" in text and "<textarea" not in text


def test_what_an_officer_adds_is_asked_about_once_and_counted(city, model):
    client, petition = signed_in(city, "clerk"), a_petition(city, **LONG)
    proof = proof_in(drafted(client, petition))
    own = SHORT + "附近还有两家网吧。"
    answer = confirm(client, petition, text=own, proof=proof)
    page = answer.content.decode()
    assert answer.status_code == 422 and "say that they are right" in page and f">{own}</textarea>" in page
    assert not ConfirmedSummary.objects.exists()
    assert confirm(client, petition, text=own, proof=proof_in(page), is_so="yes").status_code == 302
    assert ConfirmedSummary.objects.get().unsourced == 1
    assert "confirmed all the same" in in_short_on(seen(client, petition))


@pytest.mark.parametrize("text", ["", "长" * 1001])
def test_an_empty_or_endless_summary_is_refused_in_one_sentence(city, model, text):
    client, petition = signed_in(city, "clerk"), a_petition(city, **LONG)
    answer = confirm(client, petition, text=text, proof=proof_in(drafted(client, petition)))
    assert answer.status_code == 422 and not ConfirmedSummary.objects.exists()


def test_a_draft_of_another_petition_or_a_forged_one_is_not_confirmed(city, model):
    client, petition, other = signed_in(city, "clerk"), a_petition(city, **LONG), a_petition(city, **LONG)
    for proof in ("", "forged", proof_in(drafted(client, other))):
        answer = confirm(client, petition, text=SHORT, proof=proof)
        assert answer.status_code == 422 and "Ask for a draft again" in answer.content.decode()
    assert not ConfirmedSummary.objects.exists()


@pytest.mark.parametrize("fails", [{"status": 500}, {"says": ""}, {"waits": 1.0}])
def test_a_model_that_is_silent_leaves_the_page_whole(city, model, monkeypatch, fails):
    monkeypatch.setattr(local_model, "SECONDS", 0.2)
    for name, value in fails.items():
        setattr(model, name, value)
    petition = a_petition(city, **LONG)
    answer = signed_in(city, "clerk").post(page_of(petition.reference, "summary/"), {"draft": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 503 and "The model did not answer" in page and LETTER in page


def test_a_model_is_not_asked_without_end(city, model, monkeypatch):
    monkeypatch.setitem(throttling.ALLOWANCES, Scope.DRAFTING, Allowance(2, timedelta(days=365)))
    client, petition = signed_in(city, "clerk"), a_petition(city, **LONG)
    address = page_of(petition.reference, "summary/")
    statuses = [client.post(address, {"draft": "yes"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_an_accusation_is_said_in_short_to_who_may_read_it_and_given_to_no_model(city, model):
    petition = a_petition(city, **LONG, kind="accusation", accused_officer=city.officer("handler"))
    client = signed_in(city, "clerk")
    panel = in_short_on(seen(client, petition))
    assert "Draft a summary" not in panel and "says what is asked" in panel
    assert client.post(page_of(petition.reference, "summary/"), {"draft": "yes"}).status_code == 409
    assert model.asked == []


def test_who_only_watches_reads_a_summary_and_drafts_none(city, model):
    petition = a_petition(city, **LONG)
    client = signed_in(city, "clerk")
    confirm(client, petition, text=SHORT, proof=proof_in(drafted(client, petition)))
    watching = signed_in(city, "office_head")
    panel = in_short_on(seen(watching, petition))
    assert SHORT in panel and "Draft a summary" not in panel
    assert watching.post(page_of(petition.reference, "summary/"), {"draft": "yes"}).status_code == 403
