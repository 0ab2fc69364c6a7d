"""A letter on paper at the desk, by keyboard: laid down, read, its doubtful lines confirmed with Enter, registered with its scan."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import ROOT, served
from tests.browser.test_accessible import Examiner
from tests.browser.walking import DESKTOP, Officer
from tests.cli.processes import environment
from tests.language.letters_on_paper import scanned, typeset

_BUILD = """
from xinqiao.cli.ready import prepare
prepare()
from tests.builders.city import a_city
a_city()
"""
# What the worker does with the letter that waits; two lines are then doubted, as a poor scan would have them.
_READ = """
from xinqiao.cli.ready import prepare
prepare()
from xinqiao.intake.models import ScannedLetter
from xinqiao.intake.scans.keeping import reading_of, write_reading
from xinqiao.intake.scans.reading import read_letter
letter = ScannedLetter.objects.get(state="waiting")
read_letter(letter)
reading = reading_of(letter)
for number in (2, 12):
    reading["pages"][0]["lines"][number] |= {"doubtful": True, "guessed": [1], "confidence": 0.71}
write_reading(letter, reading)
letter.save()
"""
NARROW = {"viewport": {"width": 320, "height": 700}}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A home with the small city alone, served; and how a program is run over it."""
    seen = environment(tmp_path_factory.mktemp("home"), XINQIAO_THROTTLE="off") | {"PYTHONPATH": str(ROOT)}

    def run(program):
        subprocess.run([sys.executable, "-c", program], env=seen, cwd=ROOT, check=True, timeout=90)

    run(_BUILD)
    with served(seen) as address:
        yield address, run


def pictured(walker, name):
    """Keep a picture of the page where XINQIAO_PICTURES names a folder."""
    if folder := os.environ.get("XINQIAO_PICTURES"):
        walker.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.slow
def test_a_letter_is_compared_and_registered_by_keyboard(chromium, desk, tmp_path: Path):
    server, run = desk
    scanned(typeset(), degrees=1.5, stamp=True, noise=10).save(tmp_path / "letter.png")
    examiner = Examiner()
    clerk = Officer.with_browser(chromium, server, **DESKTOP).signs_in("clerk")
    clerk.goes("/desk/letters/")
    examiner.examines(clerk)
    clerk.page.set_input_files("[name=files]", str(tmp_path / "letter.png"))
    clerk.presses("main form button")
    assert "正在识别来信" in clerk.says()
    examiner.examines(clerk)
    address = clerk.page.url.removeprefix(server)
    run(_READ)

    clerk.goes(address)
    assert "有 2 行识别存疑" in clerk.says()
    examiner.examines(clerk)
    pictured(clerk, "scan-desktop")
    first = clerk.page.locator("main ol [name=text]").first
    first.focus()
    assert clerk.page.locator("polygon.is-here").count() == 1
    assert _is_seen_whole(first)
    # One key confirms and goes on: the next doubtful line has the cursor.
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_url("**/?at=0.12*")
    clerk.page.wait_for_function("document.activeElement.id === 'text-0.12'")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_url("**/#on")
    assert "已无存疑行" in clerk.says()
    clerk.page.set_viewport_size(NARROW["viewport"])
    clerk.goes(f"{address}?line=0.2")
    assert _is_seen_whole(clerk.page.locator("main ol [name=text]").first)
    examiner.examines(clerk)
    assert clerk.page.evaluate("document.documentElement.scrollWidth") <= 320
    pictured(clerk, "scan-320")

    clerk.goes(address)
    _registered_with_its_scan(clerk, examiner)
    assert not examiner.faults, "\n".join(examiner.faults)


def _is_seen_whole(field):
    """Whether nothing of the line in its field is cut off."""
    return field.evaluate("one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight + 1")


def _registered_with_its_scan(clerk, examiner):
    clerk.presses("#on a")
    examiner.examines(clerk)
    assert "污水管道" in clerk.page.input_value("[name=body]")
    pictured(clerk, "scan-register-320")
    clerk.page.set_viewport_size(DESKTOP["viewport"])
    pictured(clerk, "scan-register")
    clerk.fills(kind="appeal")
    clerk.presses("main form button.button:not([name])")
    clerk.follows("/desk/petitions/")
    assert "letter.png" in clerk.says()


@pytest.mark.slow
def test_all_of_it_works_with_scripts_off(chromium, desk, tmp_path: Path):
    server, run = desk
    scan = tmp_path / "letter.bmp"
    typeset().save(scan)
    clerk = Officer.with_browser(chromium, server, java_script_enabled=False, **DESKTOP).signs_in("clerk")
    clerk.goes("/desk/letters/")
    clerk.page.set_input_files("[name=files]", str(scan))
    clerk.presses("main form button")
    address = clerk.page.url.removeprefix(server)
    run(_READ)
    clerk.presses("main .presses a.button")
    assert "有 2 行识别存疑" in clerk.says()
    clerk.page.locator("main ol [name=text]").first.fill("我叫钟望舒，家住青梧市。")
    clerk.presses("main ol form button")
    assert "我叫钟望舒，家住青梧市。" in clerk.says() and "有 1 行识别存疑" in clerk.says()
    clerk.presses('a[href="?line=0.0"]')
    clerk.presses("#line-0\\.0 button")

    clerk.page.locator("main details summary").last.click()
    clerk.fills(reason="误放")
    clerk.presses("main details form button")
    assert "已搁置" in clerk.says() and clerk.page.locator("main ol [name=text]").count() == 0
    pictured(clerk, "scan-aside")
    clerk.goes("/desk/letters/?aside")
    pictured(clerk, "scans-aside")
    clerk.goes(address)
    clerk.fills(reason="确是来信")
    clerk.presses("main details form button")
    clerk.presses("#on a")
    clerk.fills(kind="suggestion")
    clerk.presses("main form button.button:not([name])")
    assert "查询码" in clerk.says()
