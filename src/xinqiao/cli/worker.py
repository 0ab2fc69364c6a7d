"""Who runs the tasks that acts enqueue, and enqueues what runs by itself?"""

import os
import signal
import threading
import time

import click
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

# How often the schedule is looked at; each row says for itself how often it runs.
LOOK_SECONDS = 30


@click.command("worker")
@click.option("--parent", type=int, default=None, hidden=True, help="Stop when this process is gone.")
@click.option("--once", is_flag=True, help="Run what is waiting, then end.")
def worker(*, parent: int | None, once: bool) -> None:
    """Run the jobs only: tasks in the queue, and the schedule of config/schedule.py."""
    from django_tasks_db.management.commands.db_worker import Worker

    run = Worker(
        queue_names=["default"],
        interval=1,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"{os.uname().nodename[:40]}-{os.getpid()}",
        excluded_queue_names=[],
    )
    run.configure_signals()
    if once:
        enqueue_due()
    else:
        threading.Thread(target=_keep_time, args=(parent,), daemon=True).start()
    run.run()


def enqueue_due() -> None:
    """Enqueue every row of the schedule whose time has come and that nobody has enqueued for it."""
    import_string(settings.XINQIAO_SCHEDULE)(timezone.now())


def _keep_time(parent: int | None) -> None:
    looked_at = 0.0
    while True:
        if parent is not None and os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        if time.monotonic() - looked_at >= LOOK_SECONDS or not looked_at:
            looked_at = time.monotonic()
            try:
                close_old_connections()
                enqueue_due()
            except DatabaseError as fault:
                click.echo(f"xinqiao worker: the schedule waits, the database does not answer: {fault}", err=True)
        time.sleep(2)
