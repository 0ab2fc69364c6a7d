"""How does a set of texts read without personal data, the same person under the same sign in all of them?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from xinqiao.language.redaction.spans import Span

# The sign of each kind, in the language of the texts themselves.
_SIGNS = {
    "name": "姓名",
    "id_number": "证件",
    "passport": "证件",
    "phone": "电话",
    "landline": "电话",
    "plate": "车牌",
    "bank_card": "账号",
    "account": "账号",
    "email": "邮箱",
    "address": "住址",
    "birth_date": "出生日期",
}


@dataclass(slots=True)
class Pseudonyms:
    """The signs given so far in one set of texts: the same words get the same sign, another person another.

    A set keeps its own signs and no key to them is stored: who holds two published sets cannot join them by a sign.
    """

    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def of(self, span: Span) -> str:
        """The sign of one span, as `[姓名2]`."""
        sign = _SIGNS[span.kind]
        key = (sign, _same(span.text, sign))
        if key not in self.given:
            self.given[key] = f"[{sign}{sum(kind == sign for kind, _words in self.given) + 1}]"
        return self.given[key]

    def masked(self, text: str, spans: Iterable[Span]) -> str:
        """`text` with a sign in the place of each span."""
        parts: list[str] = []
        at = 0
        for span in sorted(spans, key=lambda span: span.start):
            parts += [text[at : span.start], self.of(span)]
            at = span.end
        return "".join([*parts, text[at:]])


def _same(words: str, sign: str) -> str:
    """How one thing is written in one way: 138-0000-0000 and 13800000000 are one telephone."""
    if sign in {"姓名", "住址"}:
        return re.sub(r"\s", "", words)
    bare = re.sub(r"[\s()（）-]", "", words).upper()
    return re.sub(r"^(?:\+|00)?86(?=1\d{10}$)", "", bare)
