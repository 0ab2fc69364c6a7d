"""An invented city for each test of the desk."""

import pytest

from tests.builders.city import City, a_city


@pytest.fixture
def city(db) -> City:
    return a_city()
