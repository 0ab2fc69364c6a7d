"""What does the running product look like? Takes the pictures of docs/pictures from an invented city: ADDRESS [CHROMIUM]

Start one with `make run`, then: .venv/bin/python tools/pictures.py http://127.0.0.1:8000
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = {"width": 1180, "height": 820}
OFFICER = "演示员·辛"
LOCALES = {"zh-hans": "zh-CN", "en": "en"}


def officer_pages(page: Page, address: str) -> dict[str, bytes]:
    """The desk, and the first petition on it."""
    page.goto(f"{address}/desk/sign-in/")
    page.get_by_role("button", name=OFFICER).first.click()
    page.wait_for_url("**/desk/")
    desk = page.screenshot()
    page.locator("table a[href*='/desk/petitions/']").first.click()
    page.wait_for_url("**/desk/petitions/*/")
    return {"desk": desk, "petition": page.screenshot()}


def take(browser: Browser, address: str, language: str) -> None:
    """Take every picture in one language."""
    page = browser.new_context(viewport=SIZE, locale=LOCALES[language]).new_page()
    for name, picture in officer_pages(page, address).items():
        (PICTURES / f"{name}.{language}.png").write_bytes(picture)


def main(address: str, chromium: str = "/usr/bin/chromium") -> int:
    """Take the pictures in each language of the two READMEs."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for language in LOCALES:
            take(browser, address.rstrip("/"), language)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
