"""The saved page verifies a receipt from a disk, with the network off, with and without the browser's own cryptography."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walking import Petitioner
from xinqiao.safeguards.receipt_text import receipt_text

TEXT = "路灯坏了三个月，请修好。\n𠮷先生也看见了。"
NO_CRYPTOGRAPHY = "Object.defineProperty(self.crypto, 'subtle', { value: undefined })"


@pytest.fixture(scope="module")
def kept(chromium: Any, server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what a careful petitioner keeps: the page, the receipt, the text, the file she sent."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "照片.pdf").write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    walker = Petitioner.with_browser(chromium, server)
    walker.goes("/petition/")
    walker.fills(body=TEXT)
    walker.presses()
    walker.goes("/petition/files/")
    walker.page.set_input_files("#field-files", str(folder / "照片.pdf"))
    walker.page.locator("#laid-by li").wait_for()
    walker.goes("/petition/check/")
    walker.presses('main form:has([name="key"]) button.button')
    asked = walker.context.request
    (folder / "receipt.json").write_bytes(asked.get(f"{server}/petition/receipt/").body())
    saved = asked.get(f"{server}/verify/receipt/page/")
    assert "attachment" in saved.headers["content-disposition"]
    (folder / "page.html").write_bytes(saved.body())
    return folder


@pytest.fixture
def page(chromium: Any, kept: Path) -> Iterator[Any]:
    """The saved page, opened from the disk without a network, in a browser of today."""
    yield from opened_from_disk(chromium, kept)


@pytest.fixture
def page_without_cryptography(chromium: Any, kept: Path) -> Iterator[Any]:
    """The same in a browser that has no cryptography to offer."""
    yield from opened_from_disk(chromium, kept, NO_CRYPTOGRAPHY)


def opened_from_disk(chromium: Any, kept: Path, script: str = "") -> Iterator[Any]:
    context = chromium.new_context(locale="en-GB", offline=True)
    context.add_init_script(script)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.goto((kept / "page.html").as_uri())
    yield opened
    assert not faults and all(url.startswith("file:") for url in asked)
    context.close()


def receipt_of(kept: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((kept / "receipt.json").read_bytes())
    return document


def said(page: Any, selector: str = "#answer") -> str:
    return str(page.locator(selector).inner_text())


def give(page: Any, name: str, content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    page.set_input_files("#receipt-file", {"name": name, "mimeType": "application/json", "buffer": text.encode()})
    page.locator("#answer .verdict").wait_for()
    page.wait_for_timeout(60)
    return said(page)


def test_a_genuine_receipt_says_what_arrived_where_and_when(page: Any, kept: Path) -> None:
    answer = give(page, "receipt.json", receipt_of(kept))
    assert "This receipt is genuine." in answer and "信桥市信访局" in answer and "Online" in answer
    assert receipt_of(kept)["content"]["reference"] in answer


def test_text_and_files_are_compared_on_the_device(page: Any, kept: Path) -> None:
    give(page, "receipt.json", receipt_of(kept))
    page.fill("#original-text", TEXT)
    page.locator("#text-answer.good-line").wait_for()
    page.fill("#original-text", TEXT.replace("三", "四"))
    page.locator("#text-answer.wrong-line").wait_for()
    page.set_input_files("#original-files", [str(kept / "照片.pdf"), str(kept / "receipt.json")])
    page.locator("#files-answer li >> nth=1").wait_for()
    assert "照片.pdf arrived exactly" in said(page, "#files-answer li >> nth=0")
    assert "receipt.json is not among" in said(page, "#files-answer li >> nth=1")


def test_the_text_of_a_qr_code_is_enough(page: Any, kept: Path) -> None:
    page.fill("#receipt-text", f"https://petitions.example.invalid/verify/receipt/#{receipt_text(receipt_of(kept))}")
    page.locator("#answer.good").wait_for()
    assert "genuine" in said(page)


def test_a_receipt_with_anything_altered_is_refused_in_words(page: Any, kept: Path) -> None:
    for field in ("reference", "received_at", "by", "text_sha256", "files"):
        receipt = receipt_of(kept)
        receipt["content"][field] = [] if field == "files" else "2026"
        assert "altered after it was signed" in give(page, f"{field}.json", receipt)


def test_a_browser_without_cryptography_comes_to_the_same_answers(page_without_cryptography: Any, kept: Path) -> None:
    page, receipt = page_without_cryptography, receipt_of(kept)
    assert "This receipt is genuine." in give(page, "receipt.json", receipt)
    page.fill("#original-text", TEXT)
    page.locator("#text-answer.good-line").wait_for()
    receipt["content"]["by"] = "另一个单位"
    assert "altered after it was signed" in give(page, "altered.json", receipt)


def test_another_office_a_missing_part_and_what_is_no_receipt_are_each_told_apart(page: Any, kept: Path) -> None:
    receipt = receipt_of(kept)
    assert "another office" in give(page, "a.json", receipt | {"key": "0123456789ab"})
    assert "missing or were added" in give(page, "b.json", receipt | {"note": "added"})
    assert "no receipt of a petition office" in give(page, "c.json", {"a": 1})
    assert "no receipt that can be read" in give(page, "d.json", "not a receipt")
    assert "missing" in give(page, "e.txt", receipt_text(receipt)[:90])
    assert "other version" in give(page, "f.json", receipt | {"version": 2}) or "another version" in said(page)


def test_with_the_wrong_keys_the_same_receipt_is_refused(page: Any, kept: Path) -> None:
    receipt = receipt_of(kept)
    give(page, "receipt.json", receipt)
    page.locator("details summary").click()
    wrong = json.dumps({receipt["key"]: "A" * 43 + "="}).encode()
    page.set_input_files("#keys-file", {"name": "keys.json", "mimeType": "application/json", "buffer": wrong})
    page.locator("#answer.wrong").wait_for()
    assert "altered after it was signed, or this office never signed it" in said(page)


def test_our_own_sha256_agrees_with_the_standard(page: Any) -> None:
    examples = {"": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "abc": "ba7816bf8f01cfea"}
    for text, digest in examples.items():
        found = page.evaluate(
            "t => [...digests.plain(new TextEncoder().encode(t))].map(b => b.toString(16).padStart(2, '0')).join('')",
            text,
        )
        assert found.startswith(digest)


def test_three_languages_are_one_press_away(page: Any, pictures: Path | None, kept: Path) -> None:
    give(page, "receipt.json", receipt_of(kept))
    for language, title in (("zh-Hans", "核验回执"), ("zh-Hant", "回執"), ("en", "Verify a receipt")):
        page.click(f'[data-language="{language}"]')
        page.locator("#answer .verdict").wait_for()
        assert title in said(page, "h1")
        if pictures is not None:
            page.screenshot(path=str(pictures / f"verify-{language}.png"), full_page=True)


def test_the_page_on_the_web_runs_under_its_content_policy_and_reads_the_address(chromium, server, kept) -> None:
    context = chromium.new_context(locale="zh-CN")
    opened = context.new_page()
    refused: list[str] = []
    opened.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
    opened.goto(f"{server}/verify/receipt/#{receipt_text(receipt_of(kept))}")
    opened.locator("#answer.good").wait_for()
    assert "这份回执是真的" in said(opened) and not refused
