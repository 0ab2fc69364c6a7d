"""Who acts: an officer, the petitioner by her own code, or a replay of recorded history."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xinqiao.people.models import Officer, Organisation
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.safeguards.permissions import Permission

if TYPE_CHECKING:
    from xinqiao.petitions.acting.dossier import Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """The one who acts. Exactly one of `officer`, `petition_id` or `replayed_role` is set."""

    officer: Officer | None = None
    petition_id: uuid.UUID | None = None
    replayed_role: str = ""
    replayed_organisation: Organisation | None = None

    @classmethod
    def of_officer(cls, officer: Officer) -> "Actor":
        """An officer acting in her own name."""
        return cls(officer=officer)

    @classmethod
    def petitioner(cls, petition_id: uuid.UUID) -> "Actor":
        """The petitioner of this petition, who showed its reference and query code."""
        return cls(petition_id=petition_id)

    @classmethod
    def replaying(cls, role: str, organisation: Organisation | None = None) -> "Actor":
        """History as recorded elsewhere; every event is marked reconstructed."""
        return cls(replayed_role=role, replayed_organisation=organisation)

    @property
    def is_replay(self) -> bool:
        """Whether the acts are reconstructed from records."""
        return bool(self.replayed_role)

    @property
    def organisation(self) -> Organisation | None:
        """The organisation in whose name the actor acts."""
        return self.officer.organisation if self.officer else self.replayed_organisation

    def holds(self, permission: Permission | None) -> bool:
        """Whether the actor may do what needs this permission; None needs none but the role."""
        if self.officer is None:
            return True
        return permission is not None and self.officer.may(permission)

    def roles_on(self, dossier: "Dossier") -> frozenset[str]:
        """Which roles of the law the actor has on this petition now."""
        if self.replayed_role:
            return frozenset({self.replayed_role})
        if self.officer is None:
            is_own = self.petition_id == dossier.petition.pk
            return frozenset({"petitioner"}) if is_own else frozenset()
        return self._officer_roles(self.officer, dossier)

    def _officer_roles(self, officer: Officer, dossier: "Dossier") -> frozenset[str]:
        held = dossier.roles_of(officer.organisation_id)
        if officer.organisation.kind == OrganisationKind.JOINT_MEETING and held:
            held = held | {"joint_meeting"}
        if held and officer.may(Permission.APPROVE_REPLY):
            held = held | {"head"}
        return frozenset(held)
