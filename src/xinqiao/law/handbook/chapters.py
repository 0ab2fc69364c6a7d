"""The procedure of a pack in plain words, stage by stage: who does what by when, by which article, and what comes after."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from xinqiao.law.handbook.walking import BY_ITSELF, Walked, walked
from xinqiao.law.library import statute
from xinqiao.law.wording import article_in_words, length_in_words, nearest_language, words
from xinqiao.procedure.counting import Counting
from xinqiao.procedure.messages import Message
from xinqiao.procedure.statute import Statute

# A step that stands open at this share of the stages is told once, not at each of them.
_ANYTIME = 0.5


@dataclass(frozen=True, slots=True)
class Way:
    """A step that may be taken at a stage: its title, who takes it, where it leads (names), its article in words."""

    name: str
    title: str
    by: tuple[str, ...]
    leads_to: tuple[str, ...]
    article: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Period:
    """A period: its title, its length in words, whose it is, what is owed in it, its article in words."""

    name: str
    title: str
    length: str
    holder: str
    duty: str
    article: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stage with all that can be done there and the periods that begin on coming there."""

    name: str
    title: str
    article: str
    is_final: bool
    remedy: str
    ways: tuple[Way, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Handbook:
    """A whole pack in one language."""

    id: str
    title: str
    language: str
    chapters: tuple[Chapter, ...]
    anytime: tuple[Way, ...]

    def chapter(self, name: str) -> Chapter:
        """The chapter of a stage. Raises KeyError."""
        return {chapter.name: chapter for chapter in self.chapters}[name]


def say(identifier: str, language: str, **params: object) -> str:
    """One of the handbook's own few words."""
    return words(Message(identifier, params), language)


def handbook(identifier: str, language: str = "zh-hans") -> Handbook:
    """The handbook of a pack for an appeal on the petition procedure. Raises library.UnknownStatute."""
    found, walk, language = statute(identifier), walked(identifier), nearest_language(language)
    everywhere = _anytime(walk)
    chapters = tuple(_chapter(found, walk, name, language, everywhere) for name in walk.stages)
    anytime = tuple(_way(found, step, by, (), language) for step, by in everywhere.items())
    return Handbook(identifier, found.title[language], language, chapters, anytime)


def title_of(found: Statute, category: str, name: str, language: str) -> str:
    """What a statute itself calls a step, a clock, a stage, a duty or a role; the bare name where it has no word."""
    return found.vocabulary.titles.get(category, {}).get(name, {}).get(language, name)


def length_of(counting: Counting | None, language: str) -> str:
    """How long a period is; one whose day is set in the single case has no length of its own."""
    if counting is None:
        return say("length_set", language)
    return length_in_words(counting.unit, counting.value, language)


def period_of(found: Statute, name: str, language: str) -> Period:
    """One period of a statute, in words. Raises KeyError."""
    spec = found.clocks[name]
    holder = (
        say("handbook_whoever", language)
        if spec.holder == "responsible"
        else title_of(found, "role", spec.holder, language)
    )
    return Period(
        name=name,
        title=title_of(found, "clock", name, language),
        length=length_of(spec.counting, language),
        holder=holder,
        duty=title_of(found, "duty", spec.duty, language) if spec.duty else "",
        article=_cited(found, spec.article, language, is_internal=spec.internal),
        internal=spec.internal,
    )


def _anytime(walk: Walked) -> Mapping[str, tuple[str, ...]]:
    """The steps that stand open at most stages, with the roles that may take them anywhere."""
    found: dict[str, tuple[str, ...]] = {}
    for name in {step for stage in walk.stages.values() for step in stage.by}:
        held = [stage.by[name] for stage in walk.stages.values() if name in stage.by]
        if len(held) >= _ANYTIME * len(walk.stages) and name != "serve":
            found[name] = max(held, key=len)
    return dict(sorted(found.items()))


def _chapter(
    found: Statute, walk: Walked, name: str, language: str, everywhere: Mapping[str, tuple[str, ...]]
) -> Chapter:
    spec, stage = found.stages[name], walk.stages[name]
    ways = [
        _way(found, step, stage.by.get(step, ()), tuple(one for one in to if one != name), language)
        for step, to in stage.ways.items()
        # Serving a late answer to an earlier question leads nowhere from here.
        if step not in everywhere and not (step == "serve" and to == (name,))
    ]
    return Chapter(
        name=name,
        title=title_of(found, "stage", name, language),
        article=_cited(found, spec.article, language, is_internal=spec.internal),
        is_final=spec.final or spec.final_after is not None,
        remedy=say(spec.remedy, language) if spec.remedy else "",
        ways=tuple(ways),
        periods=tuple(period_of(found, clock, language) for clock in stage.periods),
    )


def _way(found: Statute, step: str, by: tuple[str, ...], leads_to: tuple[str, ...], language: str) -> Way:
    roles = tuple(title_of(found, "role", role, language) for role in by)
    if step == BY_ITSELF:
        return Way(step, say("handbook_by_itself", language), roles, leads_to, "", internal=False)
    spec = found.steps[step]
    article = _cited(found, spec.article, language, is_internal=spec.internal)
    return Way(step, title_of(found, "step", step, language), roles, leads_to, article, spec.internal)


def _cited(found: Statute, article: str, language: str, *, is_internal: bool) -> str:
    if is_internal:
        return say("office_rule", language)
    return article_in_words(article, language, found.item_articles)


def as_document(book: Handbook) -> dict[str, Any]:
    """The handbook as plain values, for a program."""
    return asdict(book)
