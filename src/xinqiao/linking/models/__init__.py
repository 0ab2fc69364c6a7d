"""The nouns of the linking room, one file each."""

from xinqiao.linking.models.comparison import Comparison
from xinqiao.linking.models.link import Likeness, LinkState, MatterLink
from xinqiao.linking.models.link_decision import LinkDecision

__all__ = ["Comparison", "Likeness", "LinkDecision", "LinkState", "MatterLink"]
