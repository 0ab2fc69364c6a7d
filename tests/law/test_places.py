"""A second country is a folder of data: its packs are asked, checked and read like ours, and no petition runs under them."""

import re
from datetime import date
from pathlib import Path

import pytest

from xinqiao.law.checking import check
from xinqiao.law.handbook.chapters import handbook
from xinqiao.law.library import (
    NoStatuteInForce,
    all_statutes,
    place_served,
    serve_place,
    statute,
    statute_in_force,
    statutes,
    statutes_of,
)
from xinqiao.law.scenarios import run_scenario, scenarios_of
from xinqiao.law.wording import LANGUAGES

ELSEWHERE = [pack.id for pack in all_statutes() if pack.place != place_served()]
SOURCE = Path(__file__).resolve().parents[2] / "src" / "xinqiao"


def test_the_place_served_is_handed_in_and_empty_means_the_first():
    try:
        serve_place("korea")
        assert {pack.id for pack in statutes()} == {"kr-civil-petitions"}
        assert all_statutes()[0].id == "kr-civil-petitions"
    finally:
        serve_place("")
    assert place_served() == "china" and statute_in_force(date(2026, 6, 1)).place == "china"


def test_the_pure_floors_read_no_environment():
    for room in ("law", "procedure", "language"):
        for file in (SOURCE / room).rglob("*.py"):
            assert "environ" not in file.read_text(encoding="utf-8"), file


def test_the_packs_of_three_other_places_are_here() -> None:
    assert set(ELSEWHERE) == {"in-cpgrams-2024", "kr-civil-petitions", "uk-lgsco-2024"}


@pytest.mark.parametrize("identifier", ELSEWHERE)
def test_a_pack_of_another_place_has_no_fault_in_any_situation(identifier: str) -> None:
    report = check(statute(identifier))
    assert [(fault.invariant, fault.message) for fault in report.faults] == []
    assert report.states > 20


@pytest.mark.parametrize("identifier", ELSEWHERE)
def test_the_scenarios_of_another_place_agree_with_the_engine(identifier: str) -> None:
    found = scenarios_of(identifier)
    assert len(found) >= 10
    assert [str(one) for scenario in found for one in run_scenario(scenario)] == []


@pytest.mark.parametrize("identifier", ELSEWHERE)
def test_the_handbook_of_another_place_speaks_with_its_own_words(identifier: str) -> None:
    for language in LANGUAGES:
        book = handbook(identifier, language)
        whole = repr(book)
        assert "信访" not in whole and "信訪" not in whole and "petition office" not in whole, language
        assert all(chapter.title for chapter in book.chapters)


@pytest.mark.parametrize("identifier", ELSEWHERE)
def test_no_petition_of_ours_runs_under_the_law_of_another_place(identifier: str) -> None:
    assert identifier not in {pack.id for pack in statutes()}
    assert statute_in_force(date(2026, 6, 1)).place == place_served()
    assert statute_in_force(date(2026, 6, 1), place=statute(identifier).place).id == identifier


def test_a_place_without_law_has_no_statute() -> None:
    assert statutes_of("nowhere") == ()
    with pytest.raises(NoStatuteInForce):
        statute_in_force(date(2026, 6, 1), place="nowhere")


def test_no_code_branches_on_a_country() -> None:
    """Only the default place is named: of the law served, of the office's own limits and of the limits of other routes."""
    branch = re.compile(r"""["'](china|india|korea|united_kingdom|united_states)["']""")
    held = [
        (path.relative_to(SOURCE).as_posix(), line.strip())
        for path in SOURCE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if branch.search(line)
    ]
    assert {path for path, _ in held} <= {"law/library.py", "law/office_rules.py", "law/entry_limits.py"}, held
