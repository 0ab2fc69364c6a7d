"""The whole way in a real browser: a petitioner on a phone, officers at their desks, with scripts and without."""

from typing import Any

import pytest

from tests.browser.walking import DESKTOP, PHONE, Officer, Petitioner

OPINION = {"facts": "现场检测超标。", "basis": "《信桥市餐饮油烟办法（演示）》第三条", "opinion": "三十日内改正。"}


class Desks:
    """A desk for each officer of the story, with or without scripts."""

    def __init__(self, chromium: Any, server: str, pictures: Any, *, has_scripts: bool) -> None:
        self._make = lambda name: Officer.with_browser(
            chromium, server, pictures=pictures, name=name, java_script_enabled=has_scripts, **DESKTOP
        ).signs_in(name)
        self._desks: dict[str, Officer] = {}

    def __getitem__(self, name: str) -> Officer:
        if name not in self._desks:
            self._desks[name] = self._make(name)
        return self._desks[name]


def _answered(desks: Desks, reference: str) -> None:
    """Referred, arrived, accepted, heard, drafted, approved by a second person, issued."""
    clerk, handler = desks["district_clerk"], desks["district_handler"]
    clerk.opens(reference)
    clerk.does(reference, "refer", to="test-district-bureau")
    handler.opens(reference)
    handler.does(reference, "receive_referral")
    handler.does(reference, "accept", text="予以受理。")
    handler.does(reference, "hear", summary="上门听取。")
    handler.does(reference, "draft_reply", request="限期改正。", outcome="support", remedy="可请求复查。", **OPINION)
    desks["district_head"].approves(reference)
    assert "三十日内改正" not in handler.does(reference, "reply")


def _decided_above(desks: Desks, reference: str, kind: str, *, drafter: str, head: str, issue: str) -> None:
    officer = desks[drafter]
    officer.opens(reference)
    officer.does(reference, f"draft_{kind}", outcome="uphold", remedy="按规定告知。", **OPINION)
    desks[head].approves(reference)
    officer.does(reference, issue)
    officer.does(reference, "serve", method="hand", recipient="本人")


def _sent(liu: Petitioner) -> str:
    """Written on the phone, sent, and opened again by number and code; the reference."""
    liu.writes("楼下烧烤店每晚油烟很大，请求限期改正。", title="烧烤店油烟")
    assert "楼下烧烤店每晚油烟很大" in liu.says()
    reference, code = liu.sends()
    assert "第二十二条" in liu.says()
    # Another day, another browser: number and code open it again.
    liu.context.clear_cookies()
    liu.goes("/track/")
    liu.fills(reference=reference.lower(), code=code)
    liu.presses('main form:has([name="code"]) button.button')
    assert "第二十二条" in liu.says()
    return reference


def _doubted(liu: Petitioner, reference: str) -> None:
    """Received, rated, and put before the next higher organ."""
    assert "第三十五条" in liu.does(reference, "acknowledge", name="刘淑珍")
    liu.does(reference, "rate", of="competent", level="dissatisfied")
    assert "东渡区人民政府" in liu.does(reference, "request_reexamination", reasons="没有改正。")


@pytest.mark.slow
def test_a_petition_is_carried_from_a_phone_through_the_desks_to_its_review(chromium, server, pictures):
    liu = Petitioner.with_browser(chromium, server, pictures=pictures, name="phone", **PHONE)
    desks = Desks(chromium, server, pictures, has_scripts=True)
    reference = _sent(liu)
    _answered(desks, reference)
    _doubted(liu, reference)
    _decided_above(desks, reference, "reexamination", drafter="governor", head="governor_head", issue="reexamine")
    assert "信桥市人民政府" in liu.does(reference, "request_review", reasons="仍未改正。")
    _decided_above(desks, reference, "review", drafter="mayor", head="secretary", issue="review")
    liu.goes(f"/track/{reference}/")
    assert "三十日内改正" not in liu.says()
    liu.presses("#answers + ul li:last-child a")
    assert "三十日内改正" in liu.says()


@pytest.mark.slow
def test_with_scripts_off_a_petition_is_sent_answered_and_doubted_all_the_same(chromium, server):
    liu = Petitioner.with_browser(chromium, server, java_script_enabled=False, **PHONE)
    desks = Desks(chromium, server, None, has_scripts=False)
    reference = _sent(liu)
    _answered(desks, reference)
    _doubted(liu, reference)
