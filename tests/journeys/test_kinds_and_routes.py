"""Six stories through both faces: each kind, a route that refuses, the simple way, many persons, a letter of two matters."""

from datetime import date

import pytest

from tests.journeys.both_faces import her_page_says_what_the_law_says, position_of, the_desk_says_what_the_law_says
from tests.journeys.citizen import Petitioner, token_in
from tests.journeys.officer import AtDesk
from tests.journeys.reading import must_say, on
from xinqiao.petitions.models import Petition

OPINION = {"facts": "现场核实。", "basis": "《信桥市办法（演示）》第三条", "opinion": "按期办理。"}


def _to_the_bureau(reference: str) -> AtDesk:
    """Referred by the city's office and taken in hand by the bureau; the bureau's desk."""
    AtDesk("clerk").does(reference, "refer", to="test-bureau")
    handler = AtDesk("handler")
    handler.does(reference, "receive_referral")
    return handler


def _answered(handler: AtDesk, reference: str, **draft: str) -> None:
    """Drafted, approved by a second person, issued and handed over."""
    handler.does(reference, "draft_reply", request="请求办理。", **OPINION, **draft)
    AtDesk("head").decides(reference)
    handler.does(reference, "reply")
    handler.does(reference, "serve", method="hand", recipient="本人")


def _writes(name: str, body: str, **more: str) -> Petitioner:
    person = Petitioner(name)
    # The city's own place, so that the office of the city receives it.
    person.writes(body, title=body[:12], **more)
    person.sends()
    return person


def _registers(clerk: AtDesk, **typed: str) -> str:
    """What came to the city's office, written down at the desk; the reference."""
    page = clerk.browser.get("/desk/register/")
    known = set(Petition.objects.values_list("pk", flat=True))
    given = {"csrfmiddlewaretoken": token_in(page), "key": "journey", "kind": "appeal", "persons": "1"} | typed
    answer = clerk.browser.post("/desk/register/", given)
    assert answer.status_code == 201, answer.content.decode()
    return Petition.objects.exclude(pk__in=known).get().reference


@pytest.mark.slow
def test_an_accusation_of_a_department_s_head_is_handled_past_that_department(city):
    with on("2026-03-02"):
        zhao = _writes(
            "赵明", "住建局局长收受好处，请求查处。", kind="accusation", accused="test-bureau", accused_text="局长"
        )
        clerk = AtDesk(_office_of(zhao.reference))
        the_desk_says_what_the_law_says(clerk, zhao.reference)
        position = her_page_says_what_the_law_says(zhao)
        assert position.refusal("withdraw").why.id == "accusation_is_not_ended"
        assert AtDesk("head").browser.get(f"/desk/petitions/{zhao.reference}/").status_code == 404
        form = clerk.browser.get(f"/desk/petitions/{zhao.reference}/acts/refer/").content.decode()
        assert 'value="test-bureau"' not in form, "the accused cannot even be chosen"
    with on("2026-03-03"):
        clerk = AtDesk(_office_of(zhao.reference))
        clerk.does(zhao.reference, "inform_leaders", to="test-city", text="通报反映干部问题的情况。")
        clerk.does(zhao.reference, "refer", to="test-transport")
        other = AtDesk("transporter")
        other.does(zhao.reference, "receive_referral")
        other.does(zhao.reference, "accept", text="予以受理。")
        position = the_desk_says_what_the_law_says(other, zhao.reference)
        assert position.refusal("mediate").why.id == "only_appeals_are_mediated"
        her_page_says_what_the_law_says(zhao)


def _office_of(reference: str) -> str:
    """The desk of the office that received it."""
    received_by = Petition.objects.get(reference=reference).submission.received_by.code
    return {"test-office": "clerk", "test-district-office": "district_clerk"}[received_by]


@pytest.mark.slow
def test_a_suggestion_is_studied_adopted_answered_and_held_to_its_day(city):
    with on("2026-03-02"):
        clerk = AtDesk("clerk")
        reference = _registers(clerk, channel="letter", body="建议桥头加装扶手。", kind="suggestion", name="钱二")
        the_desk_says_what_the_law_says(clerk, reference)
        handler = _to_the_bureau(reference)
        handler.does(reference, "notify", text="已收到。")
        position = the_desk_says_what_the_law_says(handler, reference)
        assert "handling" not in {clock.name for clock in position.clocks}, "no sixty days for a suggestion"
        handler.does(reference, "study", summary="可行。")
        _answered(handler, reference, outcome="adopt", execute_by="2026-06-30")
        position = the_desk_says_what_the_law_says(handler, reference)
        assert position.stage == "concluded"
        assert position.refusal("request_reexamination").why.id == "no_reexamination_of_this"
        assert [duty.due_on for duty in position.duties if duty.what == "execute"] == [date(2026, 6, 30)]
    with on("2026-07-01"):
        clerk = AtDesk("clerk")
        clerk.does(reference, "claim_non_execution", text="至今没有安装。")
        position = the_desk_says_what_the_law_says(clerk, reference)
        assert any(clock.name == "execution_urging" for clock in position.clocks)
        clerk.does(reference, "urge", text="请七日内落实。")
        AtDesk("handler").does(reference, "execute", proof="照片三张。")
        assert position_of(reference).refusal("claim_non_execution").why.id == "already_executed"


@pytest.mark.slow
def test_an_arbitration_matter_is_led_in_refused_there_and_comes_back_with_its_first_day(city):
    with on("2026-03-02"):
        sun = _writes("孙三", "单位拖欠工资，请求支付。")
        office = _office_of(sun.reference)
        desk = AtDesk(office)
        desk.does(sun.reference, "reclassify", kind="appeal", route="arbitration", reason="属劳动争议，应当申请仲裁。")
        desk.does(sun.reference, "channel", route="arbitration", to="劳动人事争议仲裁委员会（演示）")
        the_desk_says_what_the_law_says(desk, sun.reference)
        position = her_page_says_what_the_law_says(sun)
        assert position.stage == "channelled" and not position.final
    with on("2026-03-05"):
        AtDesk(office).does(sun.reference, "acknowledge_channel", proof="回执1号")
        assert position_of(sun.reference).final
        her_page_says_what_the_law_says(sun)
    with on("2026-03-20"):
        sun.page()
        sun.does("say_refused", reason="三月十九日告知：超过时效，不予受理。")
        position = her_page_says_what_the_law_says(sun)
        assert position.stage == "returned" and position.is_open
        assert position.received_on == date(2026, 3, 2), "the first day stays"
        again = AtDesk(office)
        assert again.sees(sun.reference), "it lies with the office that led it in"
        the_desk_says_what_the_law_says(again, sun.reference)
        again.does(
            sun.reference, "reclassify", kind="appeal", route="petition_procedure", reason="仲裁不予受理，无其他途径。"
        )
        assert position_of(sun.reference).permits("refer", "petition_office")


@pytest.mark.slow
def test_a_simple_matter_is_told_in_three_workdays_and_answered_in_ten(city):
    with on("2026-03-02"):
        clerk = AtDesk("clerk")
        reference = _registers(clerk, channel="visit", body="路灯不亮，请求维修。", name="李四")
        handler = _to_the_bureau(reference)
        handler.does(reference, "choose_simple")
        the_desk_says_what_the_law_says(handler, reference)
        handler.does(reference, "accept", text="予以受理。")
        position = the_desk_says_what_the_law_says(handler, reference)
        due = {clock.name: clock.due_on for clock in position.clocks}
        assert (due["simple_notice"], due["simple_handling"]) == (date(2026, 3, 5), date(2026, 3, 16))
        handler.does(reference, "hear", summary="电话听取。")
        _answered(handler, reference, outcome="support")
        position = the_desk_says_what_the_law_says(handler, reference)
        assert {c.name: c.state for c in position.clocks}["simple_handling"] == "met"
        assert position.permits("request_reexamination", "petitioner")


@pytest.mark.slow
def test_nine_come_together_and_name_five_who_speak_for_them(city):
    with on("2026-03-02"):
        clerk = AtDesk("clerk")
        reference = _registers(clerk, channel="visit", body="小区停水九天，请求恢复供水。", persons="9", name="周五")
        page = clerk.page(reference)
        position = the_desk_says_what_the_law_says(clerk, reference)
        assert position.stage == "registered", "registered first: numbers bar nobody"
        assert [duty.what for duty in position.duties if duty.who == "petitioner"] == ["name_representatives"]
        must_say(page, "choose at most five representatives")
        url = f"/desk/petitions/{reference}/acts/name_representatives/"
        form = clerk.browser.get(url)
        six = {"csrfmiddlewaretoken": token_in(form), "names": "\n".join("甲乙丙丁戊己"), "expected_seq": "2"}
        refused = clerk.browser.post(url, six)
        assert refused.status_code in (409, 422), "six are one too many"
        clerk.does(reference, "name_representatives", names="\n".join("甲乙丙丁戊"))
        position = the_desk_says_what_the_law_says(clerk, reference)
        assert not [duty for duty in position.duties if duty.who == "petitioner"]
        handler = _to_the_bureau(reference)
        position = the_desk_says_what_the_law_says(handler, reference)
        assert position.refusal("choose_simple").why.id == "not_for_the_simple_procedure"


@pytest.mark.slow
def test_a_letter_of_an_accusation_and_an_appeal_is_split_before_anything_is_referred(city):
    with on("2026-03-02"):
        clerk = AtDesk("clerk")
        secret = "住建局局长收受开发商好处"
        letter = f"楼道漏水，请求维修。另外，{secret}，请求查处。"
        accusation = _registers(
            clerk, channel="letter", body=letter, kind="accusation", accused="test-bureau", name="吴六"
        )
        the_desk_says_what_the_law_says(clerk, accusation)
        known = set(Petition.objects.values_list("pk", flat=True))
        clerk.does(
            accusation,
            "split_off",
            title="楼道漏水",
            body="楼道漏水，请求维修。",
            kind="appeal",
            route="petition_procedure",
        )
        appeal = Petition.objects.exclude(pk__in=known).get().reference
        the_desk_says_what_the_law_says(clerk, appeal)
        handler = _to_the_bureau(appeal)
        handler.does(appeal, "accept", text="予以受理。")
        page = handler.page(appeal)
        the_desk_says_what_the_law_says(handler, appeal)
        assert secret not in page and accusation not in page, "nothing of the accusation reaches the accused"
        assert handler.browser.get(f"/desk/petitions/{accusation}/").status_code == 404
        form = clerk.browser.get(f"/desk/petitions/{accusation}/acts/refer/").content.decode()
        assert 'value="test-bureau"' not in form
        clerk.does(accusation, "refer", to="test-transport")
        assert "split_off" not in clerk.browser.get(f"/desk/petitions/{accusation}/").content.decode(), (
            "too late to split"
        )
