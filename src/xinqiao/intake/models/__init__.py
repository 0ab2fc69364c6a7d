"""What intake keeps between the arrival of a paper and its registration."""

from xinqiao.intake.models.scanned_letter import ScannedLetter, ScanState
from xinqiao.intake.models.setting_aside import SettingAside

__all__ = ["ScanState", "ScannedLetter", "SettingAside"]
