"""Six stories of three kinds and several routes: both faces offer and refuse what the engine says, at every turn."""

import pytest

from tests.builders.petitions import OPINION
from tests.journeys.agreeing import desk_agrees, her_page_agrees, position_of, stage_of
from tests.journeys.citizen import Petitioner, token_in
from tests.journeys.officer import AtDesk
from tests.journeys.reading import must_say, on, words_of
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.usefixtures("city")


def _written(day: str, body: str, **more: str) -> Petitioner:
    """Written and sent on a day; both faces agree from the first page on."""
    with on(day):
        person = Petitioner("孙立群")
        person.writes(body, **more)
        person.sends()
        her_page_agrees(person)
    return person


def _does(desk: AtDesk, person: Petitioner, act: str, **given: str) -> str:
    """A step at a desk, after which both faces agree again."""
    page = desk.does(person.reference, act, **given)
    desk_agrees(desk, person.reference)
    her_page_agrees(person)
    return page


def test_an_accusation_that_names_the_head_of_a_bureau_goes_past_the_bureau(city):
    person = _written(
        "2026-03-02",
        "住建局局长收受开发商好处。",
        kind="accusation",
        accused="test-district-bureau",
        accused_text="城管局局长",
    )
    with on("2026-03-03"):
        clerk = AtDesk("district_clerk")
        for act in ("refer", "inform_leaders", "succeed"):
            form = clerk.browser.get(f"/desk/petitions/{person.reference}/acts/{act}/").content.decode()
            assert 'value="test-district-bureau"' not in form, f"{act} cannot even be pointed at the accused"
        _does(clerk, person, "inform_leaders", to="test-district", text="请依干部管理权限处理。")
        _does(clerk, person, "refer", to="test-transport")
        for name in ("district_handler", "district_head"):
            assert AtDesk(name).browser.get(f"/desk/petitions/{person.reference}/").status_code == 404
        assert "withdraw" not in {offer.act for offer in _hers(person)}, "an accusation is not ended by taking it back"


def _hers(person: Petitioner):
    return person.browser.get(f"/track/{person.reference}/").context["offers"]


def test_a_suggestion_is_studied_adopted_and_has_its_day(city):
    person = _written("2026-03-02", "建议三路公交车延长到夜里十一点。", kind="suggestion")
    with on("2026-03-03"):
        clerk, handler = AtDesk("district_clerk"), AtDesk("district_handler")
        _does(clerk, person, "refer", to="test-district-bureau")
        _does(handler, person, "receive_referral")
        _does(handler, person, "notify", text="您的建议已收到。")
        assert not position_of(person.reference).permits("extend"), "the sixty days are not for suggestions"
        _does(handler, person, "study", summary="客流足够，可行。")
        form = handler.browser.get(f"/desk/petitions/{person.reference}/acts/draft_reply/").content.decode()
        assert 'value="partly_adopt"' in form and 'value="not_support"' not in form
        given = OPINION | {"request": "延长公交。", "outcome": "adopt", "execute_by": "2026-06-01"}
        _does(handler, person, "draft_reply", **given)
        AtDesk("district_head").decides(person.reference)
        _does(handler, person, "reply")
        _does(handler, person, "serve", method="hand", recipient="孙立群")
        assert stage_of(person.reference) == "concluded"
        must_say(person.page(), "Adopt: the suggestion is sound and feasible", "1 June 2026")


def test_an_arbitration_matter_that_was_refused_there_comes_back_with_its_first_day(city):
    person = _written("2026-03-02", "公司拖欠三个月工资。")
    with on("2026-03-05"):
        clerk = AtDesk("district_clerk")
        _does(clerk, person, "channel", route="arbitration", to="劳动人事争议仲裁委员会（演示）")
    with on("2026-03-12"):
        page = person.does("say_refused", reason="窗口说过了时效，当场退回。")
        her_page_agrees(person)
        must_say(page, "refused by the destination")
        clerk = AtDesk("district_clerk")
        desk_agrees(clerk, person.reference)
        position = position_of(person.reference)
        assert (position.stage, str(position.received_on)) == ("returned", "2026-03-02")
        must_say(clerk.page(person.reference), "窗口说过了时效")
        _does(clerk, person, "refer", to="test-district-bureau")
        assert stage_of(person.reference) == "in_transit"


def test_a_simple_matter_is_answered_in_working_days(city):
    person = _written("2026-03-02", "小区门口的路灯坏了。")
    with on("2026-03-03"):
        _does(AtDesk("district_clerk"), person, "refer", to="test-district-bureau")
        handler = AtDesk("district_handler")
        _does(handler, person, "receive_referral")
        _does(handler, person, "choose_simple")
        _does(handler, person, "accept", text="予以受理。")
        due = {clock.name: str(clock.due_on) for clock in position_of(person.reference).clocks if clock.is_unmet}
        assert due["simple_handling"] == "2026-03-17", "ten working days from the third of March"
        must_say(handler.page(person.reference), "handling in the simple procedure", "17 March 2026")


def test_nine_who_come_together_are_spoken_for_by_five_at_most(city):
    with on("2026-03-02"):
        clerk = AtDesk("district_clerk")
        page = clerk.browser.get("/desk/register/")
        posted = {
            "csrfmiddlewaretoken": token_in(page),
            "channel": "visit",
            "body": "九户业主反映房产证办不下来。",
            "kind": "appeal",
            "name": "周文",
            "phone": "13900000001",
            "persons": "9",
        }
        slip = clerk.browser.post("/desk/register/", posted)
        assert slip.status_code == 201, words_of(slip)
        petition = Petition.objects.get()
        desk_agrees(clerk, petition.reference)
        must_say(clerk.page(petition.reference), "choose at most five representatives")
        url = f"/desk/petitions/{petition.reference}/acts/name_representatives/"
        form = clerk.browser.get(url)
        six = {
            "csrfmiddlewaretoken": token_in(form),
            "expected_seq": form.context["form"].expected_seq,
            "names": "\n".join("甲乙丙丁戊己"),
        }
        refused = clerk.browser.post(url, six)
        assert refused.status_code == 409
        must_say(words_of(refused), "more representatives")
        clerk.does(petition.reference, "name_representatives", names="甲\n乙\n丙")
        desk_agrees(clerk, petition.reference)
        assert petition.parties.filter(capacity="representative").count() == 3
        assert "choose at most five representatives" not in clerk.page(petition.reference)


def test_a_letter_that_holds_an_appeal_and_an_accusation_is_split_before_anything_is_referred(city):
    person = _written("2026-03-02", "楼下油烟很大，请求处理。另：城管局科长收受商户好处。")
    with on("2026-03-04"):
        clerk = AtDesk("district_clerk")
        given = {"kind": "accusation", "route": "petition_procedure", "accused": "test-district-bureau"}
        _does(clerk, person, "reclassify", reason="信中有检举。", **given)
        words = {
            "title": "油烟扰民",
            "body": "楼下油烟很大，请求处理。",
            "kind": "appeal",
            "route": "petition_procedure",
        }
        _does(clerk, person, "split_off", **words)
        part = Petition.objects.exclude(reference=person.reference).get()
        must_say(person.page(), part.reference, "became a petition of its own")
        clerk.does(part.reference, "refer", to="test-district-bureau")
        handler = AtDesk("district_handler")
        page = handler.page(part.reference)
        must_say(page, "楼下油烟很大")
        assert "好处" not in page and person.reference not in page
        assert handler.browser.get(f"/desk/petitions/{person.reference}/").status_code == 404
        desk_agrees(handler, part.reference)
        # The same query code opens the part that was split off.
        hers = Petitioner("孙立群")
        hers.reference, hers.code = part.reference, person.code
        must_say(hers.page(), "油烟扰民")
        her_page_agrees(hers)
        assert str(position_of(part.reference).received_on) == "2026-03-02"
