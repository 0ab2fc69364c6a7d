"""What is a petition about, at the desk? The kept model, else the tree's words; a wrong model is refused in one sentence."""

import json

import pytest

from xinqiao.language.subjects.storing import save_model
from xinqiao.language.subjects.training import train
from xinqiao.routing.subject import MODEL, ModelRefused, subject_of

HOUSING = ["物业 电梯 小区 业主", "供热 暖气 物业 温度", "开发商 交房 楼盘 渗水", "公租房 轮候 申请 名次"]
LABOUR = ["工资 拖欠 工地 包工头", "养老金 退休 工龄 窗口", "社保 断缴 单位 离职", "工伤 认定 上班 受伤"]


@pytest.fixture
def home(settings, tmp_path):
    settings.XINQIAO_HOME = tmp_path
    (tmp_path / MODEL).parent.mkdir()
    return tmp_path


def a_kept_model(home) -> None:
    texts = [tuple(text.split()) for text in (HOUSING + LABOUR) * 6]
    labels = (["城乡建设"] * 4 + ["劳动和社会保障"] * 4) * 6
    save_model(train(texts, labels, frozenset()), home / MODEL, {"name": "test"})


def test_without_a_kept_model_the_words_of_the_tree_judge_and_claim_no_confidence(home):
    seen = subject_of("物业费乱涨", "小区物业公司乱涨物业费，业主委员会也选不出来。")
    assert seen.label == "城乡建设"
    assert seen.confidence is None
    assert "物业费" in seen.words or "物业公司" in seen.words
    assert seen.matter


def test_where_words_of_several_subjects_stand_side_by_side_a_person_reads(home):
    seen = subject_of("", "学校 工资 医院")
    assert seen.label == ""
    assert set(seen.others) == {"教育文体", "劳动和社会保障", "卫生计生"}


@pytest.mark.parametrize(
    "text", ["", "啊", "Hello", "🙂" * 30, "\n" * 4000, "\ud83d", "好的 thanks ありがとう\n" * 4000]
)
def test_what_says_nothing_has_no_subject(home, text):
    assert subject_of("", text).label == ""


def test_a_kept_model_judges_with_its_confidence_and_the_words_behind_it(home):
    a_kept_model(home)
    seen = subject_of("拖欠工资", "工地包工头拖欠工资")
    assert seen.confidence is not None and 0 <= seen.confidence <= 1
    assert set(seen.words) <= {"拖欠工资", "包工头", "工地"} and seen.words


def test_a_kept_model_that_is_not_the_one_of_its_card_is_refused_in_one_sentence(home):
    a_kept_model(home)
    card = home / MODEL.with_suffix(".json")
    card.write_text(json.dumps(json.loads(card.read_text()) | {"sha256": "0" * 64}))
    with pytest.raises(ModelRefused, match="not the one of its card"):
        subject_of("拖欠工资", "")
