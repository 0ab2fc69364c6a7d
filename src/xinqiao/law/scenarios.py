"""What does the law say of a worked story, and does the engine say the same?

A scenario is a YAML file a lawyer can read: a story, its dated facts and, for each day asked, what must be true.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from xinqiao.law.files import overlay_folders
from xinqiao.law.library import all_statutes, folder_of, statute
from xinqiao.procedure.facts import FactsError, read_document
from xinqiao.procedure.position import Position, assess

NEEDED = ("title", "story", "topic", "statute", "articles", "matter", "facts", "expect")
KNOWN = frozenset((*NEEDED, "overlays"))
ASKED = frozenset(
    {
        "on",
        "why",
        "error",
        "stage",
        "final",
        "responsible",
        "clocks",
        "no_clocks",
        "may",
        "may_not",
        "duties",
        "defects",
        "next_due_on",
    }
)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader to which `on` is a word; YAML 1.1 would read it as true."""


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if letter in "tTfF" or not tag.endswith(":bool")]
    for letter, resolvers in _Loader.yaml_implicit_resolvers.items()
}


class ScenarioError(Exception):
    """A scenario file that cannot be read; its text is one sentence naming the file."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What must be true on one day; `asked` holds only what the scenario speaks of."""

    on: date
    asked: Mapping[str, Any]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story with its facts and what the law makes of it."""

    id: str
    topic: str
    title: Mapping[str, str]
    story: Mapping[str, str]
    statute: str
    articles: tuple[str, ...]
    document: Mapping[str, Any]
    expectations: tuple[Expectation, ...]
    overlays: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing on one day on which the engine and the scenario differ."""

    scenario: str
    on: date
    what: str
    expected: object
    found: object

    def __str__(self) -> str:
        return f"{self.scenario} on {self.on}: {self.what}: expected {self.expected!r}, found {self.found!r}"


def load_scenario(path: Path) -> Scenario:
    """Read one scenario file; local times without offset are those of the statute's zone. Raises ScenarioError."""
    document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    if not isinstance(document, dict):
        raise ScenarioError(f"{path.name}: a scenario is a mapping with {', '.join(NEEDED)}.")
    missing = [key for key in NEEDED if key not in document]
    unknown = sorted(set(document) - KNOWN)
    if missing or unknown:
        raise ScenarioError(f"{path.name}: missing {missing}, not known {unknown}.")
    zone = ZoneInfo(statute(document["statute"]).zone)
    return Scenario(
        id=path.stem,
        topic=document["topic"],
        title=document["title"],
        story=document["story"],
        statute=document["statute"],
        articles=tuple(str(article) for article in document["articles"]),
        document={"matter": document["matter"], "facts": [_fact(fact, zone) for fact in document["facts"]]},
        expectations=tuple(_expectation(path, asked) for asked in document["expect"]),
        overlays=tuple(document.get("overlays", ())),
    )


def scenarios_of(identifier: str) -> tuple[Scenario, ...]:
    """Every scenario of a statute, by file name, and then those of its overlays. Raises ScenarioError."""
    folder = folder_of(identifier)
    own = tuple(load_scenario(path) for path in sorted((folder / "scenarios").glob("*.yaml")))
    local = (
        load_scenario(path)
        for overlay in overlay_folders(folder.parent).values()
        for path in sorted((overlay / "scenarios").glob("*.yaml"))
    )
    return own + tuple(scenario for scenario in local if scenario.statute == identifier)


def all_scenarios() -> tuple[Scenario, ...]:
    """Every scenario of every statute."""
    return tuple(scenario for pack in all_statutes() for scenario in scenarios_of(pack.id))


def run_scenario(scenario: Scenario) -> tuple[Disagreement, ...]:
    """Hold the engine against the scenario; an empty answer means that they agree."""
    return tuple(found for expectation in scenario.expectations for found in _differences(scenario, expectation))


def position_in(scenario: Scenario, on: date) -> Position:
    """Where the scenario's petition stands on a day. Raises FactsError."""
    matter, facts = read_document(scenario.document)
    return assess(statute(scenario.statute, scenario.overlays), matter, facts, on)


def _fact(fact: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    at = datetime.fromisoformat(str(fact["at"]))
    local = at if at.tzinfo else at.replace(tzinfo=zone)
    data = {key: value.isoformat() if isinstance(value, date) else value for key, value in fact.get("data", {}).items()}
    return {**fact, "at": local.isoformat(), "data": data}


def _expectation(path: Path, asked: Mapping[str, Any]) -> Expectation:
    unknown = sorted(set(asked) - ASKED)
    if unknown or not isinstance(asked.get("on"), date):
        raise ScenarioError(f"{path.name}: an expectation needs `on` as a date and knows no {unknown}.")
    rest = {key: value for key, value in asked.items() if key not in ("on", "why")}
    return Expectation(on=asked["on"], asked=rest, why=asked.get("why", ""))


def _differences(scenario: Scenario, expectation: Expectation) -> Iterator[Disagreement]:
    try:
        position = position_in(scenario, expectation.on)
    except FactsError as refusal:
        if not expectation.asked.get("error"):
            yield Disagreement(scenario.id, expectation.on, "error", None, str(refusal))
        return
    for key, expected in expectation.asked.items():
        for what, wanted, found in COMPARISONS[key](position, expected):
            yield Disagreement(scenario.id, expectation.on, what, wanted, found)


Difference = tuple[str, object, object]


def _plain(name: str) -> Any:
    def compare(position: Position, expected: object) -> Iterator[Difference]:
        found = getattr(position, name)
        if found != expected:
            yield name, expected, found

    return compare


def _error(position: Position, expected: bool) -> Iterator[Difference]:
    if expected:
        yield "error", "the facts are refused", f"stage {position.stage}"


def _responsible(position: Position, expected: Mapping[str, str] | None) -> Iterator[Difference]:
    holder = position.responsible
    found = {"role": holder.role, "organisation": holder.organisation} if holder else None
    if expected is None or found is None:
        if expected != found:
            yield "responsible", expected, found
        return
    if any(found[key] != value for key, value in expected.items()):
        yield "responsible", expected, found


def _clocks(position: Position, expected: Mapping[str, Mapping[str, Any]]) -> Iterator[Difference]:
    for label, wanted in expected.items():
        name, _, nth = label.partition("#")
        clock = next((c for c in position.clocks if c.name == name and c.nth == int(nth or 1)), None)
        if clock is None:
            yield f"clock {label}", dict(wanted), [f"{c.name}#{c.nth}" for c in position.clocks]
            continue
        found = {key: getattr(clock, key) for key in wanted}
        if found != dict(wanted):
            yield f"clock {label}", dict(wanted), found


def _no_clocks(position: Position, expected: Sequence[str]) -> Iterator[Difference]:
    held = {clock.name for clock in position.clocks} | {f"{clock.name}#{clock.nth}" for clock in position.clocks}
    for name in expected:
        if name in held:
            yield f"clock {name}", "none", "there is one"


def _may(position: Position, expected: Sequence[str]) -> Iterator[Difference]:
    open_steps = {permitted.step for permitted in position.may}
    for step in expected:
        if step not in open_steps:
            yield f"may {step}", "permitted", sorted(open_steps)


def _may_not(position: Position, expected: Mapping[str, str | None]) -> Iterator[Difference]:
    for step, reason in expected.items():
        refused = position.refusal(step)
        if refused is None:
            yield f"may not {step}", reason, "no refusal"
        elif reason and not (refused.why.id == reason or is_same_article(refused.article, reason)):
            yield f"may not {step}", reason, (refused.why.id, refused.article)


def _duties(position: Position, expected: Sequence[Mapping[str, Any]]) -> Iterator[Difference]:
    for wanted in expected:
        if not any(_matches(duty, wanted) for duty in position.duties):
            yield "duty", dict(wanted), [(duty.who, duty.what, duty.due_on, duty.article) for duty in position.duties]


def _matches(duty: object, wanted: Mapping[str, Any]) -> bool:
    plain = {key: value for key, value in wanted.items() if key != "article"}
    same = all(getattr(duty, key) == value for key, value in plain.items())
    return same and ("article" not in wanted or is_same_article(getattr(duty, "article", None), wanted["article"]))


def _defects(position: Position, expected: Sequence[str]) -> Iterator[Difference]:
    found = [message.id for message in position.defects]
    if not set(expected) <= set(found) or (not expected and found):
        yield "defects", list(expected), found


def is_same_article(cited: str | None, wanted: str | int) -> bool:
    """Whether a citation names the article wanted, at its own depth or deeper: 34 covers 34 and 34(1), not 3."""
    if cited is None:
        return False
    rest = str(cited).removeprefix(str(wanted))
    return rest != str(cited) and not rest[:1].isdigit()


COMPARISONS: Mapping[str, Any] = {
    "stage": _plain("stage"),
    "final": _plain("final"),
    "next_due_on": _plain("next_due_on"),
    "error": _error,
    "responsible": _responsible,
    "clocks": _clocks,
    "no_clocks": _no_clocks,
    "may": _may,
    "may_not": _may_not,
    "duties": _duties,
    "defects": _defects,
}
