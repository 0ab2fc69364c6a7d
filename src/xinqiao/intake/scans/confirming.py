"""What does a person make of what was read? A line is confirmed or put right; text and fields of the letter follow."""

from typing import Any

from django.db import transaction

from xinqiao.intake.models import ScannedLetter
from xinqiao.intake.scans.keeping import reading_of, write_reading

LINE_LIMIT = 2_000


class NoSuchLine(LookupError):
    """The letter has no such line."""


def confirm_line(letter: ScannedLetter, page: int, line: int, text: str) -> dict[str, Any]:
    """The line (page and line from 0) reads `text`: a person compared it. Answers the whole reading. Raises NoSuchLine."""
    with transaction.atomic():
        kept = ScannedLetter.objects.select_for_update().get(pk=letter.pk)
        reading = reading_of(kept)
        try:
            if min(page, line) < 0:
                raise IndexError
            found = reading["pages"][page]["lines"][line]
        except (KeyError, IndexError) as fault:
            raise NoSuchLine from fault
        before, found["text"] = found["text"], " ".join(text[:LINE_LIMIT].split())
        found |= {"doubtful": False, "guessed": [], "confirmed": True}
        _follow(reading, before=before, after=found["text"], at=[page, line])
        write_reading(kept, reading)
        kept.save(update_fields=["sealed_reading", "doubtful_count"])
    letter.doubtful_count = kept.doubtful_count
    return reading


def text_of_letter(reading: dict[str, Any]) -> str:
    """The whole text as its lines stand now, without the line that is its title."""
    pages = ["".join(f"{line['before']}{line['text']}" for line in page["lines"]) for page in reading.get("pages", [])]
    title = reading.get("fields", {}).get("title", {}).get("value", "")
    lines = [line.strip() for page in pages for line in page.split("\n")]
    return "\n".join(line for line in lines if line and line != title)


def values_of_letter(reading: dict[str, Any]) -> dict[str, str]:
    """What the letter proposes for its registration: body, title, name, phone, place."""
    values = {name: field["value"] for name, field in reading.get("fields", {}).items()}
    return values | ({"body": text} if (text := text_of_letter(reading)) else {})


def _follow(reading: dict[str, Any], *, before: str, after: str, at: list[int]) -> None:
    """A field that was the line, or stood in it, follows where that is plain; else it stays for the person to see."""
    for name, field in reading.get("fields", {}).items():
        if name == "body" or at not in field["sources"]:
            continue
        start = before.find(field["value"])
        if start >= 0:
            end = len(before) - start - len(field["value"])
            if before[:start] == after[:start] and before[len(before) - end :] == after[len(after) - end :]:
                field["value"] = after[start : len(after) - end]
        pages = reading["pages"]
        field["doubtful"] = any(pages[page]["lines"][line]["doubtful"] for page, line in field["sources"])
