"""Who may give whom a right, and what stays on record of it."""

import pytest

from tests.builders.city import a_city
from xinqiao.people.models import StaffChange, StaffChangeKind
from xinqiao.people.staff import (
    NewOfficer,
    StaffRefused,
    add_officer,
    change_roles,
    choose_password,
    give_temporary_password,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def administrator(city):
    return city.officer("administrator")


def newcomer(organisation, **other):
    told = {"sign_in": "new.one", "name": "New One", "organisation": organisation, "roles": ["registrar"]}
    return NewOfficer(**told | other)


def test_a_colleague_is_added_and_the_record_says_by_whom(administrator):
    officer, password = add_officer(newcomer(administrator.organisation), by=administrator)
    assert officer.account.check_password(password) and officer.account.password_is_temporary
    change = StaffChange.objects.get(officer=officer)
    assert (change.kind, change.roles_after, change.by) == (StaffChangeKind.ADDED, ["registrar"], administrator)


def test_nobody_adds_people_to_another_organisation_or_without_the_permission(city, administrator):
    for by, organisation in (
        (administrator, city.officer("handler").organisation),
        (city.officer("clerk"), administrator.organisation),
    ):
        with pytest.raises(StaffRefused):
            add_officer(newcomer(organisation), by=by)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"sign_in": "two words"}, "sign_in"),
        ({"name": " "}, "name"),
        ({"roles": []}, "roles"),
        ({"roles": ["x"]}, "roles"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(administrator, other, field):
    with pytest.raises(StaffRefused) as refused:
        add_officer(newcomer(administrator.organisation, **other), by=administrator)
    assert set(refused.value.faults) == {field}


def test_a_sign_in_that_is_taken_is_refused(administrator):
    add_officer(newcomer(administrator.organisation), by=administrator)
    with pytest.raises(StaffRefused, match="already"):
        add_officer(newcomer(administrator.organisation), by=administrator)


def test_nobody_changes_her_own_roles(administrator):
    with pytest.raises(StaffRefused, match="own roles"):
        change_roles(administrator, ["administrator", "handler"], by=administrator)
    administrator.refresh_from_db()
    assert "handler" not in administrator.roles


def test_the_duty_officer_keeps_a_role_that_opens_files(city, administrator):
    with pytest.raises(StaffRefused, match="another duty officer first"):
        change_roles(administrator.organisation.duty_officer, ["administrator"], by=administrator)


def test_a_temporary_password_closes_the_old_one_and_is_good_for_choosing_only(city, administrator):
    clerk = city.officer("clerk")
    password = give_temporary_password(clerk, by=administrator)
    clerk.account.refresh_from_db()
    for chosen, again, said in (
        ("short", "short", "at least 12"),
        ("a sentence of mine", "another one", "do not agree"),
        (password, password, "another password"),
    ):
        with pytest.raises(StaffRefused, match=said):
            choose_password(clerk.account, present=password, chosen=chosen, again=again)
    choose_password(clerk.account, present=password, chosen="a sentence of mine", again="a sentence of mine")
    clerk.account.refresh_from_db()
    assert clerk.account.check_password("a sentence of mine") and not clerk.account.password_is_temporary
