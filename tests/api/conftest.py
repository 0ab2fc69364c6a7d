"""What every test of the API starts from."""

from typing import Any

import pytest
from django.test import Client

from tests.builders.city import City, a_city


@pytest.fixture
def city(db: Any) -> City:
    """The small invented city."""
    return a_city()


class Caller:
    """A program that calls the API in English and reads JSON."""

    def __init__(self, **headers: str) -> None:
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=True)
        self.headers = {"Accept-Language": "en", **headers}

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(path, headers={**self.headers, **headers})

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(
            path,
            data=body if body is not None else {},
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def track(self, sent: Any, act: str = "", body: Any = None) -> Any:
        path = f"/api/v1/track/{sent['reference']}"
        if act:
            return self.post(f"{path}/acts/{act}", body, **{"X-Query-Code": sent["code"]})
        return self.get(path, **{"X-Query-Code": sent["code"]})


@pytest.fixture
def caller() -> Caller:
    """A caller without any sign-in."""
    return Caller()
