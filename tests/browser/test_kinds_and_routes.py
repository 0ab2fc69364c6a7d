"""Six stories of three kinds and several routes before a real browser: what is offered is done, what is barred says why."""

from typing import Any

import pytest

from tests.browser.test_journey import OPINION, Desks
from tests.browser.walking import PHONE, Petitioner
from xinqiao.law.wording import words
from xinqiao.procedure.messages import Message

pytestmark = pytest.mark.slow
OFFICE, BUREAU = "district_clerk", "district_handler"


@pytest.fixture
def phone(chromium: Any, server: str, pictures: Any) -> Petitioner:
    """A person with a phone."""
    return Petitioner.with_browser(chromium, server, pictures=pictures, name="kinds", **PHONE)


@pytest.fixture
def desks(chromium: Any, server: str, pictures: Any) -> Desks:
    """The desks of the story."""
    return Desks(chromium, server, pictures, has_scripts=True)


def _sent(phone: Petitioner, body: str, **more: str) -> str:
    phone.writes(body, **more)
    reference, _code = phone.sends()
    return reference


def _reason(name: str) -> str:
    return words(Message(name), "zh-hans")


def _bars(desks: Desks, officer: str, reference: str, name: str) -> None:
    """The reason of the engine stands on the officer's page."""
    desks[officer].goes(f"/desk/petitions/{reference}/")
    desks[officer].opens_all()
    assert _reason(name) in desks[officer].says()


def _values(desks: Desks, officer: str, reference: str, act: str, field: str) -> set[str]:
    """What can be chosen in a field of an act."""
    desks[officer].goes(f"/desk/petitions/{reference}/acts/{act}/")
    choices = desks[officer].page.locator(f"main select[name={field}] option, main input[name={field}]")
    return {choice.get_attribute("value") or "" for choice in choices.all()}


def _to_the_bureau(desks: Desks, reference: str) -> None:
    desks[OFFICE].does(reference, "refer", to="test-district-bureau")
    desks[BUREAU].does(reference, "receive_referral")


def test_an_accusation_of_a_head_of_department_cannot_be_pointed_at_the_department(phone, desks):
    names = {"accused": "test-district-bureau", "accused_text": "城管局局长"}
    reference = _sent(phone, "城管局局长收受商户好处。", kind="accusation", **names)
    for act in ("refer", "inform_leaders"):
        to = _values(desks, OFFICE, reference, act, "to")
        assert "test-district" in to and "test-district-bureau" not in to
    desks[OFFICE].does(reference, "inform_leaders", to="test-district", text="请依干部管理权限处理。")
    head = desks["district_head"].page.goto(f"{phone.server}/desk/petitions/{reference}/")
    assert head.status == 404
    phone.goes(f"/track/{reference}/")
    phone.opens_all()
    assert _reason("accusation_is_not_ended") in phone.says()
    assert not phone.page.locator('main a[href*="/do/withdraw/"]').count()


def test_a_suggestion_is_studied_and_adopted_by_a_day(phone, desks):
    reference = _sent(phone, "建议三路公交车延长到夜里十一点。", kind="suggestion")
    _to_the_bureau(desks, reference)
    desks[BUREAU].does(reference, "notify", text="您的建议已收到。")
    desks[BUREAU].does(reference, "study", summary="客流足够，可行。")
    _bars(desks, BUREAU, reference, "only_the_petition_procedure_is_extended")
    assert _values(desks, BUREAU, reference, "draft_reply", "outcome") >= {"adopt", "partly_adopt", "not_adopt"}
    assert "not_support" not in _values(desks, BUREAU, reference, "draft_reply", "outcome")
    given = OPINION | {"request": "延长公交。", "outcome": "adopt", "execute_by": "2031-06-02"}
    desks[BUREAU].does(reference, "draft_reply", **given)
    desks["district_head"].approves(reference)
    desks[BUREAU].does(reference, "reply")
    desks[BUREAU].does(reference, "serve", method="hand", recipient="本人")
    phone.goes(f"/track/{reference}/")
    assert "2031年6月2日" in phone.says()
    assert phone.page.locator('main a[href*="/do/claim_non_execution/"]').count()


def test_an_arbitration_matter_refused_there_comes_back(phone, desks):
    reference = _sent(phone, "公司拖欠三个月工资。")
    desks[OFFICE].does(reference, "channel", route="arbitration", to="劳动人事争议仲裁委员会（演示）")
    phone.does(reference, "say_refused", reason="窗口说过了时效，当场退回。")
    desks[OFFICE].opens(reference)
    assert "窗口说过了时效" in desks[OFFICE].says()
    _to_the_bureau(desks, reference)
    phone.goes(f"/track/{reference}/")
    assert not phone.page.locator('main a[href*="/do/say_refused/"]').count()


def test_a_simple_matter_is_taken_simply_and_the_page_says_by_when(phone, desks):
    reference = _sent(phone, "小区门口的路灯坏了。")
    _to_the_bureau(desks, reference)
    desks[BUREAU].does(reference, "choose_simple")
    desks[BUREAU].does(reference, "accept", text="予以受理。")
    _bars(desks, BUREAU, reference, "already_simple")
    phone.goes(f"/track/{reference}/")
    phone.opens_all()
    assert "简易办理" in phone.says()


def test_nine_together_name_five_at_most(phone, desks):
    reference = _sent(phone, "九户业主反映房产证办不下来。", persons="9")
    phone.goes(f"/track/{reference}/do/name_representatives/")
    phone.fills(names="\n".join("甲乙丙丁戊己"))
    phone.presses('main form:has([name="expected_seq"]) button.button')
    assert _reason("too_many_representatives") in phone.says()
    assert "甲" in phone.page.locator("main [name=names]").input_value(), "what was typed is kept"
    phone.does(reference, "name_representatives", names="甲\n乙\n丙")
    desks[OFFICE].goes(f"/desk/petitions/{reference}/")
    assert "3" in desks[OFFICE].says()


def test_a_letter_of_an_appeal_and_an_accusation_is_split_first(phone, desks):
    reference = _sent(phone, "楼下油烟很大，请求处理。另：城管局科长收受商户好处。")
    given = {"kind": "accusation", "route": "petition_procedure", "accused": "test-district-bureau"}
    desks[OFFICE].does(reference, "reclassify", reason="信中有检举。", **given)
    matter = {"title": "油烟扰民", "body": "楼下油烟很大，请求处理。", "kind": "appeal", "route": "petition_procedure"}
    desks[OFFICE].does(reference, "split_off", **matter)
    phone.goes(f"/track/{reference}/")
    part = phone.says().split("其编号：", 1)[1].split("。", 1)[0]
    assert "test-district-bureau" not in _values(desks, OFFICE, reference, "refer", "to")
    _to_the_bureau(desks, part)
    desks[BUREAU].opens(part)
    said = desks[BUREAU].says()
    assert "楼下油烟很大" in said and "好处" not in said and reference not in said
    assert desks[BUREAU].page.goto(f"{phone.server}/desk/petitions/{reference}/").status == 404
