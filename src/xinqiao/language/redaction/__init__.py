"""Which personal data does a text hold, and how does it read without them? Suggested; a person confirms before publishing."""

from xinqiao.language.redaction.finding import PersonalData, find_in_all, find_personal_data
from xinqiao.language.redaction.pseudonyms import Pseudonyms
from xinqiao.language.redaction.spans import Span

__all__ = ["PersonalData", "Pseudonyms", "Span", "find_in_all", "find_personal_data"]
