"""Doing what the stories tell: every petition taken in and every act performed through the frame, many at a time."""

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest
from typing import Any
from uuid import UUID

from xinqiao.demonstration.casting import MATTER_KINDS, Act, Role
from xinqiao.demonstration.people import City
from xinqiao.intake.receiving import Arrival, take_in
from xinqiao.people.identities import Identity
from xinqiao.petitions.acting import Actor, Dossier, act_named, read_given
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.acting.frame import take
from xinqiao.petitions.acting.settling import settle
from xinqiao.petitions.acting.writing import save
from xinqiao.petitions.models import Channel, Document, DocumentState, Event, Petition
from xinqiao.petitions.positions import load_many, refresh_positions
from xinqiao.supervision.asking import keep_answer, keep_question

_SURNAMES = "赵钱孙李周吴郑王冯陈"
_KEEPS = {"question_asked": keep_question, "question_answered": keep_answer}


def take_in_all(city: City, roles: Sequence[Role]) -> list[Petition]:
    """Each petition registered at its own time, by its own channel, with an invented petitioner."""
    return [_taken_in(city, role) for role in roles]


def live_all(roles: Sequence[Role], petitions: Sequence[Petition], *, on: date) -> None:
    """All acts of all petitions: the first of each, then the second of each …, and at the end today's positions."""
    directory = Directory()
    lives = [[(petition, act) for act in role.acts] for petition, role in zip(petitions, roles, strict=True)]
    for round_of_acts in zip_longest(*lives):
        _live_round([pair for pair in round_of_acts if pair is not None], directory)
    refresh_positions(on=on, ids=[petition.pk for petition in petitions])


def _taken_in(city: City, role: Role) -> Petition:
    office = city.organisations[role.office]
    is_online = role.channel == "web"
    arrival = Arrival(
        channel=Channel(role.channel),
        title=role.title,
        body=role.body,
        place=city.places[role.place],
        kind=MATTER_KINDS[role.matter],
        identity=_identity(role),
        received_at=role.received_at,
        office=office,
        officer=None if is_online else city.registrar_of(role.office),
        idempotency_key=f"demo-{role.number}",
        consents_to_portal_service=is_online,
        accused_organisation=city.organisations[role.accused] if role.accused else None,
    )
    return take_in(arrival).petition


def _identity(role: Role) -> Identity:
    """An invented person; every ninth petition is anonymous."""
    if role.number % 9 == 0 and not role.writer:
        return Identity()
    person = role.writer or role.number
    surname = _SURNAMES[person % len(_SURNAMES)]
    return Identity(
        name=f"{surname}演示{person}",
        phone=f"0000000{person:04d}",
        address=f"信桥市（演示）第{person}号信箱",
    )


def _live_round(acts: Sequence[tuple[Petition, Act]], directory: Directory) -> None:
    by_petition = {petition.pk: act for petition, act in acts}
    dossiers = load_many(list(by_petition), directory=directory)
    resolve = _Resolving(list(by_petition))
    events = [_live(dossier, by_petition[dossier.petition.pk], resolve) for dossier in dossiers]
    save(dossiers)
    for event in events:
        if event.kind in _KEEPS:
            _KEEPS[event.kind](event)


def _live(dossier: Dossier, planned: Act, resolve: "_Resolving") -> Event:
    act = act_named(planned.step.act)
    if act is None:
        raise LookupError(f"There is no act named {planned.step.act}.")
    actor = Actor.of_officer(planned.officer) if planned.officer else Actor.petitioner(dossier.petition.pk)
    given = read_given(act.given, resolve.given_of(dossier, planned))
    event = take(act, dossier=dossier, actor=actor, given=given, occurred_at=planned.at)
    settle(dossier, at=planned.at, on=dossier.local_day(planned.at))
    return event


class _Resolving:
    """What a page would have shown and a story cannot know: numbers of drafts, of records and of questions."""

    def __init__(self, ids: list[UUID]) -> None:
        self.drafts: dict[UUID, int] = {}
        waiting = Document.objects.filter(petition__in=ids, state=DocumentState.SUBMITTED).order_by("pk")
        self.drafts = dict(waiting.values_list("petition_id", "pk"))

    def given_of(self, dossier: Dossier, planned: Act) -> dict[str, Any]:
        """All that is given, complete."""
        given = dict(planned.given)
        if planned.step.act == "approve_draft":
            given |= {"document": self.drafts[dossier.petition.pk], "is_approved": True}
        if planned.step.act == "answer_question":
            given["question"] = _latest(dossier, "question_asked").seq
        if given.get("fact") == "{served}":
            given["fact"] = _latest(dossier, "served").seq
        return given


def _latest(dossier: Dossier, kind: str) -> Event:
    event = dossier.latest(kind)
    if event is None:
        raise LookupError(f"The story needs an event {kind} before this step.")
    return event
