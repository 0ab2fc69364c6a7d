"""Whoever cannot use a mouse, or has the smallest phone, gets as far as everybody else."""

import pytest

from tests.browser.walking import DESKTOP, Petitioner

PUBLIC = [
    "/",
    "/offices/",
    "/law/",
    "/about/",
    "/privacy/",
    "/accessibility/",
    "/track/",
    "/petition/",
    "/desk/sign-in/",
]
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_TRIES = 80
FIRST_PAGE_BYTES = 200_000


class AtKeyboard:
    """Tab, space and enter; what has the focus can be seen."""

    def __init__(self, walker: Petitioner) -> None:
        self.walker, self.page = walker, walker.page

    def to(self, name: str = "", *, selector: str = "") -> None:
        """Press Tab until this field or button has the focus, which must then show."""
        wanted = selector or f"[name={name}]"
        for _press in range(_TRIES):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", f"{wanted} has the focus and does not show it"
                return
        pytest.fail(f"Tab never reaches {wanted} on {self.page.url}")

    def answers(self, name: str, typed: str = "") -> None:
        """Type into a field, or choose it, and go on."""
        self.to(name)
        if typed:
            self.page.keyboard.type(typed)
        else:
            self.page.keyboard.press("Space")
        self.to(selector="main form button")
        self.enter()

    def enter(self) -> None:
        """Press what has the focus."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def test_a_petition_is_written_and_sent_by_keyboard_alone(chromium, server):
    walker = Petitioner.with_browser(chromium, server, **DESKTOP)
    walker.goes("/")
    keys = AtKeyboard(walker)
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate("document.activeElement.getAttribute('href')") == "#content", (
        "first the way past the head"
    )
    keys.to(selector="main a[href='/petition/']")
    keys.enter()
    keys.answers("body", "路灯坏了三个月，请修好。")
    for _level in range(2):
        keys.answers("place")
    keys.answers("kind")
    keys.to("go_on")
    keys.enter()
    keys.answers("name", "钱伟")
    keys.answers("phone", "13900000009")
    keys.answers("together")
    keys.answers("consents")
    keys.to(selector="main form button")
    keys.enter()
    assert keys.page.url.endswith("/petition/sent/")


def test_a_fault_is_reached_first_and_leads_to_its_field(chromium, server):
    walker = Petitioner.with_browser(chromium, server, **DESKTOP)
    walker.goes("/petition/")
    walker.presses()
    link = walker.page.locator("#faults a").first
    assert link.get_attribute("href") == "#field-body"
    link.click()
    assert walker.page.evaluate("document.activeElement.id") == "field-body"


def test_no_page_of_a_citizen_scrolls_sideways_on_the_smallest_phone(chromium, server, pictures):
    narrow = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
    walker = Petitioner.with_browser(chromium, server, pictures=pictures, name="narrow", **narrow)
    wide: list[str] = []

    def measured() -> None:
        if walker.page.evaluate(_WIDER) > 0:
            wide.append(walker.page.url.removeprefix(server))

    walker.at_each_page = measured
    for path in PUBLIC:
        walker.goes(path)
    walker.writes("很长的一个词" + "油" * 60 + " " + "https://example.invalid/" + "a" * 120, title="长" * 60)
    reference, _code = walker.sends()
    walker.goes(f"/track/{reference}/")
    walker.opens_all()
    measured()
    for rest in ("ask/", "do/supplement/", "do/withdraw/", "clock/triage/1/"):
        walker.goes(f"/track/{reference}/{rest}")
    assert not wide


def test_the_first_page_is_light_to_carry(chromium, server):
    """On a slow line of the countryside it must come before patience ends."""
    walker = Petitioner.with_browser(chromium, server, **DESKTOP)
    came = []
    walker.page.on("requestfinished", lambda request: came.append(request))
    walker.goes("/")
    walker.page.wait_for_load_state("networkidle")
    sizes = [request.sizes() for request in came]
    carried = sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)
    assert len(came) >= 5 and carried < FIRST_PAGE_BYTES, f"{carried} bytes in {len(came)} answers"


def test_the_course_of_a_petition_is_printed_without_anything_to_press(chromium, server):
    walker = Petitioner.with_browser(chromium, server, **DESKTOP)
    walker.writes("路灯坏了三个月，请修好。")
    walker.sends()
    for address in ("/petition/sent/", walker.page.locator("main a[href^='/track/']").first.get_attribute("href")):
        walker.goes(address)
        walker.page.emulate_media(media="print")
        assert not walker.page.locator("button:visible, nav:visible, footer:visible").count(), address
        assert walker.page.locator("h1:visible").count() == 1
        walker.page.emulate_media(media="screen")


@pytest.mark.parametrize("path", ["/", "/petition/", "/track/"])
def test_large_print_on_a_phone_still_fits(chromium, server, path):
    walker = Petitioner.with_browser(chromium, server, viewport={"width": 320, "height": 640}, is_mobile=True)
    walker.goes(path)
    with walker.page.expect_navigation():
        walker.page.locator('header button[name="print"]').click()
    assert walker.page.evaluate("document.documentElement.className") == "is-large"
    assert walker.page.evaluate(_WIDER) <= 0
