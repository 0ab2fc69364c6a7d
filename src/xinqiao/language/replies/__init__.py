"""Does a reply answer the petition? Checked request by request; it suggests and a person decides."""

from xinqiao.language.replies.checking import Days, ReplyCheck, check_reply

__all__ = ["Days", "ReplyCheck", "check_reply"]
