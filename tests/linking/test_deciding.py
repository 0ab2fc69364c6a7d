"""An officer decides, changes her mind, and all of it stays on record; nothing else moves."""

from pathlib import Path

import pytest

from tests.builders.city import City
from tests.builders.petitions import a_petition, position_of
from tests.linking.letters import SMOKE, SMOKE_BY_A_NEIGHBOUR
from xinqiao.linking.catching_up import catch_up
from xinqiao.linking.deciding import decide, link_between
from xinqiao.linking.models import LinkState, MatterLink
from xinqiao.linking.pairs import links
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(city: City, home: Path) -> MatterLink:
    """Two neighbours' letters, linked."""
    one, other = a_petition(city, **SMOKE), a_petition(city, **SMOKE_BY_A_NEIGHBOUR)
    catch_up()
    return link_between(other, one)


def test_a_change_of_mind_is_added_to_what_was_decided_before(city: City, link: MatterLink) -> None:
    clerk, head = city.officer("clerk"), city.officer("office_head")
    decide(clerk, link, LinkState.CONFIRMED, note="同一家烧烤店")
    decide(head, link, LinkState.OPEN)
    decide(head, link, LinkState.REFUSED)
    decided = link.decisions.order_by("pk").values_list("state", "officer", "note")
    assert list(decided) == [("confirmed", clerk.pk, "同一家烧烤店"), ("open", head.pk, ""), ("refused", head.pk, "")]
    assert MatterLink.objects.get(pk=link.pk).state == LinkState.REFUSED
    assert [pair.probability for pair in links(Petition.objects.all())] == [0.0]


def test_the_same_decision_twice_is_one(city: City, link: MatterLink) -> None:
    assert decide(city.officer("clerk"), link, LinkState.CONFIRMED) is not None
    assert decide(city.officer("clerk"), link, LinkState.CONFIRMED) is None


def test_a_decision_is_neither_edited_nor_removed(city: City, link: MatterLink) -> None:
    decision = decide(city.officer("clerk"), link, LinkState.CONFIRMED)
    assert decision is not None
    with pytest.raises(TypeError):
        decision.save()
    with pytest.raises(TypeError):
        decision.delete()


def test_a_confirmed_link_merges_nothing(city: City, link: MatterLink) -> None:
    before = [(position_of(one), one.events.count(), one.parties.count()) for one in (link.one, link.other)]
    decide(city.officer("clerk"), link, LinkState.CONFIRMED)
    assert [(position_of(one), one.events.count(), one.parties.count()) for one in (link.one, link.other)] == before


def test_a_later_comparison_leaves_what_was_decided(
    city: City, link: MatterLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(city.officer("clerk"), link, LinkState.CONFIRMED)
    monkeypatch.setattr("xinqiao.linking.catching_up.judgement_name", lambda: "another")
    catch_up()
    link.refresh_from_db()
    assert (link.state, link.judgement) == (LinkState.CONFIRMED, "another")
