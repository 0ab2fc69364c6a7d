"""What was registered as something else and turns out to be an accusation is sealed in the same act (30-3)."""

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.models import SealingLevel


def seal_accusation(doing: Doing, accused: str) -> None:
    """Seal the petition and note the accused organisation, where one is named by its code. Raises BadInput.

    From then on the conflict set holds. Taken back to another kind later, it stays sealed: what it says is said.
    """
    petition = doing.dossier.petition
    petition.sealing = SealingLevel.SEALED
    if accused:
        petition.accused_organisation = doing.organisation_named("accused", accused)
    doing.change_row(petition)
