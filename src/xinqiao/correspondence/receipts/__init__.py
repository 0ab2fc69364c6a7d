"""The receipt as a sheet of paper."""

from xinqiao.correspondence.receipts.sheet import ReceiptSheet, typeset_receipt

__all__ = ["ReceiptSheet", "typeset_receipt"]
