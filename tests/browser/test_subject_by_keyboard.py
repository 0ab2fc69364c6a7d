"""What a petition is about is confirmed by one key, and overridden from the tree, without a mouse and without a script."""

import pytest

from tests.browser.walking import DESKTOP, Officer, Walker

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scripts", [True, False])
def test_one_key_confirms_the_subject_and_the_tree_overrides_it(chromium, server, scripts):
    officer = Officer.with_browser(chromium, server, java_script_enabled=scripts, **DESKTOP).signs_in("clerk")
    officer.goes("/desk/search/?q=油烟")
    # the oldest: other stories of the browser register letters about smoke that day
    reference = officer.page.locator("main [data-entry]").last.get_attribute("href").split("/")[3]
    officer.goes(f"/desk/petitions/{reference}/")
    if "改选其他分类" not in officer.says():
        assert "建议：环境保护" in officer.says()
        _tabs_to(officer, "[data-choices] button")
        with officer.page.expect_navigation():
            officer.page.keyboard.press("1" if scripts else "Enter")
    assert "已确认" in officer.says() and officer.page.locator(".written mark").count()
    _overrides(officer, "拒载" if scripts else "停车")
    assert ("出租与网约车 › 出租车" if scripts else "物业与小区 › 小区停车") in officer.says()


def _tabs_to(officer: Walker, selector: str) -> None:
    for _press in range(80):
        officer.page.keyboard.press("Tab")
        if officer.page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def _overrides(officer: Walker, word: str) -> None:
    officer.follows("/subject/")
    # The field of the search has the focus: type, enter, and the first that is found is the next button.
    officer.page.keyboard.type(word)
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")
    if officer.page.locator("main details[open]").count():
        pytest.fail("what was found has to stand before the whole tree")
    _tabs_to(officer, "main form[method=post] button")
    with officer.page.expect_navigation():
        officer.page.keyboard.press("Enter")


def test_the_pages_of_subjects_fit_the_smallest_phone(chromium, server):
    phone = {"viewport": {"width": 320, "height": 640}}
    officer = Officer.with_browser(chromium, server, **phone).signs_in("clerk")
    officer.goes("/desk/search/?q=油烟")
    # the oldest: other stories of the browser register letters about smoke that day
    reference = officer.page.locator("main [data-entry]").last.get_attribute("href").split("/")[3]
    for rest in ("", "subject/?q=小区", "precedents/"):
        officer.goes(f"/desk/petitions/{reference}/{rest}")
        wider = officer.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, rest
