"""What is written to the log? What the machine did, never who asked or what they wrote."""

import logging
import os


class WithoutQuery(logging.Filter):
    """Cuts a logged web address at its question mark: what follows may hold a name or a code."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without query strings in its arguments."""
        if isinstance(record.args, tuple):
            record.args = tuple(a.split("?", 1)[0] if isinstance(a, str) else a for a in record.args)
        return True


class WithoutTraceback(logging.Filter):
    """Keeps the one line of a refused request: that a stranger sent too much is no fault of ours to trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record, without the traceback."""
        record.exc_info = record.exc_text = None
        return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_query": {"()": WithoutQuery}, "without_traceback": {"()": WithoutTraceback}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_query"]},
        "refusals": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_query", "without_traceback"],
        },
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("XINQIAO_LOG", "WARNING").upper()},
    "loggers": {
        # Django would mail the whole request, form fields included, to administrators: replaced.
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # One line a refused request is noise that names paths; a fault is still written.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # Requests that are too large or malformed.
        "django.security": {"handlers": ["refusals"], "level": "WARNING", "propagate": False},
        "django_tasks": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        # Tells of every orderly stop as a warning.
        "django_tasks_db": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        # Names the account at every failed sign-in.
        "axes": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}
