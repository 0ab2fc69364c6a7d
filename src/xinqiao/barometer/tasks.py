"""The tasks of the barometer: today's petitions change today's issues, and each night all of it is told anew."""

from importlib import import_module
from typing import Any

from django.utils import timezone
from django_tasks import task


@task()
def update_issues() -> int:
    """Bring issues and warnings up to what is registered; answers how many petitions were taken in."""
    return int(_updating().update(timezone.localdate()).petitions)


@task()
def rebuild_issues() -> int:
    """Make issues and warnings anew, words that rise among them; answers how many issues stand."""
    return int(_updating().rebuild(timezone.localdate()).issues)


def _updating() -> Any:
    """Loaded by the worker that runs a task: arrays are heavy, and whoever enqueues one does not need them."""
    return import_module("xinqiao.barometer.updating")
