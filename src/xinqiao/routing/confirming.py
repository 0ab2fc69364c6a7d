"""How does an officer say what a petition is about? One row a time, beside what had been suggested; the newest holds."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from xinqiao.language.subjects.tree import SubjectPath, path_of, paths
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Petition, SealingLevel
from xinqiao.routing.models import ConfirmedSubject
from xinqiao.routing.subject import SubjectSeen


class UnknownSubject(ValueError):
    """There is no such place in the subject tree, and no such label among what was suggested."""


def chosen_path(value: str, seen: SubjectSeen | None) -> SubjectPath:
    """The subject that `value` names: a code of the tree, or a label of the office's own model. Raises UnknownSubject."""
    if value in paths():
        return paths()[value]
    if seen is not None and value and value in (seen.label, *seen.others):
        return path_of(value) or SubjectPath(value, value, "", "")
    raise UnknownSubject(value)


def confirm_subject(
    petition: Petition, *, path: SubjectPath, officer: Officer, seen: SubjectSeen | None, at: datetime
) -> ConfirmedSubject:
    """Add what the officer says; `seen` is what had been suggested, None where suggestions are off or not available."""
    return ConfirmedSubject.objects.create(
        petition=petition,
        branch=path.branch,
        area=path.area,
        matter=path.matter,
        by=officer,
        at=at,
        suggested=seen.label if seen else "",
        suggested_matter=seen.matter if seen else "",
        confidence=seen.confidence if seen else None,
        model_digest=seen.model_digest if seen else "",
    )


def confirmed_subject_of(petition: Petition) -> ConfirmedSubject | None:
    """What holds for a petition that the caller may see: the newest confirmation, or None."""
    return ConfirmedSubject.objects.filter(petition=petition).select_related("by").order_by("-pk").first()


def path_confirmed(kept: ConfirmedSubject) -> SubjectPath:
    """The place of the tree that was confirmed, under the names that were kept."""
    return SubjectPath("", kept.branch, kept.area, kept.matter)


def path_suggested(label: str, matter: str = "") -> SubjectPath | None:
    """The place of the tree that a program read, as far down as the tree knows it; None where it read none."""
    found = path_of(label, matter) or path_of(label)
    return found or (SubjectPath(label, label, "", "") if label else None)


def newest_confirmed(*, with_accusations: bool = False) -> QuerySet[ConfirmedSubject]:
    """The newest confirmation of each petition, in the order in which they were made.

    Accusations and sealed files are left out unless the office permits their use: their words would be in the model.
    """
    newer = ConfirmedSubject.objects.filter(petition=OuterRef("petition"), pk__gt=OuterRef("pk"))
    rows = ConfirmedSubject.objects.filter(~Exists(newer)).select_related("petition").order_by("pk")
    if with_accusations:
        return rows
    return (
        rows.exclude(petition__sealing=SealingLevel.SEALED)
        .exclude(petition__in=Petition.objects.filter(kind="accusation"))
        .exclude(petition__position__kind="accusation")
    )
