"""Where the stories happen: the small invented city, its clock under the story's control."""

import pytest

from tests.builders.city import City, a_city


@pytest.fixture
def city(db: None) -> City:
    """A city, a district and a street, with an officer for every role."""
    return a_city()
