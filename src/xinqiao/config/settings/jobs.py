"""Where do tasks wait, and who runs them? In our own database, so that an act and what follows it are one transaction."""

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    },
}

# Called by the worker with the moment it is; it enqueues what is due.
XINQIAO_SCHEDULE = "xinqiao.config.schedule.enqueue_due"

# Called by the frame of every act with the kind of the event it wrote; it answers with the tasks that follow.
XINQIAO_WIRING = "xinqiao.config.wiring.tasks_after"
