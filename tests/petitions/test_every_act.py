"""What holds for every act, whichever it is: one file, one frame, wholly done or not at all."""

from typing import Any
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from tests.builders.city import a_city
from tests.builders.petitions import do
from tests.petitions.situations import MAKERS, situation_for
from xinqiao.petitions.acting import ActRefused, acts
from xinqiao.petitions.content import event_content
from xinqiao.petitions.models import CachedPosition, Document, Event, Participation
from xinqiao.safeguards.ledger import bind, verify_chain
from xinqiao.safeguards.ledger.checking import EventContent
from xinqiao.safeguards.models import LedgerEntry, LedgerSalt

pytestmark = pytest.mark.django_db


def _salts_that_no_database_takes(*args: Any, **known: Any) -> list[LedgerSalt]:
    """The very last rows of an act, refused by the database when all the others are written."""
    salts = bind(*args, **known)
    for salt in salts:
        salt.salt = None
    return salts


def _snapshot() -> list[object]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Event, Document, Participation, CachedPosition, LedgerEntry)
    ]


def test_every_act_has_a_situation_in_which_it_is_tested() -> None:
    assert set(acts()) == set(MAKERS) | {"ask_question", "answer_question"} & set(acts())


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_an_act_writes_one_event_refreshes_the_position_and_extends_the_chain(name: str) -> None:
    city = a_city()
    situation = situation_for(name, city)
    before = situation.petition.events.count()
    event = do(name, situation.petition, situation.by, **situation.given)
    assert situation.petition.events.count() == before + 1
    cached = CachedPosition.objects.get(pk=situation.petition.pk)
    assert cached.last_seq == event.seq
    assert event.kind == acts()[name].kind
    if name != "register":  # its situation removes an event to have something to register
        contents = [
            EventContent(event_id=str(e.pk), content=event_content(e))
            for e in situation.petition.events.order_by("seq")
        ]
        assert verify_chain(situation.petition.pk, contents) == []


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_failed_ledger_write_undoes_the_act(name: str) -> None:
    situation = situation_for(name, a_city())
    before = _snapshot()
    failing = patch("xinqiao.petitions.acting.writing.bind", side_effect=_salts_that_no_database_takes)
    with failing, pytest.raises(IntegrityError):
        do(name, situation.petition, situation.by, **situation.given)
    assert _snapshot() == before


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_stranger_cannot_do_the_act_and_nothing_is_written(name: str) -> None:
    city = a_city()
    situation = situation_for(name, city)
    before = _snapshot()
    with pytest.raises(ActRefused):
        do(name, situation.petition, city.officer("administrator"), **situation.given)
    with pytest.raises(ActRefused):
        do(name, situation.petition, city.officer("street_handler"), **situation.given)
    assert _snapshot() == before


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_stale_page_is_refused_and_nothing_is_written(name: str) -> None:
    situation = situation_for(name, a_city())
    before = _snapshot()
    with pytest.raises(ActRefused):
        do(name, situation.petition, situation.by, expected_seq=0, **situation.given)
    assert _snapshot() == before
