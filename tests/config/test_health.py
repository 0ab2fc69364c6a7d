"""Ready is said only when a petition could be received now."""

import pytest
from django.db import OperationalError, connection

from xinqiao.config import health


@pytest.mark.django_db
def test_ready_is_said_when_the_database_answers(client):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True}


@pytest.mark.django_db
def test_not_ready_is_said_while_migrations_are_missing(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *_a: [("a migration", False)])
    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_not_ready_is_said_when_the_database_is_gone(client, monkeypatch):
    def gone():
        raise OperationalError("gone")

    monkeypatch.setattr(connection, "cursor", gone)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert "gone" not in answer.content.decode()


@pytest.mark.django_db
def test_a_page_may_run_no_foreign_script_and_stand_in_no_frame(client):
    policy = client.get("/healthz").headers["Content-Security-Policy"]
    for said in ("script-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert said in policy
