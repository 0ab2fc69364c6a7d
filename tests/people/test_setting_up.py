"""A real office stands by one file: checked whole, made once, brought up to date, nothing taken away."""

from importlib import resources

import pytest
import yaml

from xinqiao.people.models import Officer, Organisation, StaffChange
from xinqiao.people.office_file import OfficeFileFault, read_office_file
from xinqiao.people.setting_up import SetUp, set_up
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Actor
from xinqiao.petitions.changing_roles import officer_changes_roles

EXAMPLE = (resources.files("xinqiao.people") / "office_example.yaml").read_text(encoding="utf-8")


def with_change(section: str, number: int, **change: object) -> str:
    told = yaml.safe_load(EXAMPLE)
    told[section][number] |= change
    return yaml.safe_dump(told, allow_unicode=True)


def made(text: str) -> SetUp:
    return set_up(read_office_file(text), change_roles=officer_changes_roles)


@pytest.mark.django_db
def test_the_example_makes_an_office_that_receives_answers_and_reviews():
    done = made(EXAMPLE)
    assert len(done.passwords) == done.officers == Officer.objects.count()
    housing = Organisation.objects.get(code="district-housing")
    assert housing.higher_organ.code == "district" and housing.higher_organ.higher_organ.code == "city"
    assert housing.supervising_office.code == "district-office"
    assert all(body.duty_officer is not None for body in Organisation.objects.all())
    handler = Officer.objects.get(account__username="dh.handler")
    assert handler.account.check_password(done.passwords["dh.handler"]) and handler.account.password_is_temporary
    assert visible_to(Actor.of_officer(handler)).count() == 0


@pytest.mark.django_db
def test_run_again_it_changes_only_what_differs_and_shows_no_password_again():
    made(EXAMPLE)
    again = made(with_change("officers", 7, roles=["approver", "handler"]))
    assert again.passwords == {}
    head = Officer.objects.get(account__username="dh.head")
    assert head.roles == ["approver", "handler"]
    change = StaffChange.objects.filter(officer=head).latest("at")
    assert (change.roles_before, change.roles_after, change.by) == (["approver"], ["approver", "handler"], None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "This is not YAML"),
        ("people: []", "three lists"),
        (with_change("places", 1, level="village"), "places 2: level: village is none of"),
        (with_change("organisations", 4, parent="nowhere"), "parent names nowhere, which is not in the file"),
        (with_change("organisations", 0, parent="city"), "above itself"),
        (with_change("officers", 6, duty=False), "district-housing: no officer there has `duty: true`"),
        (with_change("officers", 7, duty=True), "district-housing: several officers"),
        (
            with_change("officers", 6, roles=["administrator"]),
            "district-housing: the duty officer's roles open no file",
        ),
        (with_change("officers", 6, roles=["king"]), "king is none of"),
        (with_change("officers", 6, sign_in="dh.head"), "dh.head stands there twice"),
        (with_change("officers", 6, age=3), "age is not known"),
        (with_change("officers", 6, name=""), "name is missing"),
    ],
)
def test_each_fault_of_the_file_is_one_sentence_with_its_place(text, said):
    with pytest.raises(OfficeFileFault, match=said):
        read_office_file(text)


@pytest.mark.django_db
def test_a_body_with_petitions_is_not_moved_and_then_nothing_is_changed():
    made(EXAMPLE)
    moved = with_change("organisations", 4, parent="city", name="改名局")
    with pytest.raises(OfficeFileFault, match="cannot be moved"):
        made(moved)
    assert Organisation.objects.get(code="district-housing").name != "改名局"
