"""Against which officer does a claim of recusal go (28-3: 回避)?"""

from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import ActRefused
from xinqiao.petitions.acting.standing_aside import CLAIMED


def officer_in_charge(doing: Doing) -> int:
    """The number of the officer who answers for the petition now: against her a petitioner's claim goes."""
    cached = doing.dossier.cached
    if cached is None or cached.responsible_officer_id is None:
        raise ActRefused(_("Nobody answers for this petition by name yet; ask again when it has been passed on."))
    return cached.responsible_officer_id


def officer_claimed(doing: Doing) -> int:
    """The number of the officer against whom the newest claim goes; the step is lawful only while one waits."""
    claim = doing.dossier.latest(CLAIMED)
    number = claim.data.get("officer") if claim is not None else None
    if not isinstance(number, int):
        raise ActRefused(_("The claim names no officer of this office: there is nobody who could step aside."))
    return number
