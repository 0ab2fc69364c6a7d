"""An accusation is handled above the accused, who on no address sees, counts, finds or guesses it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.builders.petitions import a_petition, do
from tests.journeys.addresses import every_address
from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from tests.journeys.reading import on
from xinqiao.people.tokens import make_token
from xinqiao.petitions.models import Attachment, Petition
from xinqiao.safeguards.codes import new_reference
from xinqiao.supervision.models import Question

SECRET = "区长亲属承包工程收受好处"
# The government of the district is accused; with it stand the office, the bureau and the street it directs.
ACCUSED_SIDE = ["governor", "governor_head", "district_clerk", "district_handler", "district_head", "street_handler"]
# Where petitions are listed, counted, looked for or given out, with what can be asked there.
LISTS = [
    *(f"/desk/?tab={tab}&part={part}" for tab in ("mine", "organisation", "branch") for part in ("", "late", "over")),
    "/desk/?tab=drafts",
    "/desk/?tab=questions",
    "/desk/?kind=accusation&tab=branch",
    "/desk/organisation/",
    "/desk/timeliness/?internal=yes",
    *(f"/desk/timeliness/petitions/?clock={c}&outcome={o}" for c in ("triage", "notice") for o in ("running", "late")),
    "/desk/people/",
    *(f"/api/v1/petitions?part={part}" for part in ("mine", "organisation", "branch")),
]


@pytest.fixture
def accused(city):
    """The officers of the accused side at their browsers, and whatever the lists showed them before."""
    with on("2026-03-01"):
        a_petition(city, at="district_office", place=city.places["district"])
    with on("2026-03-20"):
        return {name: AtDesk(name) for name in ACCUSED_SIDE}


def _lists(desk: AtDesk) -> dict[str, str]:
    return {url: _steady(desk.browser.get(url).content.decode()) for url in LISTS}


def _steady(page: str) -> str:
    """A page without what differs at each look: the form tokens."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def _accuse() -> Petitioner:
    """2 March: 赵明 accuses the district government by its own form, and tells what happened."""
    zhao = Petitioner("赵明")
    zhao.writes(
        f"{SECRET}，有照片。请求查处。",
        title=SECRET,
        kind="accusation",
        accused="test-district",
        accused_text="区长",
    )
    zhao.sends()
    return zhao


def _handled_above(zhao: Petitioner) -> None:
    """The city's office receives it and passes it to an organ of the city; a question is asked; nothing goes down."""
    clerk = AtDesk("clerk")
    assert clerk.sees(zhao.reference)
    form = clerk.browser.get(f"/desk/petitions/{zhao.reference}/acts/refer/").content.decode()
    for code in ("test-district", "test-district-office", "test-district-bureau", "test-street"):
        assert f'value="{code}"' not in form, "it cannot even be chosen"
    clerk.does(zhao.reference, "refer", to="test-bureau")
    AtDesk("handler").does(zhao.reference, "receive_referral")


@pytest.mark.slow
def test_no_list_count_or_look_up_of_the_accused_side_changes_by_one_letter(city, accused):
    with on("2026-03-20"):
        before = {name: _lists(desk) for name, desk in accused.items()}
        zhao = _accuse()
        _handled_above(zhao)
        zhao.asks("late", SECRET)
    with on("2026-03-20"):
        for name, desk in accused.items():
            after = _lists(desk)
            for url in LISTS:
                assert after[url] == before[name][url], f"{name} at {url}"
                assert SECRET not in after[url] and zhao.reference not in after[url]


def _samples(petition: Petition) -> Iterator[dict[str, object]]:
    """The addresses of the accusation's own parts."""
    number = petition.documents.first()
    question = Question.objects.filter(petition=petition).first()
    file = Attachment.objects.filter(petition=petition).first()
    common = {
        "reference": petition.reference,
        "other": petition.reference,
        "page": 1,
        "party": petition.parties.get().pk,
        "nth": 1,
        "officer": 1,
        "number": number.pk if number else 1,
    }
    yield common | {"name": "triage"}
    yield common | {"name": "refer", "number": question.pk if question else 1}
    yield common | {"name": "supplement", "number": file.pk if file else 1}


@pytest.mark.slow
def test_every_address_of_the_accusation_answers_the_accused_side_as_if_there_were_no_such_petition(
    city, accused, settings
):
    settings.XINQIAO_THROTTLE = "off"
    with on("2026-03-20"):
        zhao = _accuse()
        _handled_above(zhao)
        zhao.asks("late", SECRET)
        petition = Petition.objects.get(reference=zhao.reference)
        none = new_reference(2026)
        walked = 0
        for name, desk in accused.items():
            for samples in _samples(petition):
                for path in _walkable(samples):
                    for ask in (desk.browser.get, _posting(desk)):
                        real, other = ask(path), ask(path.replace(zhao.reference, none))
                        assert real.status_code == other.status_code, f"{name} at {path}"
                        told, untold = (_steady(answer.content.decode(errors="replace")) for answer in (real, other))
                        assert told.replace(zhao.reference, none) == untold, f"{name} at {path}"
                        assert SECRET not in told
                        walked += 1
        assert walked > 100


def _walkable(samples: dict[str, object]) -> list[str]:
    """The paths below a petition, of both faces and of the API; not signing out, not the language."""
    return sorted({path for path in every_address(samples | {"uuid": 1}) if str(samples["reference"]) in path})


def _posting(desk: AtDesk):
    desk.browser.handler.enforce_csrf_checks = False

    def post(path: str):
        return desk.browser.post(path, {"expected_seq": "2"}, content_type="application/json")

    return post


def test_a_token_of_the_accused_side_opens_nothing_either(city, accused):
    with on("2026-03-20"):
        zhao = _accuse()
        for name in ACCUSED_SIDE:
            token = make_token(city.officer(name), expires_at=datetime(2027, 1, 1, tzinfo=UTC))
            program = Client(headers={"authorization": f"Bearer {token}"})
            hidden = program.get(f"/api/v1/petitions/{zhao.reference}")
            unknown = program.get(f"/api/v1/petitions/{new_reference(2026)}")
            assert (hidden.status_code, hidden.content) == (404, unknown.content)
            assert zhao.reference not in program.get("/api/v1/petitions?part=branch").content.decode()


def test_an_accused_officer_is_left_out_while_her_colleagues_outside_the_set_do_the_work(city):
    petition = a_petition(city, kind="accusation", accused_officer=city.officers["second_handler"])
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    colleague, accused = AtDesk("handler"), AtDesk("second_handler")
    assert colleague.sees(petition.reference)
    assert not accused.sees(petition.reference, tab="organisation")
    assert accused.browser.get(f"/desk/petitions/{petition.reference}/").status_code == 404
    form = AtDesk("head").browser.get(f"/desk/petitions/{petition.reference}/acts/hand_over/")
    offered = form.content.decode() if form.status_code == 200 else ""
    assert "Second_handler" not in offered, "it is not handed to the accused"
