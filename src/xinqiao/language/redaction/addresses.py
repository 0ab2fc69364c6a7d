"""Where somebody lives: a street and house, an estate and room, a village and group, with the places before them."""

import re
from collections.abc import Iterator

from xinqiao.language.redaction.spans import Span

_NUMBER = "[0-9０-９一二三四五六七八九十百零〇A-Za-z甲乙丙丁东西南北#-]{1,6}"
_HOUSE = f"{_NUMBER}(?:号|號)(?:院|楼|大院)?(?:之[一二三四五六七八九十0-9])?"
_PART = (
    f"(?:[ ,，]?(?:[A-Za-z]区|{_NUMBER}(?:栋|幢|座|号楼|號樓|期|棟|单元|單元|梯|楼|层|樓|層|室|门(?![面口])|房(?![产价屋子东管])"
    "|户(?![口主])|號|号)))"
)
_ROOM = "(?:[ -]?[0-9０-９]{3,4}(?:室|房|号)?(?![0-9０-９]))"
_ESTATES = "小区|花园|家园|公寓|花苑|苑|城|府|湾|庄园|宿舍|大厦|新村|院|里|邸|园|山庄"
# The end of an address, from the word that names the street, the estate or the village.
_END = re.compile(
    f"(?:(?:大道|大街|路|街|巷|弄|胡同|里|道|村|镇|乡|社区)(?:[东西南北中]段)?{_HOUSE}(?:[\u4e00-\u9fff]{{2,8}}?(?:{_ESTATES}))?{_PART}{{0,4}}{_ROOM}?"
    f"|(?:{_ESTATES})(?:{_HOUSE})?{_PART}{{1,4}}{_ROOM}?"
    f"|(?:村|社区|屯|湾|寨|庄){_NUMBER}(?:村民)?(?:小组|组|組|队|屯|社)(?!长)(?:{_HOUSE})?)"
)
_BEFORE = re.compile("[\u4e00-\u9fffA-Za-z0-9（）()]{0,30}$")
# Words that lead up to an address and are no part of it; the last of them before the address counts.
_LEADS = re.compile(
    "家住在?|现住|居住[在于]|住址[为是]?|地址[为是]?|户籍(?:所在)?地?[为是]?|户口(?:所在地)?|租住|我们?是|本人是|来自|位于|搬到|送到|寄[到往]|我们?|咱们?"
    "|本人|[在住到是的了和与及为于向往至从由系把将对找请让被给叫说她他你您]"
)
_PLACE_BEGINS = re.compile("[\u4e00-\u9fff]{2,7}?(?:省|自治区|市|自治州|县|区|镇|乡|街道)")
_SHORTEST = 5


def addresses_in(text: str) -> Iterator[Span]:
    """Every address down to a house, a room or a village group."""
    for found in _END.finditer(text):
        start = _beginning(text, found.start())
        if found.end() - start >= _SHORTEST and start < found.start():
            yield Span(start, found.end(), text[start : found.end()], "address", 0.85, "form")


def _beginning(text: str, end: int) -> int:
    """Where the address begins whose street or estate ends its name at `end`."""
    run = _BEFORE.search(text[max(0, end - 30) : end])
    begin = end - len(run.group()) if run else end
    before = text[begin:end]
    cuts = [lead.end() for lead in _LEADS.finditer(before)]
    # 在 or 和 may stand inside a place's name: a lead after which a province, city or county follows is the surer one.
    sure = [cut for cut in cuts if _PLACE_BEGINS.match(before[cut:])]
    likely = sure or [cut for cut in cuts if len(before) - cut >= 2]
    return begin + (likely[-1] if likely else 0)
