"""The invented city: every stage has something to show, everything was done lawfully, and nothing in it is real."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction

from xinqiao.correspondence.letters.keeping import content_of, keep_letter_of, picture_of
from xinqiao.demonstration.city import SHOWN_CODE, Built, build_city, demonstration_officers
from xinqiao.demonstration.people import described
from xinqiao.law.library import statute
from xinqiao.linking.catching_up import catch_up
from xinqiao.linking.models import Likeness, MatterLink
from xinqiao.people.models import Organisation, Place
from xinqiao.petitions.access import petitioner_for
from xinqiao.petitions.models import Approval, Event, Party, Petition, SealingLevel
from xinqiao.petitions.verifying import verify
from xinqiao.safeguards.permissions import Role
from xinqiao.supervision.models import Question
from xinqiao.supervision.timeliness import timeliness_of_all

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
TODAY = date(2026, 3, 2)
# A stage that lasts no longer than an act has nothing to show: whatever is received is registered at once.
PASSING = {"received"}


def _built_on(moment: datetime) -> Iterator[Built]:
    with time_machine.travel(moment, tick=False), transaction.atomic():
        yield build_city(moment.date())
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """The city as of 2 March 2026, built once for all tests here and then undone."""
    with django_db_blocker.unblock():
        yield from _built_on(NOON)


def test_about_three_hundred_petitions_stand_in_every_stage_of_the_law(built: Built) -> None:
    assert 280 <= built.petitions <= 340
    assert set(built.stages) == set(statute("cn-2022").stages) - PASSING


def test_everything_that_was_invented_was_done_lawfully(built: Built) -> None:
    report = verify(on=TODAY)
    assert report.holds, (report.faults, {k: t.broken for k, t in report.invariants.items() if t.broken})
    assert report.petitions == built.petitions


def test_each_organisation_s_letters_of_each_kind_are_set_and_bear_its_seal(built: Built) -> None:
    chosen: dict[tuple[str, int | None], Event] = {}
    for event in Event.objects.select_related(
        "petition__submission__petitioner", "organisation", "document__petition", "document__organisation"
    ).order_by("pk"):
        document = event.document
        letter = document.letter if document and "document_number" in event.data else ""
        if letter or event.kind == "served":
            chosen.setdefault((letter or event.kind, event.organisation_id), event)
    kept = [found for event in chosen.values() if (found := keep_letter_of(event))]
    assert len({found.letter for found in kept}) >= 13
    assert all(content_of(found).startswith(b"%PDF") for found in kept)
    assert {picture_of(found.organisation_id, on=TODAY)[:4] for found in kept if found.organisation_id} == {b"\x89PNG"}


def test_a_second_building_adds_nothing(built: Built) -> None:
    again = build_city(TODAY)
    assert (again.added, again.petitions) == (0, built.petitions)
    assert (again.reference, again.code) == (built.reference, built.code)


def test_a_visitor_can_track_one_petition_whose_answer_can_still_be_disputed(built: Built) -> None:
    actor = petitioner_for(built.reference, SHOWN_CODE)
    assert Petition.objects.get(pk=actor.petition_id).position.stage == "reply_served"


def test_every_role_is_played_by_somebody_and_every_body_has_a_duty_officer(built: Built) -> None:
    played = {role for officer in demonstration_officers() for role in officer.roles}
    assert played == set(Role.values)
    assert not Organisation.objects.filter(duty_officer=None).exists()


def test_every_answer_was_approved_by_a_second_person(built: Built) -> None:
    approvals = Approval.objects.select_related("document")
    assert approvals.count() > 100
    assert all(approval.officer_id != approval.document.drafted_by_id for approval in approvals)


def test_some_are_late_and_some_are_not_at_every_important_clock(built: Built) -> None:
    clocks = {row.clock: row for row in timeliness_of_all(on=TODAY)}
    for name in ("triage", "notice", "handling", "reexamination"):
        assert clocks[name].met and clocks[name].late and clocks[name].running, name


def test_accusations_are_sealed_and_questions_are_open_and_answered(built: Built) -> None:
    accusations = Petition.objects.filter(kind="accusation")
    assert accusations and all(a.sealing == SealingLevel.SEALED for a in accusations)
    assert Question.objects.filter(is_open=True).exists() and Question.objects.filter(is_open=False).exists()


def test_mended_service_ratings_returns_and_extensions_are_among_the_events(built: Built) -> None:
    kinds = set(Event.objects.values_list("kind", flat=True))
    wanted = {"corrected", "rated", "returned", "extended", "simple_chosen", "handed_over", "hearing_closed"}
    assert wanted <= kinds


def test_neighbours_write_about_one_matter_one_of_them_twice_and_one_letter_is_a_copy_about_another_lane(
    built: Built, settings: Any, tmp_path: Any
) -> None:
    settings.XINQIAO_HOME = tmp_path
    with transaction.atomic():
        catch_up()
        letters = Petition.objects.filter(title__contains="烧烤店").exclude(title__contains="（").order_by("pk")
        links = MatterLink.objects.filter(one__in=letters, other__in=letters)
        same = [{link.one.title, link.other.title} for link in links.filter(probability__gt=0.4)]
        copies = [{link.one.title, link.other.title} for link in links.filter(likeness=Likeness.COPIED)]
        assert sum(all("萤火巷" in title for title in pair) for pair in same) >= 4
        assert {"萤火巷烧烤店油烟扰民", "桂花弄烧烤店油烟扰民"} in copies
        transaction.set_rollback(True)
    asking = [letter.parties.get().petitioner.phone_index for letter in letters if "再次" in letter.title]
    assert Party.objects.filter(petitioner__phone_index__in=asking).count() == 2


def test_nothing_happened_in_the_future_and_names_and_codes_are_plainly_invented(built: Built) -> None:
    assert not Event.objects.filter(occurred_at__gt=NOON).exists()
    assert all(place.code.startswith("99") for place in Place.objects.all())
    assert all(officer.name.startswith("演示员·") for officer in demonstration_officers())
    assert all("（演示）" in body["name"] for body in described("people")["organisations"])


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("on", ["2025-10-08", "2026-02-24", "2026-05-06", "2026-12-31", "2027-02-14"])
def test_the_city_can_be_built_on_any_day_of_the_year(on: str) -> None:
    for built in _built_on(datetime.fromisoformat(f"{on}T01:00:00+00:00")):
        assert set(built.stages) == set(statute("cn-2022").stages) - PASSING
        assert verify(on=date.fromisoformat(on)).holds
