"""Which recorded event may be mended (corrected or voided)?"""

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import BadInput
from xinqiao.petitions.models import Event


def mended_event(doing: Doing, number: int) -> Event:
    """The fact with this number; only facts that the own organisation recorded can be mended by it."""
    event = next((e for e in doing.dossier.events if e.seq == number and e.is_fact), None)
    if event is None:
        raise BadInput({"fact": _("There is no fact with the number %(n)d in this petition.") % {"n": number}})
    own = doing.actor.organisation
    if own is None or event.organisation_id != own.pk:
        raise BadInput({"fact": _("Another organisation recorded this fact; ask it to mend it.")})
    return event
