"""The tasks that keep the installation itself tidy; none of them touches a petition."""

from django.core.management import call_command
from django_tasks import task

KEEP_TASKS_DAYS = 14


@task()
def forget_old_sessions() -> None:
    """Delete sessions that have run out."""
    call_command("clearsessions")


@task()
def prune_finished_tasks() -> None:
    """Delete what the queue finished more than KEEP_TASKS_DAYS days ago; failures are kept twice as long."""
    call_command(
        "prune_db_task_results",
        min_age_days=KEEP_TASKS_DAYS,
        failed_min_age_days=2 * KEEP_TASKS_DAYS,
        queue_name="*",
        verbosity=0,
    )
