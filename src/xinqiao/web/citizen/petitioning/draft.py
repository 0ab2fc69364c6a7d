"""What a visitor has written so far, from the first step until it is sent; then it is wiped."""

import secrets
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.intake.arrivals import Arrival, check_arrival
from xinqiao.people.identities import Identity
from xinqiao.people.models import Organisation, Place
from xinqiao.petitions.acting import BadInput
from xinqiao.petitions.models import Channel
from xinqiao.safeguards.uploads.trays import Tray
from xinqiao.web.citizen.sealed_session import forget, keep, kept
from xinqiao.web.components.uploading import WaitingFile, files_in

_NAME = "petition_draft"


@dataclass(slots=True, kw_only=True)
class Draft:
    """One petition being written. `key` makes sending it twice the same as sending it once."""

    key: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    body: str = ""
    title: str = ""
    place: str = ""
    place_text: str = ""
    kind: str = ""
    accused: str = ""
    accused_text: str = ""
    name: str = ""
    phone: str = ""
    address: str = ""
    persons: str = ""
    consents: bool = False
    # How she wishes to be told that there is news, and where mail for that goes.
    notices_by: str = ""
    email: str = ""
    answered: list[str] = field(default_factory=list)

    @property
    def is_accusation(self) -> bool:
        """Whether somebody is accused: it is sealed and asked about separately."""
        return self.kind == "accusation"

    @property
    def tray(self) -> Tray:
        """Where its files lie by until it is sent."""
        return Tray(self.key)

    @property
    def files(self) -> list[WaitingFile]:
        """The files laid by so far."""
        return files_in(self.tray)

    def place_chosen(self) -> Place | None:
        """The place chosen from the list, or None."""
        return Place.objects.select_related("parent").filter(code=self.place).first() if self.place else None

    def accused_chosen(self) -> Organisation | None:
        """The accused organisation chosen from the list, or None."""
        if not self.is_accusation or not self.accused:
            return None
        return Organisation.objects.filter(code=self.accused, is_active=True).first()

    def arrival(self, **more: Any) -> Arrival:
        """What would be received if it were sent now; `more` are the files and the key."""
        return Arrival(
            channel=Channel.WEB,
            body=self._whole_body(),
            title=self.title,
            place=self.place_chosen(),
            place_text=self.place_text,
            kind=self.kind or "appeal",
            identity=Identity(name=self.name, phone=self.phone, address=self.address, email=self.email),
            language=get_language() or "zh-hans",
            persons=int(self.persons) if self.persons.isdecimal() else 1,
            consents_to_portal_service=self.consents,
            notices_by=self.notices_by,
            accused_organisation=self.accused_chosen(),
            **more,
        )

    def faults(self, *names: str) -> dict[str, str]:
        """What is wrong with these fields, a sentence each; the other fields are not looked at."""
        try:
            check_arrival(self.arrival(), now=timezone.now())
        except BadInput as fault:
            return {name: sentence for name, sentence in fault.faults.items() if name in names}
        return {}

    def _whole_body(self) -> str:
        """The text, and under it whom an accusation names in words: the receipt covers both."""
        if not self.is_accusation or not self.accused_text.strip():
            return self.body
        return f"{self.body}\n\n{_('Accused:')} {self.accused_text.strip()}"


def draft_of(request: HttpRequest) -> Draft:
    """The visitor's draft; a new one where there is none."""
    values = kept(request, _NAME)
    if not isinstance(values, dict):
        return Draft()
    known = {f.name for f in fields(Draft)}
    return Draft(**{name: value for name, value in values.items() if name in known})


def is_begun(request: HttpRequest) -> bool:
    """Whether this visitor's session holds a draft already."""
    return isinstance(kept(request, _NAME), dict)


def keep_draft(request: HttpRequest, draft: Draft, *, answered: str = "") -> None:
    """Keep what was written; `answered` names the step that is done."""
    if answered and answered not in draft.answered:
        draft.answered.append(answered)
    keep(request, _NAME, asdict(draft))


def wipe_draft(request: HttpRequest, draft: Draft) -> None:
    """Forget everything that was written, and throw the laid-by files away."""
    forget(request, _NAME)
    draft.tray.wipe()
