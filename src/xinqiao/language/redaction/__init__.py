"""Which personal data does a text hold, and how does it read without them? Suggested; a person confirms before publishing."""

from xinqiao.language.redaction.finding import PersonalData, find_personal_data, sure_names
from xinqiao.language.redaction.pseudonyms import Pseudonyms
from xinqiao.language.redaction.spans import Span

__all__ = ["PersonalData", "Pseudonyms", "Span", "find_personal_data", "sure_names"]
