"""What a draft already holds when it is opened: the request, the remedy by law, or the draft that came back."""

from dataclasses import dataclass

from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xinqiao.law.wording import words
from xinqiao.people.models import Officer, Organisation
from xinqiao.petitions.acting import Act, Dossier
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.models import Document, DocumentKind, DocumentState
from xinqiao.procedure.messages import Message
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
        petition = dossier.petition
        initial = {
            "request": petition.body[:_REQUEST_LIMIT],
            "remedy": remedy_after_reply(dossier.statute, position, officer.organisation),
        }
    elif act.name == "draft_reexamination":
        initial = {"remedy": _may_ask(dossier.statute, "review_request", officer.organisation.higher_organ)}
    elif act.name == "draft_review":
        initial = {"remedy": _final(dossier.statute)}
    returned = _returned(act, dossier, officer)
    if returned is not None:
        initial |= {name: str(value) for name, value in returned.blocks.items() if value not in (None, "")}
    return Prefilled(initial=initial, hints=_hints(act, dossier.statute), comment=_comment(returned))


def remedy_after_reply(pack: Statute, position: Position, organisation: Organisation) -> str:
    """The remedy block of a handling opinion: to whom and until when, from the pack (35), or that there is none."""
    if position.kind != "appeal" or position.route != "petition_procedure":
        stage = pack.stages.get("concluded")
        message = stage.remedies.get("answered") if stage else None
        return words(Message(message, {}), language_of()) if message else ""
    return _may_ask(pack, "reexamination_request", organisation.higher_organ)


def _may_ask(pack: Statute, clock: str, organ: Organisation | None) -> str:
    """One sentence: to whom, within how long, by which article; the length is the pack's own."""
    spec = pack.clocks.get(clock)
    if spec is None or spec.counting is None:
        return ""
    value = spec.counting.value
    within = _in_units(spec.counting.unit, value)
    name = organ.name if organ else _("the next higher organ")
    sentence = {
        "reexamination_request": _(
            "If you do not agree with this opinion, you may ask %(organ)s in writing for re-examination within "
            "%(within)s of receiving it (%(statute)s, %(article)s)."
        ),
        "review_request": _(
            "If you do not agree with this opinion, you may ask %(organ)s in writing for review within "
            "%(within)s of receiving it (%(statute)s, %(article)s)."
        ),
    }[clock]
    title = pack.title.get(language_of(), pack.id)
    article = article_words(pack, spec.article)
    return sentence % {"organ": name, "within": within, "statute": title, "article": article}


def _in_units(unit: str, value: int) -> str:
    """A length in the pack's unit, in words."""
    number = localize(value)
    forms = {
        "working_day": ngettext("%(n)s working day", "%(n)s working days", value),
        "week": ngettext("%(n)s week", "%(n)s weeks", value),
        "month": ngettext("%(n)s month", "%(n)s months", value),
    }
    return forms.get(unit, ngettext("%(n)s day", "%(n)s days", value)) % {"n": number}


def _final(pack: Statute) -> str:
    stage = pack.stages.get("reviewed_served")
    return words(Message(stage.remedy, {}), language_of()) if stage and stage.remedy else ""


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
