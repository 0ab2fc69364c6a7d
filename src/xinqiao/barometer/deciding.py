"""What did an analyst make of a warning? Noted, passed on, or a false alarm, with words; it can be decided anew."""

from django.utils import timezone

from xinqiao.barometer.models import Decision, EarlyWarning
from xinqiao.people.models import Officer
from xinqiao.petitions.acting import NotPermitted
from xinqiao.safeguards.permissions import Permission


def decide_warning(*, warning: EarlyWarning, officer: Officer, decision: str, words: str = "") -> EarlyWarning:
    """Write the decision and return the warning. Raises NotPermitted, and ValueError for a decision there is not."""
    if not officer.is_serving or not officer.may(Permission.VIEW_ISSUES):
        raise NotPermitted(str(Permission.VIEW_ISSUES.label))
    warning.decision = Decision(decision)
    warning.words = words.strip()[:500]
    warning.decided_by, warning.decided_at = officer, timezone.now()
    warning.save(update_fields=["decision", "words", "decided_by", "decided_at"])
    return warning
