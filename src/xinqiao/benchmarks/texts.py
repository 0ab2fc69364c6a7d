"""Which texts do the petitions of a benchmark have? Those of a file that is named, or invented ones."""

from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import NamedTuple

import pyarrow.parquet as parquet

_PLACES = ("演示路", "长虹路", "银杏里", "桥头街", "东渡口", "南门外", "学府巷", "河沿")
_MATTERS = (
    "暖气不热",
    "路灯不亮",
    "公交改线",
    "拖欠工资",
    "物业收费",
    "油烟扰民",
    "征地补偿",
    "校车取消",
    "噪音扰民",
    "积水难行",
)
_SENTENCES = (
    "我家住在{place}{n}号，{matter}这件事已经持续了{m}个月。",
    "找过社区两次，都说正在协调，没有书面答复。",
    "附近的老人和孩子每天都要经过这里，很不安全。",
    "夜里{n}点以后还有施工的噪音，孩子没法睡觉。",
    "物业公司说要等业主委员会开会，可是{m}个月没有开会了。",
    "公司说资金困难，工资一拖再拖，至今没有说法。",
    "请有关部门到现场看一看，告诉我们什么时候能解决。",
    "如果不属于你们管，请转给管这件事的单位。",
    "开发商当初承诺的学校和道路都没有建。",
    "我们愿意配合调查，也希望得到书面的答复。",
)


class Text(NamedTuple):
    """What one petition says."""

    title: str
    body: str


def texts_for(file: str) -> Iterator[Text]:
    """Texts without end: those of a Parquet file (columns title and detail) round and round, or invented ones."""
    return cycle(texts_in(file)) if file else _invented()


def texts_in(file: str) -> list[Text]:
    """The texts of a Parquet file with the columns title and detail, in its order."""
    rows = parquet.read_table(file, columns=["title", "detail"]).to_pylist()
    return [Text(row["title"] or "", row["detail"] or "") for row in rows]


def _invented() -> Iterator[Text]:
    """Texts of about four hundred characters from a few sentences, with numbers and places that differ."""
    random = Random(1950)  # noqa: S311 -- invented texts, not a secret
    while True:
        matter, place = random.choice(_MATTERS), random.choice(_PLACES)
        said = {"matter": matter, "place": place}
        body = "".join(
            sentence.format(n=random.randint(1, 99), m=random.randint(1, 12), **said)
            for sentence in random.choices(_SENTENCES, k=random.randint(8, 22))
        )
        yield Text(f"{place}{matter}", body)
