"""Do two registered places lie in one branch of the tree of divisions? Another place is another matter."""

from xinqiao.people.models import Place


def in_one_branch(one: Place | None, other: Place | None) -> bool | None:
    """Whether one place is the other or lies inside it; None where either is not known."""
    if one is None or other is None:
        return None
    return other.pk in _upwards(one) or one.pk in _upwards(other)


def _upwards(place: Place) -> list[int]:
    ids, step = [place.pk], place.parent
    while step is not None:
        ids.append(step.pk)
        step = step.parent
    return ids
