"""Who acts for the petitioner: proxies she authorised, guardians whom the law gives her (Civil Code 161, 23)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.models import Party
from xinqiao.petitions.models.party import Capacity

NAMED, ENDED = "proxy_named", "proxy_ended"
# As 山东 2015 art 28 has it; elsewhere an office rule.
PROXIES_LIMIT = 2


def proxies_of(dossier: Dossier) -> Sequence[Party]:
    """The proxies whose authority stands; guardians are not hers to dismiss."""
    return list(dossier.petition.parties.filter(capacity=Capacity.PROXY, ended_at=None).order_by("pk"))


def add_who_acts(doing: Doing, *, name: str, phone: str, capacity: str) -> None:
    """A party with sealed name and telephone. Raises BadInput beyond the two proxies that one petition has."""
    if capacity == Capacity.PROXY and len(proxies_of(doing.dossier)) >= PROXIES_LIMIT:
        raise BadInput(
            {"capacity": _("Two persons are authorised already: first take the authority back, then name others.")}
        )
    petition = doing.dossier.petition
    person = make_petitioner(identity=Identity(name=name, phone=phone), language=petition.submission.language)
    doing.add_row(person)
    doing.add_row(Party(petition=petition, petitioner=person, capacity=capacity))


def end_proxies(doing: Doing) -> int:
    """Take the authority of all proxies back; how many there were."""
    proxies = proxies_of(doing.dossier)
    if not proxies:
        raise ActRefused(_("Nobody is authorised to act for the petitioner."))
    for party in proxies:
        party.ended_at = doing.at
        doing.change_row(party)
    return len(proxies)
