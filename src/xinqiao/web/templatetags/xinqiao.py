"""Days, moments, articles and messages of the law in the words of the reader."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language

from xinqiao.law.wording import article_in_words, name_of, words
from xinqiao.procedure.messages import Message
from xinqiao.procedure.statute import Statute

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A day with its weekday, as people write it: 2026年3月2日 星期一."""
    if value is None:
        return ""
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{date_format(on, 'DATE_FORMAT')} {date_format(on, 'l')}"


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """A day without its weekday."""
    if value is None:
        return ""
    return date_format(timezone.localtime(value).date() if isinstance(value, datetime) else value, "DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> str:
    """A day and the time of the day, in the office's zone."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{day(local.date())} {date_format(local, 'H:i')}"


@register.filter
def said(message: Message | None) -> str:
    """A message of the law in the reader's language."""
    return words(message, get_language() or "zh-hans") if message else ""


@register.filter
def titled(named: object) -> str:
    """The title of a step, clock or stage of the law in the reader's language."""
    titles = getattr(named, "title", {})
    language = get_language() or "zh-hans"
    return str(titles.get(language) or titles.get("zh-hans") or getattr(named, "name", named))


@register.filter
def article_words(article: str, statute: Statute | None = None) -> str:
    """Where a rule stands: its article as it is cited, or that it is the office's own rule."""
    items = statute.item_articles if statute is not None else frozenset()
    return article_in_words(article, get_language() or "zh-hans", items) if article else ""


@register.filter
def named(name: str, category: str) -> str:
    """The name of a role, duty, stage, step, kind or route: {{ duty.who|named:"role" }}."""
    return name_of(category, name, get_language() or "zh-hans")
