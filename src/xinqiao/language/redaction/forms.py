"""Which names show by their form: stated after a word, hidden in part, before a title, alone on a line, in several parts?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xinqiao.language.redaction.reading import Reading
from xinqiao.language.redaction.surnames import COMPOUND, OFFICES, PEOPLE, SINGLE

_ANY = f"(?:{'|'.join(COMPOUND)}|[{''.join(sorted(SINGLE))}])"
# Surnames that before a title are more often something else: 三位老人, 向县长, 维修师傅.
_PLAIN = "".join(sorted(SINGLE - set("位向修于时应但由国利全令查成解年宿仅车明和商计保吉古盖银常原任党房敬满续")))
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{_PLAIN}])"
# 李某 李某某 李*宸 刘某红 王×× 张X: written so that the rest is hidden, it still points at one person.
_HIDDEN = re.compile(
    f"{_SURNAME}(?:某某|某[甲乙丙丁]|某(?!些|个|种|人|地|市|县|区|村|镇|乡|街|单|公|小|学|医|项|处|年|月|日)[\u4e00-\u9fff]?"
    "|[*＊×○][\u4e00-\u9fff]|[*＊×○]{1,2}|[xX]{1,2}(?![A-Za-z0-9]))"
)
# What after 李某 is no character of the name.
_AFTER_HIDDEN = frozenset(
    "与和及的在所说因系向将从对父母妻儿女以等已未于为不称是有被把让给到来去又也都还就便后前诉一之其并同户家夫要没曾用表认本要经自当若如现"
)
_TITLED = re.compile(f"{_SURNAME}(?:副|代|老|总)?(?:{OFFICES}|{PEOPLE})(?!会(?!长))")
_ALONE = re.compile(
    rf"(?m)^[ \t　]*(?P<name>{_ANY}[\u4e00-\u9fff]{{1,2}}|{_ANY}[ 　]{{1,4}}[\u4e00-\u9fff]{{1,2}})[ \t　]*$"
)
_IN_A_TRANSLITERATION = (
    "阿艾安奥巴拜班贝比别波布卜查察达旦丹德登迪地丁都堵杜多尔恩法菲夫嘎尕甘格古哈海罕赫合黑胡华吉加嘉江杰卡坎康克肯库拉莱兰朗勒雷里力丽利莲列林玲留鲁伦罗洛"
    "马玛买麦曼毛美米明木穆娜那纳乃妮尼努诺欧帕派培皮平朴普其奇齐乔切琴曲仁日茹如瑞若萨塞赛桑色沙珊娜申什师史思斯松苏孙索塔太坦特提天田铁图吐托娃瓦万旺维文沃乌吾西希夏"
    "肖辛雪逊雅亚延燕杨耶叶伊依宜益永尤玉扎泽珍芝卓子孜祖佐热柯贾帖铁衣汗坤巧央措姆次仁旺堆顿珠旦增拥宗"
)
# 阿卜杜拉·热合曼: names of several parts, divided by a dot.
_DOTTED = re.compile(rf"[{_IN_A_TRANSLITERATION}]{{2,6}}(?:[·•‧・][{_IN_A_TRANSLITERATION}]{{2,6}}){{1,2}}")
_STATED = re.compile(
    r"(?:(?:我|本人|名字?)叫(?:做)?|(?:姓名|联系人|户主|申请人|投诉人|反映人|信访人|举报人|当事人|经办人|被举报人|被投诉人|法定代表人|法人代表|身份证姓名|求助人|留言人|控告人|签名|承办人|答复人|审核人)(?:[:：]|[为是]))"
    rf"[ 　]{{0,2}}(?P<name>{_ANY}[\u4e00-\u9fff]{{1,2}}|{_ANY}[ 　]{{1,2}}[\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff])"
)


@dataclass(frozen=True, slots=True)
class Form:
    """A stretch that has the form of a name: where it stands, how sure the form is, and which `kind` of form it is.

    `kind` is `stated`, `hidden`, `titled`, `dotted`, or `alone`, which is a name only where its characters are likely.
    """

    start: int
    end: int
    confidence: float
    kind: str


def forms_in(reading: Reading) -> Iterator[Form]:
    """Every stretch with the form of a name; they may overlap."""
    text = reading.text
    for found in _STATED.finditer(text):
        yield Form(*found.span("name"), 0.95, "stated")
    for found in _HIDDEN.finditer(text):
        start, end = found.span()
        if found.group()[-2:-1] == "某" and found.group()[-1] in _AFTER_HIDDEN:
            end -= 1
        yield Form(start, end, 0.9, "hidden")
    for found in _TITLED.finditer(text):
        if _begins_a_word(reading, found.start()):
            yield Form(*found.span(), 0.85, "titled")
    for found in _DOTTED.finditer(text):
        yield Form(*found.span(), 0.85, "dotted")
    if "\n" in text:
        for found in _ALONE.finditer(text):
            yield Form(*found.span("name"), 0.7, "alone")


def _begins_a_word(reading: Reading, start: int) -> bool:
    """Whether the surname is no end of another word: in 分管局长 it is, in 找王主任 not."""
    return reading.said_of(start, start + 1)[0][0] == "1"
