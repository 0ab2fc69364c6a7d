"""What runs by itself and what follows an act: every row can run, and runs once."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from xinqiao.config.schedule import SCHEDULE, Daily, Every, enqueue_due
from xinqiao.config.wiring import FOLLOWS, tasks_after


def test_the_schedule_is_written_in_the_order_of_the_day():
    times = [row.at for row in SCHEDULE if isinstance(row, Daily)]
    assert times == sorted(times)


def test_every_row_says_why():
    assert all(row.why for row in SCHEDULE)
    assert all(follow.why for follows in FOLLOWS.values() for follow in follows)


@pytest.mark.django_db
def test_a_row_that_is_due_is_enqueued_once():
    now = timezone.now()
    assert set(enqueue_due(now)) == {row.task for row in SCHEDULE}
    assert enqueue_due(now) == []
    assert DBTaskResult.objects.count() == len(SCHEDULE)


@pytest.mark.django_db
def test_a_row_is_due_again_when_its_time_comes_again():
    enqueue_due(timezone.now())
    daily = {row.task for row in SCHEDULE if isinstance(row, Daily)}
    assert daily <= set(enqueue_due(timezone.now() + timedelta(days=1, minutes=1)))


def test_a_daily_row_is_due_since_the_latest_time_it_should_have_run():
    row = Daily("x", time(3, 30), "why")
    before = datetime.fromisoformat("2026-03-02T03:29:00+08:00")
    after = datetime.fromisoformat("2026-03-02T03:30:00+08:00")
    assert row.since(before) == datetime.fromisoformat("2026-03-01T03:30:00+08:00")
    assert row.since(after) == after
    assert Every("x", timedelta(minutes=5), "why").since(after) == after - timedelta(minutes=5)


def test_every_task_that_follows_an_event_can_be_enqueued():
    for kind in FOLLOWS:
        assert all(hasattr(task, "enqueue") for task in tasks_after(kind, FOLLOWS))
    assert tasks_after("something new", FOLLOWS) == ()


def test_what_nobody_asked_for_is_not_enqueued():
    asked = set(tasks_after("accepted", {"received", "registered", "notices_chosen"}))
    assert len(asked - set(tasks_after("accepted", {"received", "registered"}))) == 1
