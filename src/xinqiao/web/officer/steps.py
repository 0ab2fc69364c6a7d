"""What can be done on a petition now: by me, by others, and what cannot, with the reason and its article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xinqiao.law.wording import words
from xinqiao.petitions.acting import Act, Actor, Dossier, OpenAct, acts, open_acts, open_if_posted_in_time
from xinqiao.petitions.models import Document, DocumentState
from xinqiao.procedure.position import Position
from xinqiao.web.officer.entering import language_of, missing
from xinqiao.web.officer.naming import article_words, named, step_title

# Done on pages of their own: a draft is decided beside its text, a question is answered beside its text.
_ELSEWHERE = {"approve_draft", "answer_question"}
# Mends the record rather than moving the procedure on: shown apart.
_MENDING = {"correct", "void", "reclassify"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act open to this officer now. `on_behalf`: it writes down what the petitioner asks for."""

    act: str
    title: str
    article: str
    on_behalf: bool = False
    is_mending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A lawful step that this officer cannot do, and who can or what is missing."""

    title: str
    who: str
    why: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """A step that nobody may take now: why, and by which article."""

    title: str
    why: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """All that can and cannot be done on the petition now, from one officer's chair."""

    mine: list[Offer]
    office: list[Offer]
    others: list[Waiting]
    barred: list[Barred]

    @property
    def on_behalf(self) -> list[Offer]:
        """What this officer may write down for the petitioner (a letter, a visit, a call)."""
        return [offer for offer in (*self.mine, *self.office) if offer.on_behalf]

    @property
    def mending(self) -> list[Offer]:
        """What mends the record rather than moving the procedure on."""
        return [offer for offer in self.mine if offer.is_mending]

    @property
    def at_hand(self) -> list[Offer]:
        """The steps of the law and the acts of the office that are this officer's own work now."""
        return [offer for offer in (*self.mine, *self.office) if not offer.on_behalf and not offer.is_mending]


def steps_on(dossier: Dossier, position: Position, actor: Actor) -> Steps:
    """Sort every step of the law and every act of the office for this officer."""
    held = actor.roles_on(dossier)
    open_now = {found.act.name: found for found in open_acts(dossier, actor, position)}
    own = actor.organisation.pk if actor.organisation else None
    drafts = [writing for writing in dossier.writings if writing.organisation_id == own]
    mine: list[Offer] = []
    others: list[Waiting] = []
    for permitted in position.may:
        doers = _acts_of(permitted.step)
        offered = [open_now[act.name] for act in doers if act.name in open_now]
        lacking = _lacking(offered[0].act, drafts) if offered else ""
        if offered and not lacking:
            mine += [_offer(found, dossier) for found in offered]
        elif doers:
            others.append(
                Waiting(
                    title=step_title(dossier.statute, permitted.step),
                    who=", ".join(named("role", role) for role in permitted.by),
                    why=lacking or _why_not_me(doers, actor, held=held, by=permitted.by),
                    article=article_words(dossier.statute, permitted.article),
                )
            )
    mine += [_offer(found, dossier) for found in open_if_posted_in_time(dossier, actor, position)]
    barred = [
        Barred(
            title=step_title(dossier.statute, refused.step),
            why=words(refused.why, language_of()),
            article=article_words(dossier.statute, refused.article),
        )
        for refused in position.may_not
    ]
    return Steps(mine=mine, office=list(_office_offers(dossier, open_now.values())), others=others, barred=barred)


def _acts_of(step: str) -> list[Act]:
    """The acts that do a step: one, or two where the office and the petitioner each have their own."""
    return [act for act in acts().values() if act.step == step]


def _offer(found: OpenAct, dossier: Dossier) -> Offer:
    return Offer(
        act=found.act.name,
        title=str(found.act.title),
        article=article_words(dossier.statute, found.article) if found.article else "",
        on_behalf=found.role == "petitioner",
        is_mending=found.act.name in _MENDING,
    )


def _lacking(act: Act, drafts: list[Document]) -> str:
    """What must come first: a draft, then a second person's approval."""
    if act.needs_approved is None:
        return ""
    states = {draft.state for draft in drafts if draft.kind == act.needs_approved}
    if DocumentState.APPROVED in states:
        return ""
    if DocumentState.SUBMITTED in states:
        return _("The draft waits for a second person's approval.")
    return _("First draft it; a second person then approves it.")


def _why_not_me(doers: list[Act], actor: Actor, *, held: frozenset[str], by: tuple[str, ...]) -> str:
    if not held & set(by):
        if by == ("petitioner",):
            return _("The petitioner does this herself, with the reference and the query code.")
        return _("Your organisation does not hold this role on the petition.")
    for act in doers:
        if act.permission is not None and not actor.holds(act.permission):
            return missing(act.permission)
    return ""


def _office_offers(dossier: Dossier, open_now: Iterable[OpenAct]) -> Iterator[Offer]:
    """Acts of the office, which the law does not name: drafting, notes, handing over."""
    for found in open_now:
        if found.act.step is None and found.act.name not in _ELSEWHERE:
            yield _offer(found, dossier)
