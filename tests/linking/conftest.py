"""An invented city, an index of its own, and the worker's part done at once."""

from pathlib import Path
from typing import Any

import pytest

from tests.builders.city import City, a_city


@pytest.fixture
def city(db: None) -> City:
    return a_city()


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    """A place of its own for what is kept on the disk; answers the folder of the index."""
    settings.XINQIAO_HOME = tmp_path
    return tmp_path / "matters"
