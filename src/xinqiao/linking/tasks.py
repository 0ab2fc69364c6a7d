"""The tasks of the linking room: what follows an act, and what makes up for a task that was lost."""

from importlib import import_module
from typing import Any

from django_tasks import task

from xinqiao.petitions.models import Petition


@task()
def follow_event(event_id: int) -> None:
    """Bring the index and the links of the event's petition up to it."""
    petition = Petition.objects.filter(events=event_id).first()
    if petition is not None:
        _catching_up().follow(petition)


@task()
def catch_up() -> int:
    """Bring index and links up to the petitions there are; answers how many were compared."""
    return int(_catching_up().catch_up().compared)


def _catching_up() -> Any:
    """Loaded by the worker that runs a task, not by everybody who enqueues one."""
    return import_module("xinqiao.linking.catching_up")
