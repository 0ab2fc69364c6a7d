"""A question lies on the desk of the office asked, whichever door it came through: page, API or command."""

import pytest
from django_tasks_db.models import DBTaskResult

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, do
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition
from xinqiao.supervision.asking import ask_supervising_office, open_questions
from xinqiao.supervision.models import Question
from xinqiao.supervision.tasks import keep_question_answered, keep_question_asked

pytestmark = pytest.mark.django_db


def _run_what_follows(petition: Petition) -> None:
    """As the worker would: each task that the acts enqueued, with its own argument."""
    tasks = {task.module_path: task for task in (keep_question_asked, keep_question_answered)}
    for waiting in DBTaskResult.objects.order_by("enqueued_at"):
        if waiting.task_path in tasks:
            tasks[waiting.task_path].func(*waiting.args_kwargs["args"])


def test_a_question_put_through_the_bare_frame_reaches_the_desk_and_leaves_it_answered() -> None:
    city = a_city()
    petition = a_petition(city, at="bureau")
    event = do("ask_question", petition, about="late", text="什么时候答复？")
    _run_what_follows(petition)
    clerk = city.officer("clerk")
    assert open_questions(clerk).get().asked_by_event == event
    do("answer_question", petition, clerk, question=event.seq, answer="本周内。")
    _run_what_follows(petition)
    assert not open_questions(clerk).exists()


def test_the_page_and_the_task_together_make_one_row() -> None:
    city = a_city()
    petition = a_petition(city, at="bureau")
    ask_supervising_office(petition=petition, actor=Actor.petitioner(petition.pk), about="late", text="何时？")
    _run_what_follows(petition)
    assert Question.objects.count() == 1
