"""`xinqiao law`: one document on standard output, one sentence on standard error, the exit codes of the contract."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from xinqiao.cli.law import law
from xinqiao.cli.law_simulate import simulate

FACTS = {
    "matter": {"kind": "appeal"},
    "facts": [
        {"kind": "received", "at": "2024-01-02T10:00:00+08:00", "by": "competent", "organisation": "bureau"},
        {"kind": "registered", "at": "2024-01-02T10:05:00+08:00", "by": "competent", "organisation": "bureau"},
        {"kind": "accepted", "at": "2024-01-03T02:00:00Z", "by": "competent", "organisation": "bureau"},
    ],
}


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(law, arguments, input=given)


def assess(document: Any, *more: str) -> Result:
    return run(
        "assess", "--statute", "cn-2022", "--facts", "-", "--on", "2024-02-01", *more, given=json.dumps(document)
    )


def test_list_gives_every_statute_with_its_digest() -> None:
    rows = json.loads(run("list", "--json").stdout)
    held = {row["id"]: (row["in_force"], row["until"], set(row["overlays"])) for row in rows}
    assert held["cn-2005"] == ("2005-05-01", "2022-04-30", {"zhejiang-2016", "shandong-2015"})
    assert held["cn-2022"] == ("2022-05-01", None, {"zhejiang-2016", "shandong-2015"})
    assert all(len(row["digest"]) == 64 for row in rows)
    assert "信访工作条例" in run("list").stdout


def test_assess_gives_the_position_as_the_contract_says() -> None:
    answer = assess(FACTS, "--json")
    position = json.loads(answer.stdout)
    assert answer.exit_code == 0 and answer.stderr == ""
    assert (position["stage"], position["final"]) == ("handling", False)
    assert position["responsible"] == {"role": "competent", "organisation": "bureau"}
    handling = next(clock for clock in position["clocks"] if clock["name"] == "handling")
    assert {key: handling[key] for key in ("started_on", "due_on", "state", "met_on", "article", "internal")} == {
        "started_on": "2024-01-03", "due_on": "2024-03-04", "state": "running", "met_on": None, "article": "34",
        "internal": False,
    }  # fmt: skip
    assert {"step": "reply", "by": ["competent"], "article": "32", "internal": False} in position["may"]
    refused = next(step for step in position["may_not"] if step["step"] == "serve")
    assert refused["why"] == "现在没有要送达的文书。"


def test_reasons_are_told_in_the_language_asked_for() -> None:
    position = json.loads(assess(FACTS, "--json", "--language", "en").stdout)
    assert next(s for s in position["may_not"] if s["step"] == "serve")["why"] == "there is nothing to serve."
    assert "handling" in assess(FACTS).stdout


def test_explain_gives_the_days_of_a_clock() -> None:
    answer = run(
        "explain", "--statute", "cn-2022", "--facts", "-", "--on", "2024-02-01", "--clock", "handling", "--json",
        given=json.dumps(FACTS),
    )  # fmt: skip
    days = json.loads(answer.stdout)
    assert days[0] == {"date": "2024-01-03", "counted": False, "why": "起算的当天不算"}
    assert days[-1]["date"] == "2024-03-04" and sum(day["counted"] for day in days) == 60


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({"facts": [{"kind": "eaten", "at": "2024-01-02T10:00:00+08:00", "by": "competent"}]}, "'eaten' is not a kind"),
        ({"facts": [{"kind": "replied", "at": "2024-01-02T10:00:00+08:00", "by": "competent"}]}, "nothing had been"),
        ({"facts": []}, "Nothing had been received by 2024-02-01"),
        ({"matter": {"kind": "poem"}, "facts": []}, "'matter.kind' is 'poem'"),
        ({"matter": {"route": "moon"}, "facts": []}, "'matter.route' is 'moon'"),
        ([], "not an object"),
    ],
)
def test_bad_facts_are_one_sentence_and_exit_2(document: Any, says: str) -> None:
    answer = assess(document, "--json")
    assert answer.exit_code == 2 and answer.stdout == ""
    assert says in answer.stderr and "Traceback" not in answer.stderr


def test_what_is_not_json_names_the_line() -> None:
    answer = run("assess", "--statute", "cn-2022", "--facts", "-", "--on", "2024-02-01", given='{"facts": [\n,')
    assert answer.exit_code == 2 and "line 2: this is not JSON" in answer.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--facts", "-", "--on", "2024-02-01"], "--statute is missing"),
        (["--statute", "cn-1900", "--facts", "-", "--on", "2024-02-01"], "There is no statute 'cn-1900'"),
        (["--statute", "cn-2022", "--facts", "-", "--on", "2024-02-30"], "is not a date"),
        (["--statute", "cn-2022", "--overlay", "moon", "--facts", "-", "--on", "2024-02-01"], "no overlay 'moon'"),
    ],
)
def test_bad_usage_is_exit_2(arguments: list[str], says: str) -> None:
    answer = run("assess", *arguments, given=json.dumps(FACTS))
    assert answer.exit_code == 2 and says in answer.stderr


def test_batch_answers_every_line_and_exit_1_tells_of_an_error(tmp_path: Path) -> None:
    good = {"id": "a", "statute": "cn-2022", "on": "2024-02-01", **FACTS}
    lines = [
        json.dumps(good),
        "",
        json.dumps({**good, "id": "b", "on": "2023-01-01"}),
        "{",
        "7",
        json.dumps({"id": "c"}),
        json.dumps({**good, "id": "d", "overlays": ["moon"]}),
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    answer = run("assess", "--batch", str(path))
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 1
    assert [row["id"] for row in rows] == ["a", "b", None, None, "c", "d"]
    assert rows[0]["position"]["stage"] == "handling"
    assert all("error" in row for row in rows[1:])
    path.write_text(lines[0], encoding="utf-8")
    assert "error" not in json.loads(run("assess", "--batch", str(path)).stdout)


def test_a_change_is_rehearsed_on_histories_of_a_file(tmp_path: Path) -> None:
    histories = tmp_path / "histories.jsonl"
    histories.write_text(json.dumps({"id": "one"} | FACTS, ensure_ascii=False) + "\n", encoding="utf-8")
    asked = ("--statute", "cn-2022", "--set", "handling=45", "--on", "2024-02-20", "--batch", str(histories))
    document = json.loads(CliRunner().invoke(simulate, [*asked, "--json"]).stdout)
    assert document["petitions"] == 1
    assert document["clocks"]["handling"] == document["clocks"]["handling"] | {
        "earlier": 1,
        "late_before": 0,
        "late_after": 1,
    }
    assert "handling (34): 1 earlier" in CliRunner().invoke(simulate, asked).stdout


def test_a_rehearsal_without_a_change_or_with_an_unreadable_line_says_so(tmp_path: Path) -> None:
    assert CliRunner().invoke(simulate, ["--statute", "cn-2022"]).exit_code == 2
    histories = tmp_path / "histories.jsonl"
    histories.write_text("{", encoding="utf-8")
    asked = ["--statute", "cn-2022", "--set", "handling=45", "--batch", str(histories)]
    refused = CliRunner().invoke(simulate, asked)
    assert refused.exit_code == 2 and "Line 1 is not JSON" in refused.output
