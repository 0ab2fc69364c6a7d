"""How do our parts look? Each one in its states, on one page, made of the very templates the pages are made of."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xinqiao.web.components.fields import Choice, Fault, FormField


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """The living style page: what it shows is what pages use."""
    now = timezone.now()
    context = {
        "now": now,
        "today": timezone.localdate(),
        "later_on": timezone.localdate() + timedelta(weeks=1),
        "fields": sample_fields(),
        "faults": [Fault("field-wrong", _("Write what happened."))],
        "palette": ("paper", "raised", "ink", "faint", "line", "link", "act", "wrong", "good", "soon", "focus"),
    }
    return render(request, "components/style.html", context)


def sample_fields() -> tuple[FormField, ...]:
    """One field of every kind, one with a fault, one that may be left out."""
    few = (
        Choice("one", _("The first answer"), _("With a sentence that explains it.")),
        Choice("two", _("The second answer")),
    )
    several = tuple(Choice(str(n), f"{n}", group=_("Numbers")) for n in range(1, 9))
    return (
        FormField(name="text", label=_("One line"), hint=_("For example 3.")),
        FormField(name="optional", label=_("May stay empty"), required=False, widget="phone"),
        FormField(name="wrong", label=_("With a fault"), widget="paragraphs", rows=3, fault=_("Write what happened.")),
        FormField(name="radios", label=_("One of few"), widget="radios", choices=few, value="two"),
        FormField(name="select", label=_("One of many"), widget="select", choices=several),
        FormField(name="yes", label=_("I agree"), widget="yes", value="yes", hint=_("It can be taken back.")),
        FormField(name="date", label=_("A day"), widget="date"),
        FormField(name="moment", label=_("A day and a time"), widget="moment"),
    )
