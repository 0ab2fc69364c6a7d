"""How are two petitions alike: the same letter, the same matter in other words, or a letter copied about another place?"""

from xinqiao.language.same_matter.relations import is_same_letter
from xinqiao.language.same_matter.renaming import renamed, shared_share
from xinqiao.linking.models import Likeness
from xinqiao.petitions.models import Petition

# So much of both texts in common makes one a copy of the other …
_COPIED = 0.6
# … and so much leaves no room for another place inside the text: whatever was registered, it is the letter itself.
_UNCHANGED = 0.98
# What is left of the probability of a copy about another place.
COPY_PROBABLE = 0.01


def text_of(petition: Petition) -> str:
    """What is compared of a petition: the heading on the first line, then the text."""
    return f"{petition.title}\n{petition.body}"


def likeness_of(text: str, other: str, *, probability: float, same_place: bool | None) -> Likeness:
    """How two texts are alike that the judgement holds to be one matter with this probability.

    `same_place`: whether the registered places lie in one branch; None where one of them is not known.
    """
    shared = shared_share(text, other)
    if shared >= _COPIED and (
        probability < 0.5 or (same_place is False and shared < _UNCHANGED) or renamed(text, other)
    ):
        return Likeness.COPIED
    return Likeness.SAME_LETTER if is_same_letter(text, other) else Likeness.SAME_MATTER
