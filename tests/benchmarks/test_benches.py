"""Every promise can be measured: in miniature each bench runs, names its baseline and leaves nothing behind."""

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from xinqiao.benchmarks.catalogue import BENCHES, UnknownBench, run
from xinqiao.cli.bench import bench

PARTS = {
    "name", "promise", "kept", "small", "measured", "baseline", "ratio", "n", "seconds", "machine", "versions",
}  # fmt: skip


def left_behind() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob("xinqiao-bench-*")}


# Those that seed a city, start servers or read models take a minute together: they have their own target.
SERVERS = {"act", "worklist", "memory", "lists", "search", "detail", "submissions", "million", "issues"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if name in SERVERS else []) for name in BENCHES]
)
def test_a_promise_is_measured_beside_its_baseline_and_nothing_is_left(name: str) -> None:
    before = left_behind()
    figures = run(name, small=True)
    assert set(figures) >= PARTS
    assert figures["kept"] is None, "a miniature proves nothing"
    assert figures["baseline"]["what"] and figures["n"] > 0 and figures["ratio"] > 0
    assert json.loads(json.dumps(figures)) == figures
    assert left_behind() <= before


def test_every_promise_of_the_issue_is_in_the_list() -> None:
    told = CliRunner().invoke(bench, ["--list", "--json"])
    assert {one["name"] for one in json.loads(told.stdout)} == {
        "positions", "import", "act", "worklist", "verify", "memory",
        "lists", "search", "detail", "submissions", "million", "similar", "issues",
    }  # fmt: skip


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownBench, match="positions, import"):
        run("luck")
