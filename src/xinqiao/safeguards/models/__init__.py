"""The tables of the safeguards room, one file per noun."""

from xinqiao.safeguards.models.access_entry import AccessEntry
from xinqiao.safeguards.models.attempt_window import AttemptWindow
from xinqiao.safeguards.models.daily_head import DailyHead
from xinqiao.safeguards.models.laid_by_file import LaidByFile
from xinqiao.safeguards.models.ledger_entry import LedgerEntry
from xinqiao.safeguards.models.ledger_salt import LedgerSalt

__all__ = ["AccessEntry", "AttemptWindow", "DailyHead", "LaidByFile", "LedgerEntry", "LedgerSalt"]
