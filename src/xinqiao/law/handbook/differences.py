"""Two packs side by side: which periods, steps, stages and grounds each has, in one language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from xinqiao.law.handbook.chapters import period_of, say, title_of
from xinqiao.law.library import statute
from xinqiao.law.tables import table
from xinqiao.law.wording import article_in_words, nearest_language
from xinqiao.procedure.statute import Statute


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in both packs: what it is called, what each says of it, and whether they say the same."""

    title: str
    before: str
    after: str

    @property
    def is_same(self) -> bool:
        """Whether the two say the same, articles included."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows of two packs by what they are about."""

    before: str
    after: str
    language: str
    parts: Mapping[str, tuple[Row, ...]]


def comparison(before: str, after: str, language: str = "zh-hans") -> Comparison:
    """The two packs side by side. Raises library.UnknownStatute."""
    one, other, language = statute(before), statute(after), nearest_language(language)
    said: Mapping[str, tuple[str, Callable[[Statute, str, str], str]]] = {
        "compare_limits": ("clocks", _period),
        "compare_steps": ("steps", _step),
        "compare_stages": ("stages", _stage),
        "compare_reasons": ("reasons", _reason),
    }
    category = {"clocks": "clock", "steps": "step", "stages": "stage", "reasons": "reason"}
    parts = {
        head: tuple(_rows(one, other, language, attribute, category[attribute], speak))
        for head, (attribute, speak) in said.items()
    }
    return Comparison(one.title[language], other.title[language], language, parts)


def _rows(
    one: Statute,
    other: Statute,
    language: str,
    attribute: str,
    category: str,
    speak: Callable[[Statute, str, str], str],
) -> Iterator[Row]:
    names = list(dict.fromkeys([*getattr(other, attribute), *getattr(one, attribute)]))
    none = say("compare_none", language)
    for name in names:
        told = [speak(law, name, language) if name in getattr(law, attribute) else none for law in (one, other)]
        yield Row(
            title_of(other if name in getattr(other, attribute) else one, category, name, language), told[0], told[1]
        )


def _period(law: Statute, name: str, language: str) -> str:
    period = period_of(law, name, language)
    return f"{period.length} · {period.article}"


def _step(law: Statute, name: str, language: str) -> str:
    return _where(law, law.steps[name].article, language, is_internal=law.steps[name].internal)


def _stage(law: Statute, name: str, language: str) -> str:
    return _where(law, law.stages[name].article, language, is_internal=law.stages[name].internal)


def _reason(law: Statute, name: str, language: str) -> str:
    return _where(law, law.reasons[name].article, language, is_internal=law.reasons[name].internal)


def _where(law: Statute, article: str, language: str, *, is_internal: bool) -> str:
    return say("office_rule", language) if is_internal else article_in_words(article, language, law.item_articles)


def in_text(found: Comparison) -> str:
    """The comparison as Markdown, a table for each part."""
    lines = [f"# {say('compare_title', found.language, before=found.before, after=found.after)}"]
    for head, rows in found.parts.items():
        lines += ["", f"## {say(head, found.language)}", ""]
        same = say("compare_same", found.language)
        told = [(row.title, row.before, same if row.is_same else row.after) for row in rows]
        lines += table((say("compare_what", found.language), found.before, found.after), told)
    return "\n".join(lines) + "\n"
