"""An accusation is never compared, kept beside another petition, counted or shown, whoever asks."""

from pathlib import Path

import pytest

from tests.builders.city import City
from tests.builders.petitions import a_petition, do
from tests.linking.letters import SMOKE, SMOKE_BY_A_NEIGHBOUR
from xinqiao.language.same_matter.characters import read_writing
from xinqiao.language.same_matter.keeping import writing
from xinqiao.linking.asking import suggestions_for_text
from xinqiao.linking.catching_up import catch_up, follow
from xinqiao.linking.deciding import NoSuchLink, decide, link_between
from xinqiao.linking.likeness import text_of
from xinqiao.linking.linkable import is_linkable
from xinqiao.linking.models import Comparison, LinkDecision, LinkState, MatterLink
from xinqiao.linking.pairs import links
from xinqiao.linking.suggesting import stored_suggestions
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.django_db


def _becomes_an_accusation(city: City, petition: Petition) -> None:
    do(
        "reclassify",
        petition,
        city.officer("clerk"),
        kind="accusation",
        route="petition_procedure",
        accused=city["street"].code,
        reason="所述为检举",
    )
    petition.refresh_from_db()


@pytest.mark.parametrize("accused", ["street", None])
def test_an_accusation_is_not_indexed_and_has_no_link(city: City, home: Path, accused: str | None) -> None:
    named = {"accused_organisation": city[accused]} if accused else {}
    accusing = a_petition(city, kind="accusation", **named, **SMOKE)
    ordinary = a_petition(city, **SMOKE_BY_A_NEIGHBOUR)
    follow(accusing)
    catch_up()
    with writing(home) as writer:
        assert writer.index.texts.owners() == {ordinary.pk}
    assert not MatterLink.objects.exists()
    assert not Comparison.objects.filter(petition=accusing).exists()


def test_what_becomes_an_accusation_leaves_index_and_links_with_its_words(city: City, home: Path) -> None:
    petition, other = a_petition(city, **SMOKE), a_petition(city, **SMOKE_BY_A_NEIGHBOUR)
    catch_up()
    assert MatterLink.objects.filter(probability__gt=0.5).exists()
    _becomes_an_accusation(city, petition)
    assert not is_linkable(petition)
    assert follow(petition).forgotten == 1
    with writing(home) as writer:
        assert writer.index.texts.owners() == {other.pk}
    words = read_writing(text_of(petition)).units[20:40].tobytes()
    assert not any(words in file.read_bytes() for file in home.rglob("characters-*"))
    assert not MatterLink.objects.exists()


def test_before_any_task_has_run_it_is_hidden_already(city: City, home: Path) -> None:
    petition, other = a_petition(city, **SMOKE), a_petition(city, **SMOKE_BY_A_NEIGHBOUR)
    catch_up()
    link = MatterLink.objects.get(probability__gt=0.5)
    decide(city.officer("clerk"), link, LinkState.CONFIRMED)
    _becomes_an_accusation(city, petition)
    everything = visible_to(Actor.of_officer(city.officer("clerk")))
    assert everything.filter(pk=petition.pk).exists()
    assert stored_suggestions(other, everything) == []
    assert suggestions_for_text(text_of(petition), None, everything.exclude(pk=other.pk)) == []
    assert list(links(Petition.objects.all())) == []
    with pytest.raises(NoSuchLink):
        link_between(petition, other)


def test_what_was_decided_before_stays_on_record_out_of_sight(city: City, home: Path) -> None:
    petition, other = a_petition(city, **SMOKE), a_petition(city, **SMOKE_BY_A_NEIGHBOUR)
    catch_up()
    decide(city.officer("clerk"), MatterLink.objects.get(probability__gt=0.5), LinkState.CONFIRMED)
    _becomes_an_accusation(city, petition)
    follow(petition)
    catch_up()
    assert LinkDecision.objects.count() == 1
    assert stored_suggestions(other, Petition.objects.all()) == []
    assert list(links(Petition.objects.all())) == []


def test_only_what_an_officer_sees_anyway_is_suggested_to_her(city: City, home: Path) -> None:
    here, there = a_petition(city, **SMOKE), a_petition(city, at="district_office", **SMOKE_BY_A_NEIGHBOUR)
    catch_up()
    sees = visible_to(Actor.of_officer(city.officer("clerk")))
    assert [one.petition for one in stored_suggestions(here, Petition.objects.all())] == [there]
    assert stored_suggestions(here, sees) == []
    assert [one.petition for one in suggestions_for_text(text_of(there), None, sees)] == [here]
