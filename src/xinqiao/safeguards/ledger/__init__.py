"""The ledger: one chain of salted commitments per petition, and a Merkle head of each day.

`append` and `append_many` write within the caller's transaction; `verify_chain`, `verify_batch` and
`verify_all` say whether a link was removed, inserted, edited, moved or cut off.
"""

from xinqiao.safeguards.ledger.appending import LedgerRecord, append, append_many, bind
from xinqiao.safeguards.ledger.checking import ERASES, EventContent, Fault, FaultKind
from xinqiao.safeguards.ledger.daily_heads import (
    DayNotOver,
    HeadFault,
    HeadsOutOfOrder,
    InclusionProof,
    collect_due_heads,
    collect_heads,
    inclusion_proof,
    latest_heads,
    verify_daily_heads,
    verify_inclusion,
)
from xinqiao.safeguards.ledger.erasing import erase_salts
from xinqiao.safeguards.ledger.verifying import LedgerReport, unclaimed_chains, verify_all, verify_batch, verify_chain

__all__ = [
    "ERASES",
    "DayNotOver",
    "EventContent",
    "Fault",
    "FaultKind",
    "HeadFault",
    "HeadsOutOfOrder",
    "InclusionProof",
    "LedgerRecord",
    "LedgerReport",
    "append",
    "append_many",
    "bind",
    "collect_due_heads",
    "collect_heads",
    "erase_salts",
    "inclusion_proof",
    "latest_heads",
    "unclaimed_chains",
    "verify_all",
    "verify_batch",
    "verify_chain",
    "verify_daily_heads",
    "verify_inclusion",
]
