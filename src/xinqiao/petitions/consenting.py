"""Has the petitioner agreed to receive answers on this website? Her newest word counts; silence means paper.

By electronic means a writing is served only on one who agreed beforehand, and only by a receipt that she confirms
(Civil Procedure Law art. 90 by analogy; an office rule, for the regulation is silent).
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.refusals import ActRefused, BadInput

AGREED, WITHDRAWN = "service_consented", "service_consent_withdrawn"


def agrees_to_online_service(dossier: Dossier) -> bool:
    """Whether answers may be laid ready online for her to confirm."""
    word = next((event for event in reversed(dossier.events) if event.kind in (AGREED, WITHDRAWN)), None)
    if word is not None:
        return word.kind == AGREED
    # Until 0.1.0 it stood on the party alone; nobody is asked twice.
    return not dossier.is_new and dossier.petition.parties.filter(consents_to_portal_service=True).exists()


def offered_online(doing: Doing) -> Mapping[str, Any]:
    """What the fact of an answer says of where it lies ready; history of elsewhere was laid ready nowhere."""
    if doing.actor.is_replay or not agrees_to_online_service(doing.dossier):
        return {}
    return {"offered": "portal"}


def said_by_her(doing: Doing, proof: str, *, agrees: bool) -> Mapping[str, Any]:
    """The data of her word, given by herself or written down by an officer, who says how it was given."""
    if agrees_to_online_service(doing.dossier) == agrees:
        already = (
            _("It is already agreed that answers may come on this website.")
            if agrees
            else _("Answers come on paper already; there is nothing to take back.")
        )
        raise ActRefused(already)
    if doing.actor.officer is not None and not proof:
        raise BadInput({"proof": _("Write how the person said so: a signed form, a letter of which day, a call.")})
    return {"proof": proof} if proof else {}
