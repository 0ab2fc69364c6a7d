"""How does a worked scenario read on paper? Renders the scenarios of a statute as pages for lawyers.

`python -m xinqiao.law.scenario_pages docs/law` writes them anew; a test holds the pages to the files.
"""

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from xinqiao.law.files import HOME
from xinqiao.law.library import PLACE, all_statutes
from xinqiao.law.scenarios import Expectation, Scenario, scenarios_of
from xinqiao.law.tables import table
from xinqiao.law.wording import name_of

WEEKDAYS = "一二三四五六日"


def pages() -> dict[str, str]:
    """Every page by file name: one a statute, in the order of its topics."""
    return {f"scenarios-{pack.id}.md": page_of(pack.id) for pack in all_statutes()}


def page_of(identifier: str) -> str:
    """The page of one statute: its scenarios by topic, each with story, facts and what follows."""
    held = sorted(scenarios_of(identifier), key=lambda scenario: (scenario.topic, scenario.id))
    lines = [
        f"# {words('statutes', identifier)}：情景范例",
        "",
        f"*Worked scenarios under {identifier}. Generated from the scenario files; the tests run every one of them.*",
        "",
        f"共{len(held)}个情景。人物均为虚构。",
    ]
    for topic, group in groupby(held, key=lambda scenario: scenario.topic):
        lines += ["", f"## {topic}"]
        for scenario in group:
            lines += ["", *scenario_lines(scenario)]
    return "\n".join(lines) + "\n"


def scenario_lines(scenario: Scenario) -> Iterator[str]:
    """One scenario: title, story, the table of its facts and the table of what must be true."""
    cited = "、".join(f"第{article}条" if article[0].isdigit() else article for article in scenario.articles)
    yield f"### {scenario.title['zh']}"
    yield ""
    if scenario.overlays:
        yield f"同时适用 (with overlay): {'、'.join(words('statutes', name) for name in scenario.overlays)}"
        yield ""
    yield f"*{scenario.title['en']}* (`{scenario.id}`)" + (f" · {cited}" if cited else " · 机关规则 (office rule)")
    yield ""
    yield scenario.story["zh"].strip()
    yield ""
    yield f"> {scenario.story['en'].strip()}"
    yield ""
    yield from table(("时间", "何事", "何人", "说明"), [_fact_row(fact) for fact in scenario.document["facts"]])
    yield ""
    yield from table(("日期", "应当如此", "说明"), [_expectation_row(asked) for asked in scenario.expectations])


@cache
def _vocabulary() -> Mapping[str, Mapping[str, str]]:
    merged: dict[str, dict[str, str]] = {}
    for path in sorted(HOME.glob("*/scenario_words.yaml"), key=lambda path: path.parent.name == PLACE):
        for kind, held in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            merged.setdefault(kind, {}).update(held)
    return merged


def words(kind: str, name: object) -> str:
    """The Chinese word of one of our names: as a lawyer says it, else as the law's wording has it, else the name."""
    found = _vocabulary()[kind].get(str(name))
    return name_of(kind.removesuffix("s"), str(name)) if found is None else found


def _fact_row(fact: Mapping[str, Any]) -> tuple[str, ...]:
    at = datetime.fromisoformat(fact["at"])
    offset = "" if at.strftime("%z") == "+0800" else " (" + at.strftime("UTC%z") + ")"
    detail = "；".join(_detail(key, value) for key, value in fact.get("data", {}).items())
    return (_day(at) + at.strftime(" %H:%M") + offset, words("facts", fact["kind"]), _who(fact), detail)


def _who(named: Mapping[str, Any]) -> str:
    organisation = named.get("organisation")
    if organisation is None:
        return words("roles", named.get("by") or named.get("role"))
    return words("organisations", organisation)


def _detail(key: str, value: object) -> str:
    if key == "to":
        return f"{words('details', key)}{words('organisations', value)}"
    return f"{words('details', key)}：{words('values', value)}"


def _day(day: Any) -> str:
    return f"{day.strftime('%Y-%m-%d')}（周{WEEKDAYS[day.weekday()]}）"


def _expectation_row(expectation: Expectation) -> tuple[str, ...]:
    said = [text for key, value in expectation.asked.items() for text in SENTENCES[key](value)]
    return (_day(expectation.on), "；".join(said), expectation.why)


def _clocks(asked: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for label, wanted in asked.items():
        name, _, nth = label.partition("#")
        parts = [f"第{nth}次" if nth else ""]
        if "started_on" in wanted:
            parts.append(f"自{wanted['started_on']}起算")
        if "due_on" in wanted:
            parts.append(f"{wanted['due_on']}届满")
        if "met_on" in wanted:
            parts.append(f"{wanted['met_on']}完成")
        if "state" in wanted:
            parts.append(words("states", wanted["state"]))
        yield f"{words('clocks', name)}：{'，'.join(part for part in parts if part)}"


def _steps(kind: str, asked: Any) -> Iterator[str]:
    yield f"{kind}：{'、'.join(words('steps', step) for step in asked)}"


def _responsible(asked: Mapping[str, str] | None) -> Iterator[str]:
    yield f"负责：{_who(asked)}" if asked else "无人负责"


def _duties(asked: list[Mapping[str, Any]]) -> Iterator[str]:
    for duty in asked:
        cited = f"（第{duty['article']}条）" if "article" in duty else ""
        yield f"{words('roles', duty.get('who', ''))}负有职责{cited}"


SENTENCES: Mapping[str, Any] = {
    "error": lambda asked: ["记录不成立，应当报错"],
    "stage": lambda asked: [f"状态：{words('stages', asked)}"],
    "final": lambda asked: ["已了结" if asked else "未了结"],
    "responsible": _responsible,
    "clocks": _clocks,
    "no_clocks": lambda asked: [f"没有{'、'.join(words('clocks', name) for name in asked)}"],
    "may": lambda asked: _steps("可以", asked),
    "may_not": lambda asked: _steps("不可以", asked),
    "duties": _duties,
    "defects": lambda asked: ["记有瑕疵" if asked else "没有瑕疵"],
    "next_due_on": lambda asked: [f"最近的期限：{asked}"],
}


def main(folder: Path) -> None:
    """Write every page into the folder."""
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
