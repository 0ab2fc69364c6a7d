"""Which petitions got a text that the index does not have yet? Noted by the act itself, in one cheap row."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xinqiao.petitions.models import DocumentState, SearchEntry
from xinqiao.safeguards.inserting import Inserted, Replacing

if TYPE_CHECKING:
    from xinqiao.petitions.acting.dossier import Dossier

# A draft is nobody's to find: only what was issued is searched.
READABLE = (DocumentState.ISSUED, DocumentState.SERVED)
_WAITS = Replacing(known_by=("petition_id",), replaced=("is_waiting",))


def waiting_entries(dossiers: "Sequence[Dossier]") -> Inserted:
    """The entries of new petitions, and of those with a new writing, marked as waiting to be indexed.

    Indexing at once would cost a registration two thirds of a millisecond more, most of it for every text anew; many
    texts together cost a fraction of that.
    """
    return Inserted([SearchEntry(petition=one.petition) for one in dossiers if _has_new_text(one)], _WAITS)


def _has_new_text(dossier: "Dossier") -> bool:
    return dossier.is_new or any(
        document.state in READABLE for document in (*dossier.new_documents, *dossier.changed_documents)
    )
