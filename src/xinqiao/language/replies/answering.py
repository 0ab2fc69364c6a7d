"""Is each request answered, refused with a ground, or left unanswered? The passage of the reply that says so is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xinqiao.language.replies.relevance import Relevance
from xinqiao.language.replies.wording import Written, cosine, covered
from xinqiao.language.requests.finding import Request

_SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]*")
_ITEM = re.compile(
    r"(?:^|[。；;：:！!\n\s])(?:问题)?(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．:：]"
    r"|[①②③④⑤⑥⑦⑧⑨⑩]|[一二三四五六七八九十]是|第[一二三四五六七八九十][,，、:：点个])(?!\d)"
)
# Told to the reader about the reply itself, not about the matter.
_FRAME = re.compile(
    r"^(?:.{0,24}(?:您好|你好).{0,6}|.{0,40}(?:收悉|知悉|阅悉|获悉).{0,14}|.{0,14}(?:感谢|谢谢"
    r"|祝).{0,40}|.{0,20}(?:回复|答复|反馈)如下.{0,4}|特此(?:回复|答复).{0,4}"
    r"|\d{4}年\d{1,2}月\d{1,2}日)$"
)
_PASSED_ON = re.compile(
    r"(?:已|将)?.{0,8}(?:转|交|移交|转交|转至|转给|批转|交办|交由|移送).{0,30}(?:核处|办复|调查|处理|办理|核查|核实|研究|回复|部门|单位|办|局|县|区|镇|会)|耐心等待|敬请关注"
)
_REFUSED = re.compile(
    r"不予(?:支持|办理|受理|批准|认可|补偿|同意)|不符合|不属于|不具备|不能(?:办理|享受|解决|支持|给予|提供|批准|纳入|满足"
    r"|落户|报名|补)|无法(?:办理|享受|解决|支持|给予|提供|满足|实现|落实|增加|调整)|暂不(?:考虑|具备|能|予|支持|办理|实施"
    r"|调整)"
    r"|暂无(?:计划|规划|政策|安排|法|调整)|没有(?:此项|该项|相关|这方面).{0,4}(?:政策|规定|计划)|(?:目前|现)(?:没有"
    r"|尚无|无)(?:此|该|相关)?.{0,6}(?:计划|政策|规划|安排)|与事实不符|不存在.{0,12}(?:问题|情况|现象)|不宜"
    r"|不得|难以(?:满足|实现|解决)|不同意|不支持|未纳入|未列入|不在.{0,10}范围"
)
_GROUND = re.compile(
    r"根据|依据|按照|依照|《|因为|因(?!此)|由于|鉴于|经(?:查|核|调查)|规定|要求|条件|理由|原因|考虑到|为(?:了|避免|保障|确保)"
)
# What a question asks for, and how a passage that answers it looks.
_SIGNS = (
    (
        re.compile(r"哪个(?:单位|部门|机关)|哪些(?:单位|部门)|谁(?:来)?(?:管|负责)|负责的?(?:单位|部门|人)|归.{0,6}管"),
        re.compile(r"由.{2,20}(?:负责|主管|管理|承担)|(?:主管|责任)(?:单位|部门)"),
    ),
    (
        re.compile(r"什么时候|何时|几时|多久|哪天|时间"),
        re.compile(r"\d+\s*(?:年|月|日|天|个月|个工作日|小时)|年底|月底|预计|计划于|之前|以内|尽快"),
    ),
    (
        re.compile(r"多少|几元|标准|费用|价格|收费|金额"),
        re.compile(r"\d+(?:\.\d+)?\s*(?:元|万元|%|％|倍|平方米)|免费|不收"),
    ),
    (re.compile(r"为什么|为何|原因|怎么会"), re.compile(r"因为|由于|原因|是因|所致|系因|考虑到")),
    (
        re.compile(r"怎么办|怎样|如何|流程|手续|材料|需要什么"),
        re.compile(r"携带|提供|提交|步骤|流程|手续|到.{2,20}(?:办理|申请)|材料|凭"),
    ),
    (re.compile(r"电话|联系方式|怎么联系|哪里(?:办|投诉|咨询)"), re.compile(r"\d{3,4}[-—－]?\d{4,8}|拨打|地址")),
)
_SIGN_COUNTS = 0.06
_WINDOW = 3
# No reply says anything new after so many sentences; a flood is not compared.
_MOST = 300
ANSWERED_AT = 0.1


@dataclass(frozen=True, slots=True)
class Answer:
    """What the reply does with one request.

    `state` is `answered`, `refused` or `unanswered`. `ground` says whether a refusal gives its ground. `why` is a word:
    `said` (a passage speaks of it), `numbered` (item of the same number), `passed_on` (only sent elsewhere), `silent`,
    `other_matter` (the reply speaks of something else). `start` and `end` mark the passage in the reply, or are both 0.
    """

    request: Request
    state: str
    ground: bool
    why: str
    likeness: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Passage:
    text: str
    start: int
    end: int
    item: int


def answers_to(requests: Sequence[Request], reply: str, judge: Relevance, relevance: float) -> tuple[Answer, ...]:
    """What `reply` does with each of `requests`; `relevance` is how probably it speaks of the petition at all."""
    passages = _passages(reply)
    substance = [passage for passage in passages if not _FRAME.match(passage.text.strip("，,。 \n"))]
    said = [passage for passage in substance if not _is_only_passed_on(passage.text)]
    items = {passage.item for passage in passages if passage.item}
    reading = _Reading(
        said=said,
        windows=[(Written("".join(one.text for one in run), judge.rarity), run) for run in _windows(said[:_MOST])],
        has_substance=bool(substance),
        is_numbered=len(requests) > 1 and len(items) == len(requests),
        relevance=relevance,
        is_only=len(requests) == 1,
    )
    return tuple(_answer(request, place, reading) for place, request in enumerate(requests, start=1))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reply read once for all requests; `windows` are its runs of passages, ready to be compared."""

    said: Sequence[_Passage]
    windows: Sequence[tuple[Written, Sequence[_Passage]]]
    has_substance: bool
    is_numbered: bool
    relevance: float
    is_only: bool

    def is_main(self, place: int) -> bool:
        """Whether the request at `place` is the matter itself: the only one, or the first, which a title says."""
        return self.is_only or (place == 1 and not self.is_numbered)


def _answer(request: Request, place: int, reading: _Reading) -> Answer:
    if not reading.said:
        return Answer(request, "unanswered", False, "passed_on" if reading.has_substance else "silent", 0.0, 0, 0)
    asked = Written(request.words, reading.windows[0][0].rarity)
    likeness, best = max(
        ((_speaks_of(asked, written), window) for written, window in reading.windows), key=lambda found: found[0]
    )
    if reading.is_numbered and reading.relevance >= 0.3:
        own = [passage for passage in reading.said if passage.item == place]
        if own:
            return _settled(request, own, "numbered", likeness)
    is_meant = likeness >= ANSWERED_AT and (reading.relevance >= 0.2 or likeness >= 2 * ANSWERED_AT)
    if is_meant:
        return _settled(request, best, "said", likeness)
    # The main request of a petition whose reply plainly speaks of it, in words of its own.
    if reading.is_main(place) and reading.relevance >= 0.5:
        return _settled(request, list(reading.said), "said", likeness)
    why = "other_matter" if reading.relevance < 0.2 else "silent"
    return Answer(request, "unanswered", False, why, round(likeness, 3), 0, 0)


def _settled(request: Request, passages: Sequence[_Passage], why: str, likeness: float) -> Answer:
    text = "".join(passage.text for passage in passages)
    is_refused = bool(_REFUSED.search(text))
    return Answer(
        request,
        "refused" if is_refused else "answered",
        is_refused and bool(_GROUND.search(text)),
        why,
        round(likeness, 3),
        passages[0].start,
        passages[-1].end,
    )


def _speaks_of(asked: Written, answer: Written) -> float:
    """How much a passage speaks of a request: likeness, the share of the request it holds, and an answer in kind."""
    likeness = (cosine(asked, answer) + covered(asked.pairs, answer.pairs)) / 2
    if likeness <= 0.02:
        return likeness
    is_in_kind = any(asks.search(asked.text) and tells.search(answer.text) for asks, tells in _SIGNS)
    return likeness + _SIGN_COUNTS if is_in_kind else likeness


def _windows(passages: Sequence[_Passage]) -> list[Sequence[_Passage]]:
    """Runs of one to three passages, within one numbered item."""
    found: list[Sequence[_Passage]] = []
    for start in range(len(passages)):
        for length in range(1, _WINDOW + 1):
            run = passages[start : start + length]
            if len(run) == length and len({passage.item for passage in run}) == 1:
                found.append(run)
    return found


def _passages(reply: str) -> list[_Passage]:
    found: list[_Passage] = []
    numbers = [match.start() for match in _ITEM.finditer(reply)]
    for match in _SENTENCE.finditer(reply):
        if not match.group().strip():
            continue
        item = sum(number <= match.end() - 2 for number in numbers)
        found.append(_Passage(match.group(), match.start(), match.end(), item))
    return found


def _is_only_passed_on(sentence: str) -> bool:
    return bool(_PASSED_ON.search(sentence)) and len(sentence) < 90 and not _GROUND.search(sentence)
