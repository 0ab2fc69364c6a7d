"""What a petition is about, as far as the law asks: kind, route, persons and organisations."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body named in the matter; `parent` directs it, `role` says what sort of organ it is."""

    id: str
    parent: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as it stood when it was registered; a reclassification is a later fact."""

    kind: str = "appeal"
    route: str = "petition_procedure"
    simple: bool = False
    persons: int = 1
    accused: str | None = None
    organisations: tuple[Organisation, ...] = ()

    def organisation(self, identifier: str | None) -> Organisation | None:
        """Return the named organisation, or None where the matter does not list it."""
        for organisation in self.organisations:
            if organisation.id == identifier:
                return organisation
        return None

    def parent_of(self, identifier: str | None) -> str | None:
        """Return the id of the organisation directly above, where it is known."""
        organisation = self.organisation(identifier)
        return organisation.parent if organisation is not None else None

    def is_at_or_below(self, identifier: str | None, above: str | None) -> bool:
        """Answer whether an organisation is `above` itself or is directed by it."""
        seen: set[str] = set()
        while identifier is not None and identifier not in seen:
            if identifier == above:
                return True
            seen.add(identifier)
            identifier = self.parent_of(identifier)
        return False
