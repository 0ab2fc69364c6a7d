"""What is to be said, before it has words: an identifier and its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be: its words, in three languages, are made at the edge."""

    id: str
    params: Mapping[str, object] = field(default_factory=dict)
