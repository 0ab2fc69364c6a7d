"""Can the engine count the due dates that an American city published, from data alone?

An exercise of generality: 10,000 requests with their own due dates. The pack's days were read off the requests made
before 2018; those of 2018 and 2019 were not looked at.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from xinqiao.law.checking import check
from xinqiao.law.loading import load_statute
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter
from xinqiao.procedure.position import assess
from xinqiao.procedure.statute import Statute

HERE = Path(__file__).parent / "us_311"
STREAM = Path(__file__).parents[3] / "shared" / "data" / "us_311" / "baltimore_311_10k.parquet"
WRITTEN = "%m/%d/%Y %I:%M:%S %p"
FIRST_UNSEEN_YEAR = 2018


class Request(NamedTuple):
    """One request as the city published it."""

    service: str
    created_at: datetime
    due_on: date | None


@cache
def pack() -> Statute:
    return load_statute(HERE / "city-services")


@cache
def kinds() -> dict[str, str]:
    """Service → kind of request in the pack."""
    services = yaml.safe_load((HERE / "request_kinds.yaml").read_text(encoding="utf-8"))
    return {service: f"within_{days}_days" for days, listed in services.items() for service in listed}


@cache
def requests() -> tuple[Request, ...]:
    return tuple(_read())


def _read() -> Iterator[Request]:
    if not STREAM.exists():
        pytest.skip("the city's requests are not on this machine (shared/data/us_311)")
    parquet = pytest.importorskip("pyarrow.parquet")
    for row in parquet.read_table(STREAM, columns=["SRType", "CreatedDate", "DueDate"]).to_pylist():
        due = _local(row["DueDate"]).date() if row["DueDate"] else None
        yield Request(row["SRType"], _local(row["CreatedDate"]), due)


def _local(written: str) -> datetime:
    return datetime.strptime(written, WRITTEN).replace(tzinfo=pack().zoneinfo)


def due_under(law: Statute, request: Request) -> date:
    """The due date that the engine counts."""
    received = Fact("received", request.created_at, "competent", "agency")
    matter = Matter(kind=kinds()[request.service])
    return assess(law, matter, (received,), request.created_at.date()).clocks[0].due_on


def test_the_pack_is_sound() -> None:
    faults = [fault.message for fault in check(pack()).faults if fault.invariant != "used"]
    assert faults == []


def outcome(law: Statute, request: Request) -> str:
    if request.due_on is None:
        return "published without a due date"
    if request.service not in kinds():
        return "a service first seen after the pack was written"
    return "reproduced" if due_under(law, request) == request.due_on else "otherwise"


def test_every_published_due_date_of_a_known_service_is_reproduced() -> None:
    found = Counter(outcome(pack(), request) for request in requests())
    assert found == {
        "reproduced": 9603,
        "published without a due date": 286,
        "a service first seen after the pack was written": 111,
    }


def test_the_years_that_were_not_looked_at_are_reproduced_too() -> None:
    later = [request for request in requests() if request.created_at.year >= FIRST_UNSEEN_YEAR]
    found = Counter(outcome(pack(), request) for request in later)
    assert found["reproduced"] == 2266 and found["otherwise"] == 0


def test_another_way_of_counting_would_be_seen() -> None:
    """Rolled over weekends, more than a quarter of the due dates would differ: the agreement is not an empty one."""
    clocks = {
        name: replace(clock, counting=replace(clock.counting, roll="next_workday"))
        for name, clock in pack().clocks.items()
        if clock.counting is not None
    }
    rolled = replace(pack(), clocks=clocks)
    found = Counter(outcome(rolled, request) for request in requests())
    assert found["otherwise"] > 2400
