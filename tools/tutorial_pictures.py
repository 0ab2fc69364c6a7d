"""What does one see in the first five minutes? Walks docs/tutorial/first-petition.md before the running product: ADDRESS [CHROMIUM]

Every step of the tutorial is done here as it is written there, and its picture is taken: a step that no longer works
stops the walk. Start an invented city with `make run`; the walk adds one petition to it.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = {"width": 1000, "height": 720}
LETTER = (
    "The lamps along the river path have been dark for three months. In the evening old people fall there. "
    "Please have them repaired, and say by which day."
)
TRIAGE, HANDLER = "演示员·未", "演示员·戌"


def take(page: Page, name: str, *, tall: int = SIZE["height"]) -> None:
    """One picture, from the top of the page."""
    page.set_viewport_size({"width": SIZE["width"], "height": tall})
    page.screenshot(path=str(PICTURES / f"tutorial-{name}.png"))
    page.set_viewport_size(SIZE)


def press(page: Page, selector: str) -> None:
    """Press and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(selector).first.click()


def write(page: Page, address: str) -> tuple[str, str]:
    """The petitioner's part: the questions, the receipt; answers number and code."""
    page.goto(f"{address}/petition/")
    page.fill("main [name=body]", LETTER)
    take(page, "write")
    press(page, "main form button.button")
    for place in ("990102", "990102001"):
        page.check(f'main [name=place][value="{place}"]')
        press(page, "main form button.button")
    page.check('main [name=kind][value="appeal"]')
    press(page, "main form button.button")
    for step, answer in (
        ("files", ""),
        ("you", ""),
        ("reach", ""),
        ("together", "alone"),
        ("answers", ""),
        ("news", "none"),
    ):
        if f"/{step}/" not in page.url:
            raise AssertionError(f"The tutorial expects the question “{step}”, and {page.url} is shown.")
        if answer and page.locator(f'main [type=radio][value="{answer}"]').count():
            page.check(f'main [type=radio][value="{answer}"]')
        press(page, "main form button.button")
    take(page, "check")
    press(page, 'main form:has([name="key"]) button.button')
    take(page, "receipt", tall=1320)
    reference, code = page.locator("main .big-code dd").all_inner_texts()
    return reference, code


def at_the_desk(browser: Browser, address: str, officer: str) -> Page:
    """An officer of the invented city, signed in by one press."""
    page = _context(browser).new_page()
    page.goto(f"{address}/desk/sign-in/")
    press(page, f'button:has-text("{officer}")')
    return page


def refer(page: Page, address: str, reference: str) -> None:
    """The petition office passes it to the street office."""
    page.goto(f"{address}/desk/petitions/{reference}/")
    take(page, "triage", tall=900)
    press(page, 'main a[href*="/acts/refer/"]')
    choice = page.locator("main [name=to]:not([type=radio]), main [name=to][type=radio]").first
    if choice.evaluate("field => field.tagName") == "SELECT":
        page.select_option("main select[name=to]", label=_label_with(page, "桥头街道"))
    else:
        page.locator('main label:has-text("桥头街道")').first.click()
    press(page, 'main form:has([name="expected_seq"]) button.button')


def _label_with(page: Page, part: str) -> str:
    return next(text for text in page.locator("main select[name=to] option").all_inner_texts() if part in text)


def follow(page: Page, address: str, reference: str, code: str) -> None:
    """Another day, another browser: number and code show where it stands."""
    page.goto(f"{address}/track/")
    page.fill("main [name=reference]", reference)
    page.fill("main [name=code]", code)
    press(page, 'main form:has([name="code"]) button.button')
    take(page, "follow", tall=1000)


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=SIZE, locale="en")
    # A step that no longer works should say so soon.
    context.set_default_timeout(10_000)
    return context


def main(address: str, chromium: str = "/usr/bin/chromium") -> int:
    """Walk the tutorial once."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    address = address.rstrip("/")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        reference, code = write(_context(browser).new_page(), address)
        refer(at_the_desk(browser, address, TRIAGE), address, reference)
        follow(_context(browser).new_page(), address, reference, code)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
