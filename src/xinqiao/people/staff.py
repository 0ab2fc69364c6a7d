"""The people of an office: added, given roles, let in again. Each change is recorded with who made it."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.people.models import Account, Officer, Organisation, StaffChange, StaffChangeKind
from xinqiao.safeguards.permissions import Permission, Role, permissions_of

# Read aloud at a counter without a mistake: no sign looks like another.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4
_SIGN_IN_LIMIT = int(Account._meta.get_field("username").max_length or 0)
_NAME_LIMIT = int(Officer._meta.get_field("name").max_length or 0)


class StaffRefused(Exception):
    """A change that cannot be made; `faults` has one sentence for each field at fault ("" for the whole)."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """Who is added: the name to sign in with, the person's name and post, and names of roles."""

    sign_in: str
    name: str
    organisation: Organisation
    roles: Sequence[str]
    post: str = ""


def temporary_password() -> str:
    """A random password for the first sign-in, about 79 bits; it is shown once and kept only as a hash."""
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(_GROUP)) for _group in range(_GROUPS))


def add_officer(new: NewOfficer, *, by: Officer | None) -> tuple[Officer, str]:
    """The new officer and a temporary password for the first sign-in. Raises StaffRefused.

    `by` is an officer of the same organisation who looks after its people, None for the command line.
    """
    faults = _faults_of(new)
    if by is not None:
        _check_may_manage(by, new.organisation)
    if faults:
        raise StaffRefused(faults)
    password = temporary_password()
    account = Account(username=new.sign_in.strip(), password_is_temporary=True)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save()
            officer = Officer.objects.create(
                account=account,
                name=new.name.strip(),
                post=new.post.strip(),
                organisation=new.organisation,
                roles=list(new.roles),
                joined_on=timezone.localdate(),
            )
            _record(officer, StaffChangeKind.ADDED, after=officer.roles, by=by)
    except IntegrityError:
        taken = _("Somebody signs in with this name already: choose another.")
        raise StaffRefused({"sign_in": taken}) from None
    return officer, password


def change_roles(officer: Officer, roles: Sequence[str], *, by: Officer | None) -> None:
    """Give an officer these roles and no others, from now on. Raises StaffRefused.

    Nobody changes her own roles: two persons stand behind every right.
    """
    if by is not None:
        _check_may_manage(by, officer.organisation)
        if by.pk == officer.pk:
            raise StaffRefused({"": _("Nobody changes her own roles: ask another administrator.")})
    _check_roles(roles)
    with transaction.atomic():
        held = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
        before = list(held.roles)
        if _stands_in(held) and Permission.VIEW_FILES not in permissions_of(roles):
            raise StaffRefused(
                {"roles": _("The duty officer must be able to open files: name another duty officer first.")}
            )
        if sorted(before) == sorted(roles):
            return
        held.roles = list(roles)
        held.save(update_fields=["roles"])
        _record(held, StaffChangeKind.ROLES, before=before, after=held.roles, by=by)


def give_temporary_password(officer: Officer, *, by: Officer | None) -> str:
    """A new temporary password for a serving officer who cannot sign in any more. Raises StaffRefused."""
    if by is not None:
        _check_may_manage(by, officer.organisation)
    if not officer.is_serving:
        raise StaffRefused({"": _("This officer has left; the account stays closed.")})
    password = temporary_password()
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=officer.account_id)
        account.set_password(password)
        account.password_is_temporary = True
        account.save(update_fields=["password", "password_is_temporary"])
        _record(officer, StaffChangeKind.PASSWORD, before=officer.roles, after=officer.roles, by=by)
    return password


def choose_password(account: Account, *, present: str, chosen: str, again: str) -> None:
    """Set the password that its holder chose. Raises StaffRefused."""
    faults = {}
    if not account.check_password(present):
        faults["present"] = _("This is not your present password.")
    if chosen != again:
        faults["again"] = _("The two do not agree: write the new password once more.")
    elif chosen == present:
        faults["chosen"] = _("Choose another password than the present one.")
    else:
        try:
            validate_password(chosen, account)
        except ValidationError as refused:
            faults["chosen"] = " ".join(refused.messages)
    if faults:
        raise StaffRefused(faults)
    account.set_password(chosen)
    account.password_is_temporary = False
    account.save(update_fields=["password", "password_is_temporary"])


def _check_may_manage(by: Officer, organisation: Organisation) -> None:
    if not by.is_serving or not by.may(Permission.MANAGE_PEOPLE) or by.organisation_id != organisation.pk:
        raise StaffRefused({"": _("Your roles do not include looking after the people of this organisation.")})


def _check_roles(roles: Sequence[str]) -> None:
    if not roles:
        raise StaffRefused({"roles": _("Choose at least one role: without any, the officer could do nothing.")})
    unknown = [role for role in roles if role not in Role.values]
    if unknown:
        known = ", ".join(Role.values)
        raise StaffRefused(
            {"roles": _("There is no role %(role)s. The roles are: %(known)s.") % {"role": unknown[0], "known": known}}
        )


def _faults_of(new: NewOfficer) -> dict[str, str]:
    faults = {}
    sign_in, name = new.sign_in.strip(), new.name.strip()
    if not sign_in or len(sign_in) > _SIGN_IN_LIMIT or len(sign_in.split()) > 1:
        faults["sign_in"] = _("Give a name to sign in with: no spaces, at most 60 signs.")
    if not name or len(name) > _NAME_LIMIT:
        faults["name"] = _("Give the officer's name, at most 40 signs.")
    try:
        _check_roles(new.roles)
    except StaffRefused as refused:
        faults |= refused.faults
    return faults


def _stands_in(officer: Officer) -> bool:
    return Organisation.objects.filter(duty_officer=officer).exists()


def _record(
    officer: Officer,
    kind: StaffChangeKind,
    *,
    before: Sequence[str] = (),
    after: Sequence[str],
    by: Officer | None,
) -> None:
    StaffChange.objects.create(
        officer=officer, kind=kind, roles_before=list(before), roles_after=list(after), by=by, at=timezone.now()
    )
