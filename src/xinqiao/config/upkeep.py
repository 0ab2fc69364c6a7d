"""The tasks that config/schedule.py starts by the clock. Each may run twice, or a day late, without harm."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from xinqiao.intake.scans.keeping import forget_registered
from xinqiao.petitions.positions import refresh_positions
from xinqiao.petitions.searching.filling import fill_all
from xinqiao.safeguards.ledger.daily_heads import collect_due_heads
from xinqiao.safeguards.models.daily_head import Log
from xinqiao.safeguards.throttling import forget_attempts
from xinqiao.safeguards.uploads.trays import forget_abandoned_files

KEEP_TASKS_DAYS = 14
# Hashes of callers change each day, so an older count can never be added to.
KEEP_ATTEMPTS_DAYS = 2
# As long as a press of “Register” may be repeated to see the slip again.
KEEP_REGISTERED_SCANS_DAYS = 2


@task()
def index_what_waits() -> int:
    """Bring the words of new texts into the search index; a search does so too, for a few."""
    return fill_all()


@task()
def refresh_changed_positions() -> int:
    """Derive anew the positions that change by themselves today: a petitioner's period has lapsed, say."""
    return refresh_positions(on=timezone.localdate())


@task()
def close_days_of_ledger() -> int:
    """Bind each finished day of the ledger and of the access log under one Merkle head."""
    now = timezone.now()
    return sum(len(collect_due_heads(at=now, log=log)) for log in Log.values)


@task()
def forget_old_attempts() -> int:
    """Delete the counts of public attempts of past days."""
    return forget_attempts(before=timezone.now() - timedelta(days=KEEP_ATTEMPTS_DAYS))


@task()
def forget_old_sessions() -> None:
    """Delete sessions that have run out, and the files of petitions that were begun in them and never sent."""
    call_command("clearsessions")
    # A session lasts hours: what was laid by before yesterday belongs to none.
    forget_abandoned_files(before=timezone.now() - timedelta(days=1))


@task()
def forget_registered_scans() -> int:
    """Throw away what was kept of scanned letters whose petition keeps the scan by now."""
    return forget_registered(before=timezone.now() - timedelta(days=KEEP_REGISTERED_SCANS_DAYS))


@task()
def prune_finished_tasks() -> None:
    """Delete what the queue finished more than KEEP_TASKS_DAYS ago; failures are kept twice as long."""
    call_command(
        "prune_db_task_results",
        min_age_days=KEEP_TASKS_DAYS,
        failed_min_age_days=2 * KEEP_TASKS_DAYS,
        queue_name="*",
        verbosity=0,
    )
