"""What must a text model offer to stand behind this room? Another one may take its place if it keeps to these."""

from typing import Protocol

from xinqiao.language.subjects.answer import Subject


class SubjectReader(Protocol):
    """Reads the subject of a raw text, with its confidence and evidence, and abstains where it is not sure."""

    def read(self, text: str, bound: float | None = None) -> Subject:
        """The subject of `text`; below the confidence `bound` it abstains."""
        ...
