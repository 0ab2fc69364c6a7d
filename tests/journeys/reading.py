"""Reading a page as a person does (its words, without the markup), and being there on a certain day."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import time_machine
from django.http import HttpResponse

# Ten in the morning in the office's zone: nobody's day is in doubt.
_MORNING_UTC = 2


def on(day: str) -> Any:
    """The days of a story: everything inside `with on("2026-03-02"):` happens on that morning."""
    at = date.fromisoformat(day)
    return time_machine.travel(datetime(at.year, at.month, at.day, _MORNING_UTC, tzinfo=UTC), tick=True)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def words_of(response: HttpResponse) -> str:
    """What stands on the page, with single spaces."""
    reader = _Words()
    # A mark within a sentence divides no words.
    reader.feed(re.sub(r"</?mark>", "", response.content.decode()))
    return re.sub(r"\s+", " ", " ".join(reader.words))


def must_say(page: str, *wanted: str) -> None:
    """Each of these stands on the page; else the failure shows the page."""
    missing = [one for one in wanted if one not in page]
    assert not missing, f"{missing} not on the page: {page}"
