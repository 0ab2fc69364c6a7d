"""Which article of a statute has which rule, and why has it none? Renders the coverage pages for lawyers.

The rules and scenarios of an article are read from the pack itself; only the reasons of those without a rule are
written, in the pack's `coverage.yaml`. `python -m xinqiao.law.coverage docs/law` writes the pages; a test holds them.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xinqiao.law.files import read_parts, read_yaml
from xinqiao.law.library import folder_of, statutes
from xinqiao.law.scenarios import scenarios_of
from xinqiao.law.tables import table
from xinqiao.procedure.conditions import PackError

_NUMBER = re.compile(r"\d+")
# What each part of a pack is called on the page.
_PARTS = {
    "limits": "期限 limit",
    "clocks": "计时 clock",
    "stages": "阶段 stage",
    "steps": "步骤 step",
    "duties": "义务 duty",
    "reasons": "理由 reason",
    "letters": "文书 letter",
}


@dataclass(frozen=True, slots=True)
class Article:
    """One article: what it is about, the rules that cite it, the scenarios that play it, or why it has no rule."""

    number: int
    about: Mapping[str, str]
    rules: Mapping[str, tuple[str, ...]]
    scenarios: tuple[str, ...]
    because: Mapping[str, str] | None


def is_covered(identifier: str) -> bool:
    """Whether the pack says what becomes of each of its articles. Raises UnknownStatute."""
    return (folder_of(identifier) / "coverage.yaml").exists()


def articles_of(identifier: str) -> tuple[Article, ...]:
    """Every article of a statute in order. Raises UnknownStatute, and PackError for a reason that nobody explains."""
    folder = folder_of(identifier)
    written = read_yaml(folder / "coverage.yaml")
    rules, played = _rules(folder), _played(identifier)
    found = []
    for number, about in written["articles"].items():
        if not {"zh", "en"} <= set(about) <= {"zh", "en", "because"}:
            raise PackError(f"{identifier}/coverage.yaml: article {number}: write zh, en and, without a rule, because.")
        because = about.get("because")
        if because is not None and because not in written["because"]:
            raise PackError(f"{identifier}/coverage.yaml: article {number}: nobody explains '{because}'.")
        found.append(
            Article(
                number,
                about,
                {part: tuple(sorted(names)) for part, names in rules.get(number, {}).items()},
                tuple(sorted(played.get(number, ()))),
                written["because"][because] if because else None,
            )
        )
    return tuple(found)


def faults_of(identifier: str) -> list[str]:
    """What is not covered, one sentence each: no rule and no reason, both, or a rule that no scenario plays."""
    faults = []
    covered = articles_of(identifier)
    numbers = [article.number for article in covered]
    if numbers != list(range(1, len(numbers) + 1)):
        faults.append(f"{identifier}: the articles are not numbered from 1 without a gap.")
    unknown = sorted(set(_rules(folder_of(identifier))) - set(numbers))
    faults += [f"{identifier}: a rule cites article {number}, which the statute does not have." for number in unknown]
    for article in covered:
        where = f"{identifier}, article {article.number}"
        if not article.rules and article.because is None:
            faults.append(f"{where} has neither a rule nor a reason why not.")
        if article.rules and article.because is not None:
            faults.append(f"{where} has a rule and a reason why it has none.")
        if _has_procedure(article) and not article.scenarios:
            faults.append(f"{where} has a rule that no scenario plays.")
    return faults


def _has_procedure(article: Article) -> bool:
    """A letter that cites an article is shown by its own tests; every other rule is played by a scenario."""
    return bool(set(article.rules) - {"letters"})


def _rules(folder: Path) -> Mapping[int, Mapping[str, set[str]]]:
    """Article → part of the pack → the rules there that cite it."""
    found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    parts = read_parts(folder)
    letters = folder / "letters.yaml"
    if letters.exists():
        parts["letters"] = read_yaml(letters)["letters"]
    for part in _PARTS:
        raw = parts.get(part, {})
        entries = raw.items() if isinstance(raw, Mapping) else ((str(one.get("what", "")), one) for one in raw)
        for name, entry in entries:
            for article in _cited(entry):
                found[article][part].add(str(name))
    return found


def _cited(entry: Any) -> Iterator[int]:
    """The numbers of the articles of this statute that an entry cites, however deep; another law's have no number."""
    if isinstance(entry, Mapping):
        for key, value in entry.items():
            if key == "article" and (number := _NUMBER.match(str(value))):
                yield int(number.group())
            yield from _cited(value)
    elif isinstance(entry, list):
        for item in entry:
            yield from _cited(item)


def _played(identifier: str) -> Mapping[int, set[str]]:
    played: dict[int, set[str]] = defaultdict(set)
    for scenario in scenarios_of(identifier):
        for article in scenario.articles:
            if number := _NUMBER.match(article):
                played[int(number.group())].add(scenario.id)
    return played


def pages() -> dict[str, str]:
    """Every page by file name: one a statute that has its coverage written."""
    return {f"coverage-{pack.id}.md": page_of(pack.id) for pack in statutes() if is_covered(pack.id)}


def page_of(identifier: str) -> str:
    """The page of one statute: each article, its rules and scenarios, or why it has none."""
    covered = articles_of(identifier)
    ruled = sum(bool(article.rules) for article in covered)
    title = next(pack.title for pack in statutes() if pack.id == identifier)
    lines = [
        f"# {title['zh-hans']}：逐条对照 · {title['en']}, article by article",
        "",
        f"*Generated from the pack `{identifier}` and its `coverage.yaml`; a test holds every article to a rule or a reason.*",
        "",
        f"共{len(covered)}条，{ruled}条有程序规则，其余写明理由。{ruled} of {len(covered)} articles have rules; the others say why not.",
        "",
        *table(("条", "内容 About", "规则 Rules", "情景 Scenarios"), [_row(article) for article in covered]),
    ]
    return "\n".join(lines) + "\n"


def _row(article: Article) -> tuple[str, ...]:
    about = f"{article.about['zh']} · {article.about['en']}"
    if article.because is not None:
        return str(article.number), about, f"*{article.because['zh']} · {article.because['en']}*", "—"
    rules = "；".join(
        f"{_PARTS[part]}: " + ", ".join(f"`{name}`" for name in names) for part, names in sorted(article.rules.items())
    )
    shown = len(article.scenarios)
    played = ", ".join(f"`{name}`" for name in article.scenarios[:3]) + (f" … ({shown})" if shown > 3 else "")
    return str(article.number), about, rules, played or "—"


def main(folder: str) -> None:
    """Write all pages into a folder."""
    for name, text in pages().items():
        (Path(folder) / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
