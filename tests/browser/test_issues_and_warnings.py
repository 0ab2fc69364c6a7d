"""An analyst reads what many people raise, sees only counts in fives, decides a warning by one key, takes the table away."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.browser.conftest import ROOT, served
from tests.browser.test_accessible import LANGUAGES, Examiner, show_as
from tests.browser.walking import DESKTOP, Officer
from tests.cli.processes import environment

# Seventeen people of one matter, eight of them late; six of another that join it at last; four of a third.
_BUILD = """
from xinqiao.cli.ready import prepare
prepare()
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from tests.builders.city import a_city, an_officer
from tests.builders.issues import linked, phones, some_petitions
from xinqiao.barometer.updating import update
from xinqiao.linking.models import MatterLink
today = timezone.localdate()
with transaction.atomic():
    city = a_city()
    an_officer("analyst", organisation=city["district_office"], roles=["analyst"])
    for back in range(200, 60, -12):
        some_petitions(city, phones(1, begin=1000 + back), days_ago=back, title="演示街树枝压线", body="树枝压在电线上。",
                       place=city.places["city"])
    large = some_petitions(city, phones(17), days_ago=0)
    small = some_petitions(city, phones(6, begin=30), days_ago=1, title="演示花园烧烤店噪声扰民")
    few = some_petitions(city, phones(4, begin=60), days_ago=2, title="演示巷路灯不亮", body="演示巷的路灯全黑了。")
    for part in (large, small, few):
        linked(part)
    update(today)
    MatterLink.objects.all().delete()
    for part in ([*large, *small], few):
        linked(part)
    update(today)
"""
_PAGES = ("/desk/issues/", "/desk/issues/1/", "/desk/issues/2/", "/desk/warnings/")


@pytest.fixture(scope="module")
def hot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product with an issue of 23 people, one that joined it, and a matter of four people."""
    seen = environment(tmp_path_factory.mktemp("hot"), XINQIAO_THROTTLE="off") | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _BUILD], env=seen, cwd=ROOT, check=True, timeout=120)
    with served(seen) as address:
        yield address


def analyst_before(chromium: Any, server: str, pictures: Any = None) -> Officer:
    return Officer.with_browser(chromium, server, pictures=pictures, name="issues", **DESKTOP).signs_in("analyst")


def must_be_in_fives(said: str) -> None:
    counts = [int(number) for number in re.findall(r"至少(\d+)人", said)]
    assert counts
    assert all(count >= 5 and count % 5 == 0 for count in counts), counts


def test_an_analyst_reads_issues_opens_one_and_takes_the_table_away(
    chromium: Any, hot: str, pictures: Any, tmp_path: Path
) -> None:
    analyst = analyst_before(chromium, hot, pictures)
    analyst.goes("/desk/issues/")
    must_be_in_fives(analyst.says())
    assert "演示花园" in analyst.says()
    assert "至少20人" in analyst.says()
    assert "演示巷" not in analyst.says(), "four people are no issue"
    with analyst.page.expect_download() as taken:
        analyst.page.locator('main form[action$="list.xlsx"] button').click()
    taken.value.save_as(tmp_path / "issues.xlsx")
    rows = list(load_workbook(tmp_path / "issues.xlsx").worksheets[0].values)
    assert [row[4] % 5 for row in rows[1:] if isinstance(row[4], int)] == [0]
    assert not any("演示巷" in str(cell) for row in rows for cell in row)
    analyst.follows("/desk/issues/")
    must_be_in_fives(analyst.says())
    assert not re.search(r"XQ\d", analyst.says()), "petitions of others are not shown"
    moved = "/desk/issues/2/" if analyst.page.url.endswith("/issues/1/") else "/desk/issues/1/"
    here = analyst.page.url
    analyst.goes(moved)
    analyst.follows(here.removeprefix(hot))
    assert analyst.page.url == here


def test_a_warning_is_decided_by_one_key_and_a_digit_in_her_words_decides_nothing(
    chromium: Any, hot: str, pictures: Any
) -> None:
    analyst = analyst_before(chromium, hot, pictures)
    analyst.goes("/desk/warnings/")
    must_be_in_fives(analyst.says())
    first = analyst.page.locator("main section.told").first
    first.locator('[name="words"]').press_sequentially("2家店")
    assert analyst.page.url.endswith("/desk/warnings/")
    first.locator("button").first.focus()
    with analyst.page.expect_navigation():
        analyst.page.keyboard.press("2")
    analyst.looks()
    assert "已记下" in analyst.says()
    decided = analyst.page.locator("main section.told:not(.is-soon)").first
    assert "已转有关单位" in decided.inner_text()
    assert "2家店" in decided.inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_pages_of_an_analyst(chromium: Any, hot: str, language: str) -> None:
    analyst, examiner = analyst_before(chromium, hot), Examiner()
    show_as(analyst, language, "light", "ordinary")
    for path in _PAGES:
        analyst.goes(path)
        examiner.examines(analyst, said=language)
    assert not examiner.faults, "\n".join(examiner.faults)
