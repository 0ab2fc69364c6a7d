"""Which last days moved, from which day to which, and why? The same words on both faces."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.law.wording import name_of
from xinqiao.petitions.acting.moved_dates import CALENDAR


def moved_in_words(data: Mapping[str, Any]) -> Iterator[str]:
    """One sentence for each clock that moved, then why, of the data of a `dates_moved` event."""
    language = get_language() or "zh-hans"
    for one in data.get("moved", ()):
        yield _("%(period)s: until %(before)s, now until %(after)s") % {
            "period": name_of("clock", one["clock"], language),
            "before": _day(one["from"]),
            "after": _day(one["to"]),
        }
    if data.get("because") == CALENDAR:
        yield _("The public holidays were announced, and the day was counted anew.")
    else:
        yield _("The rule was corrected, and the day was counted anew.")


def _day(written: str) -> str:
    return str(date_format(date.fromisoformat(written), "DATE_FORMAT"))
