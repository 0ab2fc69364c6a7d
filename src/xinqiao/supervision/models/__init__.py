"""The nouns of the supervision room, one file each."""

from xinqiao.supervision.models.inspection import Agreement, Inspection
from xinqiao.supervision.models.question import Question

__all__ = ["Agreement", "Inspection", "Question"]
