"""Is a petitioner told, from the first page on, by which day the other ways must be entered?"""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.builders.city import a_city

pytestmark = pytest.mark.django_db
ON = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(ON, tick=False):
        yield


def _page(**asked: str) -> tuple[int, str]:
    response = Client().get("/other-ways/", asked, headers={"accept-language": "en"})
    return response.status_code, response.content.decode()


def test_the_ways_are_counted_from_the_day_on_which_one_learned() -> None:
    status, page = _page(known_on="2026-01-05")
    assert status == 200
    # sixty days from 5 January, the day itself not counted: 6 March; six months: Sunday 5 July, so Monday 6 July
    assert "6 March 2026" in page and "6 July 2026" in page and "5 January 2027" in page
    assert "Counted from 5 January 2026" in page


def test_without_a_day_the_page_says_that_it_counts_from_today() -> None:
    status, page = _page()
    assert status == 200
    assert "as if you had learned of it only today" in page and "6 May 2026" in page


def test_a_way_that_is_over_is_said_to_be_over_and_a_value_not_read_in_its_text_is_marked() -> None:
    _status, page = _page(known_on="2025-06-02")
    assert page.count(">over<") >= 2
    assert page.count("not yet checked against the text") == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2026-13-40", "not a day of the calendar"),
        ("yesterday", "not a day of the calendar"),
        ("2026-03-03", "not come yet"),
        ("1999-01-01", "so long ago"),
    ],
)
def test_a_day_that_cannot_be_counted_from_is_refused_with_a_sentence(typed: str, said: str) -> None:
    status, page = _page(known_on=typed)
    assert status == 422 and said in page


@pytest.mark.parametrize(("kind", "is_told"), [("appeal", True), ("suggestion", False)])
def test_the_slip_of_a_visit_tells_the_ways_of_an_appeal_only(kind: str, is_told: bool) -> None:
    a_city()
    desk = Client(headers={"accept-language": "en"})
    desk.login(username="clerk", password="letter-bridge")
    typed = {"channel": "visit", "body": "楼下油烟。", "kind": kind, "persons": "1", "key": f"k-{kind}"}
    response = desk.post("/desk/register/", typed)
    assert response.status_code == 201
    assert ("Other ways and their last days" in response.content.decode()) is is_told
