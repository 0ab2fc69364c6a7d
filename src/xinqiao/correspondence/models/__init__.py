"""The nouns of the correspondence room, one file each."""

from xinqiao.correspondence.models.kept_letter import KeptLetter
from xinqiao.correspondence.models.notice import Notice, NoticeState
from xinqiao.correspondence.models.seal_image import SealImage

__all__ = ["KeptLetter", "Notice", "NoticeState", "SealImage"]
