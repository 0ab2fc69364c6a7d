"""Hot issues and early warnings on the desk: problems and counts in fives; petitions only before those who handle them."""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from tests.builders.city import a_city, an_officer
from tests.builders.issues import linked, phones, some_petitions
from xinqiao.barometer.models import EarlyWarning, HotIssue
from xinqiao.barometer.updating import update

pytestmark = pytest.mark.django_db

COUNTS = (
    "heat", "people", "people_in_month", "messages", "places", "places_month_ago", "organisations", "span_days", "recurrences",
)  # fmt: skip


def signed_in(officer) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(officer.account)
    return client


def a_hot_city(people: int = 8):
    """The small city with one issue, and an analyst in its petition office."""
    city = a_city()
    petitions = some_petitions(city, phones(people))
    linked(petitions)
    update(timezone.localdate())
    city.officers["analyst"] = an_officer("analyst", organisation=city["district_office"], roles=["analyst"])
    return city, petitions


def a_warning(**rest) -> EarlyWarning:
    today = timezone.localdate()
    return EarlyWarning.objects.create(
        **{
            "kind": "cell",
            "key": "990102|环境保护",
            "subject": "环境保护",
            "raised_on": today - timedelta(days=9),
            "seen_until": today,
            "half_on": today - timedelta(days=3),
            "window_days": 7,
            "people": 13,
            "expected": 1.6,
            "chance": 0.001,
        }
        | rest
    )


def test_an_analyst_sees_problems_and_counts_and_no_petition():
    city, petitions = a_hot_city()
    client = signed_in(city.officer("analyst"))
    for path in ("/desk/issues/", f"/desk/issues/{HotIssue.objects.get().pk}/"):
        said = client.get(path).content.decode()
        assert "演示花园" in said
        assert "at least 5" in said
        assert not any(petition.reference in said or str(petition.pk) in said for petition in petitions)
    assert client.get(f"/desk/petitions/{petitions[0].reference}/").status_code == 404


def test_petitions_behind_an_issue_are_shown_only_to_those_who_handle_them():
    city, petitions = a_hot_city()
    path = f"/desk/issues/{HotIssue.objects.get().pk}/"
    assert petitions[0].reference in signed_in(city.officer("clerk")).get(path).content.decode()
    # She watches over the district and may open the files, but they lie with another organisation.
    assert petitions[0].reference not in signed_in(city.officer("district_clerk")).get(path).content.decode()


def test_who_may_not_see_issues_is_told_so():
    city, _petitions = a_hot_city()
    client = signed_in(city.officer("handler"))
    assert [client.get(path).status_code for path in ("/desk/issues/", "/desk/warnings/")] == [403, 403]


def test_an_issue_of_four_people_is_not_there_even_by_its_number():
    city, _petitions = a_hot_city()
    HotIssue.objects.update(people=4)
    client = signed_in(city.officer("analyst"))
    assert "演示花园" not in client.get("/desk/issues/").content.decode()
    said = client.get(f"/desk/issues/{HotIssue.objects.get().pk}/").content.decode()
    assert "Fewer than five people are left" in said
    assert "演示花园" not in said


def test_the_address_of_an_issue_that_joined_another_leads_there_and_only_one_that_never_was_is_not_found():
    city, _petitions = a_hot_city()
    issue = HotIssue.objects.get()
    last = HotIssue.objects.get()
    for _step in range(2):
        last = HotIssue.objects.create(
            **dict.fromkeys(COUNTS, 0), since_on=issue.since_on, until_on=issue.until_on,
            computed_on=issue.computed_on, computed_at=issue.computed_at,
            became=issue if last.pk == issue.pk else last,
        )  # fmt: skip
    client = signed_in(city.officer("analyst"))
    said = client.get(f"/desk/issues/{last.pk}/").content.decode()
    assert f'href="/desk/issues/{issue.pk}/"' in said
    assert issue.name in said
    assert client.get("/desk/issues/999999/").status_code == 404
    assert signed_in(city.officer("handler")).get(f"/desk/issues/{last.pk}/").status_code == 403


def test_a_warning_of_an_issue_leads_to_it():
    city, petitions = a_hot_city()
    EarlyWarning.objects.all().delete()
    a_warning(kind="issue", key=str(petitions[0].pk), name="演示花园 油烟", subject="")
    said = signed_in(city.officer("analyst")).get("/desk/warnings/").content.decode()
    assert f'<a href="/desk/issues/{HotIssue.objects.get().pk}/">演示花园 油烟</a>' in said
    assert "counted for the whole page" in said


def test_no_question_asked_of_the_page_gives_another_or_a_smaller_count():
    city, _petitions = a_hot_city(people=9)
    HotIssue.objects.update(people_in_month=6)
    client = signed_in(city.officer("analyst"))
    said = client.get("/desk/issues/").content.decode()
    assert client.get("/desk/issues/?place=990102&from=2026-01-01&people=9&q=x").content.decode().count("at least") == (
        said.count("at least")
    )
    assert {int(number) % 5 for number in re.findall(r"at least (\d+)", said)} == {0}
    # Nine people or six in a month: the difference of three cannot be had.
    assert set(re.findall(r"at least (\d+)", said)) == {"5"}


def test_the_table_is_taken_away_with_the_same_coarse_counts():
    city, petitions = a_hot_city()
    answer = signed_in(city.officer("analyst")).post("/desk/issues/list.xlsx")
    rows = list(load_workbook(io.BytesIO(b"".join(answer))).worksheets[0].values)
    assert rows[1][4] == 5
    assert not any(petitions[0].reference in str(cell) for row in rows for cell in row)


def test_a_warning_shows_what_was_usual_how_sure_it_is_and_the_back_test():
    city, _petitions = a_hot_city()
    EarlyWarning.objects.all().delete()
    a_warning()
    said = signed_in(city.officer("analyst")).get("/desk/warnings/").content.decode()
    assert "At least 10 people in 7 days" in said
    assert "usual are about 2" in said
    assert "by chance about once in 3 years" in said
    assert "warned 6 days before" in said
    assert "about 12 false alarms a year" in said


def test_a_warning_is_decided_by_one_button_with_words():
    city, _petitions = a_hot_city()
    warning = a_warning()
    client = signed_in(city.officer("analyst"))
    assert 'data-key="3"' in client.get("/desk/warnings/").content.decode()
    told = client.post(
        f"/desk/warnings/{warning.pk}/decision/", {"decision": "false_alarm", "words": "演练"}, follow=True
    )
    assert "演练" in told.content.decode()
    warning.refresh_from_db()
    assert (warning.decision, warning.decided_by.name) == ("false_alarm", "Analyst")
    assert client.post(f"/desk/warnings/{warning.pk}/decision/", {"decision": "arrest"}).status_code == 404


def test_switched_off_both_pages_say_so(settings):
    city, _petitions = a_hot_city()
    a_warning()
    settings.XINQIAO_LANGUAGE = False
    client = signed_in(city.officer("analyst"))
    for path in ("/desk/issues/", "/desk/warnings/"):
        said = client.get(path).content.decode()
        assert "switched off" in said
        assert "at least" not in said.lower().partition("<h1>")[2].partition("what this page")[0].replace(
            "problems that at least five people", ""
        )
