"""What the machine suggests is seen in a browser: by whoever writes, and by whoever passes a text on."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.test_accessible import Examiner, show_as
from tests.browser.walking import DESKTOP, Officer, Petitioner

NARROW = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
TALK = "去年六月起，桂园小区楼下的烧烤店每晚油烟很大。我找过物业好几次，没人管。希望城管局查一下他的手续。"


def pictured(walker: Any, name: str) -> None:
    """Keep a picture of the page where XINQIAO_PICTURES names a folder."""
    if folder := os.environ.get("XINQIAO_PICTURES"):
        walker.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.slow
def test_whoever_writes_has_the_text_looked_over_and_takes_the_layout(chromium, server):
    walker, examiner = Petitioner.with_browser(chromium, server, **DESKTOP), Examiner()
    walker.goes("/petition/")
    walker.fills(body=TALK)
    walker.presses("button[name=look]")
    examiner.examines(walker)
    pictured(walker, "look")
    assert walker.page.url.endswith("/petition/look/")
    assert "希望城管局查一下他的手续" in walker.says()
    walker.presses("main form button")
    assert "希望城管局查一下他的手续" in walker.page.input_value("[name=body]")
    assert not examiner.faults, "\n".join(examiner.faults)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "asked"), [("zh-hans", "什么时候"), ("zh-hant", "什麼時候"), ("en", "When did it")]
)
def test_on_a_small_phone_in_large_print_what_is_missing_is_asked_one_by_one(chromium, server, language, asked):
    walker, examiner = Petitioner.with_browser(chromium, server, **NARROW), Examiner()
    show_as(walker, language, "light", "large")
    walker.goes("/petition/")
    walker.fills(body="楼下油烟很大，我们整晚睡不着。请查一下他的手续。")
    walker.presses("button[name=look]")
    walker.follows("/petition/ask/")
    examiner.examines(walker)
    assert asked in walker.says()
    assert walker.page.evaluate("document.documentElement.scrollWidth") <= 320
    pictured(walker, f"ask-{language}")
    walker.page.fill("[name=answer]", "去年夏天起")
    walker.presses("main form button:not([name])")
    # A person is reachable from every question.
    assert walker.page.locator("main a[href='/offices/']").count() == 1
    walker.presses("button[name=skip]")
    pictured(walker, f"ask-next-{language}")
    assert not examiner.faults, "\n".join(examiner.faults)


@pytest.mark.slow
def test_an_officer_confirms_what_is_masked_before_a_text_is_passed_on(chromium, server):
    examiner = Examiner()
    clerk = Officer.with_browser(chromium, server, **DESKTOP).signs_in("clerk")
    clerk.goes("/desk/register/")
    pictured(clerk, "register")
    clerk.fills(channel="visit", kind="appeal", body=f"{TALK}他叫赵秉文，电话13800138000。")
    clerk.presses("main form button.button:not([name])")
    clerk.follows("/desk/petitions/")
    clerk.follows("/masked/")
    examiner.examines(clerk)
    pictured(clerk, "masked")
    clerk.page.fill("textarea[name=also]", "的")
    # By keyboard alone: from the field of further words one step leads to the button.
    clerk.page.focus("textarea[name=also]")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.press("Enter")
    clerk.page.wait_for_selector("[role=status]")
    assert "已按您的标记遮盖" in clerk.says()
    clerk.presses("button[name=take][value=txt]")
    assert "请先通读全文" in clerk.says()
    pictured(clerk, "masked-refused")
    clerk.page.fill("[name=purpose]", "供公开用")
    clerk.page.check("[name=is_read]")
    with clerk.page.expect_download() as taken:
        clerk.page.click("button[name=take][value=txt]")
    assert "赵秉文" not in Path(taken.value.path()).read_text(encoding="utf-8")
    assert not examiner.faults, "\n".join(examiner.faults)


@pytest.mark.slow
def test_an_inspector_draws_answers_reads_one_and_records_what_she_found(chromium, server):
    examiner = Examiner()
    chair = Officer.with_browser(chromium, server, **DESKTOP).signs_in("chair")
    chair.goes("/desk/inspections/")
    examiner.examines(chair)
    pictured(chair, "inspections")
    chair.page.set_viewport_size({"width": 320, "height": 700})
    examiner.examines(chair)
    assert chair.page.evaluate("document.documentElement.scrollWidth") <= 320
    # Nothing of a drawn answer stands outside the narrow page.
    assert not chair.page.evaluate(
        "[...document.querySelectorAll('.is-stacked td')].filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    )
    pictured(chair, "inspections-320")
    chair.page.set_viewport_size(DESKTOP["viewport"])
    chair.follows("/desk/inspections/")
    examiner.examines(chair)
    pictured(chair, "inspection")
    chair.fills(agreement="in_part", note="第二项请求没有答复")
    chair.presses("main form button")
    assert "您的结论已记录" in chair.says() and "核对部分正确" in chair.says()
    assert not examiner.faults, "\n".join(examiner.faults)
