"""An officer finds that a neighbour has written of the same matter, confirms it by one key, and takes it back by another."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import ROOT, served
from tests.browser.test_accessible import Examiner
from tests.browser.walking import DESKTOP, Officer
from tests.cli.processes import environment

_BUILD = """
from xinqiao.cli.ready import prepare
prepare()
from django.db import transaction
from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from tests.linking.letters import SMOKE, SMOKE_BY_A_NEIGHBOUR, SMOKE_ELSEWHERE
from xinqiao.linking.catching_up import catch_up
with transaction.atomic():
    city = a_city()
    for letter in (SMOKE, SMOKE_BY_A_NEIGHBOUR, SMOKE_ELSEWHERE):
        a_petition(city, **letter)
catch_up()
"""


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product with two neighbours' letters and a copy of one about another place."""
    seen = environment(tmp_path_factory.mktemp("linked"), XINQIAO_THROTTLE="off") | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", _BUILD], env=seen, cwd=ROOT, check=True, timeout=120)
    with served(seen) as address:
        yield address


def _presses_key(officer: Officer, letter: str) -> None:
    """The access key: sent as the keyboard sends it, for playwright's own presses do not reach access keys."""
    keys = officer.context.new_cdp_session(officer.page)
    pressed = {
        "modifiers": 1,
        "key": letter,
        "code": f"Key{letter.upper()}",
        "windowsVirtualKeyCode": ord(letter.upper()),
    }
    with officer.page.expect_navigation():
        keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": letter, "unmodifiedText": letter} | pressed)
        keys.send("Input.dispatchKeyEvent", {"type": "keyUp"} | pressed)
    officer.looks()


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_link_is_confirmed_and_taken_back_by_keyboard(
    chromium: Any, linked: str, pictures: Any, has_scripts: bool
) -> None:
    clerk = Officer.with_browser(
        chromium, linked, pictures=pictures, name="linking", java_script_enabled=has_scripts, **DESKTOP
    ).signs_in("clerk")
    clerk.goes("/desk/search/?q=纸鸢里小区楼下")
    clerk.follows("/desk/petitions/")
    part = clerk.page.locator('section[aria-labelledby="same-matter-title"]')
    asked = part.locator("h3").all_inner_texts()
    assert asked[:3] == ["是同一封信吗？", "是同一人就同一事项再次反映吗？", "其他人也反映过同一事项吗？"]
    assert "另一个地方" in asked[3]
    with clerk.page.expect_navigation():
        part.locator("a", has_text="投诉纸鸢里小区").press("Enter")
    clerk.looks()
    assert clerk.page.locator("main .written mark").count() >= 4
    if has_scripts:
        examiner = Examiner()
        examiner.examines(clerk)
        assert not examiner.faults, "\n".join(examiner.faults)
    _presses_key(clerk, "s")
    assert "已记下：是同一事项" in clerk.says()
    _presses_key(clerk, "u")
    assert "已撤销这项认定" in clerk.says()
    assert [row.count("同一事项") for row in clerk.page.locator("ol.past li").all_inner_texts()][:2] == [0, 1]


def test_before_registering_the_clerk_is_told_and_is_not_hindered(chromium: Any, linked: str, pictures: Any) -> None:
    clerk = Officer.with_browser(chromium, linked, pictures=pictures, name="comparing", **DESKTOP).signs_in("clerk")
    clerk.goes("/desk/register/")
    clerk.fills(
        channel="visit",
        kind="appeal",
        body="纸鸢里小区三号楼底层烧烤店油烟直排，天天营业到半夜，老人喘不过气，请取缔。",
    )
    clerk.presses('main button[name="compare"]')
    assert "投诉纸鸢里小区门面烧烤店油烟直排" in clerk.says()
    clerk.presses("main form .presses:last-child button.button")
    assert "XQ" in clerk.says()
