"""How does a petitioner wish to be told that there is news? Nothing, unless she chose it; her newest word counts."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from xinqiao.people.identities import Identity, make_petitioner
from xinqiao.people.models import Petitioner
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.refusals import BadInput
from xinqiao.petitions.models import Event, Party
from xinqiao.petitions.models.party import Capacity

CHOSEN = "notices_chosen"
EMAIL, SMS = "email", "sms"
# A number as people write it; what the network makes of it is the gateway's affair.
_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{5,24}")


def chosen_channel(events: "list[Event]") -> str:
    """email, sms, or nothing."""
    word = next((event for event in reversed(events) if event.kind == CHOSEN), None)
    channel = str(word.data.get("channel", "")) if word else ""
    return channel if channel in (EMAIL, SMS) else ""


def addresses_not_asked() -> tuple[str, ...]:
    """The address fields of ways by which this installation cannot send."""
    fields = {EMAIL: "email", SMS: "phone"}
    return tuple(field for channel, field in fields.items() if channel not in settings.XINQIAO_NOTICES)


def address_fault(channel: str, address: str) -> str:
    """Why no notice can be sent there, as a sentence; empty when it can."""
    if channel == EMAIL:
        try:
            validate_email(address)
        except ValidationError:
            return _("This is no e-mail address: write it like name@example.org.")
    elif channel == SMS and not _NUMBER.fullmatch(address):
        return _("This is no telephone number: write its digits.")
    return ""


def keep_choice(doing: Doing, channel: str, given: Mapping[str, str]) -> Mapping[str, Any]:
    """Seal the address with the petitioner, where a new one is given; what the event says holds no address."""
    field = {EMAIL: "email", SMS: "phone"}.get(channel, "")
    if not field:
        return {"channel": "none"}
    petitioner = _petitioner_of(doing)
    address = given.get(field, "")
    if not address and (petitioner is None or not petitioner.has_field(field)):
        raise BadInput({field: _("Write where the notices are to be sent.")})
    if address and (fault := address_fault(channel, address)):
        raise BadInput({field: fault})
    if petitioner is None:
        _add_person(doing, Identity(**{field: address}))
    elif address:
        petitioner.seal_field(field, address)
        doing.change_row(petitioner)
    return {"channel": channel}


def _petitioner_of(doing: Doing) -> Petitioner | None:
    """The person who petitions; none where nobody left a name."""
    party = doing.dossier.petition.parties.filter(capacity=Capacity.PETITIONER).select_related("petitioner").first()
    return party.petitioner if party else None


def _add_person(doing: Doing, identity: Identity) -> None:
    """Who left no name may still leave an address for notices: it is kept sealed like every other."""
    petitioner = make_petitioner(identity=identity, language=doing.dossier.petition.submission.language)
    doing.add_row(petitioner)
    doing.add_row(Party(petition=doing.dossier.petition, petitioner=petitioner))
