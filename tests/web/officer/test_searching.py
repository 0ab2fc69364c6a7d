"""The search of the desk: words marked, counts of what one may see only, pages without end, filters that hold no words."""

import pytest

from tests.builders.petitions import a_petition, do, lead_to_handling
from tests.web.officer.desk import page_of, signed_in
from xinqiao.petitions.models import Petition
from xinqiao.petitions.searching import narrowing
from xinqiao.safeguards.models import AccessEntry
from xinqiao.safeguards.searched_words import fingerprints_to_look_for
from xinqiao.web.models import SavedFilter
from xinqiao.web.officer import searching

SEARCH = "/desk/search/"


def references(response) -> list[str]:
    return [one.line.reference for one in response.context["found"]]


def counts(response, facet: str) -> dict[str, int]:
    found = next((one for one in response.context["facets"] if one.name == facet), None)
    return {choice.words: choice.count for choice in found.choices} if found else {}


def test_a_word_leads_to_its_petition_and_is_marked_where_it_stands(city):
    petition = a_petition(city, title="夜间噪音", body="楼下的烧烤店油烟很大，请来看看。")
    page = signed_in(city, "clerk").get(SEARCH, {"q": "油烟"})
    assert references(page) == [petition.reference]
    assert "烧烤店<mark>油烟</mark>很大" in page.content.decode()
    assert page_of(petition.reference) in page.content.decode()


def test_a_word_of_an_answer_is_shown_from_the_answer(city):
    petition = a_petition(city)
    do("supplement", petition, text="后院又搭了铁皮棚。")
    assert "搭了<mark>铁皮棚</mark>" in signed_in(city, "clerk").get(SEARCH, {"q": "铁皮棚"}).content.decode()


def test_what_is_written_in_a_petition_never_becomes_part_of_the_page(city):
    a_petition(city, title="<script>alert(1)</script>油烟", body="<b>油烟</b>")
    text = signed_in(city, "clerk").get(SEARCH, {"q": "油烟"}).content.decode()
    assert "<script>alert" not in text and "<b><mark>" not in text


def test_a_whole_number_leads_straight_to_the_petition(city):
    petition = a_petition(city)
    response = signed_in(city, "clerk").get(SEARCH, {"q": f" {petition.reference.lower()} "})
    assert response.status_code == 302 and response["Location"] == page_of(petition.reference)


def test_what_is_chosen_at_the_side_narrows_the_list_and_its_counts(city):
    old, new = a_petition(city), a_petition(city)
    lead_to_handling(city, old)
    client = signed_in(city, "office_head")
    page = client.get(SEARCH, {"q": "油烟"})
    assert counts(page, "stage") == {"being handled": 1, "registered": 1}
    assert counts(page, "organisation") == {city["bureau"].name: 1, city["office"].name: 1}
    handled = client.get(SEARCH, {"q": "油烟", "stage": "handling"})
    assert references(handled) == [old.reference] and counts(handled, "stage") == {"being handled": 1}
    assert references(client.get(SEARCH, {"organisation": city["office"].pk})) == [new.reference]


def test_a_place_counts_the_places_below_it(city):
    a_petition(city, place=city.places["city"]), a_petition(city, place=city.places["street"])
    page = signed_in(city, "office_head").get(SEARCH)
    assert counts(page, "place") == {"信桥市": 2, "桥头街道": 1}
    for code, count in (("990100", 2), ("990102", 1), ("990102001", 1)):
        assert len(references(signed_in(city, "office_head").get(SEARCH, {"place": code}))) == count


def test_a_sealed_accusation_is_neither_found_nor_counted_by_the_accused_and_the_office_above(city):
    a_petition(
        city, title="举报", body="住建局某人收受礼金", kind="accusation", accused_officer=city.officer("handler")
    )
    a_petition(city)
    for name in ("handler", "chair"):
        page = signed_in(city, name).get(SEARCH, {"q": "收受礼金"})
        assert references(page) == [] and page.context["total"] == 0 and page.context["facets"] == []
        # Nor in the counts of the whole list.
        assert "Accusation" not in counts(signed_in(city, name).get(SEARCH), "kind")
    assert len(references(signed_in(city, "clerk").get(SEARCH, {"q": "收受礼金"}))) == 1


def test_pages_follow_one_another_in_each_order_without_gap_or_repetition(city, monkeypatch):
    monkeypatch.setattr(searching, "PAGE", 4)
    monkeypatch.setattr(narrowing, "COUNTED", 6)
    everything = [a_petition(city).reference for _number in range(13)]
    client = signed_in(city, "clerk")
    for sort, expected in (("newest", everything[::-1]), ("oldest", everything), ("due", everything)):
        seen, query = [], f"?q=油烟&sort={sort}"
        while query:
            page = client.get(SEARCH + query)
            seen += references(page)
            query = page.context["next_page"]
        assert seen == expected, sort


@pytest.mark.parametrize(
    "asked",
    [
        {"after": "x"},
        {"after": "9" * 40, "sort": "due"},
        {"sort": "due", "after": "2026-02-31.5"},
        {"organisation": "x' OR 1=1"},
        {"organisation": "9" * 30},
        {"year": "0000"},
        {"year": "9999"},
        {"year": "²⁰²⁶"},
        {"due": "never"},
        {"sort": "random"},
        {"place": "%"},
        {"after": "²"},
        {"stage": "\x00"},
    ],
)
def test_an_address_that_nobody_gave_out_is_no_fault(city, asked):
    a_petition(city)
    assert signed_in(city, "clerk").get(SEARCH, {"q": "油烟"} | asked).status_code == 200


def test_what_cannot_be_searched_is_said_in_a_sentence_and_nothing_typed_is_lost(city):
    page = signed_in(city, "clerk").get(SEARCH, {"q": "？！"})
    assert page.status_code == 422 and 'value="？！"' in page.content.decode()
    assert "There is no letter" in page.content.decode()


def test_nothing_found_says_what_to_try(city):
    text = signed_in(city, "clerk").get(SEARCH, {"q": "天上掉下 馅饼", "stage": "handling"}).content.decode()
    assert "Nothing was found" in text and "only “馅饼”" in text and "without narrowing" in text


def test_a_search_is_logged_with_fingerprints_and_never_with_its_words(city):
    a_petition(city)
    signed_in(city, "clerk").get(SEARCH, {"q": "王小明 油烟"})
    entry = AccessEntry.objects.get(what="search")
    assert "王小明" not in entry.purpose and entry.actor_id == str(city.officer("clerk").account_id)
    assert fingerprints_to_look_for("王小明")[0] in entry.purpose


def test_nobody_is_found_by_name_or_telephone(city):
    a_petition(city)
    client = signed_in(city, "clerk")
    assert references(client.get(SEARCH, {"q": "某甲"})) == references(client.get(SEARCH, {"q": "13900000000"})) == []


def test_a_filter_is_kept_for_its_officer_alone_without_words_and_can_be_forgotten(city):
    client = signed_in(city, "clerk")
    kept = {"stage": "registered", "sort": "due", "q": "王小明", "name": "待甄别"}
    client.post(f"{SEARCH}kept/", kept)
    saved = SavedFilter.objects.get()
    assert saved.narrowing == {"stage": "registered", "sort": "due"} and saved.name == "待甄别"
    assert "?stage=registered&amp;sort=due" in client.get(SEARCH).content.decode()
    assert "待甄别" not in signed_in(city, "office_head").get(SEARCH).content.decode()
    signed_in(city, "office_head").post(f"{SEARCH}kept/{saved.pk}/forgotten/")
    assert SavedFilter.objects.exists()
    client.post(f"{SEARCH}kept/{saved.pk}/forgotten/")
    assert not SavedFilter.objects.exists()


def test_a_filter_without_anything_chosen_is_refused_and_a_name_is_made_where_none_is_given(city):
    client = signed_in(city, "clerk")
    assert "First choose something" in client.post(f"{SEARCH}kept/", {"name": "x"}, follow=True).content.decode()
    client.post(f"{SEARCH}kept/", {"stage": "handling", "name": " "})
    assert SavedFilter.objects.get().name == "being handled"


def test_who_opens_no_files_does_not_search(city):
    assert signed_in(city, "administrator").get(SEARCH).status_code == 403


def test_a_petition_that_arrived_this_moment_is_found(city):
    client = signed_in(city, "clerk")
    for number in range(3):
        petition = a_petition(city, body=f"第{number}次来信，路灯不亮")
        assert petition.reference in references(client.get(SEARCH, {"q": "路灯"}))
    assert Petition.objects.count() == 3
