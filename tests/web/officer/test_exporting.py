"""A list taken away: what is shown of each petition as it is narrowed, no identity, no formula, nothing sealed; logged."""

import io

import pytest
from openpyxl import load_workbook

from tests.builders.petitions import a_petition, lead_to_handling
from tests.web.officer.desk import signed_in
from xinqiao.safeguards.models import AccessEntry
from xinqiao.web.officer import exporting
from xinqiao.web.officer.exporting import safe_cell

FOUND, WORK = "/desk/search/list.xlsx", "/desk/list.xlsx"


def sheets_of(response) -> list[list[tuple]]:
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)), read_only=True)
    return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]


def test_what_a_search_found_is_taken_away_as_it_is_narrowed(city):
    handled, _other = a_petition(city), a_petition(city)
    lead_to_handling(city, handled)
    rows, about = sheets_of(signed_in(city, "clerk").post(f"{FOUND}?q=油烟&stage=handling"))
    assert [row[0] for row in rows] == ["Number", handled.reference]
    assert any("油烟" in row for row in about) and any("being handled" in row for row in about)
    assert "Clerk" in str(about)


def test_the_work_of_a_desk_is_taken_away_as_it_is_filtered(city):
    petition = a_petition(city)
    client = signed_in(city, "clerk")
    assert [row[0] for row in sheets_of(client.post(f"{WORK}?tab=mine"))[0]] == ["Number", petition.reference]
    assert len(sheets_of(client.post(f"{WORK}?tab=mine&part=late"))[0]) == 1


def test_no_identity_and_nothing_sealed_leaves_the_house(city):
    a_petition(city)
    a_petition(city, title="举报某人", kind="accusation")
    rows, about = sheets_of(signed_in(city, "clerk").post(FOUND))
    assert len(rows) == 2 and "某甲" not in str(rows) + str(about) and "139" not in str(rows)
    assert "sealed matters are left out" in str(about)


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_is_never_a_formula(city, title):
    a_petition(city, title=title)
    rows, _about = sheets_of(signed_in(city, "clerk").post(FOUND))
    assert rows[1][1] == f"'{title}"


def test_a_sign_that_no_spreadsheet_holds_is_left_out():
    assert safe_cell("油\x00烟\x1b") == "油烟" and safe_cell(None) is None and safe_cell(3) == 3


def test_a_longer_list_says_that_it_was_cut(city, monkeypatch):
    monkeypatch.setattr(exporting, "MOST_ROWS", 2)
    for _number in range(3):
        a_petition(city)
    rows, about = sheets_of(signed_in(city, "clerk").post(FOUND))
    assert len(rows) == 3 and "only its first 2 petitions are here" in str(about)


def test_it_is_logged_without_the_words_and_needs_the_permission(city):
    a_petition(city)
    signed_in(city, "clerk").post(f"{FOUND}?q=王小明&stage=registered")
    entry = AccessEntry.objects.get(what="export")
    assert "王小明" not in entry.purpose and "stage=registered" in entry.purpose
    assert signed_in(city, "office_head").post(FOUND).status_code == 403
    assert signed_in(city, "office_head").post(WORK).status_code == 403
    assert "Excel" not in signed_in(city, "office_head").get("/desk/search/").content.decode()


def test_words_that_cannot_be_searched_are_a_sentence(city):
    assert signed_in(city, "clerk").post(f"{FOUND}?q=！").status_code == 422
