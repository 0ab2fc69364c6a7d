"""The overview of an organisation, timeliness, and the petitions behind a figure."""

from datetime import timedelta

from django.utils import timezone

from tests.builders.petitions import a_petition, lead_to_handling
from tests.web.officer.desk import signed_in


def test_the_overview_counts_open_work_by_stage_and_leads_to_it(city):
    petition = a_petition(city)
    lead_to_handling(city, petition)
    client = signed_in(city, "handler")
    page = client.get("/desk/organisation/")
    assert page.context["total"].open == 1
    assert [(row.key, row.open) for row in page.context["by_stage"]] == [("handling", 1)]
    assert page.context["by_officer"] is None and page.context["by_organisation"] is None
    assert petition.reference in client.get("/desk/?tab=organisation&stage=handling").content.decode()


def test_who_hands_work_over_sees_how_much_lies_on_each_desk(city):
    lead_to_handling(city, a_petition(city))
    page = signed_in(city, "head").get("/desk/organisation/")
    assert [(row.title, row.open) for row in page.context["by_officer"]] == [("Handler", 1)]


def test_a_supervisor_sees_the_organisations_below_without_sealed_matters(city):
    lead_to_handling(city, a_petition(city))
    a_petition(city, at="district_office", kind="accusation", place=city.places["district"])
    page = signed_in(city, "office_head").get("/desk/organisation/")
    assert [row.title for row in page.context["by_organisation"]] == [city["bureau"].name]


def test_timeliness_shows_what_was_late_and_the_petitions_behind_it(city):
    old = a_petition(city, received_at=timezone.now() - timedelta(days=40))
    client = signed_in(city, "office_head")
    page = client.get("/desk/timeliness/")
    row = next(row for row in page.context["rows"] if row["figures"].clock == "triage")
    assert row["figures"].late == 1 and row["figures"].maximum_lateness_days > 0
    behind = client.get(f"/desk/timeliness/petitions/?{row['to_late']}")
    assert old.reference in behind.content.decode()
    assert old.reference not in client.get(f"/desk/timeliness/petitions/?{row['to_met']}").content.decode()


def test_a_period_narrows_the_figures_and_a_day_that_does_not_exist_is_a_sentence(city):
    a_petition(city, received_at=timezone.now() - timedelta(days=40))
    client = signed_in(city, "office_head")
    today = timezone.localdate().isoformat()
    assert client.get("/desk/timeliness/", {"from": today}).context["rows"] == []
    wrong = client.get("/desk/timeliness/", {"from": "2026-02-30"})
    assert wrong.status_code == 422 and "not a day of the calendar" in wrong.content.decode()


def test_timeliness_is_not_open_to_everybody(city):
    assert signed_in(city, "handler").get("/desk/timeliness/").status_code == 403
    assert signed_in(city, "handler").get("/desk/timeliness/petitions/").status_code == 403


def test_the_figures_of_other_branches_cannot_be_asked_for(city):
    client = signed_in(city, "district_clerk")
    asked = {"organisation": city["bureau"].pk, "clock": "handling", "outcome": "late"}
    assert client.get("/desk/timeliness/petitions/", asked).context["organisation"] is None
