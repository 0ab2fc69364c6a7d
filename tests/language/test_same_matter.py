"""Which letters are about the same matter: the same trouble at the same place, in whatever words."""

import hashlib
import json
from importlib import resources

import numpy as np
import pytest

from xinqiao.benchmarks.planted_matters import plant
from xinqiao.language.same_matter import usual
from xinqiao.language.same_matter.candidates import all_names
from xinqiao.language.same_matter.characters import NUMBERS, number_bigrams, number_names, read_writing
from xinqiao.language.same_matter.collection import weigh
from xinqiao.language.same_matter.comparing import FEATURES
from xinqiao.language.same_matter.evidence import shared_passages
from xinqiao.language.same_matter.index import MatterIndex
from xinqiao.language.same_matter.judging import BrokenJudgement, judgement, read_judgement
from xinqiao.language.same_matter.relations import Letter, Relation, relation_of
from xinqiao.language.shipped import WrongFile

SMOKE = "华源小区楼下烧烤店油烟扰民\n我家住在A3区华源小区3栋，一楼的烧烤店没有烟道，油烟直接排到楼上，每天到凌晨两点。"
SMOKE_AGAIN = "投诉华源小区门面油烟直排\n华源小区3栋底层那家烧烤店天天营业到半夜，油烟直接排进住户家里，请取缔。"
SMOKE_ELSEWHERE = SMOKE.replace("华源", "翠岭").replace("A3区", "A7区")
LIFT = "华源小区3栋电梯故障频发\n华源小区3栋的电梯这个月坏了四次，物业说维修基金不够，老人爬不动楼。"


@pytest.fixture(scope="module")
def crowd() -> tuple[MatterIndex, list[int]]:
    """Six hundred invented letters in an index, and the matter of each."""
    planted = list(plant(600, matters=60, seed=7))
    index = MatterIndex()
    for row in planted:
        index.add(row.text)
    for text in (SMOKE, SMOKE_AGAIN, SMOKE_ELSEWHERE, LIFT):
        index.add(text)
    index.commit()
    return index, [row.matter for row in planted]


def test_another_neighbours_letter_about_the_same_trouble_comes_first(crowd: tuple[MatterIndex, list[int]]) -> None:
    index, _matters = crowd
    first, *_others = index.similar(SMOKE_AGAIN, limit=5, but=601)
    assert first.number == 600
    assert first.same_matter


def test_the_same_words_about_another_place_are_another_matter(crowd: tuple[MatterIndex, list[int]]) -> None:
    index, _matters = crowd
    found = {match.number: match for match in index.similar(SMOKE, limit=10, but=600)}
    assert found[601].same_matter
    assert 602 not in found or not found[602].same_matter
    assert 602 not in found or found[602].score < found[601].score


def test_another_trouble_at_the_same_place_is_another_matter(crowd: tuple[MatterIndex, list[int]]) -> None:
    index, _matters = crowd
    found = {match.number: match for match in index.similar(SMOKE, limit=20, but=600)}
    assert 603 not in found or not found[603].same_matter


def test_planted_paraphrases_are_found_among_look_alikes(crowd: tuple[MatterIndex, list[int]]) -> None:
    index, matters = crowd
    shares = []
    for number, matter in enumerate(matters):
        others = {other for other, its in enumerate(matters) if its == matter and other != number}
        if others:
            text = index.collection.gather(np.array([number]))[0].tobytes().decode("utf-16-le")
            found = {match.number for match in index.similar(text, limit=10, but=number)}
            shares.append(len(found & others) / min(10, len(others)))
    assert len(shares) > 50
    assert sum(shares) / len(shares) > 0.85


def test_a_long_name_is_known_as_a_whole() -> None:
    """The estate is what three characters before its ending say, not the ending that a thousand estates have."""
    writing = read_writing("恒荫晖国际城电梯困人，物业不管\n我家住在恒荫晖国际城3栋。")
    assert {"恒荫晖", "荫晖国", "晖国际"} <= set(all_names(writing))
    assert "西悦渡" in all_names(read_writing("西悦渡一期增开班车"))
    assert all_names(read_writing("星期三也来")) == []


def test_who_names_the_same_estate_in_other_words_is_among_the_candidates() -> None:
    """Others who write of the same trouble elsewhere share far more words."""
    index = MatterIndex()
    wanted = index.add("问一问恒荫晖国际城\n配电房夜里响个不停，老人没法睡。")
    for row in plant(400, matters=20, seed=3):
        index.add(row.text)
    for first in "金银玉翠碧锦华盛福康":
        for second in "源泉溪水湾岸汇景庭居":
            index.add(f"{first}{second}国际城电梯困人，物业不管\n我家住在{first}{second}国际城3栋，电梯上周又坏了。")
    index.commit()
    asked = read_writing("恒荫晖国际城电梯困人，物业不管\n我家住在恒荫晖国际城3栋，电梯上周又坏了。")
    assert wanted in index.candidates(asked, limit=40)


def test_in_an_office_without_petitions_usual_words_say_little() -> None:
    empty = weigh(np.zeros(NUMBERS, dtype=np.int32), 0)
    [usual], [seldom] = number_bigrams(read_writing("居民").units), number_bigrams(read_writing("堰嵋").units)
    assert empty[usual] < 0.3 < 0.9 < empty[seldom]


def test_a_word_weighs_by_its_share_of_all_texts_and_a_name_by_how_many_name_it() -> None:
    texts_with = np.zeros(NUMBERS, dtype=np.int32)
    [word] = number_bigrams(read_writing("堰嵋").units)
    [name] = number_names(read_writing("堰嵋路").units, number_bigrams(read_writing("堰嵋路").units))[1]
    texts_with[[word, name]] = 1_000, 10
    few = weigh(texts_with, 100_000)
    texts_with[word] = 10_000
    many = weigh(texts_with, 1_000_000)
    assert few[word] == pytest.approx(many[word], abs=0.01)
    assert few[name] == pytest.approx(many[name], abs=0.05)


@pytest.mark.parametrize(
    "text", ["", "路", "🙂🙂", "hello, where is the office?", "，。！", "路灯不亮\n" * 4000, "𠮷野家门前的路灯不亮"]
)
def test_any_text_may_be_asked_about(crowd: tuple[MatterIndex, list[int]], text: str) -> None:
    index, _matters = crowd
    for match in index.similar(text, limit=3):
        assert 0 <= match.score <= 1


def test_a_letter_is_compared_whatever_its_width_case_and_signs() -> None:
    assert read_writing("Ａ３区，花园 路！").folded == read_writing("a3区花园路").folded


def test_shared_passages_stand_side_by_side_where_both_say_the_same() -> None:
    passages = shared_passages(SMOKE, SMOKE_AGAIN)
    assert passages
    for passage in passages:
        assert SMOKE[passage.start : passage.end] and SMOKE_AGAIN[passage.other_start : passage.other_end]
    assert any("油烟直接排" in SMOKE[passage.start : passage.end] for passage in passages)


def test_three_questions_have_three_answers() -> None:
    one = Letter(SMOKE, person="P1")
    assert relation_of(one, Letter(SMOKE + "。", person="P2"), same_matter=True) is Relation.SAME_LETTER
    assert relation_of(one, Letter(SMOKE_AGAIN, person="P1"), same_matter=True) is Relation.REPEAT
    assert relation_of(one, Letter(SMOKE_AGAIN, person="P2"), same_matter=True) is Relation.GROUP
    assert relation_of(one, Letter(SMOKE_AGAIN), same_matter=True) is Relation.GROUP
    assert relation_of(one, Letter(LIFT, person="P1"), same_matter=False) is None
    assert relation_of(one, Letter(SMOKE_ELSEWHERE, person="P2"), same_matter=False) is None


def test_damaged_weights_are_refused_in_one_sentence() -> None:
    folder = resources.files("xinqiao.language.same_matter")
    weights = (folder / "judgement.npz").read_bytes()
    card = json.loads((folder / "judgement.json").read_text(encoding="utf-8"))
    with pytest.raises(BrokenJudgement, match="damaged"):
        read_judgement(weights + b"x", card)
    with pytest.raises(BrokenJudgement, match="another version"):
        read_judgement(weights, card | {"version": 0})
    assert hashlib.sha256(weights).hexdigest() == card["sha256"]


@pytest.mark.parametrize("fault", ["other bytes", "no digest", "no file"])
def test_damaged_counts_of_usual_words_are_refused_in_one_sentence(fault, tmp_path, monkeypatch) -> None:
    counts = tmp_path / "usual.npz"
    if fault != "no file":
        counts.write_bytes(b"other bytes")
    if fault != "no digest":
        counts.with_suffix(".sha256").write_text("0" * 64)
    monkeypatch.setattr(usual, "_COUNTS", counts)
    monkeypatch.setattr(usual, "_DIGEST", counts.with_suffix(".sha256"))
    with pytest.raises(WrongFile, match=r"^The model file usual\.[^.]+.*\.$"):
        usual.usual_counts.__wrapped__()


def test_the_judgement_says_the_same_for_the_same_features() -> None:
    features = np.random.default_rng(3).random((40, len(FEATURES)), dtype=np.float32)
    assert np.array_equal(judgement().chances(features), judgement().chances(features.copy()))
