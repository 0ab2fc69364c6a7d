"""A changed rule is tried on past petitions before it is published; trying changes nothing."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from xinqiao.law.library import UnknownStatute, statute
from xinqiao.law.rehearsal.changes import UnreadableChange, tried
from xinqiao.law.rehearsal.comparing import History, Rehearsal, as_document, rehearse
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.facts import Fact
from xinqiao.procedure.matter import Matter

SHANGHAI = ZoneInfo("Asia/Shanghai")
RECEIVED = datetime(2026, 3, 2, 9, tzinfo=SHANGHAI)


def answered_after(days: int) -> History:
    """A petition accepted on the day it came and answered so many days later."""
    facts = (
        Fact("received", RECEIVED, "competent", None, {"channel": "web"}),
        Fact("registered", RECEIVED, "competent", None, {}),
        Fact("accepted", RECEIVED, "competent", None, {}),
        Fact("heard", RECEIVED + timedelta(days=1), "competent", None, {}),
        Fact("replied", RECEIVED + timedelta(days=days), "competent", None, {"outcome": "explain"}),
    )
    return History(f"after {days}", Matter(kind="appeal", route="petition_procedure", persons=1), facts)


def rehearsed(*changes: str, histories: list[History]) -> Rehearsal:
    found = Rehearsal()
    rehearse(statute("cn-2022"), tried("cn-2022", (), changes), histories, on=date(2026, 6, 30), so_far=found)
    return found


def test_forty_five_days_make_late_what_was_in_time() -> None:
    found = rehearsed("handling=45", histories=[answered_after(40), answered_after(50), answered_after(70)])
    handling = found.clocks["handling"]
    assert (handling.compared, handling.earlier, handling.later) == (3, 3, 0)
    assert (handling.late_before, handling.late_after, handling.newly_late) == (1, 2, 1)
    # 2 March and 60 days is 1 May, a holiday: it rolled to 6 May; 45 days end on 16 April.
    assert set(handling.shifts) == {-20}


def test_a_longer_time_takes_lateness_away() -> None:
    handling = rehearsed("handling=75", histories=[answered_after(70)]).clocks["handling"]
    assert (handling.no_longer_late, handling.newly_late) == (1, 0)


def test_what_offices_have_due_moves_to_another_month() -> None:
    document = as_document(rehearsed("handling=45", histories=[answered_after(40)]))
    due = {row["month"]: (row["due_before"], row["due_after"]) for row in document["workload"]}
    assert due["2026-05"][0] == due["2026-05"][1] + 1
    assert due["2026-04"][1] == due["2026-04"][0] + 1


def test_the_unit_of_a_limit_can_be_tried() -> None:
    handling = rehearsed("limits.handling.unit=working_day", histories=[answered_after(40)]).clocks["handling"]
    assert handling.later == 1


def test_an_impossible_history_is_named_and_not_compared() -> None:
    first = answered_after(40)
    broken = History("broken", first.matter, first.facts[-1:])
    found = rehearsed("handling=45", histories=[broken])
    assert (found.petitions, found.impossible, found.clocks) == (1, 1, {})
    assert found.named[0][0] == "broken"


def test_trying_leaves_the_law_as_it_is() -> None:
    before = statute("cn-2022").digest
    assert tried("cn-2022", (), ["handling=45"]).digest != before
    assert statute("cn-2022").digest == before == tried("cn-2022").digest


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("handling", UnreadableChange),
        ("=45", UnreadableChange),
        ("hanling=45", UnreadableChange),
        ("handling=[", UnreadableChange),
        ("handling=forty", PackError),
        ("limits.handling.unit=fortnight", PackError),
    ],
)
def test_a_change_that_cannot_be_is_refused_in_one_sentence(change: str, fault: type[Exception]) -> None:
    with pytest.raises(fault) as refused:
        tried("cn-2022", (), [change])
    assert len(str(refused.value).splitlines()) == 1


def test_an_unknown_overlay_is_refused() -> None:
    with pytest.raises(UnknownStatute, match="no overlay 'nowhere-2020'"):
        tried("cn-2022", ["nowhere-2020"])
