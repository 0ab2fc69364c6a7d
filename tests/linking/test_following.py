"""The index and the links follow the acts, and are right after whatever kept them from following."""

import shutil
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult

from tests.builders.city import City
from tests.builders.petitions import a_petition, do
from tests.linking.letters import LIFT, SMOKE, SMOKE_BY_A_NEIGHBOUR, SMOKE_ELSEWHERE, SMOKE_SENT_AGAIN
from xinqiao.language.same_matter.keeping import writing
from xinqiao.linking import finding
from xinqiao.linking.catching_up import catch_up, follow, rebuild
from xinqiao.linking.models import Comparison, Likeness, MatterLink
from xinqiao.linking.tasks import follow_event
from xinqiao.petitions.models import Petition

pytestmark = pytest.mark.django_db
_LETTERS = (SMOKE, SMOKE_BY_A_NEIGHBOUR, LIFT)


def _registered(city: City) -> list[Petition]:
    return [a_petition(city, **letter) for letter in _LETTERS]


def _held(home: Path) -> set[object]:
    with writing(home) as writer:
        return writer.index.texts.owners()


def _pairs() -> set[frozenset[object]]:
    return {frozenset((link.one_id, link.other_id)) for link in MatterLink.objects.filter(probability__gt=0.5)}


def test_whatever_is_registered_is_followed_by_the_task(city: City) -> None:
    petition = a_petition(city)
    waiting = DBTaskResult.objects.filter(task_path="xinqiao.linking.tasks.follow_event")
    assert waiting.count() == 1
    do("reclassify", petition, city.officer("clerk"), kind="suggestion", route="petition_procedure", reason="改正")
    assert waiting.count() == 2


def test_two_letters_about_one_trouble_are_linked_and_a_third_is_not(city: City, home: Path) -> None:
    smoke, neighbour, _lift = _registered(city)
    for petition in Petition.objects.all():
        follow_event.func(petition.events.get(kind="registered").pk)
    assert _held(home) == set(Petition.objects.values_list("pk", flat=True))
    assert _pairs() == {frozenset((smoke.pk, neighbour.pk))}
    assert MatterLink.objects.get(probability__gt=0.5).likeness == Likeness.SAME_MATTER


def test_a_letter_sent_again_is_the_same_letter_and_one_about_another_place_a_copy(city: City, home: Path) -> None:
    first, again, elsewhere = (a_petition(city, **text) for text in (SMOKE, SMOKE_SENT_AGAIN, SMOKE_ELSEWHERE))
    catch_up()
    alike = {frozenset((link.one_id, link.other_id)): link for link in MatterLink.objects.all()}
    assert alike[frozenset((first.pk, again.pk))].likeness == Likeness.SAME_LETTER
    copied = alike[frozenset((first.pk, elsewhere.pk))]
    assert (copied.likeness, copied.probability) == (Likeness.COPIED, pytest.approx(0.01))


def test_the_same_words_registered_for_another_district_are_another_matter(city: City, home: Path) -> None:
    here = a_petition(city, place=city.places["street"], **SMOKE)
    other = city.places["city"]
    other.pk, other.code, other.name, other.parent_id = None, "990103", "西塘区", here.place.parent.parent_id
    other.save()
    a_petition(city, place=other, **SMOKE_ELSEWHERE)
    catch_up()
    assert MatterLink.objects.get().likeness == Likeness.COPIED


def test_running_twice_changes_nothing(city: City, home: Path) -> None:
    petitions = _registered(city)
    first = follow(petitions[0])
    before = list(MatterLink.objects.values_list("pk", "probability"))
    assert (first.indexed, first.compared) == (3, 3)
    assert all((again := follow(one)).indexed == again.compared == 0 for one in petitions)
    assert catch_up().indexed == 0
    assert list(MatterLink.objects.values_list("pk", "probability")) == before


def test_a_lost_folder_is_made_anew_from_the_database(city: City, home: Path) -> None:
    _registered(city)
    catch_up()
    shutil.rmtree(home)
    done = catch_up()
    assert (done.indexed, done.compared) == (3, 0)
    assert len(_held(home)) == 3


def test_a_task_killed_between_index_and_links_is_made_up_for(
    city: City, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    petitions = _registered(city)

    def killed(*_given: object, **_more: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as stopped:
        stopped.setattr("xinqiao.linking.catching_up.keep_links", killed)
        with pytest.raises(KeyboardInterrupt):
            follow(petitions[0])
    assert len(_held(home)) == 3
    assert not Comparison.objects.exists()
    assert catch_up().compared == 3
    assert len(_pairs()) == 1


def test_a_kept_comparison_and_its_links_stand_or_fall_together(
    city: City, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    petitions = _registered(city)
    with monkeypatch.context() as broken:
        broken.setattr(finding, "_store", lambda *_given: (_ for _ in ()).throw(RuntimeError))
        with pytest.raises(RuntimeError):
            follow(petitions[0])
    assert not Comparison.objects.exists()


def test_after_a_new_judgement_everything_is_compared_again(
    city: City, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _registered(city)
    catch_up()
    monkeypatch.setattr("xinqiao.linking.catching_up.judgement_name", lambda: "another")
    assert catch_up().compared == 3
    assert set(MatterLink.objects.values_list("judgement", flat=True)) == {"another"}


def test_the_index_is_made_anew_on_demand(city: City, home: Path) -> None:
    _registered(city)
    catch_up()
    assert rebuild().indexed == 3
    assert len(_held(home)) == 3


def test_switched_off_nothing_is_read_or_written(city: City, home: Path, settings: object) -> None:
    settings.XINQIAO_LANGUAGE = False  # type: ignore[attr-defined]
    petitions = _registered(city)
    assert follow(petitions[0]).indexed == catch_up().indexed == 0
    assert not home.exists()


def test_parts_of_one_letter_are_never_linked(city: City, home: Path) -> None:
    whole = a_petition(city, **SMOKE)
    do("split_off", whole, city.officer("clerk"), kind="appeal", route="petition_procedure", reason="另一件事", **SMOKE)
    catch_up()
    assert Comparison.objects.count() == 2
    assert not MatterLink.objects.exists()
