"""What does a long petition say in short, as an officer confirmed it? One row a time; the newest holds. Drafts are not kept."""

import hashlib
from datetime import datetime

from xinqiao.people.models import Officer
from xinqiao.petitions.models import ConfirmedSummary, Petition, SealingLevel


def letter_of(petition: Petition) -> str:
    """The text that is summarised: title and body."""
    return f"{petition.title}\n{petition.body}"


def letter_digest(petition: Petition) -> str:
    """The SHA-256 of the text that is summarised, by which a summary of another text is known."""
    return hashlib.sha256(letter_of(petition).encode()).hexdigest()


def may_go_to_a_model(petition: Petition) -> bool:
    """Whether a model beside this program may read it: never an accusation, whatever it was registered as, nor a sealed file."""
    kinds = {petition.kind, getattr(getattr(petition, "position", None), "kind", "")}
    return petition.sealing == SealingLevel.NORMAL and "accusation" not in kinds


def confirm_summary(
    petition: Petition, *, text: str, officer: Officer, model: str, unsourced: int, at: datetime
) -> ConfirmedSummary:
    """Add what the officer confirmed for the text as it stands."""
    return ConfirmedSummary.objects.create(
        petition=petition,
        text=text,
        by=officer,
        at=at,
        model=model,
        text_digest=letter_digest(petition),
        unsourced=unsourced,
    )


def confirmed_summary_of(petition: Petition) -> ConfirmedSummary | None:
    """What holds for a petition that the caller may see: the newest, or None."""
    return ConfirmedSummary.objects.filter(petition=petition).select_related("by").order_by("-pk").first()
