"""Histories of petitions for tests of the law: short facts, local times, invented organisations."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from xinqiao.law.library import statute
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter, Organisation
from xinqiao.procedure.position import Position, assess

ZONE = ZoneInfo("Asia/Shanghai")
OFFICE, BUREAU, OTHER_BUREAU = "cloud-city-petition-office", "cloud-city-water-bureau", "cloud-city-road-bureau"
CITY, PROVINCE = "cloud-city", "cloud-province"
ORGANISATIONS = (
    Organisation(OFFICE, CITY, "petition_office"),
    Organisation(BUREAU, CITY, "competent"),
    Organisation(OTHER_BUREAU, CITY, "competent"),
    Organisation(CITY, PROVINCE, "reexamination"),
    Organisation(PROVINCE, None, "review"),
)
APPEAL = Matter(organisations=ORGANISATIONS)
HOLDERS = {"petition_office": OFFICE, "competent": BUREAU, "reexamination": CITY, "review": PROVINCE}


def fact(kind: str, at: str, by: str = "competent", organisation: str | None = None, /, **data: Any) -> Fact:
    """One fact; `at` is a local day, or a local day and time."""
    moment = datetime.fromisoformat(at if "T" in at else f"{at}T10:00").replace(tzinfo=ZONE)
    return Fact(kind, moment, by, organisation or HOLDERS.get(by), data)


def position(facts: list[Fact], on: str, *, law: str = "cn-2022", matter: Matter = APPEAL) -> Position:
    """Where the matter stands on the day under the named statute."""
    return assess(statute(law), matter, facts, date.fromisoformat(on))


def clock(stands: Position, name: str, nth: int = 1) -> Any:
    """The named run of a clock."""
    return next(c for c in stands.clocks if c.name == name and c.nth == nth)


def in_hand() -> list[Fact]:
    """Received 2 January 2024 by the office, referred on the 4th, in the bureau's hand on the 5th."""
    return [
        fact("received", "2024-01-02", "petition_office"),
        fact("registered", "2024-01-02", "petition_office"),
        fact("referred", "2024-01-04", "petition_office", to=BUREAU),
        fact("referral_received", "2024-01-05"),
    ]


def accepted() -> list[Fact]:
    """In hand, accepted on 8 January 2024: sixty days end on 8 March."""
    return [*in_hand(), fact("accepted", "2024-01-08")]


def answered() -> list[Fact]:
    """Accepted, heard, answered on 1 March and served on 4 March 2024: thirty days end on 3 April."""
    return [
        *accepted(),
        fact("heard", "2024-01-15"),
        fact("replied", "2024-03-01", outcome="not_support"),
        fact("served", "2024-03-04", document="reply", method="hand"),
    ]


def reexamined(outcome: str = "uphold") -> list[Fact]:
    """Answered, re-examination asked on 20 March and decided on 10 April 2024."""
    return [
        *answered(),
        fact("reexamination_requested", "2024-03-20", "petitioner"),
        fact("reexamined", "2024-04-10", "reexamination", outcome=outcome),
    ]


def under_review() -> list[Fact]:
    """Re-examined, served on 12 April, review asked on 6 May 2024: thirty days end on 5 June."""
    return [
        *reexamined(),
        fact("served", "2024-04-12", "reexamination", document="reexamination"),
        fact("review_requested", "2024-05-06", "petitioner"),
    ]
