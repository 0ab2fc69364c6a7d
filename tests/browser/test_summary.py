"""An officer reads a long letter in short, follows a sentence into the text, and confirms what the office's own model drafted."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import ROOT, served
from tests.browser.test_accessible import Examiner
from tests.browser.walking import DESKTOP, Officer
from tests.builders.local_model import a_model
from tests.cli.processes import environment

_BUILD = """
from xinqiao.cli.ready import prepare
prepare()
from django.db import transaction
from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from tests.language.test_summaries import LETTER
from xinqiao.petitions.searching.filling import fill_all
with transaction.atomic():
    a_petition(a_city(), title="桂园小区烧烤店扰民", body=LETTER)
fill_all()
"""
_SOUND = "烧烤店每天晚上营业到凌晨两点，油烟直接排进居民楼。希望城管局查清这家店有没有油烟净化设备。"
_INVENTED = "店主已被罚款五千元。"


@pytest.fixture(scope="module")
def long_letter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the product with one long letter and a model of the test's own."""
    with a_model() as model:
        model.says = _SOUND + _INVENTED
        told = {"XINQIAO_MODEL_URL": model.url, "XINQIAO_MODEL_NAME": "invented-7b"}
        seen = environment(tmp_path_factory.mktemp("long"), XINQIAO_THROTTLE="off", **told) | {"PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", _BUILD], env=seen, cwd=ROOT, check=True, timeout=120)
        with served(seen) as address:
            yield address


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_sentence_leads_into_the_text_and_a_draft_is_confirmed(
    chromium: Any, long_letter: str, pictures: Any, has_scripts: bool
) -> None:
    clerk = Officer.with_browser(
        chromium, long_letter, pictures=pictures, name="summary", java_script_enabled=has_scripts, **DESKTOP
    ).signs_in("clerk")
    clerk.goes("/desk/search/?q=桂园小区")
    clerk.follows("/desk/petitions/")
    panel = clerk.page.locator('section[aria-labelledby="in-short-title"]')
    if not panel.locator("details[open]").count():
        # Once a summary is confirmed, the sentences fold.
        panel.locator("summary").press("Enter")
    assert "作决定前请通读全文" in panel.inner_text() and "说明诉求" in panel.inner_text()
    panel.locator('a[href="#in-short-1"]').press("Enter")
    assert clerk.page.locator("#in-short-1:target").inner_text() in panel.inner_text()
    _examined(clerk, has_scripts)
    clerk.presses('main button[name="draft"]')
    assert clerk.page.locator("main s").all_inner_texts() == [_INVENTED]
    assert clerk.page.locator("main textarea").input_value() == _SOUND
    _examined(clerk, has_scripts)
    clerk.presses('main button[name="confirm"]')
    assert _SOUND in panel.inner_text() and "invented-7b" in panel.inner_text() and _INVENTED not in clerk.says()


def _examined(officer: Officer, has_scripts: bool) -> None:
    if has_scripts:
        examiner = Examiner()
        examiner.examines(officer)
        assert not examiner.faults, "\n".join(examiner.faults)


def test_it_fits_the_smallest_phone(chromium: Any, long_letter: str) -> None:
    phone = {"viewport": {"width": 320, "height": 640}}
    officer = Officer.with_browser(chromium, long_letter, **phone).signs_in("clerk")
    officer.goes("/desk/search/?q=桂园小区")
    officer.follows("/desk/petitions/")
    widths = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert officer.page.evaluate(widths) <= 0
    officer.presses('main button[name="draft"]')
    assert officer.page.evaluate(widths) <= 0
