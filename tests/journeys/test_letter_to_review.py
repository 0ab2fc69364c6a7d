"""From a text written at the portal to the last opinion: every page says the day and the article it must say."""

import pytest
from django.utils import timezone

from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from tests.journeys.reading import must_say, on
from xinqiao.petitions.models import Petition
from xinqiao.petitions.verifying import verify

SMOKE = "我住桥头街道，楼下烧烤店每晚油烟很大，投诉三次没人管。请求：限期改正，并书面答复。"
OPINION = {
    "facts": "现场检测两次，油烟浓度超标。",
    "basis": "《信桥市餐饮油烟办法（演示）》第三条",
    "opinion": "责令三十日内改正。",
}


def _written_and_sent() -> Petitioner:
    """2 March: 陈桂芳 writes; the receipt already says by when the office disposes, and by which article."""
    chen = Petitioner("陈桂芳")
    chen.writes(SMOKE, title="烧烤店油烟")
    checked = chen.browser.get("/petition/check/").content.decode()
    must_say(checked, SMOKE, "烧烤店油烟", "陈桂芳", "13900000000", "桥头街道")
    receipt = chen.sends()
    # Fifteen days after Monday 2 March is Tuesday 17 March (22-1).
    must_say(receipt, chen.reference, chen.code, "东渡区信访局", "17 March 2026", "article 22")
    return chen


def _handled_until_issued(chen: Petitioner) -> None:
    with on("2026-03-05"):
        clerk = AtDesk("district_clerk")
        assert clerk.sees(chen.reference)
        must_say(clerk.page(chen.reference), SMOKE, "17 March 2026", "article 22", "12 days left")
        clerk.does(chen.reference, "refer", to="test-district-bureau")
        # Three working days after Thursday: Tuesday. Nobody's law, and said so.
        must_say(chen.page(), "东渡区城管局", "10 March 2026", "office rule, not law")
    with on("2026-03-06"):
        handler = AtDesk("district_handler")
        assert handler.sees(chen.reference)
        arrived = handler.does(chen.reference, "receive_referral")
        # Fifteen days end on Saturday the 21st, so Monday the 23rd (23-2); five working days to object: the 13th (23-3).
        must_say(arrived, "23 March 2026", "13 March 2026", "article 23")
    with on("2026-03-10"):
        handler = AtDesk("district_handler")
        # Sixty days after 10 March is Saturday 9 May 2026, which the State Council made a day of work (34).
        must_say(handler.does(chen.reference, "accept", text="予以受理。"), "9 May 2026", "article 34")
        must_say(chen.page(), "9 May 2026", "article 34", "60 days left")
        handler.does(chen.reference, "hear", summary="到家中听取，邻居二人在场。")
    with on("2026-04-16"):
        handler = AtDesk("district_handler")
        handler.does(
            chen.reference,
            "draft_reply",
            request="限期改正。",
            outcome="support",
            remedy="三十日内可请求复查。",
            **OPINION,
        )
        must_say(handler.page(chen.reference), "waits for a second person's approval")
        assert "责令三十日内改正" not in chen.page(), "a draft is the office's own"
    with on("2026-04-20"):
        AtDesk("district_head").decides(chen.reference)
        issued = AtDesk("district_handler").does(chen.reference, "reply")
        must_say(issued, "office rule", "27 April 2026")


def _served_rated_and_doubted(chen: Petitioner) -> None:
    with on("2026-04-21"):
        must_say(chen.page(), "An answer waits for you", "Reading starts nothing")
        served = chen.does("acknowledge", name="陈桂芳", agrees="yes")
        # Thirty days after she confirmed (35).
        must_say(served, "Last day:", "21 May 2026", "article 35", "30 days left")
        chen.does("rate", of="competent", level="dissatisfied", comment="改了三天又照旧。")
    with on("2026-05-20"):
        asked = chen.does("request_reexamination", reasons="改正后不到一周又冒烟，意见没有执行。")
        # Thirty days end on Friday 19 June, the Dragon Boat Festival; the next day of work is Monday the 22nd.
        must_say(asked, "东渡区人民政府", "22 June 2026", "article 35")


def _reexamined(chen: Petitioner) -> None:
    with on("2026-06-15"):
        governor = AtDesk("governor")
        assert governor.sees(chen.reference)
        governor.does(chen.reference, "draft_reexamination", outcome="uphold", remedy="三十日内可请求复核。", **OPINION)
        AtDesk("governor_head").decides(chen.reference)
        governor.does(chen.reference, "reexamine")
    with on("2026-06-16"):
        AtDesk("governor").does(chen.reference, "serve", method="hand", recipient="本人")
        must_say(chen.page(), "Last day:", "16 July 2026", "article 36")


def _reviewed(chen: Petitioner) -> str:
    with on("2026-07-10"):
        # Thirty days end on Sunday 9 August: Monday the 10th.
        must_say(chen.does("request_review", reasons="仍未执行。"), "信桥市人民政府", "10 August 2026", "article 36")
    with on("2026-08-03"):
        mayor = AtDesk("mayor")
        assert mayor.sees(chen.reference)
        mayor.does(chen.reference, "draft_review", outcome="uphold", remedy="本意见为终局。", **OPINION)
        AtDesk("secretary").decides(chen.reference)
        mayor.does(chen.reference, "review")
    with on("2026-08-04"):
        delivered = {"carrier": "EMS", "tracking_number": "0000000000", "occurred_at": "2026-08-04T09:00"}
        AtDesk("mayor").does(chen.reference, "serve", method="post", **delivered)
        return chen.page()


@pytest.mark.slow
def test_a_petition_goes_from_the_portal_through_reply_and_reexamination_to_the_review_and_its_end(city):
    with on("2026-03-02"):
        chen = _written_and_sent()
    _handled_until_issued(chen)
    _served_rated_and_doubted(chen)
    _reexamined(chen)
    end = _reviewed(chen)
    must_say(end, "the procedure is over", "It was last with:", "信桥市人民政府")
    with on("2026-08-05"):
        petition = Petition.objects.select_related("position").get(reference=chen.reference)
        assert (petition.position.stage, petition.position.is_open) == ("reviewed_served", False)
        past = [event.kind for event in petition.events.order_by("seq") if event.is_fact]
        assert past[:6] == ["received", "registered", "referred", "referral_received", "accepted", "heard"]
        assert past[6:] == [
            "replied",
            "served",
            "rated",
            "reexamination_requested",
            "reexamined",
            "served",
            "review_requested",
            "reviewed",
            "served",
        ]
        assert verify(on=timezone.localdate()).holds
