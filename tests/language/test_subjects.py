"""A letter's subject is suggested with the words it rests on; where the model is not sure, it says so."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from xinqiao.cli.__main__ import cli
from xinqiao.language.subjects.calibration import bound_for, calibration_error, fit_calibration
from xinqiao.language.subjects.cold import train_cold
from xinqiao.language.subjects.evaluating import drift
from xinqiao.language.subjects.precedents import Precedents
from xinqiao.language.subjects.segmenting import SILENT, silent_words, words_of
from xinqiao.language.subjects.several import read_several
from xinqiao.language.subjects.storing import WrongModel, load_model, save_model
from xinqiao.language.subjects.teaching import own_model
from xinqiao.language.subjects.training import NotTrainable, groups_of, train
from xinqiao.language.subjects.tree import branch_called, subject_tree

LAMP = "小区门口的路灯坏了三个月，物业公司也不修，晚上很黑。"
WAGES = "我在建筑公司上班，老板拖欠工资半年，农民工讨薪无门。"
SMOKE = "化工厂夜里排放刺鼻的废气，空气里全是臭味，污染严重。"


def invented_lesson(copies=4):
    """Invented letters of three subjects: each sentence of the tree in several wordings."""
    texts, labels = [], []
    for name in ("城乡建设", "环境保护", "教育文体"):
        for matter in branch_called(name).matters():
            for example in matter.examples:
                for number in range(copies):
                    texts.append(
                        f"{example[number % 4 :]}，我家住在{number}号，请{matter.words[number % len(matter.words)]}有人管。"
                    )
                    labels.append(name)
    return texts, labels


@pytest.fixture(scope="module")
def taught():
    texts, labels = invented_lesson()
    return train([words_of(text).words for text in texts], labels, SILENT)


def test_each_word_of_evidence_stands_in_the_text_where_it_says():
    for text, label in ((LAMP, "城乡建设"), (WAGES, "劳动和社会保障"), (SMOKE, "环境保护")):
        read = own_model().read(text)
        assert read.label == label and not read.abstains
        assert read.evidence
        assert all(text[one.start : one.end] == one.word for one in read.evidence)


def test_a_letter_of_two_matters_has_two_subjects_each_with_its_stretch():
    parts = read_several(own_model(), f"{LAMP}\n另外，{WAGES}")
    assert [part.subject.label for part in parts] == ["城乡建设", "劳动和社会保障"]
    assert parts[0].end <= parts[1].start
    one = read_several(own_model(), f"{LAMP}\n{LAMP}")
    assert [(part.start, part.subject.label) for part in one] == [(0, "城乡建设")]


@pytest.mark.parametrize("text", ["", " ", "我", "😀" * 40, "\ud800", "...", "。" * 4000])
def test_where_nothing_is_said_the_model_abstains(text):
    read = own_model().read(text)
    assert read.abstains and read.confidence == 0.0 and read.evidence == ()


@pytest.mark.parametrize(
    "text", ["12345", "My street lamp is broken.", "街灯 street lamp 壞了 ぼくの", "Ａ３区 路灯 😀 坏了"]
)
def test_mixed_scripts_are_read_without_a_fault(text):
    read = own_model().read(text)
    assert 0 <= read.confidence <= 1
    assert all(text[one.start : one.end] == one.word for one in read.evidence)


def test_four_thousand_lines_are_one_letter():
    assert own_model().read(f"{LAMP}\n" * 4000).label == "城乡建设"


def test_the_order_of_lines_changes_nothing_but_the_opening(taught):
    lines = ["学校违规补课，每个学生收费一千元。", "老师强制学生订教辅资料乱收费。", "家长要求学校道歉。"]
    assert {taught.read("\n".join(order)).label for order in (lines, lines[::-1])} == {"教育文体"}


def test_a_taught_model_reads_what_it_has_not_seen(taught):
    for text, label in (
        ("工地深夜噪音扰民", "环境保护"),
        ("幼儿园老师体罚孩子", "教育文体"),
        ("楼盘烂尾，房产证不办", "城乡建设"),
    ):
        read = taught.read(text)
        assert (read.label, read.confidence > 0.5) == (label, True)


def test_published_segmentations_teach_which_words_are_silent():
    pairs = [(f"我们的路灯坏了{number}次", ["路灯", "坏"]) for number in range(5)]
    silent = silent_words(pairs)
    assert {"我们", "的"} <= silent and "路灯" not in silent
    assert words_of("我们的路灯", silent).words == ("路灯",)
    assert silent_words([]) == SILENT


def test_texts_that_open_alike_stay_on_one_side():
    words = [words_of(text).words for text in (LAMP * 3, LAMP * 3 + WAGES, SMOKE)]
    groups = groups_of(words)
    assert groups[0] == groups[1] != groups[2]


def test_a_model_wants_two_subjects_with_two_texts_each():
    with pytest.raises(NotTrainable, match="two subjects"):
        train([("路灯",), ("物业",)], ["甲", "甲"], SILENT)
    with pytest.raises(NotTrainable, match="two texts of each"):
        train([("路灯",), ("物业",), ("学校",)], ["甲", "甲", "乙"], SILENT)


def test_cold_a_label_outside_the_tree_is_read_by_its_own_words():
    model = train_cold([], ["环境保护", "宠物登记"], SILENT)
    assert model.read("我家的宠物怎么登记").label == "宠物登记"
    assert model.read(SMOKE).label == "环境保护"


def test_cold_unlabelled_texts_teach_the_words_beside_the_words_of_the_tree():
    texts, labels = invented_lesson()
    unlabelled = [
        words_of(f"{text}{'青鸟' if label == '环境保护' else '白马'}").words
        for text, label in zip(texts, labels, strict=True)
    ]
    model = train_cold(unlabelled, sorted(set(labels)), SILENT)
    before = dict(zip(model.labels, model.scores([("街道",)])[0], strict=True))
    after = dict(zip(model.labels, model.scores([("街道", "青鸟")])[0], strict=True))
    assert after["环境保护"] - before["环境保护"] > after["教育文体"] - before["教育文体"]


def test_confidence_says_how_often_it_is_right():
    random = np.random.default_rng(1)
    scores = random.normal(size=(4000, 3)) * 3
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    numbers = np.array([random.choice(3, p=share) for share in shares])
    said, words = np.exp(scores * 3) / np.exp(scores * 3).sum(axis=1, keepdims=True), np.full(4000, 50.0)
    calibration = fit_calibration(scores * 3, numbers, words)
    best, sure = said.max(axis=1), calibration.confidence(said, words)
    right = scores.argmax(axis=1) == numbers
    assert calibration_error(best, right) > 0.08 > 0.03 > calibration_error(sure, right)
    assert right[sure >= calibration.bounds[0]].mean() >= 0.95


def test_a_bound_that_nothing_keeps_is_never_reached():
    assert bound_for(np.linspace(0, 1, 100), np.zeros(100, bool), 0.95) > 1
    assert bound_for(np.linspace(0, 1, 100), np.ones(100, bool), 0.95) == 0


def test_drift_is_nought_where_the_mixture_is_the_same():
    assert drift(["甲", "乙"] * 50, ["甲", "乙"] * 50) == 0
    assert drift(["甲"] * 90 + ["乙"] * 10, ["甲"] * 10 + ["乙"] * 90) > 0.2


def test_the_nearest_precedent_is_the_letter_of_the_same_matter():
    known = Precedents(own_model(), [("1", "城乡建设", LAMP), ("2", "劳动和社会保障", WAGES), ("3", "环境保护", SMOKE)])
    found = known.nearest("路灯坏了，晚上黑，物业不修", 2)
    assert (found[0].id, found[0].label) == ("1", "城乡建设") and 0 < found[0].nearness <= 1
    assert known.nearest("") == ()


def test_a_kept_model_answers_as_before_and_another_is_refused(taught, tmp_path: Path):
    file = tmp_path / "subjects-1.npz"
    card = save_model(taught, file, {"name": "subjects-1"})
    again = load_model(file)
    assert again.read(SMOKE) == taught.read(SMOKE) and card["labels"] == list(taught.labels)
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(WrongModel, match="is not the one of its card"):
        load_model(file)
    (tmp_path / "subjects-1.json").unlink()
    with pytest.raises(WrongModel, match="no readable card"):
        load_model(file)


def test_a_model_of_another_format_is_refused(taught, tmp_path: Path):
    file = tmp_path / "subjects-1.npz"
    save_model(replace(taught), file, {"format": 99})
    with pytest.raises(WrongModel, match="has the format 99"):
        load_model(file)


def test_the_tree_has_three_levels_with_codes_that_nest_and_occur_once():
    codes = [matter.code for branch in subject_tree() for matter in branch.matters()]
    assert len(codes) == len(set(codes)) > 70
    for branch in subject_tree():
        assert set(branch.names) == {"zh-hans", "zh-hant", "en"} and all(branch.names.values())
        for area in branch.areas:
            assert area.code.startswith(branch.code)
            assert all(
                matter.code.startswith(area.code) and matter.words and matter.examples for matter in area.matters
            )


def run(*arguments):
    return CliRunner().invoke(cli, ["language", *map(str, arguments)])


def test_the_command_measures_what_it_taught_and_writes_its_answers(tmp_path: Path):
    texts, labels = invented_lesson(3)
    tokens = [" ".join(words_of(text).words) for text in texts]
    raw = [text if number % 2 else None for number, text in enumerate(texts)]
    pq.write_table(pa.table({"label": labels, "tokens": tokens, "text": raw}), tmp_path / "a.parquet")
    pq.write_table(
        pa.table({"id": ["x", "y"], "label": ["城乡建设", "环境保护"], "text": [LAMP, SMOKE]}), tmp_path / "b.parquet"
    )
    asked = ("--train", tmp_path / "a.parquet", "--test", tmp_path / "b.parquet", "--json")
    for cold in ((), ("--cold",)):
        result = run("subjects", *asked, *cold, "--report", "--out", tmp_path / "p.parquet")
        document = json.loads(result.output)
        assert (document["n_train"], document["n_test"], document["macro_f1"]) == (len(texts), 2, 1.0)
        rows = pq.read_table(tmp_path / "p.parquet").to_pylist()
        assert [(row["id"], row["predicted"]) for row in rows] == [("x", "城乡建设"), ("y", "环境保护")]
        start, end, word = json.loads(rows[0]["evidence"])[0]
        assert LAMP[start:end] == word


def test_a_model_is_taught_kept_and_asked_by_command(tmp_path: Path):
    texts, labels = invented_lesson(3)
    pq.write_table(pa.table({"label": labels, "text": texts}), tmp_path / "a.parquet")
    taught = run("train", tmp_path / "a.parquet", "--model", tmp_path / "m.npz", "--name", "m-1", "--json")
    card = json.loads(taught.output)
    assert card["name"] == "m-1" and card["macro_f1"] > 0.9 and card["report"]["confusions"] is not None
    (tmp_path / "letter.txt").write_text(SMOKE, encoding="utf-8")
    read = json.loads(run("subject", tmp_path / "letter.txt", "--model", tmp_path / "m.npz", "--json").output)
    assert read[0]["subject"]["label"] == "环境保护"


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"text": [LAMP]}, "needs the columns label and text"),
        ({"label": ["甲"], "text": [""]}, "holds no labelled text"),
        ({"label": ["甲", "甲"], "text": [LAMP, SMOKE]}, "at least two subjects"),
    ],
)
def test_a_file_that_teaches_nothing_is_refused_in_one_sentence(tmp_path: Path, columns, sentence):
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    pq.write_table(pa.table({"label": ["甲"], "text": [LAMP]}), tmp_path / "b.parquet")
    result = run("subjects", "--train", tmp_path / "a.parquet", "--test", tmp_path / "b.parquet")
    assert result.exit_code != 0 and sentence in result.output


def test_a_file_that_is_no_table_is_refused_in_one_sentence(tmp_path: Path):
    (tmp_path / "a.parquet").write_text("no table")
    result = run("subjects", "--train", tmp_path / "a.parquet", "--test", tmp_path / "a.parquet")
    assert result.exit_code != 0 and "cannot be read as Parquet" in result.output


@pytest.mark.parametrize(
    "said", ["", "啊", "🙂", f"{LAMP}\n" * 4000, "街灯 street lamp 壞了 ぼくの", "Hello, the lamp."]
)
def test_the_command_reads_whatever_a_file_says(tmp_path: Path, said):
    (tmp_path / "letter.txt").write_text(said, encoding="utf-8")
    result = run("subject", tmp_path / "letter.txt", "--json")
    assert result.exit_code == 0 and len(json.loads(result.output)) == 1


def test_what_cannot_be_read_is_refused_in_one_sentence(taught, tmp_path: Path):
    letter, kept = tmp_path / "letter.txt", tmp_path / "m.npz"
    letter.write_bytes("路灯坏了".encode("gbk"))
    assert "letter.txt is not text in UTF-8." in run("subject", letter).output
    assert "none.txt cannot be read: No such file" in run("subject", tmp_path / "none.txt").output
    letter.write_text(LAMP, encoding="utf-8")
    save_model(taught, kept, {})
    kept.write_bytes(kept.read_bytes()[:-1])
    for model, sentence in ((kept, "is not the one of its card"), (tmp_path / "none.npz", "no readable card")):
        result = run("subject", letter, "--model", model)
        assert result.exit_code != 0 and sentence in result.output and "Traceback" not in result.output


def test_a_model_is_for_the_office_alone_to_read(taught, tmp_path: Path):
    save_model(taught, tmp_path / "m.npz", {})
    assert (tmp_path / "m.npz").stat().st_mode & 0o077 == 0
