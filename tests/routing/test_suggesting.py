"""Who may be competent? Rules over the organisation tree, with reasons; never the accused or those they direct."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tests.builders.city import a_city
from xinqiao.demonstration import people
from xinqiao.demonstration.people import make_people
from xinqiao.language.subjects.tree import path_of
from xinqiao.people.models import Place
from xinqiao.petitions.models import Petition
from xinqiao.routing.places import abbreviated_places, masked_places, places_named, short_name
from xinqiao.routing.subject import subject_of
from xinqiao.routing.suggesting import suggest_competent

pytestmark = pytest.mark.django_db
MATTERS = yaml.safe_load(Path(people.__file__).with_name("matters.yaml").read_text(encoding="utf-8"))


@pytest.fixture
def city():
    return a_city()


def a_letter(title: str, body: str = "", **given: object) -> Petition:
    """A petition as it is read, not stored: what is suggested depends on nothing else."""
    return Petition(title=title, body=body or title, **given)


def names(suggested) -> list[str]:
    return [one.organisation.name for one in suggested.bodies]


def test_the_words_of_a_matter_lead_to_the_body_with_the_function(city):
    suggested = suggest_competent(a_letter("暖气不热", "物业公司说供热管网老化，室内温度不到十六度。"))
    assert names(suggested)[0] == "信桥市住建局"
    assert suggested.is_sure
    assert set(suggested.bodies[0].reasons.words) >= {"暖气", "物业公司", "供热"}


def test_of_bodies_for_the_same_place_only_those_above_it_answer(city):
    letter = a_letter("油烟扰民", "东渡区夜市的油烟很大，城管来过没有结果。")
    assert names(suggest_competent(letter))[0] == "东渡区城管局"
    elsewhere = Place.objects.create(code="990103", name="南浦区", level="county", parent=city.places["city"])
    assert "东渡区城管局" not in names(suggest_competent(a_letter("油烟扰民", letter.body, place=elsewhere)))


def test_an_accusation_never_reaches_the_accused_or_those_it_directs(city):
    accused = a_letter("住建局违规", "住建局违规收物业公司的钱", kind="appeal", accused_organisation=city["bureau"])
    assert "信桥市住建局" not in names(suggest_competent(accused))
    district = a_letter("低保被扣", "社区低保被扣，邻里都知道", accused_organisation=city["district"])
    below = {"东渡区人民政府", "东渡区城管局", "桥头街道办事处", "东渡区信访局"}
    assert not below & set(names(suggest_competent(district)))
    city_itself = a_letter("暖气不热", kind="accusation", accused_organisation=city["city"])
    assert names(suggest_competent(city_itself)) == []


def test_where_no_department_of_the_place_has_the_function_its_lowest_government_is_asked(city):
    first = suggest_competent(a_letter("农机补贴", "桥头街道登记的农机没有补贴")).bodies[0]
    assert first.organisation.name == "桥头街道办事处"
    assert first.reasons.in_place_of
    assert first.reasons.place.name == "桥头街道"


def test_a_lower_place_in_the_text_counts_inside_the_place_given_and_a_city_government_stands_in_for_nobody(city):
    letter = a_letter("低保被停", "桥头街道的低保停了。", place=city.places["city"])
    assert suggest_competent(letter).place.name == "桥头街道"
    whole_city = a_letter("农机补贴", "登记的农机没有补贴", place=city.places["city"])
    assert suggest_competent(whole_city).bodies == ()


def test_where_nothing_speaks_for_anybody_a_person_decides(city):
    for text in ("", "啊", "Hello, is anybody there?", "🙂🙂🙂", "好的 谢谢\n" * 4000):
        suggested = suggest_competent(a_letter(text))
        assert suggested.bodies == ()
        assert not suggested.is_sure


def test_a_letter_in_traditional_characters_and_full_width_is_read_as_any_other(city):
    suggested = suggest_competent(a_letter("暖氣不熱", "物業公司說供熱管網老化。"))
    assert names(suggested)[0] == "信桥市住建局"
    assert subject_of("暖氣不熱", "物業公司說小區供熱管網老化，業主沒有辦法。").label == "城乡建设"


def test_a_subject_alone_suggests_but_is_said_as_the_reason(city):
    (only,) = suggest_competent(a_letter("一件事", "请看附件。"), subject=path_of("交通运输")).bodies
    assert only.organisation.name == "信桥市交通局"
    assert only.reasons.subject == "交通运输"
    assert only.reasons.words == ()


def test_places_are_found_by_full_and_by_short_names_and_masked_ones_are_said():
    places = [
        SimpleNamespace(code="990121", name="西塘县"),
        SimpleNamespace(code="990121100", name="城关镇"),
        SimpleNamespace(code="990122100", name="城关镇"),
        SimpleNamespace(code="990100", name="信桥市（演示）"),
    ]
    assert [one.place.code for one in places_named("家住西塘城关镇，去信桥办事", places)] == [
        "990121100",
        "990121",
        "990100",
    ]
    assert places_named("城关镇的路坏了", places) == []
    assert masked_places("A3区某镇的路，K市也有，××县同样") == ["A3区", "某镇", "K市", "××县"]
    assert short_name("东渡区") == "东渡" and short_name("朔县") == "朔县"


PLACES = [
    SimpleNamespace(code=code, name=name)
    for code, name in (
        ("990100", "信桥市（演示）"),
        ("990102", "东渡区"),
        ("990103", "长亭区"),
        ("990104", "长桥区"),
        ("990121", "西塘县"),
        ("990121001", "南湾镇"),
        ("990105", "朔区"),
    )
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("东区的路坏了", "东渡区"),
        ("家住西县，水管破了", "西塘县"),
        ("我在南镇上班", "南湾镇"),
        ("东渡的路坏了", "东渡区"),
        ("朔区的路坏了", "朔区"),
        ("信桥市东渡区的路", "东渡区"),
    ],
)
def test_an_abbreviated_place_is_found_where_only_one_can_be_meant(text, found):
    assert places_named(text, PLACES)[0].place.name == found
    assert abbreviated_places(text, PLACES) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # Two districts begin so: a person asks which.
        ("长区的路坏了", ["长区"]),
        ("住在北县", ["北县"]),
        ("小区、社区、景区、我县、全市、超市、新区、各乡", []),
        ("东渡区长来过，某区民不知", []),
        ("", []),
    ],
)
def test_an_abbreviation_that_leads_nowhere_or_to_several_is_said_to_be_unresolvable(text, said):
    assert abbreviated_places(text, PLACES) == said


@pytest.mark.parametrize("text", ["A3区的路坏了", "K8县", "某区某镇", "××县的水", "B市A1区"])
def test_a_masked_place_names_nothing_and_is_said(text):
    assert places_named(text, PLACES) == []
    assert masked_places(text)


def test_what_cannot_be_resolved_stands_beside_the_suggestion(city):
    Place.objects.create(code="990104", name="东桥区", level="county", parent=city.places["city"])
    suggested = suggest_competent(a_letter("油烟扰民", "东区夜市油烟很大，A3区也是。"))
    assert set(suggested.masked) == {"A3区", "东区"}
    assert suggested.place is None


@pytest.mark.slow
def test_of_the_invented_matters_most_are_led_to_who_answered_them():
    """The demonstration's matters name their competent body; the suggestion has to agree, first or among three."""
    city = make_people()
    first = among = total = 0
    for kind, matter in ((kind, one) for kind, ones in MATTERS.items() for one in ones):
        if kind == "accusation" or "at" not in matter or matter["at"] not in city.organisations:
            continue
        competent = city.organisations[matter["at"]]
        place = competent.place.name if competent.place.level == "township" else "桥头街道"
        body = (matter["text"] + matter["ask"]).format(place=place, when="去年")
        right = competent.code
        found = [one.organisation.code for one in suggest_competent(a_letter(matter["title"], body)).bodies]
        total += 1
        first += found[:1] == [right]
        among += right in found
    assert total > 40
    assert first / total >= 0.9, (first, among, total)
    assert among / total >= 0.94, (first, among, total)
