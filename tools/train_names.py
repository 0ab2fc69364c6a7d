"""Train the recogniser of names on texts whose names are marked, real ones mixed with invented ones.

    .venv/bin/python tools/train_names.py MARKED.jsonl [--write]

MARKED holds one `{"id", "text", "names": [[start, end], …], "open": [[start, end], …]}` a line, by whatever hand or
machine marked them; what is marked `open` is counted neither as a name nor as none. Each marked name is also replaced by
invented ones, so that what is learned is how names stand in sentences and of which characters they are made, not who was
named. With --write the model is written beside the code; the digest that it prints belongs into recognising.py.

The shipped one was trained on texts that an open recogniser of words (LAC) had marked; where it and a model trained on the
other half of the texts disagreed, the words were read by a person and marked as none, or left open.
"""

import argparse
import base64
import hashlib
import json
import random
import zlib
from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import SGDClassifier

from xinqiao.language.redaction.reading import Reading
from xinqiao.language.redaction.recognising import BUCKETS, SHIPPED, candidates, features
from xinqiao.language.redaction.surnames import COMPOUND, OFFICES, PEOPLE, SINGLE

Marked = tuple[str, list[tuple[int, int]], list[tuple[int, int]]]
_FREQUENT = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红梅建国志文辉鹏飞海燕晓东梓涵子轩浩宇欣怡思佳慧雪婷倩雨晨阳光春秋冬月云龙凤山林水金银福贵生财发旺祥瑞安康健乐"
    "家宝德仁义礼信忠孝良善美珍珠翠莲荷菊竹松柏青蓝清正新永长久远大小中立成功胜利民主自由和谐进步开放振兴学习爱党卫兵向前来顺喜庆元培根桃香琴棋书画诗词歌赋天地星辰"
    "宏博睿智俊雄豪坤乾亮旭昊泽润嘉诚恒毅达通顺仕锦绣彬斌彦哲淑贤惠琳琪瑶璐莹颖薇蓉菲萌露蕾芬芝花苗树森炎焱煜灿耀辉晖曦晗桐楠榕槿琛瑾瑜璇"
)
# Where a person says or is said to be somebody; {} stands for a name. All invented.
_FRAMES = [
    frame.replace("\\n", "\n")
    for frame in Path(__file__).with_name("name_frames.txt").read_text(encoding="utf-8").splitlines()
]


def invented_name(draw: random.Random) -> str:
    """A name that nobody was asked for: surname by frequency or any, one or two characters."""
    kind = draw.random()
    surname = (
        draw.choice(_FREQUENT) if kind < 0.85 else draw.choice(sorted(SINGLE)) if kind < 0.97 else draw.choice(COMPOUND)
    )
    return surname + "".join(draw.choice(_GIVEN) for _ in range(draw.choice((1, 2, 2))))


def renamed(marked: Marked, draw: random.Random) -> Marked:
    """The text with an invented name for each marked one, the same for the same."""
    text, names, _left = marked
    parts, places, at, length = [], [], 0, 0
    given: dict[str, str] = {}
    for start, end in names:
        name = given.setdefault(text[start:end], invented_name(draw))
        parts += [text[at:start], name]
        begin = length + start - at
        places.append((begin, begin + len(name)))
        length, at = begin + len(name), end
    return "".join([*parts, text[at:]]), places, []


def framed(draw: random.Random, many: int) -> Iterator[Marked]:
    """Invented sentences with invented names."""
    for _ in range(many):
        frame = draw.choice(_FRAMES)
        text, places = "", []
        for number, piece in enumerate(frame.split("{}")):
            if number:
                name = invented_name(draw)
                places.append((len(text), len(text) + len(name)))
                text += name
            text += piece
        yield text, places, []


def read_marked(path: Path) -> list[tuple[str, Marked]]:
    """The marked texts with their ids; marks that are no name by form (a title alone, a rare surname) are left open."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        names, left = ([(int(a), int(b)) for a, b in row.get(kind, ())] for kind in ("names", "open"))
        rows.append((str(row["id"]), (row["text"], names, left)))
    return rows


def is_name(words: str) -> bool:
    """Whether marked words have the form of a full name."""
    surname = words[:2] if words[:2] in COMPOUND else words[:1]
    titled = any(words[len(surname) :] == title for title in (OFFICES + "|" + PEOPLE).split("|"))
    return (surname in COMPOUND or surname in SINGLE) and len(surname) < len(words) <= len(surname) + 2 and not titled


class Rows:
    """Hashed features of candidates, gathered row by row."""

    def __init__(self) -> None:
        self.columns = array("I")
        self.ends = array("I", [0])
        self.truth: list[bool] = []

    def add(self, marked: Marked, draw: random.Random, share: float) -> None:
        """Every name of a text, and a share of what is none; what overlaps a mark without being it counts as none."""
        text, places, left = marked
        good = {place for place in places if is_name(text[slice(*place)])}
        open_ = [*left, *(place for place in places if place not in good)]
        reading = Reading.of(text)
        for place in candidates(text):
            start, _surname_end, end = place
            if any(a < end and start < b for a, b in open_):
                continue
            truth = (start, end) in good
            is_near = any(a < end and start < b for a, b in good)
            if truth or is_near or draw.random() < share:
                hashed = {zlib.crc32(f.encode()) % BUCKETS for f in features(reading, place)}
                self.columns.extend(hashed)
                self.ends.append(len(self.columns))
                self.truth.append(truth)

    def fitted(self) -> SGDClassifier:
        """A learner over all rows."""
        shape = (len(self.truth), BUCKETS)
        matrix = sparse.csr_matrix((np.ones(len(self.columns), np.float32), self.columns, self.ends), shape)
        learner = SGDClassifier(loss="log_loss", alpha=1.5e-5, max_iter=10, tol=None, average=True, random_state=0)
        return learner.fit(matrix, self.truth)


def main() -> None:
    """Fit, and write the model where that is asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("marked", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--without", type=int, default=0, help="Leave out one text in so many, to measure on it.")
    given = parser.parse_args()
    draw = random.Random(5)  # noqa: S311 - the same model each time, nothing secret
    rows = Rows()
    for row_id, marked in read_marked(given.marked):
        if given.without and int(hashlib.sha256(row_id.encode()).hexdigest(), 16) % given.without == 0:
            continue
        rows.add(marked, draw, 1.0)
        if any(is_name(marked[0][slice(*place)]) for place in marked[1]):
            for _ in range(4):
                rows.add(renamed(marked, draw), draw, 0.05)
    for marked in framed(draw, 30000):
        rows.add(marked, draw, 0.3)
    learner = rows.fitted()
    weights = learner.coef_[0]
    step = float(np.percentile(np.abs(weights[weights != 0]), 99.9) / 127)
    steps = np.clip(np.round(weights / step), -127, 127).astype(np.int8)
    print(f"{sum(rows.truth)} names among {len(rows.truth)} candidates, {int((steps != 0).sum())} weights")
    if given.write:
        packed = base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode()
        document = {
            "kind": "names",
            "version": 1,
            "step": round(step, 8),
            "intercept": round(float(learner.intercept_[0]), 6),
            "weights": packed,
        }
        content = json.dumps(document, separators=(",", ":")) + "\n"
        SHIPPED.write_text(content)
        print(f"digest {hashlib.sha256(content.encode()).hexdigest()}, {len(content)} bytes")


if __name__ == "__main__":
    main()
