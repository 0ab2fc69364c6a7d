"""Does this reply speak of this petition? A calibrated probability, from what both name, count and quote."""

import base64
import hashlib
import json
import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xinqiao.language.replies.wording import (
    BUCKETS,
    Rarity,
    Written,
    cosine,
    cosine_of_triples,
    covered,
    heaviest_common_runs,
    plain,
    unaddressed,
)
from xinqiao.language.shipped import WrongFile, bytes_of

SHIPPED = Path(__file__).with_name("relevance.json")
# The digest of the shipped file: another file under this name is refused.
DIGEST = "72df38408c2b7d1c608cb0394c26d7daa07cde154c73df187a9bfe7ddb3e4ed3"
_QUOTED = re.compile(r"[“\"「『‘《]([^”\"」』’》]{5,120})[”\"」』’》]")
_ABOUT = re.compile(
    r"(?:关于|您?你?(?:所反映|反映|咨询|提出|投诉|来信)的?)([^,，。；：:]{5,80}?)(?:的?问题|的?情况|的?诉求|一事|的?网贴|的?留言|的?投诉"
    r"|收悉|,|，|。|：)"
)
_SENTENCE_END = re.compile(r"[。；;！!？?\n]")
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Petition:
    """A petition ready to be compared: its title (first line or sentence) and the whole."""

    title: Written
    whole: Written


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply ready to be compared: the whole, its sentences, and what it quotes as the matter it answers."""

    whole: Written
    sentences: tuple[Written, ...]
    quoted: tuple[Written, ...]


@dataclass(frozen=True, slots=True)
class Relevance:
    """A trained judgement: one weight per feature, folded with its scale, and the rarity table it was trained with."""

    weights: tuple[float, ...]
    intercept: float
    rarity: Rarity
    digest: str

    def petition(self, text: str) -> Petition:
        """The petition `text`, read once for many comparisons."""
        return Petition(Written(title_of(text), self.rarity), Written(text, self.rarity))

    def reply(self, text: str) -> Reply:
        """The reply `text`, read once for many comparisons."""
        stripped = unaddressed(text)
        sentences = [part for part in _SENTENCE_END.split(stripped) if len(part) > 8][:30]
        quoted = [said for said in _quotations(stripped) if len(plain(said).replace(" ", "")) >= 4][:8]
        return Reply(
            Written(text, self.rarity),
            tuple(Written(part, self.rarity) for part in sentences),
            tuple(Written(said, self.rarity) for said in quoted),
        )

    def probability(self, petition: Petition, reply: Reply) -> float:
        """How probably `reply` was written for `petition`, where half of the replies shown were, 0 to 1."""
        values = features(petition, reply)
        score = self.intercept + sum(weight * value for weight, value in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def title_of(text: str) -> str:
    """The first line when it is short, else the first sentence, shortened."""
    first = text.strip().split("\n", 1)[0].strip()
    if len(first) > _TITLE_LENGTH:
        first = _SENTENCE_END.split(first, maxsplit=1)[0]
    return first[:_TITLE_LENGTH]


def _quotations(text: str) -> Iterator[str]:
    yield from _QUOTED.findall(text)
    yield from _ABOUT.findall(text[:300])


def features(petition: Petition, reply: Reply) -> list[float]:
    """The numbers that speak for or against, in a fixed order; the weights of a model belong to this order."""
    return [
        *_likeness(petition, reply),
        *_shared_passages(petition, reply),
        *_shared_rare_runs(petition, reply),
        *_shared_things(petition.whole, reply.whole),
        *_places(petition.whole, reply.whole),
        *_quotation(petition, reply),
        *_sizes(petition.whole, reply.whole),
    ]


def _likeness(petition: Petition, reply: Reply) -> list[float]:
    title, whole, answer = petition.title, petition.whole, reply.whole
    near_title = sorted((cosine(part, title) for part in reply.sentences), reverse=True)
    near_whole = sorted((covered(part.pairs, whole.pairs) for part in reply.sentences), reverse=True)
    opening = dict(list(answer.pairs.items())[:60])
    return [
        cosine(whole, answer),
        cosine_of_triples(whole, answer),
        cosine(title, answer),
        cosine_of_triples(title, answer),
        covered(title.pairs, answer.pairs),
        covered(title.triples, answer.triples),
        covered(answer.pairs, whole.pairs),
        covered(answer.triples, whole.triples),
        covered(whole.pairs, answer.pairs),
        covered(opening, whole.pairs),
        *[*near_title, 0.0, 0.0][:2],
        *[*near_whole, 0.0, 0.0][:2],
    ]


def _shared_passages(petition: Petition, reply: Reply) -> list[float]:
    titled = heaviest_common_runs(petition.title, reply.whole, 2)
    anywhere = heaviest_common_runs(petition.whole, reply.whole, 3)
    return [math.log1p(weight) for weight in (*titled, *anywhere)]


def _shared_rare_runs(petition: Petition, reply: Reply) -> list[float]:
    found: list[float] = []
    for runs, others in (
        (petition.whole.pairs, reply.whole.pairs),
        (petition.whole.triples, reply.whole.triples),
    ):
        shared = sorted((petition.whole.rarity.of(run) for run in runs if run in others), reverse=True)
        padded = [*shared[:5], *[0.0] * 5]
        found += [padded[0], padded[1], padded[2], padded[4]]
    return [
        *found,
        _share_held(petition.title.rarest(6), reply.whole.pairs),
        _share_held(petition.whole.rarest(15), reply.whole.pairs),
        _share_held(petition.title.rarest_triples(6), reply.whole.triples),
        _share_held(reply.whole.rarest(15), petition.whole.pairs),
        _share_held(reply.whole.rarest_triples(15), petition.whole.triples),
    ]


def _share_held(runs: Sequence[str], held: dict[str, float]) -> float:
    return sum(run in held for run in runs) / max(1, len(runs))


def _shared_things(whole: Written, answer: Written) -> list[float]:
    found: list[float] = []
    for ours, theirs in (
        (whole.places, answer.places),
        (whole.named, answer.named),
        (whole.numbers, answer.numbers),
        (whole.latin, answer.latin),
    ):
        shared = len(ours & theirs)
        found += [min(3, shared), min(4, len(theirs - ours)), shared / max(1, min(len(ours), len(theirs)))]
    return found


def _places(whole: Written, answer: Written) -> list[float]:
    strange = sum(name[-4:] not in whole.text for name in answer.named)
    return [
        float(bool(whole.places & answer.places)),
        float(bool(whole.places and answer.places and not whole.places & answer.places)),
        float(bool(whole.mask_letters & answer.mask_letters)),
        float(bool(whole.mask_letters and answer.mask_letters and not whole.mask_letters & answer.mask_letters)),
        float(len(answer.mask_letters - whole.mask_letters)),
        sum(name[-3:] in whole.text for name in answer.named) / max(1, len(answer.named)),
        sum(name[-3:] in answer.text for name in whole.named) / max(1, len(whole.named)),
        float(bool(answer.named)),
        float(bool(whole.named)),
        float(min(8, strange)),
        float(len(whole.offices & answer.offices)),
        float(min(4, len(answer.offices - whole.offices))),
        float(min(4, len(whole.offices - answer.offices))),
    ]


def _quotation(petition: Petition, reply: Reply) -> list[float]:
    if not reply.quoted:
        return [0.0, 0.0]
    best = max(
        covered(said.pairs, petition.whole.pairs)
        + covered(said.pairs, petition.title.pairs)
        + cosine(said, petition.title)
        for said in reply.quoted
    )
    return [best, 1.0]


def _sizes(whole: Written, answer: Written) -> list[float]:
    return [math.log1p(len(answer.plain)), math.log1p(len(whole.plain)), math.log1p(answer.pairs_length)]


@cache
def shipped() -> Relevance:
    """The judgement that comes with the project. Raises `WrongFile` where the file was changed."""
    return read_model(SHIPPED, DIGEST)


def read_model(path: Path, digest: str | None = None) -> Relevance:
    """The model in `path`; refused when its SHA-256 is not `digest`. Raises `WrongFile`."""
    content = bytes_of(path, digest)
    try:
        document = json.loads(content)
        table = zlib.decompress(base64.b64decode(document["rarity"]))
        weights = tuple(float(weight) for weight in document["weights"])
        intercept = float(document["intercept"])
    except (ValueError, KeyError, TypeError, zlib.error) as fault:
        raise WrongFile(f"The model file {path.name} is not a model of relevance.") from fault
    if len(table) != BUCKETS:
        raise WrongFile(f"The model file {path.name} is not a model of relevance.")
    return Relevance(weights, intercept, Rarity(table), hashlib.sha256(content).hexdigest())


def model_text(weights: Sequence[float], intercept: float, rarity: Rarity) -> str:
    """The content of a model file, as `read_model` takes it."""
    packed = base64.b64encode(zlib.compress(rarity.table, 9)).decode()
    document = {"kind": "relevance", "version": 1, "weights": list(weights), "intercept": intercept, "rarity": packed}
    return json.dumps(document, separators=(",", ":")) + "\n"
