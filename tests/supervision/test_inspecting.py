"""Issued answers are looked into by lot: of each organisation alike, by a seed that anybody can repeat, never of persons."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders.city import City, a_city
from tests.builders.petitions import OPINION, a_petition, answer, lead_to_handling
from xinqiao.petitions.acting import BadInput
from xinqiao.petitions.models import Document, Petition, SealingLevel
from xinqiao.supervision.checking_answers import Said, said_of, text_of_answer
from xinqiao.supervision.findings import Held, held_by_check, held_of, newest_findings
from xinqiao.supervision.inspecting import FEWEST, drawn_for, issued_answers, record_inspection, share_of
from xinqiao.supervision.models import Inspection

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 15)
NOTHING = Said(requests=1, unanswered=0, not_in_force=0, is_late=False, is_other_matter=False, relevance=0.9)


def an_answer(city: City, **opening: object) -> Document:
    petition: Petition = a_petition(city, **opening)
    lead_to_handling(city, petition)
    answer(petition, drafter=city.officer("handler"), head=city.officer("head"), kind="reply", outcome="support")
    document = petition.documents.get(kind="reply")
    document.issued_at = document.issued_at.replace(year=2026, month=3, day=10)
    document.save(update_fields=["issued_at"])
    return document


def numbers(city: City, who: str = "chair", **options: object) -> list[int]:
    asked = {"month": MARCH, "seed": "2026-03", "of_each": 2} | options
    return [document.pk for one in drawn_for(city.officer(who), **asked) for document in one.documents]


def test_the_same_seed_draws_the_same_answers_and_another_may_draw_others() -> None:
    city = a_city()
    for _ in range(6):
        an_answer(city)
    assert numbers(city) == numbers(city) and len(numbers(city)) == 2
    assert len({tuple(numbers(city, seed=str(seed))) for seed in range(12)}) > 1
    (one,) = drawn_for(city.officer("chair"), month=MARCH, seed="a", of_each=2)
    assert one.organisation == city["bureau"] and one.issued == 6


def test_answers_of_another_month_are_not_among_them() -> None:
    city = a_city()
    an_answer(city)
    assert not numbers(city, month=date(2026, 2, 1)) and not numbers(city, month=date(2026, 4, 1))


def test_an_inspector_draws_only_what_she_may_open_and_not_her_own() -> None:
    city = a_city()
    plain, sealed = an_answer(city), an_answer(city)
    Petition.objects.filter(pk=sealed.petition_id).update(sealing=SealingLevel.SEALED)
    assert numbers(city) == [plain.pk]
    Petition.objects.filter(pk=plain.petition_id).update(accused_organisation=city["city"])
    assert not numbers(city)
    Petition.objects.filter(pk=plain.petition_id).update(accused_organisation=None)
    Document.objects.filter(pk=plain.pk).update(drafted_by=city.officer("chair"))
    assert not numbers(city)


def test_without_the_permission_to_oversee_nothing_is_drawn() -> None:
    city = a_city()
    an_answer(city)
    for who in ("handler", "head", "administrator", "transporter"):
        assert not issued_answers(city.officer(who)).exists()


def test_of_few_answers_no_share_is_told() -> None:
    assert share_of([NOTHING] * (FEWEST - 1)) is None
    share = share_of([NOTHING] * (FEWEST - 1) + [Said(**NOTHING.as_document() | {"unanswered": 2, "is_late": True})])
    assert share is not None and (share.looked_into, share.unanswered, share.late) == (FEWEST, 1, 1)


def test_a_finding_is_kept_beside_what_the_check_said() -> None:
    city = a_city()
    document = an_answer(city, title="油烟扰民", body="请求处理油烟。请问什么时候答复？")
    said = said_of(document, document.petition)
    record_inspection(
        document=document, inspector=city.officer("chair"), agreement="differs", note=" 已答复 ", said=said
    )
    kept = Inspection.objects.get()
    assert (kept.agreement, kept.note, kept.said["requests"]) == ("differs", "已答复", said.requests)
    with pytest.raises(BadInput):
        record_inspection(document=document, inspector=city.officer("chair"), agreement="", note="", said=None)


def test_no_finding_names_who_wrote_the_answer() -> None:
    names = {field.name for field in Inspection._meta.get_fields()}
    assert names == {"id", "document", "inspected_by", "inspected_at", "agreement", "note", "said"}


def test_what_an_answer_repeats_of_the_petition_is_not_its_answer() -> None:
    assert text_of_answer(
        OPINION | {"request": "请求处理油烟。", "opening": "提出处理意见如下。", "contact": "演示路1号"}
    ) == "\n".join((OPINION["facts"], OPINION["basis"], OPINION["opinion"]))


def a_finding(city: City, agreement: str, **said: object) -> Inspection:
    as_checked = replace(NOTHING, **said)
    return record_inspection(
        document=an_answer(city), inspector=city.officer("chair"), agreement=agreement, note="", said=as_checked
    )


def test_which_check_held_is_told_from_five_findings_on_and_of_the_newest_of_each_answer() -> None:
    city = a_city()
    four = [a_finding(city, "agrees", unanswered=1) for _ in range(4)]
    assert held_of(four) is None and not any(held for _name, held in held_by_check(four))
    found = [*four, a_finding(city, "differs", unanswered=1, is_late=True)]
    by_check = dict(held_by_check(found))
    assert by_check["unanswered"] == Held(findings=5, agrees=4, in_part=0, differs=1)
    assert by_check["is_late"] is None and by_check["nothing"] is None
    documents = Document.objects.filter(inspections__isnull=False).distinct()
    record_inspection(
        document=found[4].document, inspector=city.officer("chair"), agreement="in_part", note="", said=None
    )
    assert held_of(newest_findings(documents)) == Held(findings=5, agrees=4, in_part=1, differs=0)
