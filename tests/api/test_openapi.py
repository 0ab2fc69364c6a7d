"""The API does what its own document says: nothing undocumented, no traceback, whatever is sent."""

from datetime import timedelta

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.api.application import api
from xinqiao.people.tokens import make_token
from xinqiao.petitions.acting import acts

PROBLEM = "application/problem+json"
# What is refused for what it means (no such organisation, a step not open now) no schema can tell beforehand.
MEANING = [positive_data_acceptance]


@pytest.fixture(scope="module")
def document():
    return api.get_openapi_schema(path_prefix="/api/")


def operations(document):
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_the_document_is_openapi_3_1_and_is_served(client):
    served = client.get("/api/openapi.json").json()
    assert served["openapi"].startswith("3.1")
    assert "/api/v1/submissions" in served["paths"]


def test_every_operation_has_words_and_its_errors(document):
    for name, operation in operations(document):
        assert operation["summary"], name
        statuses = {int(status) for status in operation["responses"]}
        assert 500 in statuses and statuses - {200, 201, 500}, name
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert set(answer["content"]) == {PROBLEM}, name


def test_every_act_has_its_operation(document):
    officers = {path.rsplit("/", 1)[-1] for path in document["paths"] if "/petitions/{reference}/acts/" in path}
    petitioners = {path.rsplit("/", 1)[-1] for path in document["paths"] if "/track/{reference}/acts/" in path}
    assert officers | petitioners == set(acts())


def test_every_operation_id_is_used_once(document):
    names = [operation["operationId"] for _name, operation in operations(document)]
    assert len(names) == len(set(names))


@pytest.fixture
def one_connection():
    """A server closes old connections between requests; here the test's transaction hangs on this one."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def headers(db, one_connection):
    city = a_city()
    token = make_token(city.officer("clerk"), expires_at=timezone.now() + timedelta(hours=1))
    return a_petition(city).reference, {"Authorization": f"Bearer {token}", "X-Query-Code": "AAAA-BBBB-CCCC"}


@pytest.mark.slow
def test_whatever_is_sent_is_answered_as_the_document_says(headers, monkeypatch):
    reference, sent = headers
    # The wrong codes of a hundred calls must not end in nothing but 429.
    monkeypatch.setattr("xinqiao.intake.tracking.count_attempt", lambda *_args, **_given: None)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for found in schema.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:

            @given(case=operation.as_strategy(generation_mode=mode))
            @settings(max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck))
            def answered(case):
                if case.operation.path.startswith("/api/v1/petitions/"):
                    case.path_parameters["reference"] = reference
                case.call_and_validate(headers=sent, excluded_checks=MEANING)

            try:
                answered()
            except Unsatisfiable:
                continue
