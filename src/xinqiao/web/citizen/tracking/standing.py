"""One petition as its petitioner's pages need it: the file, the law it runs under, and where it stands today."""

from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone

from xinqiao.people.models import Organisation
from xinqiao.petitions.access import NoSuchPetition, petition_for
from xinqiao.petitions.acting import Actor, Dossier
from xinqiao.petitions.consenting import agrees_to_online_service
from xinqiao.petitions.models import Petition
from xinqiao.procedure.position import Position
from xinqiao.procedure.statute import Named, Statute
from xinqiao.web.citizen.opened import petitioner_here
from xinqiao.web.citizen.tracking.owed import Owed, owed_on


class Standing:
    """A petition opened by its petitioner; everything is derived today, nothing is stored."""

    def __init__(self, petition: Petition, actor: Actor) -> None:
        self.petition = petition
        self.actor = actor
        self.dossier = Dossier.load(petition.pk)
        self.today: date = self.dossier.local_day(timezone.now())
        self.position: Position = self.dossier.position_on(self.today)

    @classmethod
    def of_session(cls, request: HttpRequest, reference: str) -> "Standing | None":
        """The petition this visitor opened by number and code; None when she did not, or too long ago."""
        actor = petitioner_here(request, reference)
        if actor is None:
            return None
        try:
            return cls(petition_for(actor, reference, "view"), actor)
        except NoSuchPetition:
            return None

    @property
    def reference(self) -> str:
        """The public number."""
        return self.petition.reference

    @property
    def statute(self) -> Statute:
        """The law it runs under."""
        return self.dossier.statute

    @property
    def stage(self) -> Named:
        """The stage with its titles and article."""
        return self.statute.stage(self.position.stage)

    @property
    def seq(self) -> int:
        """The number of the newest event: forms send it back."""
        return self.dossier.last_seq

    @cached_property
    def agrees_to_online_service(self) -> bool:
        """Whether answers lie here to be read before she confirms them; else they come on paper."""
        return agrees_to_online_service(self.dossier)

    @cached_property
    def responsible(self) -> Organisation | None:
        """The organisation whose move it is."""
        responsible = self.position.responsible
        if responsible is None:
            return None
        if responsible.organisation:
            return self.dossier.directory.of_code(responsible.organisation)
        return self.dossier.holder_of(responsible.role)

    @cached_property
    def owed(self) -> list[Owed]:
        """Who owes what by which day, the earliest first."""
        return owed_on(self.dossier, self.position, self.responsible, on=self.today)
