"""The answer to an act that was done: the entry it wrote, and where the petition stands now."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from xinqiao.law.wording import name_of
from xinqiao.petitions.models import Event


def done(event: Event) -> dict[str, Any]:
    """The entry and the new stage, as the act left them: `perform` has committed both."""
    petition = event.petition
    position = petition.position
    return {
        "reference": petition.reference,
        "seq": event.seq,
        "kind": event.kind,
        "at": timezone.localtime(event.occurred_at).isoformat(timespec="seconds"),
        "stage": position.stage,
        "stage_title": name_of("stage", position.stage, get_language() or "zh-hans"),
        "next_due_on": position.next_due_on.isoformat() if position.next_due_on else None,
    }
