"""No page of the desk asks the database more often because it shows more: counted for each list, few rows and many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.builders.city import City
from tests.builders.petitions import OPINION, a_petition, do, lead_to_handling
from tests.web.officer.desk import page_of, signed_in
from xinqiao.petitions.searching.filling import fill_all
from xinqiao.supervision.asking import keep_question

FEW, MORE = 3, 12


def _petitions(city: City, count: int) -> None:
    """Petitions that stand in every list: with the clerk, handled with a draft that waits, and one asked about when late."""
    for number in range(count):
        petition = a_petition(city, place=city.places[("city", "district", "street")[number % 3]])
        lead_to_handling(city, petition)
        do("draft_reply", petition, city.officer("handler"), **OPINION, request="请求处理油烟。")
        late = a_petition(city, at="district_office", received_at=timezone.now() - timedelta(days=40))
        keep_question(do("ask_question", late, about="late", text="为什么还没有处理？"))
    fill_all()


LISTS = {
    "my work": ("handler", "/desk/?tab=mine"),
    "my organisation": ("second_handler", "/desk/?tab=organisation"),
    "the branch": ("office_head", "/desk/?tab=branch"),
    "what is late": ("office_head", "/desk/?tab=branch&part=late"),
    "what is over": ("office_head", "/desk/?tab=branch&part=over"),
    "drafts": ("head", "/desk/?tab=drafts"),
    "questions": ("office_head", "/desk/?tab=questions"),
    "a search": ("clerk", "/desk/search/?q=油烟"),
    "a search of several words": ("office_head", "/desk/search/?q=油烟 处理&sort=due"),
    "a search in writings": ("office_head", "/desk/search/?q=信访事项"),
    "all that I may see": ("office_head", "/desk/search/"),
    "the overview": ("office_head", "/desk/organisation/"),
    "timeliness": ("office_head", "/desk/timeliness/"),
    "people": ("administrator", "/desk/people/"),
}


def _asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_many_rows_as_for_few(city, name):
    officer, address = LISTS[name]
    client = signed_in(city, officer)
    _petitions(city, FEW)
    few = _asked(client, address)
    if name in ("drafts", "questions"):
        assert client.get(address).context[name], "the list is not empty"
    _petitions(city, MORE)
    assert _asked(client, address) <= few


def test_the_petitions_behind_a_figure_are_read_in_as_many_questions_however_many(city):
    client = signed_in(city, "office_head")
    _petitions(city, FEW)
    address = f"/desk/timeliness/petitions/?organisation={city['office'].pk}&clock=triage&outcome=running"
    few = _asked(client, address)
    _petitions(city, MORE)
    assert _asked(client, address) <= few


def test_a_petition_s_page_asks_as_often_with_a_long_past_as_with_a_short_one(city):
    petition = a_petition(city)
    do("supplement", petition, text="补充")
    client = signed_in(city, "clerk")
    few = _asked(client, page_of(petition.reference))
    for number in range(MORE):
        do("supplement", petition, text=f"补充{number}")
    assert _asked(client, page_of(petition.reference)) <= few
