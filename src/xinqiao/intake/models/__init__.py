"""What intake keeps between the arrival of a paper and its registration."""

from xinqiao.intake.models.scanned_letter import ScannedLetter, ScanState

__all__ = ["ScanState", "ScannedLetter"]
