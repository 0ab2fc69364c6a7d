"""Is a reply courteous and plain? Signs that are counted, each shown; no judgement of the writer."""

import re
from dataclasses import dataclass

_GREETS = re.compile(r"您好|你好|尊敬的|同志[:：]|(?:先生|女士)[:：,，]")
_THANKS = re.compile(r"感谢|谢谢|祝您|祝你|致歉|歉意|见谅|谅解")
_POLITE_YOU = re.compile(r"您")
_FURTHER = re.compile(
    r"(?:如|若)(?:您|你|还|有|仍|果|对)|欢迎.{0,12}(?:来电|致电|咨询|监督|反映)|联系电话|咨询电话|可.{0,8}(?:拨打|致电)|0\d{2,3}[-—－]\d{3,}"
)
_RUDE = re.compile(
    r"无理取闹|胡搅蛮缠|胡说八道|别有用心|无中生有|造谣|刁民|自己想办法|爱找谁找谁|不要再(?:来|反映|纠缠)|少管闲事|活该|后果自负|痴心妄想|纠缠不休|缠访|闹访"
)
# Words of office letters that a reader at home stumbles over.
_STIFF = (
    re.compile(r"特此函复|妥否|之规定|业已|鉴于|综上所述|予以知照|悉知"),
    re.compile(r"贵(?:处|方|户|单位|村)"),
    re.compile(r"(?:^|[。，；\n])兹"),
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")
LONG_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Manner:
    """Signs of courtesy and of plain language. `courtesy` and `plainness` are shares of signs kept, 0 to 1."""

    greets: bool
    thanks: bool
    says_you: bool
    names_contact: bool
    rude: tuple[str, ...]
    courtesy: float
    long_sentences: tuple[str, ...]
    stiff: tuple[str, ...]
    plainness: float


def manner_of(reply: str) -> Manner:
    """The manner of `reply`: greeting, thanks, polite address, a way to ask further; long sentences and stiff words."""
    rude = tuple(dict.fromkeys(_RUDE.findall(reply)))
    signs = [bool(pattern.search(reply)) for pattern in (_GREETS, _THANKS, _POLITE_YOU, _FURTHER)]
    sentences = [found.strip() for found in _SENTENCE.findall(reply) if _WORDS.search(found)]
    long = tuple(said for said in sentences if len(_WORDS.findall(said)) > LONG_SENTENCE)
    stiff = tuple(dict.fromkeys(found.strip("。，；\n") for pattern in _STIFF for found in pattern.findall(reply)))
    return Manner(
        greets=signs[0],
        thanks=signs[1],
        says_you=signs[2],
        names_contact=signs[3],
        rude=rude,
        courtesy=0.0 if rude else round(sum(signs) / len(signs), 2),
        long_sentences=long,
        stiff=stiff,
        plainness=round(max(0.0, 1 - len(long) / max(1, len(sentences)) - 0.1 * len(stiff)), 2) if sentences else 0.0,
    )
