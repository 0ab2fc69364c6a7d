"""Bulk import: rows of a file become registered petitions, whole or not at all, with a reason for each that is not."""

from xinqiao.intake.bulk.importing import Import, Report, import_file
from xinqiao.intake.bulk.mapping import Mapping, NotImportable, read_map

__all__ = ["Import", "Mapping", "NotImportable", "Report", "import_file", "read_map"]
