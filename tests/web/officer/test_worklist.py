"""The work by due date: whose, in which order, how late, and with how few questions to the database."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.builders.petitions import a_petition, do, lead_to_handling
from tests.web.officer.desk import signed_in


def test_my_work_shows_the_clock_its_day_and_the_days_left(city):
    petition = a_petition(city)
    text = signed_in(city, "clerk").get("/desk/").content.decode()
    assert petition.reference in text and petition.title in text
    assert "days left" in text and "article 22" in text


def test_the_earliest_due_comes_first_and_late_work_says_how_late(city):
    now = timezone.now()
    fresh = a_petition(city, received_at=now)
    old = a_petition(city, received_at=now - timedelta(days=40))
    text = signed_in(city, "clerk").get("/desk/").content.decode()
    assert text.index(old.reference) < text.index(fresh.reference)
    assert "days late" in text
    late_only = signed_in(city, "clerk").get("/desk/?part=late").content.decode()
    assert old.reference in late_only and fresh.reference not in late_only


def test_work_moves_to_the_organisation_it_was_referred_to(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    assert petition.reference not in signed_in(city, "clerk").get("/desk/").content.decode()
    assert petition.reference in signed_in(city, "handler").get("/desk/").content.decode()
    assert petition.reference in signed_in(city, "second_handler").get("/desk/?tab=organisation").content.decode()
    assert petition.reference not in signed_in(city, "transporter").get("/desk/?tab=organisation").content.decode()


def test_a_supervisor_sees_the_branch_and_a_handler_who_asks_for_it_does_not(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    assert petition.reference in signed_in(city, "office_head").get("/desk/?tab=branch").content.decode()
    assert petition.reference not in signed_in(city, "transporter").get("/desk/?tab=branch").content.decode()


def test_the_pages_follow_one_another_without_a_gap_or_a_repetition(city):
    petitions = {a_petition(city).reference for _number in range(35)}
    client = signed_in(city, "clerk")
    first = client.get("/desk/")
    following = first.context["next_page"]
    second = client.get(f"/desk/{following}")
    shown = [line.reference for page in (first, second) for line in page.context["worklist"].lines]
    assert len(shown) == 35 and set(shown) == petitions
    assert second.context["next_page"] == ""


def test_a_cursor_that_nobody_gave_out_is_no_fault(city):
    a_petition(city)
    client = signed_in(city, "clerk")
    for after in ("x", "2026-99-99.zz", "2026-03-02.", "' OR 1=1"):
        assert client.get("/desk/", {"after": after}).status_code == 200
        assert client.get("/desk/", {"after": after, "part": "over"}).status_code == 200


def test_what_is_over_is_listed_newest_first(city):
    petition = a_petition(city)
    do("guide", petition, city.officer("clerk"), where="市仲裁委", text="请向市仲裁委提出。")
    client = signed_in(city, "clerk")
    assert petition.reference not in client.get("/desk/").content.decode()
    assert petition.reference in client.get("/desk/?part=over&tab=organisation").content.decode()


def test_the_worklist_asks_the_database_as_often_for_sixty_rows_as_for_ten(city, monkeypatch):
    monkeypatch.setattr("xinqiao.web.officer.worklist.PAGE", 60)
    client = signed_in(city, "clerk")
    counts = []
    for more in (10, 50):
        for _number in range(more):
            a_petition(city)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            response = client.get("/desk/")
        counts.append(len(asked))
        assert len(response.context["worklist"].lines) in (10, 60)
    assert counts[0] == counts[1] and counts[0] <= 12


def test_a_number_leads_to_the_petition(city):
    petition = a_petition(city)
    response = signed_in(city, "clerk").get("/desk/", {"reference": petition.reference.lower()})
    assert response.status_code == 302 and petition.reference in response["Location"]


def test_a_position_that_changed_by_itself_is_refreshed_before_it_is_shown(city):
    petition = a_petition(city)
    position = petition.position
    position.stage, position.changes_on = "handling", timezone.localdate()
    position.save()
    signed_in(city, "clerk").get("/desk/")
    position.refresh_from_db()
    assert position.stage == "registered"
