"""What an inspector takes away: organisations from five answers on, the draw with its seed, which check held; no person; logged."""

import pytest

from tests.builders.city import City
from tests.builders.petitions import a_petition, answer, lead_to_handling
from tests.web.officer.desk import signed_in
from tests.web.officer.test_exporting import sheets_of
from xinqiao.petitions.models import Document
from xinqiao.safeguards.models import AccessEntry
from xinqiao.supervision.inspecting import record_inspection

PAGE = "/desk/inspections/"


def answers(city: City, times: int) -> list[Document]:
    made = []
    for _number in range(times):
        petition = a_petition(city, title="某人的路灯")
        lead_to_handling(city, petition)
        answer(petition, drafter=city.officer("handler"), head=city.officer("head"), kind="reply", outcome="support")
        made.append(petition.documents.get(kind="reply"))
    return made


def test_figures_begin_with_five_answers_and_the_draw_can_be_repeated(city: City) -> None:
    issued = answers(city, 4)
    chair = signed_in(city, "chair")
    asked = f"{PAGE}findings.xlsx?month={issued[0].issued_at:%Y-%m}&of_each=5&seed=spring"
    organisations, _checks, drawn, about = sheets_of(chair.post(asked))
    assert organisations[1][:3] == (city["bureau"].name, 4, 4) and set(organisations[1][3:]) == {"–"}
    issued += answers(city, 1)
    for document in issued:
        record_inspection(document=document, inspector=city.officer("chair"), agreement="agrees", note="甲", said=None)
    organisations, checks, drawn, about = sheets_of(chair.post(asked))
    assert organisations[1][2] == 5 and all(isinstance(count, int) for count in organisations[1][3:])
    assert organisations[1][7:] == (5, 5, 0, 0)
    # The check was not asked when these were found: which check held is not told.
    assert all(set(row[1:]) == {"–"} for row in checks[1:])
    assert {row[1] for row in drawn[1:]} == {document.petition.reference for document in issued}
    assert any("spring" in map(str, row) for row in about)
    entry = AccessEntry.objects.filter(what="export").last()
    assert entry is not None and "seed=spring" in entry.purpose


def test_no_title_and_no_officer_but_who_took_it_is_in_it(city: City) -> None:
    (issued,) = answers(city, 1)
    asked = f"{PAGE}findings.xlsx?month={issued.issued_at:%Y-%m}"
    said = str(sheets_of(signed_in(city, "chair").post(asked)))
    assert "某人的路灯" not in said and "Chair" in said
    assert not any(city.officer(name).name in said for name in ("handler", "head"))


def test_it_is_for_who_may_oversee_and_a_wrong_month_is_a_sentence(city: City) -> None:
    assert signed_in(city, "handler").post(f"{PAGE}findings.xlsx").status_code == 403
    chair = signed_in(city, "chair")
    assert chair.get(f"{PAGE}findings.xlsx").status_code == 405
    answered = chair.post(f"{PAGE}findings.xlsx?month=2026-13")
    assert answered.status_code == 422 and "is not a month" in answered.content.decode()


@pytest.mark.parametrize("way", ["off", "on"])
def test_with_the_check_switched_off_the_draw_is_taken_all_the_same(city: City, settings, way: str) -> None:
    settings.XINQIAO_LANGUAGE = way == "on"
    (issued,) = answers(city, 1)
    *_sheets, about = sheets_of(signed_in(city, "chair").post(f"{PAGE}findings.xlsx?month={issued.issued_at:%Y-%m}"))
    assert ("switched off" in str(about)) == (way == "off")
