"""Turns that a petition takes: sent to the wrong place, refused, disputed, withdrawn and taken up again, asked about."""

import pytest

from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from tests.journeys.reading import must_say, on
from xinqiao.petitions.models import Petition

BUS = "6路公交车取消了医院站，老人看病要走两公里。请求恢复设站。"


@pytest.fixture
def wang(city):
    """王秀兰 wrote on 2 March about a bus stop; the city's petition office received it."""
    wang = Petitioner("王秀兰")
    with on("2026-03-02"):
        wang.writes(BUS, title="恢复医院站", place=("here:990100",))
        wang.sends()
    return wang


def _referred_to_housing(wang: Petitioner) -> None:
    with on("2026-03-03"):
        AtDesk("clerk").does(wang.reference, "refer", to="test-bureau")
    with on("2026-03-04"):
        handler = AtDesk("handler")
        handler.does(wang.reference, "receive_referral")
        handler.does(wang.reference, "object", reason="公交设站属交通局职权。")


def _stage(wang: Petitioner) -> str:
    return str(Petition.objects.select_related("position").get(reference=wang.reference).position.stage)


def test_an_objection_is_agreed_to_and_the_petition_goes_to_the_right_organisation(wang):
    _referred_to_housing(wang)
    with on("2026-03-05"):
        clerk = AtDesk("clerk")
        must_say(clerk.page(wang.reference), "公交设站属交通局职权", "article 23", "office rule")
        back = clerk.does(wang.reference, "return_to_sender", reason="同意，另行转送。")
        # Three working days after Thursday the 5th: Tuesday the 10th, a rule of the office.
        must_say(back, "10 March 2026", "office rule")
        # A second referral starts from its own arrival; the first organisation's clock is not passed on.
        clerk.does(wang.reference, "refer", to="test-transport")
        must_say(wang.page(), "信桥市交通局", "To: 信桥市交通局", "同意，另行转送。")
    with on("2026-03-06"):
        assert not AtDesk("handler").sees(wang.reference)
        assert not AtDesk("handler").sees(wang.reference, tab="organisation")
        transport = AtDesk("transporter")
        must_say(transport.does(wang.reference, "receive_referral"), "23 March 2026", "article 23")
        must_say(transport.does(wang.reference, "accept", text="受理。"), "6 May 2026", "article 34")


def test_a_refused_objection_is_decided_by_the_joint_meeting_and_both_sides_are_told(wang):
    _referred_to_housing(wang)
    with on("2026-03-05"):
        refused = AtDesk("clerk").does(wang.reference, "refuse_objection", reason="站台由住建局建设。")
        must_say(refused, "office rule")
        assert _stage(wang) == "competence_disputed"
        handler = AtDesk("handler")
        page = handler.browser.get(f"/desk/petitions/{wang.reference}/").content.decode()
        assert "acts/object/" not in page and "acts/accept/" in page, "she may still give in, not object again"
    with on("2026-03-09"):
        chair = AtDesk("chair")
        assert chair.sees(wang.reference, tab="branch")
        chair.does(wang.reference, "decide_competence", to="test-transport", reason="客运设站由交通局主管。")
        must_say(wang.page(), "To: 信桥市交通局", "It is now with: 信桥市交通局")
    with on("2026-03-10"):
        transport = AtDesk("transporter")
        assert transport.sees(wang.reference)
        must_say(transport.does(wang.reference, "receive_referral"), "25 March 2026", "article 23")
        assert not AtDesk("handler").sees(wang.reference, tab="organisation")


def test_a_withdrawal_is_thought_over_and_taken_back_and_the_clocks_are_as_if_it_had_never_been(wang):
    with on("2026-03-04"):
        gone = wang.does("withdraw")
        # Seven days after the 4th: Wednesday the 11th, a rule of the office.
        must_say(gone, "You can still take this back", "11 March 2026", "office rule, not law")
        # Until then it stays in the office's sight, and nobody may pass it on.
        page = AtDesk("clerk").browser.get(f"/desk/petitions/{wang.reference}/").content.decode()
        assert "acts/refer/" not in page
    with on("2026-03-11"):
        must_say(wang.does("revoke_withdrawal"), "The petition goes on", "17 March 2026", "article 22(1)")
        assert AtDesk("clerk").sees(wang.reference)


def test_a_withdrawal_that_was_not_taken_back_in_time_stays_and_says_what_is_open_then(wang):
    with on("2026-03-04"):
        wang.does("withdraw")
    with on("2026-03-12"):
        page = wang.page()
        assert (
            f"/track/{wang.reference}/do/revoke_withdrawal/"
            not in wang.browser.get(f"/track/{wang.reference}/").content.decode()
        )
        must_say(page, "What I cannot do now, and why", "Nothing more is owed: the procedure is over")
        refused = wang.browser.get(f"/track/{wang.reference}/do/revoke_withdrawal/")
        assert refused.status_code == 409
        must_say(wang.does("bring_new_facts", text="新情况：又取消了一站。"), "the petition is open again")


def test_who_is_late_is_asked_by_the_petitioner_and_the_office_above_answers_her_on_the_record(wang):
    with on("2026-03-03"):
        AtDesk("clerk").does(wang.reference, "refer", to="test-bureau")
    with on("2026-03-04"):
        AtDesk("handler").does(wang.reference, "receive_referral")
    with on("2026-03-30"):
        must_say(wang.page(), "11 days late", "19 March 2026", "article 23(3)")
        asked = wang.asks("late", "二十多天没有回音，是谁在办？")
        must_say(asked, "has been put to 信桥市信访局", "二十多天没有回音", "It is to be answered by")
        clerk = AtDesk("clerk")
        must_say(clerk.browser.get("/desk/?tab=questions").content.decode(), "二十多天没有回音")
    with on("2026-03-31"):
        clerk = AtDesk("clerk")
        question = clerk.browser.get("/desk/?tab=questions").content.decode().split("/desk/questions/", 1)[1]
        clerk.posts(f"/desk/questions/{question.split('/', 1)[0]}/", answer="已责成住建局本周内告知您。")
        must_say(wang.page(), "已责成住建局本周内告知您", "31 March 2026")
        # The answer repairs nothing: the lateness stays on the page and the clock keeps running.
        must_say(wang.page(), "12 days late")
    with on("2026-04-01"):
        AtDesk("handler").does(wang.reference, "accept", text="受理。")
        must_say(wang.page(), "done late")
