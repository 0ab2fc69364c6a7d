"""Does a local rule change what it says it changes, and is it shown where it departs to somebody's cost?"""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from xinqiao.cli import law_check
from xinqiao.cli.law_overlays import overlays
from xinqiao.law.checking import Report, check
from xinqiao.law.files import patched
from xinqiao.law.library import overlays_of, statute
from xinqiao.law.overlays import overlay, overlays_over
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.statute import Statute

CHINA = ("cn-2005", "cn-2022")


@pytest.mark.parametrize("identifier", CHINA)
def test_both_regulations_have_both_local_rules(identifier: str) -> None:
    assert set(overlays_of(identifier)) == {"zhejiang-2016", "shandong-2015"}


@pytest.mark.parametrize("identifier", CHINA)
def test_zhejiang_is_shorter_except_for_its_extension(identifier: str) -> None:
    found = overlay(identifier, "zhejiang-2016")
    said = {held.what: (held.before, held.after, held.conflict) for held in found.departures}
    assert said["triage"] == ("15 calendar_day", "5 working_day", None)
    assert said["handling"] == ("60 calendar_day", "30 calendar_day", None)
    assert said["extension"] == ("30", "60", "longer")


def test_what_only_one_statute_needs_lies_in_a_folder_of_its_name() -> None:
    assert "agreement_failed" in {on.fact for on in statute("cn-2022", ("zhejiang-2016",)).clocks["answer"].starts}
    assert "answer" not in statute("cn-2005", ("zhejiang-2016",)).clocks


def test_a_ground_that_the_statute_does_not_know_is_a_conflict() -> None:
    found = overlay("cn-2022", "shandong-2015")
    assert [(held.what, held.conflict) for held in found.conflicts] == [
        ("visit_past_a_level", "ground"),
        ("in_force", "older"),
    ]


def test_a_local_rule_older_than_the_statute_is_said_to_be() -> None:
    assert {held.id for held in overlays_over("cn-2022") if any(c.conflict == "older" for c in held.conflicts)} == {
        "zhejiang-2016",
        "shandong-2015",
    }
    assert all(c.conflict != "older" for held in overlays_over("cn-2005") for c in held.conflicts)


def test_the_statute_itself_is_left_as_it_is() -> None:
    assert statute("cn-2022").limits["handling"] == 60
    assert statute("cn-2022", ("zhejiang-2016",)).limits["handling"] == 30
    assert "performing" not in statute("cn-2022").stages
    assert statute("cn-2022").digest != statute("cn-2022", ("zhejiang-2016",)).digest


def test_what_an_overlay_adds_to_a_list_stands_behind_it() -> None:
    parts = {"steps": {"execute": {"from": ["concluded"]}}}
    assert patched(parts, [("local", {"steps": {"execute": {"from": {"also": ["performing"]}}}})]) == {
        "steps": {"execute": {"from": ["concluded", "performing"]}}
    }
    with pytest.raises(PackError, match="local/steps/execute/by: 'also'"):
        patched(parts, [("local", {"steps": {"execute": {"by": {"also": ["head"]}}}})])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["zhejiang-2016", "shandong-2015"])
@pytest.mark.parametrize("identifier", CHINA)
def test_a_statute_with_its_local_rule_has_no_fault(identifier: str, name: str) -> None:
    report = check(statute(identifier, (name,)), together=1)
    assert [(fault.invariant, fault.message) for fault in report.faults] == []


def test_the_command_shows_departures_and_says_what_is_unknown() -> None:
    answer = CliRunner().invoke(overlays, ["cn-2022", "--json"])
    assert answer.exit_code == 0
    rows = {row["id"]: row for row in json.loads(answer.stdout)}
    assert date.fromisoformat(rows["zhejiang-2016"]["in_force"]) == date(2016, 8, 1)
    assert "longer for an organ" in CliRunner().invoke(overlays, ["cn-2022"]).stdout
    unknown = CliRunner().invoke(overlays, ["cn-1995"])
    assert unknown.exit_code == 2 and "cn-1995" in unknown.stderr


def test_a_pack_is_checked_with_its_local_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, ...]] = []

    def note(pack: Statute, together: int) -> Report:
        seen.append(pack.overlays)
        return Report(pack.id, 1, ())

    monkeypatch.setattr(law_check, "check_statute", note)
    laid = CliRunner().invoke(law_check.check, ["cn-2022", "--overlay", "zhejiang-2016"])
    assert laid.exit_code == 0 and seen == [("zhejiang-2016",)]
    assert "cn-2022 with zhejiang-2016" in laid.stderr
    for wrong in (["cn-2022", "--overlay", "nowhere"], ["--overlay", "zhejiang-2016"]):
        refused = CliRunner().invoke(law_check.check, wrong)
        assert refused.exit_code == 2 and "Traceback" not in refused.stderr
