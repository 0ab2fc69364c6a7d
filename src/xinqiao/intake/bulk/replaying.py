"""A petition of the past led through the lawful steps at its own times; what the file does not say is marked inferred."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from xinqiao.intake.arrivals import Arrival
from xinqiao.intake.bulk.rows import PastPetition, RowFault
from xinqiao.law.library import NoStatuteInForce
from xinqiao.people.models import Organisation
from xinqiao.petitions.acting import Act, Actor, ActRefused, Dossier, acts
from xinqiao.petitions.acting.batch import Planned, replay
from xinqiao.petitions.acting.directory import Directory
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.models import Channel, DocumentKind, Submission
from xinqiao.petitions.opening import Opening, open_petition
from xinqiao.petitions.serving import served_document

COMPETENT = "competent"
# How the answer most likely reached the person; the fact says that it is inferred.
_SERVED_BY = {Channel.LETTER: "post", Channel.VISIT: "hand"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What all rows of one import share."""

    channel: Channel
    source: str
    organisation: Organisation
    directory: Directory
    statute: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorded:
    """What a file says of a step: the text of a reply, or nothing."""

    text: str = ""
    method: str = ""


def reconstruct(past: PastPetition, key: str, shared: Past) -> Dossier:
    """The petition in memory with its facts and, where the row has one, its reply. Raises RowFault."""
    try:
        dossier = open_petition(_opening(past, key, shared), directory=shared.directory)
        dossier.petition.external_numbers = _numbers(past)
        if past.reply:
            replay(dossier, _plan(past, shared))
    except NoStatuteInForce:
        raise RowFault(
            _("No law on petitions that we hold was in force on %(day)s.") % {"day": f"{past.received_at:%Y-%m-%d}"}
        ) from None
    except ActRefused as refusal:
        raise RowFault(str(refusal)) from refusal
    return dossier


def _opening(past: PastPetition, key: str, shared: Past) -> Opening:
    submission = Submission(
        channel=shared.channel,
        title=past.title,
        body=past.body,
        place_text=past.place_text,
        claimed_kind=past.kind,
        received_at=past.received_at,
        received_by=shared.organisation,
        body_sha256=past.body_sha256,
        import_key=key,
    )
    return Opening(
        submission=submission,
        organisation=shared.organisation,
        title=Arrival(channel=shared.channel, body=past.body, title=past.title).shown_title,
        body=past.body,
        kind=past.kind,
        place=past.place,
        # The channel's own account reached the person; who it is, the file does not say, and we do not ask.
        is_contactable=bool(past.user),
        statute=shared.statute,
        import_key=key,
        is_reconstructed=True,
        data={"source": shared.source},
    )


def _numbers(past: PastPetition) -> dict[str, str]:
    """The source's own numbers: of the row and, as masked by the source, of the account."""
    return {name: value for name, value in (("id", past.number), ("user", past.user)) if value}


def _plan(past: PastPetition, shared: Past) -> Iterator[Planned]:
    """Accepted at receipt; replied and served at the reply (CONTRACT.md)."""
    if past.replied_at is None:
        return
    actor = Actor.replaying(COMPETENT, shared.organisation)
    for name, given, at in (
        ("accept", _Recorded(), past.received_at),
        ("reply", _Recorded(text=past.reply), past.replied_at),
        ("serve", _Recorded(method=_SERVED_BY.get(shared.channel, "portal")), past.replied_at),
    ):
        yield Planned(act=_replayed_acts()[name], actor=actor, given=given, occurred_at=at)


@cache
def _replayed_acts() -> Mapping[str, Act]:
    """The acts with effects that take what a file says: no notice is made up, no outcome guessed."""
    effects = {"accept": _accepted, "reply": _replied, "serve": _served}
    return {
        name: replace(acts()[name], given=_Recorded, effect=effect, without_defect=False)
        for name, effect in effects.items()
    }


def _accepted(doing: Doing, given: _Recorded) -> Mapping[str, Any]:
    return {}


def _replied(doing: Doing, given: _Recorded) -> Mapping[str, Any]:
    doing.write_document(DocumentKind.REPLY, {"opinion": given.text})
    return {}


def _served(doing: Doing, given: _Recorded) -> Mapping[str, Any]:
    # A file holds no proof, and none is made up.
    return {**served_document(doing), "method": given.method}
