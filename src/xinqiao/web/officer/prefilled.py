"""What a draft already holds when it is opened: the request, the remedy by law, or the draft that came back."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xinqiao.people.models import Officer
from xinqiao.petitions.acting import Act, Actor, Dossier
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.letters import default_text
from xinqiao.petitions.models import Document, DocumentKind, DocumentState
from xinqiao.procedure.position import Position
from xinqiao.procedure.statute import Statute
from xinqiao.web.officer.entering import language_of
from xinqiao.web.officer.naming import article_words

_KINDS = {
    "draft_reply": DocumentKind.REPLY,
    "draft_decline": DocumentKind.DECLINE,
    "draft_extension": DocumentKind.EXTENSION,
    "draft_reexamination": DocumentKind.REEXAMINATION,
    "draft_review": DocumentKind.REVIEW,
}
# Letters whose whole text has words to begin with, and opinions whose remedy the law words itself.
_WITH_DEFAULT_TEXT = {"notify": DocumentKind.NOTICE, "accept": DocumentKind.ACCEPTANCE}
_WITH_REMEDY = {
    "draft_reply": DocumentKind.REPLY,
    "draft_reexamination": DocumentKind.REEXAMINATION,
    "draft_review": DocumentKind.REVIEW,
}
# How much of a long letter is copied as “what is asked”: the drafter shortens it anyway.
_REQUEST_LIMIT = 1500
_BASIS_HINT = gettext_lazy("Name each law, rule or policy by its title and article. The petitioner can look it up.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """Values and hints by field, and the comment with which an earlier draft came back."""

    initial: dict[str, str]
    hints: dict[str, str | Promise]
    comment: str = ""


def prefilled(act: Act, dossier: Dossier, position: Position, officer: Officer) -> Prefilled:
    """What stands in the form of an act before the officer types."""
    initial: dict[str, str] = {}
    if act.name == "reclassify":
        initial = {"kind": position.kind, "route": position.route}
    elif act.name == "draft_reply":
        initial = {"request": dossier.petition.body[:_REQUEST_LIMIT]}
    elif act.name in _WITH_DEFAULT_TEXT:
        initial = {"text": default_text(_doing(dossier, position, officer), _WITH_DEFAULT_TEXT[act.name], "text")}
    returned = _returned(act, dossier, officer)
    if returned is not None:
        initial |= {name: str(value) for name, value in returned.blocks.items() if value not in (None, "")}
    hints = _hints(act, dossier.statute)
    if act.name in _WITH_REMEDY:
        said = default_text(_doing(dossier, position, officer), _WITH_REMEDY[act.name], "remedy")
        initial["remedy"] = _without(said, initial.get("remedy", ""))
        hints["remedy"] = _("The letter says by itself: %(said)s") % {"said": said}
    return Prefilled(initial=initial, hints=hints, comment=_comment(returned))


def _doing(dossier: Dossier, position: Position, officer: Officer) -> Doing:
    """The act as it would be done now, for the words it would begin with."""
    now = timezone.now()
    return Doing(
        dossier=dossier,
        actor=Actor.of_officer(officer),
        role=next(iter(dossier.roles_of(officer.organisation_id)), ""),
        at=now,
        recorded_at=now,
        position=position,
        organisation=officer.organisation,
    )


def _without(said: str, remedy: str) -> str:
    """What a drafter had added to the law's own words: only that is hers to change."""
    return remedy.replace(said, "").strip()


def _returned(act: Act, dossier: Dossier, officer: Officer) -> Document | None:
    """The newest draft of this kind, when it was sent back (a draft that still waits is replaced as well)."""
    kind = _KINDS.get(act.name)
    if kind is None:
        return None
    return (
        dossier.petition.documents.filter(
            kind=kind,
            organisation=officer.organisation_id,
            state__in=(DocumentState.DRAFT, DocumentState.SUBMITTED),
        )
        .order_by("-pk")
        .first()
    )


def _comment(document: Document | None) -> str:
    if document is None:
        return ""
    approval = document.approvals.order_by("-pk").first()
    return approval.comment if approval else ""


def _hints(act: Act, pack: Statute) -> dict[str, str | Promise]:
    hints: dict[str, str | Promise] = {}
    if "basis" in dict(questions_of(act.given)):
        hints["basis"] = _BASIS_HINT
    if act.name == "draft_extension" and "extension" in pack.limits:
        title = pack.title.get(language_of(), pack.id)
        hints["days"] = _(
            "In all at most %(n)s days (%(statute)s, %(article)s); to be issued before the limit ends."
        ) % {
            "n": pack.limits["extension"],
            "statute": title,
            "article": article_words(pack, pack.steps["extend"].article),
        }
    return hints
