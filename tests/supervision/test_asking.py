"""The petitioner's question to the supervising office: dated, on a desk, answered, never to the accused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, lead_to_handling
from xinqiao.law.library import statute
from xinqiao.law.office_rules import office_rule
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor, ActRefused, BadInput, NotPermitted
from xinqiao.petitions.models import Petition
from xinqiao.petitions.verifying import verify
from xinqiao.supervision.asking import answer_question, ask_supervising_office, open_questions, questions_of
from xinqiao.supervision.models import Question
from xinqiao.supervision.tasks import keep_question_asked

pytestmark = pytest.mark.django_db


def ask(petition: Petition, about: str = "late", text: str = "为什么还没有答复？") -> Question:
    return ask_supervising_office(petition=petition, actor=Actor.petitioner(petition.pk), about=about, text=text)


def handled(city: City) -> Petition:
    petition = a_petition(city)
    lead_to_handling(city, petition)
    return petition


def test_a_question_goes_to_the_petition_office_above_the_bureau_that_handles() -> None:
    city = a_city()
    question = ask(handled(city))
    assert question.put_to == city["office"]
    assert question.responsible_officer == city.officers["clerk"]
    assert question.is_open and question.answered_at is None


def test_a_question_about_the_petition_office_itself_goes_a_level_up() -> None:
    city = a_city()
    assert ask(a_petition(city, at="district_office", place=city.places["district"])).put_to == city["office"]
    assert ask(a_petition(city)).put_to == city["meeting"]


def test_the_answer_is_due_on_a_working_day_that_an_office_rule_names() -> None:
    question = ask(handled(a_city()))
    pack = statute("cn-2022")
    asked_on = question.asked_at.astimezone(pack.zoneinfo).date()
    assert question.due_on == office_rule("question").due_on(start_on=asked_on, statute=pack)
    assert question.due_on > asked_on and pack.calendar.is_workday(question.due_on.toordinal())
    assert office_rule("question").source == "office rule"


def test_a_question_is_an_event_of_the_petition_and_its_ledger_stays_whole() -> None:
    petition = handled(a_city())
    question = ask(petition)
    event = petition.events.get(kind="question_asked")
    assert question.asked_by_event == event and not event.is_fact
    assert event.data["text"] == question.text
    assert verify(on=timezone.localdate()).holds


def test_a_question_is_never_put_to_an_office_in_the_conflict_set() -> None:
    city = a_city()
    petition = a_petition(
        city,
        at="district_office",
        kind="accusation",
        accused_organisation=city["office"],
        place=city.places["district"],
    )
    assert ask(petition).put_to == city["meeting"]


def test_an_accused_official_is_passed_over_for_a_colleague() -> None:
    city = a_city()
    petition = a_petition(city, at="bureau", kind="accusation", accused_officer=city.officers["clerk"])
    question = ask(petition)
    assert question.put_to == city["office"]
    assert question.responsible_officer == city.officers["office_head"]


def test_the_office_asked_may_read_the_petition_and_find_the_question_on_its_desk() -> None:
    city = a_city()
    petition = a_petition(city)
    chair = city.officer("chair")
    question = ask(petition)
    assert list(open_questions(chair)) == [question]
    assert petition in visible_to(Actor.of_officer(chair))
    assert not open_questions(city.officer("handler")).exists()
    assert not open_questions(city.officer("administrator")).exists()


def test_the_accused_neither_sees_nor_counts_a_question() -> None:
    city = a_city()
    petition = handled(city)
    ask(petition)
    clerk = city.officer("clerk")
    assert open_questions(clerk).count() == 1
    Petition.objects.filter(pk=petition.pk).update(accused_officer=clerk)
    assert open_questions(clerk).count() == 0


def test_an_answer_is_dated_read_by_the_petitioner_and_given_once() -> None:
    city = a_city()
    petition = handled(city)
    question = ask(petition)
    answered = answer_question(question=question, officer=city.officer("clerk"), answer="本周五前答复您。")
    assert not answered.is_open and answered.answered_by == city.officers["clerk"]
    assert [q.answer for q in questions_of(petition)] == ["本周五前答复您。"]
    assert not open_questions(city.officer("clerk")).exists()
    with pytest.raises(BadInput):
        answer_question(question=question, officer=city.officer("clerk"), answer="再答一次。")


def test_only_the_office_that_was_asked_answers() -> None:
    city = a_city()
    question = ask(handled(city))
    with pytest.raises(ActRefused):
        answer_question(question=question, officer=city.officer("handler"), answer="我们来答。")
    with pytest.raises(NotPermitted):
        answer_question(question=question, officer=city.officer("administrator"), answer="我来答。")
    question.refresh_from_db()
    assert question.is_open


def test_a_stranger_cannot_ask_and_bad_input_is_told_by_field() -> None:
    city = a_city()
    petition, other = handled(city), a_petition(city)
    with pytest.raises(ActRefused):
        ask_supervising_office(petition=petition, actor=Actor.petitioner(other.pk), about="late")
    with pytest.raises(BadInput) as refused:
        ask(petition, about="angry")
    assert set(refused.value.faults) == {"about"}
    assert not Question.objects.exists()


def test_a_question_can_still_be_asked_when_the_procedure_is_over() -> None:
    city = a_city()
    petition = a_petition(city, received_at=timezone.now() - timedelta(days=3))
    ask(petition)
    assert ask(petition, about="other").pk


def test_a_question_that_came_through_another_door_is_kept_once() -> None:
    question = ask(handled(a_city()))
    keep_question_asked.func(question.asked_by_event_id)
    assert Question.objects.count() == 1
