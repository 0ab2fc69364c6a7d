"""What every test of the safeguards starts from: an office with an empty key directory of its own."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def key_directory(settings: Settings, tmp_path: Path) -> Path:
    settings.XINQIAO_KEYS = tmp_path / "keys"
    return tmp_path / "keys"
