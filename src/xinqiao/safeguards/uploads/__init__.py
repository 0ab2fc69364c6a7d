"""Uploads: is this file what an office takes, and under which name is it kept?"""

from xinqiao.safeguards.uploads.kinds import FILE_KINDS, FileKind
from xinqiao.safeguards.uploads.receiving import CheckedFile, RefusedFile, check_upload, store_upload

__all__ = ["FILE_KINDS", "CheckedFile", "FileKind", "RefusedFile", "check_upload", "store_upload"]
