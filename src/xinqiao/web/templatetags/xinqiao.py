"""Days, moments, articles and messages of the law in the words of the reader."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from xinqiao.law.wording import article_in_words, name_of, words
from xinqiao.people.models import Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.procedure.definitions import OFFICE_RULE
from xinqiao.procedure.messages import Message
from xinqiao.procedure.statute import Statute

register = template.Library()


@register.simple_tag
def help_office() -> Organisation | None:
    """The petition office to call: the highest one whose telephone is known; None where none is."""
    offices = Organisation.objects.filter(kind=OrganisationKind.PETITION_OFFICE, is_active=True).exclude(phone="")
    return offices.order_by("place__code", "pk").first()


@register.filter
def day(value: date | datetime | None) -> SafeString:
    """A day with its weekday, as people write it: 2026年3月2日 星期一, Monday 2 March 2026."""
    if value is None:
        return SafeString("")
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    parts = [date_format(on, "DATE_FORMAT"), date_format(on, "l")]
    if get_language() == "en":
        parts.reverse()
    return format_html('<span class="whole">{} {}</span>', *parts)


@register.filter
def plain_day(value: date | datetime | None) -> str:
    """A day without its weekday."""
    if value is None:
        return ""
    return date_format(timezone.localtime(value).date() if isinstance(value, datetime) else value, "DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> SafeString:
    """A day and the time of the day, in the office's zone."""
    if value is None:
        return SafeString("")
    local = timezone.localtime(value)
    return format_html("{} {}", day(local), date_format(local, "H:i"))


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
def cited(article: str, statute: Statute) -> str:
    """An article with its law, as a letter cites it: 《信访工作条例》第三十四条."""
    language = get_language() or "zh-hans"
    if not article or article == OFFICE_RULE:
        return article_words(article, statute)
    law, where = titled(statute), article_words(article, statute)
    return f"{law}, {where}" if language == "en" else f"《{law}》{where}"


@register.inclusion_tag("components/may_move.html")
def may_move(due_on: date | None, statute: Statute) -> Mapping[str, object]:
    """That a day may still move, where it lies in a year whose public holidays are not announced yet; else nothing."""
    moves = due_on is not None and statute.calendar.is_provisional(due_on)
    return {"year": str(due_on.year) if moves and due_on else ""}


@register.filter
def named(name: str, category: str) -> str:
    """The name of a role, duty, stage, step, kind or route: {{ duty.who|named:"role" }}."""
    return name_of(category, name, get_language() or "zh-hans")


@register.filter
def at(held: Mapping[str, object], name: str) -> object:
    """What a mapping holds under a name that is itself a value: {{ titles|at:name }}; empty for nothing."""
    return held.get(name, "")
