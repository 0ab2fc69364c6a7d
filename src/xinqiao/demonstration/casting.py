"""Which petition follows which story, what does it say, and who plays the parts? The same on every run of a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random
from typing import Any

from xinqiao.demonstration.people import City, described
from xinqiao.demonstration.stories import PETITIONER, STORIES, Step
from xinqiao.people.models import Officer, Organisation
from xinqiao.procedure.calendar import Calendar

SEED = 990100
MATTER_KINDS = {
    "appeal": "appeal",
    "legal": "appeal",
    "neighbours": "appeal",
    "suggestion": "suggestion",
    "accusation": "accusation",
}
_CHANNELS = ("web", "web", "web", "letter", "visit", "phone")
_OFFICE_OF_PLACE = {"city": "city_office", "dongdu": "dongdu_office", "xitang": "xitang_office"}
# The place of an organisation's petitions, and whose petition office receives what comes from there.
_PLACE_OF = {
    "dongdu_city_management": ("dongdu", "dongdu"),
    "qiaotou_street": ("qiaotou", "dongdu"),
    "nanwan_town": ("nanwan", "xitang"),
}
_ABOVE = {"city_office": "city_government", "dongdu_office": "dongdu_government", "xitang_office": "xitang_government"}
_OPENS_AT = time(9, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act that will be done: when, by which officer (None: the petitioner), and what is given."""

    step: Step
    at: datetime
    officer: Officer | None
    given: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One petition of the city: what it says, where it arrives, and the acts of its life so far.

    `writer` is the number of the first petition of a person who is known to write more than once; 0 for all others.
    """

    number: int
    matter: str
    title: str
    body: str
    channel: str
    place: str
    office: str
    received_at: datetime
    accused: str = ""
    writer: int = 0
    acts: list[Act] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """The stage on which the play is set: the city, its calendar of worked days, and the day today."""

    city: City
    calendar: Calendar
    today_at: datetime


def cast_all(stage: Stage) -> Iterator[Role]:
    """All petitions of plans.yaml, in its order, then those of rising.yaml."""
    random = Random(SEED)  # noqa: S311 -- an invented city, not a secret
    texts = _Texts(random)
    number = 0
    for plan in described("plans"):
        owns = cycle(plan.get("who") or _owns_of(plan.get("matter", "appeal")))
        for _turn in range(plan["count"]):
            number += 1
            own = next(owns)
            yield _cast(stage, plan, texts.of(plan.get("matter", "appeal"), own, number), random, number)
    for letter in described("rising"):
        number += 1
        yield _cast_rising(stage, letter, random, number)


def _cast_rising(stage: Stage, letter: dict[str, Any], random: Random, number: int) -> Role:
    """A letter of many about one matter; it came on its own day, whatever has been done since."""
    done = STORIES["answered"][: letter["steps"]]
    idle = max(0, letter["days_ago"] - sum(step.after_days for step in done))
    plan = {"story": "answered", "steps": letter["steps"], "idle": [idle, idle]}
    text = {"matter": "appeal", "own": letter["own"], "title": letter["title"], "ask": letter["ask"], "writer": number}
    return _cast(stage, plan, text | {"body": letter["text"] + letter["ask"]}, random, number)


def _owns_of(matter: str) -> list[str]:
    return list(dict.fromkeys(text["at"] for text in described("matters")[matter]))


class _Texts:
    """Deals the invented texts out in turn, filling in place and time."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.dealt: dict[tuple[str, str], int] = {}
        self.writers: dict[str, int] = {}

    def of(self, matter: str, own: str, number: int) -> dict[str, Any]:
        told = described("matters")
        choices = [text for text in told[matter] if text["at"] == own]
        turn = self.dealt[matter, own] = self.dealt.get((matter, own), -1) + 1
        text = choices[turn % len(choices)]
        place, when = self.random.choice(told["places"][own]), self.random.choice(told["times"])
        title = f"{text['title']}（{place}）" if "place" not in text else text["title"]
        writer = self.writers.setdefault(text["writer"], number) if "writer" in text else 0
        body = text["text"].format(place=place, when=when) + text["ask"]
        return {"matter": matter, "own": own, "title": title, "body": body, "ask": text["ask"], "writer": writer}


def _cast(stage: Stage, plan: dict[str, Any], text: dict[str, Any], random: Random, number: int) -> Role:
    steps = STORIES[plan["story"]]
    steps = steps[: plan.get("steps", len(steps))]
    idle = random.randint(*plan["idle"])
    own = text["own"]
    place, seat = _PLACE_OF.get(own, ("city", "city"))
    office = _OFFICE_OF_PLACE[seat]
    moments = _moments(stage, [step.after_days for step in steps], idle, random)
    role = Role(
        number=number,
        matter=text["matter"],
        title=text["title"],
        body=text["body"],
        channel="web" if text["matter"] == "accusation" else random.choice(_CHANNELS),
        place=place,
        office=office,
        received_at=moments[0],
        accused=("nanwan_town", "qiaotou_street")[number % 2] if text["matter"] == "accusation" else "",
        writer=text["writer"],
    )
    parts = _Parts(stage.city, own=own, office=office)
    for step, at in zip(steps, moments[1:], strict=True):
        given = {name: _filled(value, parts, at, moments) for name, value in step.given.items()}
        if step.act.startswith("draft_") and "kind" in given:
            given = _opinion(given, own if given["kind"] == "reply" else parts.organisation(step.by), text["ask"])
        role.acts.append(Act(step=step, at=at, officer=parts.officer(step.by), given=given))
    return role


def _moments(stage: Stage, gaps: list[int], idle: int, random: Random) -> list[datetime]:
    """The moment of arrival and of each step: on worked days, in order, the last one `idle` days ago."""
    today: date = stage.today_at.date()
    day = today - timedelta(days=idle + sum(gaps))
    moments, minutes = [], random.randint(0, 9)
    for gap in [0, *gaps]:
        day += timedelta(days=gap)
        worked = day.toordinal()
        while not stage.calendar.is_workday(worked):
            worked -= 1
        minutes += random.randint(3, 20)
        opened = datetime.combine(date.fromordinal(worked), _OPENS_AT, stage.today_at.tzinfo)
        moments.append(opened + timedelta(minutes=minutes))
    return moments


class _Parts:
    """Who plays which part in one petition."""

    def __init__(self, city: City, *, own: str, office: str) -> None:
        self.city, self.own, self.office = city, own, office

    def organisation(self, part: str) -> str:
        """The short name of the organisation behind a part."""
        above = self.city.organisations[self.own].parent
        named = {
            "own": self.own,
            "other": "transport" if self.own == "housing" else "housing",
            "triage": self.office,
            "chair": "joint_meeting",
            "top": "city_government",
            # The office that watches over the one responsible: that of the seat, or the one above a petition office.
            "supervising": self.office,
        }
        if part == "above":
            return next(key for key, body in self.city.organisations.items() if body == above)
        return named[part]

    def officer(self, part: str) -> Officer | None:
        """The officer who plays the part; None for the petitioner."""
        if part == PETITIONER:
            return None
        if part.endswith("_head"):
            return self.city.head_of(self.organisation(part.removesuffix("_head")))
        if part == "triage":
            return self.city.triage_of(self.office)
        return self.city.handler_of(self.organisation(part))

    def colleague(self) -> Officer:
        """Somebody else who serves in the competent organisation."""
        own: Organisation = self.city.organisations[self.own]
        return own.duty_officer or self.city.handler_of(self.own)


def _filled(value: Any, parts: _Parts, at: datetime, moments: list[datetime]) -> Any:
    """A value of a step with the words in braces replaced; those that need a database row are left for later."""
    if value in ("{own}", "{other}"):
        return parts.city.organisations[parts.organisation(value.strip("{}"))].code
    if value == "{colleague}":
        return parts.colleague().pk
    if isinstance(value, str) and value.startswith("{in "):
        return (at.date() + timedelta(days=int(value.split()[1]))).isoformat()
    if value == "{served later}":
        return (moments[-2] + timedelta(hours=2)).isoformat()
    return value


def _opinion(given: Mapping[str, Any], organisation: str, ask: str) -> dict[str, Any]:
    """The parts of an answer, from the invented findings of the organisation."""
    kind = given["kind"]
    findings = described("matters")["answers"][organisation]
    opinion = {**findings, "outcome": given["outcome"]}
    if given["outcome"] == "not_support":
        opinion["opinion"] = "现有证据不能证明所述情况，不予支持。"
    if given["outcome"] == "explain":
        opinion["opinion"] = "所提建议合理，但目前没有法定依据，已作说明。"
    return opinion | ({"request": ask} if kind == "reply" else {})
