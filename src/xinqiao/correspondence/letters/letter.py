"""What stands in a letter? One tree of plain values, the only source of its PDF, its page and its editable copy."""

from dataclasses import dataclass, field
from datetime import date

from xinqiao.law.wording import numeral


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Items beside what was found for each: two named columns."""

    columns: tuple[str, str]
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of a letter. A block without a heading is plain text; a framed one must not be overlooked."""

    name: str
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: Rows | None = None
    is_framed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs and when, in words; the images are PNG files or empty."""

    organ: str
    day: str
    seal: bytes = field(default=b"", repr=False)
    hand: bytes = field(default=b"", repr=False)
    """The picture of a signature written by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Where anybody can check that the letter is real: the address in the QR code and one sentence that says so."""

    address: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter, in one language, with its words already chosen.

    `number` is empty for a draft, and `draft_mark` then says that it is one. `dated` is the day from which the
    file's own date comes, so that the same letter always has the same bytes.
    """

    language: str
    organ: str
    title: str
    dated: date
    signature: Signature
    number: str = ""
    addressee: str = ""
    blocks: tuple[Block, ...] = ()
    closing: str = ""
    verification: Verification | None = None
    draft_mark: str = ""

    def headings(self) -> tuple[str, ...]:
        """The heading of each block with its number, as official letters count them; empty where a block has none."""
        counted, found = 0, []
        is_only = sum(1 for block in self.blocks if block.heading) == 1
        for block in self.blocks:
            if not block.heading:
                found.append("")
                continue
            counted += 1
            found.append(block.heading if is_only else self._counted(counted) + block.heading)
        return tuple(found)

    def _counted(self, number: int) -> str:
        return f"{number}. " if self.language == "en" else f"{numeral(number)}、"
