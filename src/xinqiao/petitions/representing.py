"""Who speaks for those who ask together (20-3)? Each representative is a party, with a sealed name."""

from django.utils.translation import gettext as _

from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.inputs import TEXT_LIMIT
from xinqiao.petitions.acting.refusals import BadInput
from xinqiao.petitions.models import Party
from xinqiao.petitions.models.party import Capacity


def add_representatives(doing: Doing, names: str) -> int:
    """Add a party for each name, one on a line, and return how many there are. Raises BadInput.

    How many may be named is the law's to say: the step refuses more.
    """
    listed = [line.strip() for line in names.splitlines() if line.strip()]
    if not listed:
        raise BadInput({"names": _("Write at least one name.")})
    if max(map(len, listed)) > TEXT_LIMIT:
        raise BadInput({"names": _("One line is too long for a name: write each name on a line of its own.")})
    petition = doing.dossier.petition
    for name in listed:
        petitioner = make_petitioner(identity=Identity(name=name), language=petition.submission.language)
        doing.add_row(petitioner)
        doing.add_row(Party(petition=petition, petitioner=petitioner, capacity=Capacity.REPRESENTATIVE))
    return len(listed)
