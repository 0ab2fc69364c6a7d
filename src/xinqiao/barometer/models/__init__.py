"""The nouns of the barometer, one file each."""

from xinqiao.barometer.models.early_warning import Decision, EarlyWarning, WarningKind
from xinqiao.barometer.models.hot_issue import HotIssue
from xinqiao.barometer.models.membership import Membership

__all__ = ["Decision", "EarlyWarning", "HotIssue", "Membership", "WarningKind"]
