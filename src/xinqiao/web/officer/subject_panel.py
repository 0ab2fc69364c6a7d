"""What is a petition about, as its page says it: what an officer confirmed, else what is suggested, to be confirmed by one key."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from xinqiao.language.subjects.tree import SubjectPath, path_of
from xinqiao.people.models import Officer
from xinqiao.petitions.models import Petition
from xinqiao.routing.confirming import confirmed_subject_of, path_confirmed, path_suggested
from xinqiao.routing.subject import ModelRefused, SubjectSeen, matters_of, subject_of
from xinqiao.routing.suggesting import suggest_competent
from xinqiao.safeguards.permissions import Permission
from xinqiao.web.officer.steps import Steps

MAY_CONFIRM = Permission.CORRECT
_QUOTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A subject offered as a button: what it sends, its names, its number, whether it is the suggestion."""

    value: str
    title: str
    key: str
    is_suggested: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One matter of a letter of several: its subject, how it begins, and who may be competent for it (empty: nobody can say)."""

    subject: str
    begins: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPanel:
    """What is shown: the confirmed subject or the suggestion with its rivals, how sure (per cent), its words, its matters.

    `holds` is the place of the tree that routing goes by: the confirmed one, else the suggested one, else None.
    """

    confirmed: str = ""
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    suggested: str = ""
    percent: int | None = None
    words: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    split_act: str = ""
    why_not: str = ""
    holds: SubjectPath | None = None


def seen_subject(petition: Petition) -> tuple[SubjectSeen | None, str]:
    """What a program reads in the petition, or None and why it does not."""
    if not settings.XINQIAO_LANGUAGE:
        return None, _("Suggestions are switched off in this installation: choose the subject yourself.")
    try:
        return subject_of(petition.title, petition.body), ""
    except ModelRefused:
        return None, _("The model of subjects is not available: its file is not the one of its card, or not readable.")


def subject_panel(petition: Petition, officer: Officer, steps: Steps) -> SubjectPanel | None:
    """The panel for whoever may confirm the subject or pass the petition on; None for others."""
    passes_on = any(offer.act in ("refer", "assign") for offer in steps.at_hand)
    if not officer.may(MAY_CONFIRM) and not passes_on:
        return None
    seen, why_not = seen_subject(petition)
    kept = confirmed_subject_of(petition)
    splits = [offer.act for offer in (*steps.at_hand, *steps.mending) if offer.act == "split_off"]
    stretches = tuple(_stretches(petition)) if seen and splits else ()
    return SubjectPanel(
        confirmed=str(kept or ""),
        confirmed_by=kept.by.name if kept else "",
        confirmed_at=kept.at if kept else None,
        suggested=_title(seen.label, seen.matter) if seen and seen.label else "",
        percent=None if seen is None or seen.confidence is None else round(100 * seen.confidence),
        words=seen.words if seen else (),
        choices=tuple(_choices(seen)) if seen and officer.may(MAY_CONFIRM) else (),
        stretches=stretches,
        split_act=splits[0] if len({one.body for one in stretches if one.body}) > 1 else "",
        why_not=why_not,
        holds=path_confirmed(kept) if kept else path_suggested(seen.label, seen.matter) if seen else None,
    )


def _choices(seen: SubjectSeen) -> Iterator[Choice]:
    """The suggestion first, then its rivals."""
    offered = [(seen.label, seen.matter)] if seen.label else []
    offered += zip(seen.others, seen.other_matters, strict=False)
    for number, (label, matter) in enumerate(offered, 1):
        path = path_of(label, matter) or path_of(label)
        yield Choice(
            value=path.code if path else label,
            title=path.title if path else label,
            key=str(number),
            is_suggested=label == seen.label,
        )


def _stretches(petition: Petition) -> Iterator[Stretch]:
    """The matters of a letter of several, each with the body that rules name for its words alone."""
    for part in matters_of(petition.title, petition.body):
        text = petition.body[part.start : part.end].strip()
        alone = Petition(
            title="",
            body=text,
            kind=petition.kind,
            place=petition.place,
            accused_organisation=petition.accused_organisation,
            accused_officer=petition.accused_officer,
        )
        bodies = suggest_competent(alone, path_suggested(part.subject.label)).bodies
        begins = text[:_QUOTED] + ("…" if len(text) > _QUOTED else "")
        yield Stretch(subject=part.subject.label, begins=begins, body=bodies[0].organisation.name if bodies else "")


def _title(label: str, matter: str) -> str:
    path = path_of(label, matter) or path_of(label)
    return path.title if path else label
