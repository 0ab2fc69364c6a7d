"""Where do tasks wait, and who runs them? In our own database, so that an act and what follows it are one transaction."""

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
    },
}
