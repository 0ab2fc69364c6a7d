"""The nouns of the supervision room, one file each."""

from xinqiao.supervision.models.question import Question

__all__ = ["Question"]
