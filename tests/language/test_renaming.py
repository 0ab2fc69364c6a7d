"""A letter copied about another place: which name stands where the other one stood?"""

import pytest

from xinqiao.language.same_matter.renaming import Renamed, renamed, shared_share

LETTER = "纸鸢里小区楼下烧烤店油烟扰民\n我家住在纸鸢里小区三号楼，烧烤店没有烟道，油烟直接排到楼上，营业到凌晨两点，请责令停业整改。"


@pytest.mark.parametrize(("said", "instead"), [("纸鸢里", "翠鸟湾"), ("纸鸢里", "纸鹤里"), ("纸鸢里小区", "锦绣花园")])
def test_another_name_in_the_same_words_is_named(said: str, instead: str) -> None:
    other = LETTER.replace(said, instead)
    assert renamed(LETTER, other) == [Renamed(said, instead)]
    assert renamed(other, LETTER) == [Renamed(instead, said)]
    assert shared_share(LETTER, other) > 0.6


@pytest.mark.parametrize(
    "other",
    [LETTER, "您好！" + LETTER, LETTER.replace("三号楼", "五号楼"), LETTER.replace("凌晨", "半夜"), "", "路"],
    ids=["itself", "with a greeting", "another house", "another word", "empty", "one character"],
)
def test_what_is_no_other_place_is_not_taken_for_one(other: str) -> None:
    assert renamed(LETTER, other) == []
