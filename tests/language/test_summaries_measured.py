"""A summary by sentences against as many characters from the beginning, on real letters with the titles their writers gave."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared/data/teddy2020"

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not DATA.exists(),
        reason="the real petitions are not on this machine (shared/data/teddy2020 beside the checkout)",
    ),
]


def test_a_summary_is_worth_more_than_the_beginning_of_the_letter():
    tool = [sys.executable, str(ROOT / "tools/measure_summaries.py"), str(DATA)]
    assert subprocess.run(tool, check=False, capture_output=True).returncode == 0
