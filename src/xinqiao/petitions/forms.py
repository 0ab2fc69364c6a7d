"""In which forms are the letters of a petition written? Those of the statute it runs under, with its overlays."""

from xinqiao.law.letters import LetterForms, letter_forms
from xinqiao.petitions.models import Petition


def forms_of(petition: Petition) -> LetterForms:
    """The letter forms of a petition; `.form(name, day)` gives the one of a day."""
    return letter_forms(petition.statute, tuple(petition.overlays))
