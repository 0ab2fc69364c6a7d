"""Does a limit that changes on a day touch one value, one scenario and one line of the changes, and nothing else?"""

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.law.test_checking import small_pack, with_clock
from xinqiao.law.checking import check
from xinqiao.law.files import HOME
from xinqiao.law.library import statute
from xinqiao.law.loading import load_statute
from xinqiao.law.scenarios import Scenario, load_scenario, scenarios_of
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.facts import Fact, read_document
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import Position, assess, explain
from xinqiao.procedure.statute import Statute

ROOT = Path(__file__).parents[2]
SHANGHAI = ZoneInfo("Asia/Shanghai")
BEFORE = 'handling: {value: 60, article: "34", mark: V}'
AFTER = (
    'handling: {value: 60, article: "34", mark: V, amended: [{from: 2026-07-01, value: 45, article: "34", mark: V}]}'
)
LINE = "- From 1 July 2026 the answer is due within 45 days instead of 60 (art 34).\n"
SCENARIO = """
title: {zh: 七月一日起四十五日, en: Forty-five days from the first of July}
topic: 办理
story:
  zh: 六月三十日收到的，六十日；七月一日收到的，四十五日。
  en: What arrived on 30 June has sixty days, what arrived on 1 July forty-five.
statute: cn-2022
articles: ["34"]
matter: {kind: appeal, route: petition_procedure}
facts:
  - {at: "2026-07-01 09:00", kind: received, by: competent, organisation: bureau, data: {channel: web}}
  - {at: "2026-07-01 09:10", kind: registered, by: competent, organisation: bureau}
  - {at: "2026-07-01 10:00", kind: accepted, by: competent, organisation: bureau}
expect:
  - on: 2026-07-01
    clocks: {handling: {due_on: 2026-08-17}}
    why: 四十五日届满于8月15日星期六，顺延到17日星期一
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The law and the changes of this checkout, to be amended."""
    shutil.copytree(HOME / "china", tmp_path / "law" / "china")
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path / "CHANGELOG.md")
    return tmp_path


def amend(tree: Path) -> None:
    """What a person does: one value, one scenario, one line."""
    limits = tree / "law/china/cn-2022/limits.yaml"
    written = limits.read_text(encoding="utf-8")
    assert written.count(BEFORE) == 1
    limits.write_text(written.replace(BEFORE, AFTER), encoding="utf-8")
    scenario = tree / "law/china/cn-2022/scenarios/forty_five_days_from_july.yaml"
    scenario.write_text(SCENARIO, encoding="utf-8")
    with (tree / "CHANGELOG.md").open("a", encoding="utf-8") as changes:
        changes.write(LINE)


def files_of(tree: Path) -> dict[str, str]:
    return {str(path.relative_to(tree)): path.read_text(encoding="utf-8") for path in tree.rglob("*") if path.is_file()}


def accepted_on(day: date) -> tuple[Matter, tuple[Fact, ...]]:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=SHANGHAI)
    kinds = ("received", "registered", "accepted")
    data = {"channel": "web"}
    return Matter(), tuple(
        Fact(kind, at + timedelta(minutes=n), "competent", "bureau", data) for n, kind in enumerate(kinds)
    )


def standing(law: Statute, scenario: Scenario, on: date) -> Position:
    matter, facts = read_document(scenario.document)
    return assess(law, matter, facts, on)


def handling_of(position: Position) -> date:
    return next(clock.due_on for clock in position.clocks if clock.name == "handling")


def test_it_touches_one_value_one_scenario_and_one_line(tree: Path) -> None:
    before = files_of(tree)
    amend(tree)
    after = files_of(tree)
    assert {name for name in after if after[name] != before.get(name)} == {
        "CHANGELOG.md",
        "law/china/cn-2022/limits.yaml",
        "law/china/cn-2022/scenarios/forty_five_days_from_july.yaml",
    }
    limits = "law/china/cn-2022/limits.yaml"
    changed = set(after[limits].splitlines()) ^ set(before[limits].splitlines())
    assert changed == {BEFORE, AFTER}
    assert after["CHANGELOG.md"] == before["CHANGELOG.md"] + LINE


def test_the_day_of_receipt_decides_between_the_old_value_and_the_new(tree: Path) -> None:
    amend(tree)
    amended = load_statute(tree / "law/china/cn-2022")
    scenario = load_scenario(tree / "law/china/cn-2022/scenarios/forty_five_days_from_july.yaml")
    for expectation in scenario.expectations:
        assert (
            handling_of(standing(amended, scenario, expectation.on))
            == expectation.asked["clocks"]["handling"]["due_on"]
        )
    matter, facts = accepted_on(date(2026, 6, 30))
    assert handling_of(assess(amended, matter, facts, date(2026, 7, 2))) == date(2026, 8, 31)
    assert explain(amended, matter, facts, date(2026, 7, 2), "handling")[-1].date == date(2026, 8, 31)
    matter, facts = accepted_on(date(2026, 7, 1))
    assert explain(amended, matter, facts, date(2026, 7, 2), "handling")[-1].date == date(2026, 8, 17)


def test_no_older_scenario_comes_out_otherwise(tree: Path) -> None:
    amend(tree)
    amended = load_statute(tree / "law/china/cn-2022")
    older = [
        held for held in scenarios_of("cn-2022") if not held.overlays and not held.expectations[0].asked.get("error")
    ]
    assert len(older) > 50
    for scenario in older:
        for expectation in scenario.expectations:
            if expectation.on < date(2026, 7, 1) and not expectation.asked.get("error"):
                now, was = (standing(law, scenario, expectation.on) for law in (amended, statute("cn-2022")))
                assert now.as_document() == was.as_document(), scenario.id


def test_cached_positions_are_told_by_the_digest_and_both_editions_share_it(tree: Path) -> None:
    amend(tree)
    amended = load_statute(tree / "law/china/cn-2022")
    assert amended.digest != statute("cn-2022").digest
    assert [(day, edition.limits["handling"]) for day, edition in amended.editions] == [(date(2026, 7, 1), 45)]
    assert amended.edition(date(2026, 7, 1)).digest == amended.digest
    assert amended.edition(date(2026, 6, 30)) is amended


def test_the_check_explores_the_amended_edition_too() -> None:
    small = small_pack()
    faulty = replace(small, editions=((date(2026, 7, 1), with_clock(small, "triage", starts=())),))
    assert [fault.invariant for fault in check(small, together=0).faults if fault.invariant == "started"] == []
    assert [fault.message for fault in check(faulty, together=0).faults if fault.invariant == "started"] != []


@pytest.mark.parametrize(
    ("amended", "said"),
    [
        ("[{from: 2020-07-01, value: 45, article: '34', mark: V}]", "not yet in force"),
        ("[{from: 2026-07-01, value: 45, mark: V}]", "names no article"),
        ("[{from: 2026-07-01, value: 45, article: '34', mark: V, days: 3}]", "unknown key 'days'"),
        ("45", "must be a list"),
    ],
)
def test_an_amendment_is_read_strictly(tree: Path, amended: str, said: str) -> None:
    limits = tree / "law/china/cn-2022/limits.yaml"
    written = limits.read_text(encoding="utf-8")
    held = BEFORE.replace("mark: V}", f"mark: V, amended: {amended}}}")
    limits.write_text(written.replace(BEFORE, held), encoding="utf-8")
    with pytest.raises(PackError, match=said):
        load_statute(tree / "law/china/cn-2022")
