"""An officer leaves in the middle of the work: nothing waits at an empty desk, and the petitioner notices no gap."""

from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from tests.journeys.reading import must_say, on
from xinqiao.people.models import Organisation
from xinqiao.petitions.models import Petition


def test_the_work_of_a_clerk_who_leaves_passes_to_the_duty_officer_and_goes_on(city):
    zhou = Petitioner("周梅")
    with on("2026-03-02"):
        zhou.writes("小区电梯停运半月。", place=("here:990100",))
        zhou.sends()
        assert AtDesk("clerk").sees(zhou.reference)
    with on("2026-03-03"):
        clerk = AtDesk("clerk")
        administrator = AtDesk("administrator")
        left = f"/desk/people/{city.officers['clerk'].pk}/left/"
        head = city.officers["office_head"]
        # The clerk is the duty officer: somebody else has to be named first.
        page = administrator.browser.get("/desk/people/").content.decode()
        assert f"/desk/people/{head.pk}/duty/" in page
        _press(administrator, f"/desk/people/{head.pk}/duty/")
        must_say(administrator.posts(left, left_on="2026-03-03"), "1 open petition passed")
        assert Organisation.objects.get(code="test-office").duty_officer == head
    with on("2026-03-04"):
        gone = clerk.browser.get("/desk/")
        assert gone.status_code == 302 and "sign-in" in gone["Location"], "a leaver's session opens nothing"
        assert AtDesk("office_head").sees(zhou.reference)
        position = Petition.objects.select_related("position").get(reference=zhou.reference).position
        assert position.responsible_officer == head
        # The day by which the office disposes has not moved, and the petitioner reads no names.
        must_say(zhou.page(), "17 March 2026", "article 22(1)")
        assert "Clerk" not in zhou.page() and "Office_head" not in zhou.page()


def _press(desk: AtDesk, url: str) -> None:
    """A button of the people page."""
    from tests.journeys.citizen import token_in

    token = token_in(desk.browser.get("/desk/people/"))
    assert desk.browser.post(url, {"csrfmiddlewaretoken": token}).status_code == 302
