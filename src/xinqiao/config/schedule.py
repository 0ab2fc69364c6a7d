"""What runs by itself, how often, and why? All of it: the worker looks at this table twice a minute.

No clock of the law depends on it. A night without jobs changes no due date; it only leaves caches to be re-derived by
whoever reads them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Daily:
    """A task that runs once a day, at a time of the local clock."""

    task: str
    at: time
    why: str

    def since(self, now: datetime) -> datetime:
        """The latest moment, up to `now`, at which it was due."""
        local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
        today = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return today if today <= local else today - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Every:
    """A task that runs again and again, a fixed time apart."""

    task: str
    apart: timedelta
    why: str

    def since(self, now: datetime) -> datetime:
        """The latest moment, up to `now`, at which it was due."""
        return now - self.apart


# In the order of the day.
SCHEDULE: tuple[Daily | Every, ...] = (
    Every(
        "xinqiao.config.upkeep.index_what_waits",
        timedelta(minutes=5),
        "what was registered is found by its words although nobody has searched since",
    ),
    Every(
        "xinqiao.correspondence.notices.tasks.send_waiting_notices",
        timedelta(minutes=5),
        "a notice that a mail server or gateway would not take is offered again",
    ),
    Every(
        "xinqiao.linking.tasks.catch_up",
        timedelta(minutes=5),
        "what a killed task or a lost index left is laid beside the others although nobody acts",
    ),
    Every(
        "xinqiao.barometer.tasks.update_issues",
        timedelta(minutes=5),
        "today's petitions change today's issues, and a rise is told on the day on which it is seen",
    ),
    Daily(
        "xinqiao.config.upkeep.refresh_changed_positions",
        time(0, 5),
        "a period lapses at midnight: worklists show it before anybody comes to work",
    ),
    Daily(
        "xinqiao.config.upkeep.close_days_of_ledger",
        time(0, 30),
        "yesterday is bound under one head, so that nobody can rewrite it unseen",
    ),
    Daily(
        "xinqiao.barometer.tasks.rebuild_issues",
        time(2, 30),
        "words that rise are looked for in every text, and what a year would have warned of is told anew",
    ),
    Daily("xinqiao.config.upkeep.forget_old_attempts", time(3, 20), "who tried what is not kept"),
    Daily("xinqiao.config.upkeep.forget_old_sessions", time(3, 30), "what was begun and not sent is nobody's to keep"),
    Daily(
        "xinqiao.config.upkeep.forget_registered_scans",
        time(3, 35),
        "a scan that a petition keeps is not kept a second time beside it",
    ),
    Daily("xinqiao.config.upkeep.prune_finished_tasks", time(3, 40), "the queue keeps a fortnight of what it did"),
)


def enqueue_due(now: datetime) -> list[str]:
    """Enqueue each row that is due at `now` and was not enqueued since; answers their task names.

    Two workers may both enqueue a row in the same moment; every task of the schedule may run twice without harm.
    """
    return [row.task for row in SCHEDULE if _enqueue(row, now)]


def _enqueue(row: Daily | Every, now: datetime) -> bool:
    task: Any = import_string(row.task)
    results = import_string("django_tasks_db.models.DBTaskResult").objects
    if results.filter(task_path=task.module_path, enqueued_at__gte=row.since(now)).exists():
        return False
    task.enqueue()
    return True
