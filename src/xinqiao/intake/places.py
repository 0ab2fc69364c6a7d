"""Which place did a person mean by what she wrote?"""

from django.db.models import Q

from xinqiao.people.models import Place

_WITH_ALL_ABOVE = "parent__parent__parent__parent"


def place_written(text: str) -> Place | None:
    """The place with this GB/T 2260 code, or the only one of this name; None leaves it to an officer."""
    written = text.strip()
    if not written or "\x00" in written:
        return None
    found = list(Place.objects.select_related(_WITH_ALL_ABOVE).filter(Q(code=written) | Q(name=written))[:2])
    return found[0] if len(found) == 1 else None
