"""Roles are lists of permissions, each with its sentence; powers that must not meet in one hand do not."""

import pytest
from django.utils import translation

from xinqiao.safeguards.permissions import ROLE_SENTENCES, ROLES, Permission, Role, UnknownRole, permissions_of


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_has_a_sentence_and_somebody_who_holds_it(permission: Permission) -> None:
    with translation.override("en"):
        assert str(permission.label).startswith("May ")
        assert str(permission.label).endswith(".")
    # Erasure is granted to nobody by a post; it is given by name where a case needs it.
    assert permission is Permission.ERASE or any(permission in held for held in ROLES.values())


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name_a_sentence_and_permissions(role: Role) -> None:
    assert str(role.label)
    assert str(ROLE_SENTENCES[role]).strip()
    assert ROLES[role]


def test_several_roles_permit_what_each_of_them_does() -> None:
    assert permissions_of(["registrar", "handler"]) == ROLES[Role.REGISTRAR] | ROLES[Role.HANDLER]
    assert permissions_of([]) == frozenset()


def test_an_unknown_role_permits_nothing_and_says_so() -> None:
    with pytest.raises(UnknownRole, match="king"):
        permissions_of(["registrar", "king"])


def test_nobody_approves_by_role_what_the_same_role_drafts() -> None:
    for held in ROLES.values():
        assert not {Permission.DRAFT_REPLY, Permission.APPROVE_REPLY} <= held
        assert not {Permission.EXTEND, Permission.APPROVE_AS_HEAD} <= held


def test_who_looks_after_accounts_opens_no_petition() -> None:
    files = {Permission.VIEW_FILES, Permission.OVERSEE, Permission.SEE_IDENTITY, Permission.EXPORT}
    assert not files & ROLES[Role.ADMINISTRATOR]


def test_who_re_examines_does_not_review() -> None:
    assert Permission.REVIEW not in ROLES[Role.REEXAMINER]
    assert Permission.REEXAMINE not in ROLES[Role.REVIEWER]


def test_only_those_who_handle_a_file_may_see_the_identity() -> None:
    assert Permission.SEE_IDENTITY not in ROLES[Role.SUPERVISOR]
    assert Permission.SEE_IDENTITY not in ROLES[Role.APPROVER]
