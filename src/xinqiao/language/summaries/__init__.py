"""What does a long letter say in short? Some of its own sentences, never reworded, each with its place and why it was chosen."""

from xinqiao.language.summaries.extracting import REASONS, Chosen, Summary, summarise
from xinqiao.language.summaries.resting import Rested, rests_on
from xinqiao.language.summaries.stretches import Stretch, length_of, stretches_of

__all__ = ["REASONS", "Chosen", "Rested", "Stretch", "Summary", "length_of", "rests_on", "stretches_of", "summarise"]
