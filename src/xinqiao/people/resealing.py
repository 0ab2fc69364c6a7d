"""Are all identities sealed under the key in use? After a rotation they are brought under it; nothing is shown or logged."""

from xinqiao.people.identities import registration_index
from xinqiao.people.models import Petitioner
from xinqiao.people.models.petitioner import IDENTITY_FIELDS
from xinqiao.safeguards.sealing import reseal_rows

# The fields by which registration finds the same person's own matter.
_INDEXED = ("phone", "id_number")
_BATCH = 500


def reseal_identities() -> int:
    """Bring every sealed identity under the key in use; how many persons' rows changed."""
    return reseal_rows(Petitioner.objects.order_by("pk"), {f"sealed_{field}": field for field in IDENTITY_FIELDS})


def index_identities_anew() -> int:
    """Make the blind indexes under the index key in use; how many persons' rows changed."""
    changed: list[Petitioner] = []
    for petitioner in Petitioner.objects.order_by("pk").iterator(chunk_size=_BATCH):
        before = [getattr(petitioner, f"{field}_index") for field in _INDEXED]
        for field in _INDEXED:
            setattr(petitioner, f"{field}_index", registration_index(petitioner.open_field(field), field))
        if before != [getattr(petitioner, f"{field}_index") for field in _INDEXED]:
            changed.append(petitioner)
    Petitioner.objects.bulk_update(changed, [f"{field}_index" for field in _INDEXED], batch_size=_BATCH)
    return len(changed)
