"""The baseline of an act: a WSGI application that does one transaction of two inserts, on our own database settings."""

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.db import connection, transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xinqiao.config.settings")
django.setup()

_INSERT_PETITION = "INSERT INTO bare_petition (reference, body) VALUES (%s, %s)"
_INSERT_EVENT = "INSERT INTO bare_event (reference, kind, data) VALUES (%s, %s, %s)"


def make_tables() -> None:
    """The two tables it inserts into."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare_petition (reference varchar(40) PRIMARY KEY, body text NOT NULL)")
        cursor.execute("CREATE TABLE bare_event (reference varchar(40) NOT NULL, kind varchar(40), data text)")
        cursor.execute("CREATE INDEX bare_event_of ON bare_event (reference)")


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """POST a JSON object with a body; two rows are committed; a few bytes come back."""
    if environ["REQUEST_METHOD"] == "POST":
        given = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        reference = os.urandom(12).hex()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_INSERT_PETITION, [reference, next(iter(given.values()))])
            cursor.execute(_INSERT_EVENT, [reference, "received", json.dumps({"channel": "web"})])
        answer = json.dumps({"reference": reference}).encode()
    else:
        answer = b"{}"
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]
