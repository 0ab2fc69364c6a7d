"""Which stretches of Han characters are names? A recogniser learned over surnames, the words around, and the whole text."""

import base64
import json
import math
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xinqiao.language.redaction.reading import Reading
from xinqiao.language.redaction.surnames import COMPOUND, SINGLE
from xinqiao.language.shipped import WrongFile, bytes_of

SHIPPED = Path(__file__).with_name("names.json")
# The digest of the shipped file: another file under this name is refused.
DIGEST = "49e2122c73c80761101c22f9f222b93b9f43ffeed19717666d3c68828eae322f"
BUCKETS = 1 << 19
# Start, end of the surname, end.
Place = tuple[int, int, int]
# 三百余户: more than so many, and nobody called 余.
_COUNTED = re.compile(r"[0-9０-９十百千万]$")
_HAN = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One weight per hashed feature, in steps; positive speaks for a name."""

    weights: bytes
    step: float
    intercept: float

    def confidence(self, reading: Reading, place: Place) -> float:
        """How probably the stretch at `place` is a name, 0 to 1."""
        total = 0
        for feature in features(reading, place):
            weight = self.weights[zlib.crc32(feature.encode()) % BUCKETS]
            total += weight - 256 if weight > 127 else weight
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.intercept + total * self.step))))


def candidates(text: str) -> Iterator[Place]:
    """Where a name may stand: start, end of the surname, end; one or two characters follow the surname."""
    for start in range(len(text)):
        for length in (2, 1):
            surname = text[start : start + length]
            if surname not in (COMPOUND if length == 2 else SINGLE):
                continue
            if text[start + length : start + length + 1] == "姓" or (
                surname == "余" and _COUNTED.match(text[start - 1 : start])
            ):
                continue
            for given in (1, 2):
                end = start + length + given
                if end <= len(text) and all(_HAN.match(letter) for letter in text[start + length : end]):
                    yield start, start + length, end


def features(reading: Reading, place: Place) -> list[str]:
    """What speaks for or against a name: its characters, those around, the words it lies among, the rest of the text."""
    start, surname_end, end = place
    text = reading.text
    borders, tag = reading.said_of(start, end)
    before, after = "^^^" + text[max(0, start - 3) : start], text[end : end + 3] + "$$$"
    surname, given = text[start:surname_end], text[surname_end:end]
    size = str(end - start)
    return [
        f"s{size}{surname}",
        f"g{size}{given}",
        f"f{given[0]}",
        f"l{size}{given[-1]}",
        f"sf{surname}{given[0]}",
        f"a{before[-1]}",
        f"b{before[-2:]}",
        f"c{before[-3:]}",
        f"as{before[-1]}{surname}",
        f"x{size}{after[0]}",
        f"y{after[:2]}",
        f"z{after[:3]}",
        f"lx{given[-1]}{after[0]}",
        f"ax{before[-1]}{after[0]}",
        f"bx{before[-2:]}{after[0]}",
        f"n{size}",
        f"o{size}{borders}",
        f"p{size}{tag}",
        f"q{borders}{surname}",
        *reading.words_around(start, end),
        *reading.list_around(start, end),
        *reading.elsewhere(text[start:end], text[start : end - 1]),
    ]


@cache
def shipped() -> Recogniser:
    """The recogniser that comes with the project. Raises `WrongFile` where the file was changed."""
    return read_recogniser(SHIPPED, DIGEST)


def read_recogniser(path: Path, digest: str | None = None) -> Recogniser:
    """The recogniser in `path`; refused when its SHA-256 is not `digest`. Raises `WrongFile`."""
    content = bytes_of(path, digest)
    try:
        document = json.loads(content)
        weights = zlib.decompress(base64.b64decode(document["weights"]))
        step, intercept = float(document["step"]), float(document["intercept"])
    except (ValueError, KeyError, TypeError, zlib.error) as fault:
        raise WrongFile(f"The model file {path.name} is not a recogniser of names.") from fault
    if len(weights) != BUCKETS:
        raise WrongFile(f"The model file {path.name} is not a recogniser of names.")
    return Recogniser(weights, step, intercept)
