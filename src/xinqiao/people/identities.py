"""Writing and opening of petitioners' identities: the only place where a sealed field becomes text."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from django.utils import timezone

from xinqiao.people.models import Officer, Petitioner
from xinqiao.people.models.petitioner import IDENTITY_FIELDS
from xinqiao.safeguards.access_log import Access, Look, record_access
from xinqiao.safeguards.sealing import blind_index, normalise


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a person said of herself; every field may be empty (art. 19 never bars registration)."""

    name: str = ""
    phone: str = ""
    address: str = ""
    id_number: str = ""
    email: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was given: an anonymous petition."""
        return not any(asdict(self).values())


def make_petitioner(*, identity: Identity, language: str = "zh-hans", is_organisation: bool = False) -> Petitioner:
    """A petitioner with sealed fields and registration indexes, not yet saved (imports save in bulk)."""
    petitioner = Petitioner(language=language, is_organisation=is_organisation)
    for field, value in asdict(identity).items():
        petitioner.seal_field(field, value.strip())
    petitioner.phone_index = registration_index(identity.phone, "phone")
    petitioner.id_number_index = registration_index(identity.id_number, "id_number")
    return petitioner


def reveal_identity(*, petitioner: Petitioner, officer: Officer, petition_id: UUID, reason: str) -> Mapping[str, str]:
    """The identity in clear for an officer who wrote why; the opening is logged first.

    Raises safeguards.access_log.PurposeMissing when no reason is given.
    """
    record_access(
        Look(
            actor_id=officer.account_id,
            organisation_id=officer.organisation_id,
            petition_id=petition_id,
            identity_id=petitioner.pk,
            what=Access.IDENTITY,
            purpose="identity",
            reason=reason,
            at=timezone.now(),
        )
    )
    return {field: petitioner.open_field(field) for field in IDENTITY_FIELDS}


def address_for_notice(petitioner: Petitioner, channel: str) -> str:
    """Where a notice goes that she asked for: opened at the moment of sending, shown to nobody, kept nowhere."""
    return petitioner.open_field({"email": "email", "sms": "phone"}[channel])


def name_on_letter(petitioner: Petitioner | None) -> str:
    """The name that stands on a letter to the person herself; empty where she gave none.

    Nobody looks at it here: the sheet is sealed at once, and whoever opens it is logged.
    """
    return petitioner.open_field("name") if petitioner else ""


def registration_index(value: str, field: str) -> str:
    """The blind index of a value; nothing to index (dashes, a blank) gives an empty one."""
    return blind_index(value, purpose="registration", field=field) if normalise(value) else ""
