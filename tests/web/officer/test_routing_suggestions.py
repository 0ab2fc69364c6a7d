"""At the desk: who may be competent is suggested with reasons, taken up in one click, overridden in one choice, switched off."""

from tests.builders.petitions import a_petition, lead_to_handling
from tests.web.officer.desk import page_of, signed_in
from xinqiao.routing.subject import MODEL

HEATING = {"title": "暖气不热", "body": "供热管网坏了，物业公司不管，室内不到十六度。"}


def test_the_page_names_the_body_with_the_words_that_speak_for_it(city):
    petition = a_petition(city, **HEATING)
    text = signed_in(city, "clerk").get(page_of(petition.reference)).content.decode()
    shown = text.split("Who may be competent", 1)[1].split("</section>", 1)[0]
    assert shown.index("信桥市住建局") < shown.rindex("the text says")
    assert "物业公司" in shown and "You decide" in shown
    assert f'acts/refer/?to={city["bureau"].code}"' in shown


def test_a_suggestion_taken_up_is_chosen_in_the_form_and_any_other_may_be(city):
    petition = a_petition(city, **HEATING)
    client = signed_in(city, "clerk")
    form = client.get(page_of(petition.reference, f"acts/refer/?to={city['bureau'].code}")).content.decode()
    assert f'value="{city["bureau"].code}" selected' in form
    assert f'value="{city["transport"].code}"' in form
    strange = client.get(page_of(petition.reference, "acts/refer/?to=nobody"))
    assert strange.status_code == 200 and " selected" not in strange.content.decode().split("<select", 1)[1]


def test_the_accused_is_not_suggested(city):
    petition = a_petition(city, **HEATING, accused_organisation=city["bureau"])
    text = signed_in(city, "clerk").get(page_of(petition.reference)).content.decode()
    assert "信桥市住建局" not in text.split("Who may be competent", 1)[1].split("</section>", 1)[0]


def test_where_nothing_speaks_for_anybody_the_officer_is_told_so(city):
    petition = a_petition(city, title="一件事", body="A3区的人请看附件。")
    text = signed_in(city, "clerk").get(page_of(petition.reference)).content.decode()
    assert "Nothing in the text speaks for one organisation" in text
    assert "A3区" in text.split("Places named unreadably", 1)[1]


def test_switched_off_the_page_says_so_and_the_form_works(city, settings):
    settings.XINQIAO_LANGUAGE = False
    petition = a_petition(city, **HEATING)
    client = signed_in(city, "clerk")
    text = client.get(page_of(petition.reference)).content.decode()
    assert "Suggestions are switched off" in text and "the text says" not in text
    assert client.get(page_of(petition.reference, "acts/refer/")).status_code == 200


def test_who_may_not_pass_the_petition_on_sees_no_suggestion(city):
    petition = a_petition(city, **HEATING)
    lead_to_handling(city, petition)
    text = signed_in(city, "handler").get(page_of(petition.reference)).content.decode()
    assert "Who may be competent" not in text


def test_the_subject_stands_there_with_its_words_or_that_nobody_can_say(city):
    petition = a_petition(city, **HEATING)
    client = signed_in(city, "clerk")
    assert "Suggested: 城乡建设" in client.get(page_of(petition.reference)).content.decode()
    silent = a_petition(city, title="一件事", body="请看附件。")
    assert "Subject: not sure" in client.get(page_of(silent.reference)).content.decode()


def test_a_model_that_is_not_the_one_of_its_card_is_said_and_nothing_else_stops(city, settings, tmp_path):
    settings.XINQIAO_HOME = tmp_path
    (tmp_path / MODEL).parent.mkdir()
    (tmp_path / MODEL).write_bytes(b"no model")
    petition = a_petition(city, **HEATING)
    text = signed_in(city, "clerk").get(page_of(petition.reference)).content.decode()
    assert "The model of subjects is not available" in text
    assert "信桥市住建局" in text.split("Who may be competent", 1)[1].split("</section>", 1)[0]
