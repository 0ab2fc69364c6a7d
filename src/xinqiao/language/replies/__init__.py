"""Does a reply answer the petition? Checked request by request; it suggests and a person decides."""

from xinqiao.language.replies.checking import Days, ReplyCheck, check_reply
from xinqiao.language.replies.relevance import WrongModel

__all__ = ["Days", "ReplyCheck", "WrongModel", "check_reply"]
