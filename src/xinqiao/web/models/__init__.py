"""What the pages themselves keep."""

from xinqiao.web.models.saved_filter import SavedFilter

__all__ = ["SavedFilter"]
