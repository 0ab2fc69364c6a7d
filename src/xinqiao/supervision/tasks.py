"""The tasks of the supervision room: a question asked by any door lies on the desk of the office asked."""

from django_tasks import task

from xinqiao.petitions.models import Event
from xinqiao.supervision.asking import keep_answer, keep_question


@task()
def keep_question_asked(event_id: int) -> None:
    """Make the worklist row of a `question_asked` event, if the door it came through has not made it."""
    keep_question(Event.objects.select_related("petition").get(pk=event_id))


@task()
def keep_question_answered(event_id: int) -> None:
    """Close the worklist row that a `question_answered` event answers."""
    keep_answer(Event.objects.select_related("petition", "officer").get(pk=event_id))
