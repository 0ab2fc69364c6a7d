"""A letter of several matters: each becomes a petition of its own before anything is referred (22, 30-3).

The petition that was registered keeps the whole letter and its files; what is split off has its own words only. So the
letter stays with the accusation, where it holds one, and no other part says that there is one: the new petition does not
name the one it came from.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.dossier import Dossier
from xinqiao.petitions.acting.refusals import ActRefused, BadInput
from xinqiao.petitions.acting.settling import settle
from xinqiao.petitions.consenting import agrees_to_online_service
from xinqiao.petitions.models import Party
from xinqiao.petitions.noticing import chosen_channel
from xinqiao.petitions.opening import Opening, open_petition

# Afterwards somebody else has the letter already.
_BEFORE_REFERRAL = ("received", "registered")


def split_off(doing: Doing, *, title: str, body: str, kind: str, route: str) -> Dossier:
    """The new petition with its first facts, settled and to be saved with the act. It keeps the first day.

    Raises ActRefused once something was referred, BadInput where the split would tear an accusation from its seal.
    """
    if doing.position.stage not in _BEFORE_REFERRAL:
        raise ActRefused(_("A letter is split before it is passed on; this one was passed on already."))
    if kind == "accusation" and doing.position.kind != "accusation":
        raise BadInput(
            {
                "kind": _(
                    "The whole letter stays with the accusation: reclassify this petition as the accusation first, "
                    "then split the other matter off."
                )
            }
        )
    part = open_petition(_opening(doing, title=title, body=body, kind=kind, route=route))
    for party in doing.dossier.petition.parties.all():
        part.new_rows.append(Party(petition=part.petition, petitioner_id=party.petitioner_id, capacity=party.capacity))
    submission = doing.dossier.petition.submission
    settle(part, at=submission.received_at, on=part.local_day(timezone.now()))
    doing.dossier.parts.append(part)
    return part


def _opening(doing: Doing, *, title: str, body: str, kind: str, route: str) -> Opening:
    dossier, petition = doing.dossier, doing.dossier.petition
    received = dossier.latest("received")
    organisation = doing.actor.organisation
    if organisation is None or received is None:
        raise ActRefused(_("Only the office that registered the letter splits it."))
    return Opening(
        submission=petition.submission,
        organisation=organisation,
        title=title,
        body=body,
        kind=kind,
        route=route if kind == "appeal" else "petition_procedure",
        persons=petition.persons,
        place=petition.place,
        officer=doing.actor.officer,
        is_contactable=bool(received.data.get("contactable", True)),
        statute=petition.statute,
        overlays=tuple(petition.overlays),
        # The conflict set goes with an accusation and with nothing else.
        accused_organisation=petition.accused_organisation if kind == "accusation" else None,
        accused_officer=petition.accused_officer if kind == "accusation" else None,
        agrees_to_online_service=agrees_to_online_service(dossier),
        notices_by=chosen_channel(dossier.events) or "",
    )
