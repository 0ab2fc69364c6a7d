"""Adding officers, changing their roles, letting one in again, and choosing one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xinqiao.people.models import Officer
from xinqiao.people.staff import (
    NewOfficer,
    StaffRefused,
    add_officer,
    choose_password,
    give_temporary_password,
)
from xinqiao.petitions.changing_roles import officer_changes_roles
from xinqiao.safeguards.permissions import ROLE_SENTENCES, Permission, Role
from xinqiao.web.components.fields import Form, FormField
from xinqiao.web.officer.entering import context_for, for_officers, require
from xinqiao.web.officer.people import colleague


@require_http_methods(["GET", "POST"])
@for_officers
def add_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """A new colleague: name, sign-in and roles; the temporary password is shown once, on the answer to the form."""
    require(officer, Permission.MANAGE_PEOPLE)
    faults: dict[str, str] = {}
    chosen = request.POST.getlist("roles")
    if request.method == "POST":
        new = NewOfficer(
            sign_in=request.POST.get("sign_in", ""),
            name=request.POST.get("name", ""),
            post=request.POST.get("post", ""),
            organisation=officer.organisation,
            roles=chosen,
        )
        try:
            added, password = add_officer(new, by=officer)
        except StaffRefused as refused:
            faults = refused.faults
        else:
            return _shown_once(request, officer, added, password)
    fields = (
        _field(request, "name", _("Name"), faults),
        _field(request, "post", _("Post"), faults, required=False),
        _field(
            request,
            "sign_in",
            _("Name to sign in with"),
            faults,
            hint=_("Letters, digits and points, for example li.m."),
        ),
    )
    page = {"form": _form(fields, faults), "roles": _roles(chosen), "roles_fault": faults.get("roles", "")}
    return _page(request, officer, "officer/add_officer.html", page, faults)


@require_http_methods(["GET", "POST"])
@for_officers
def roles_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """What a colleague may do: each role with the sentence that says so."""
    require(officer, Permission.MANAGE_PEOPLE)
    person = colleague(officer, number)
    faults: dict[str, str] = {}
    chosen = request.POST.getlist("roles") if request.method == "POST" else list(person.roles)
    if request.method == "POST":
        try:
            officer_changes_roles(person, chosen, by=officer)
        except StaffRefused as refused:
            faults = refused.faults
        else:
            messages.success(request, _("The roles of %(name)s are changed.") % {"name": person.name})
            return redirect("officer:people")
    page = {
        "person": person,
        "form": _form((), faults),
        "roles": _roles(chosen),
        "roles_fault": faults.get("roles", ""),
    }
    return _page(request, officer, "officer/roles.html", page, faults)


@require_http_methods(["GET", "POST"])
@for_officers
def temporary_password_page(request: HttpRequest, officer: Officer, number: int) -> HttpResponse:
    """Let a colleague in again who lost the password: a temporary one is shown once."""
    require(officer, Permission.MANAGE_PEOPLE)
    person = colleague(officer, number)
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _shown_once(request, officer, person, give_temporary_password(person, by=officer))
        except StaffRefused as refused:
            faults = refused.faults
    return _page(request, officer, "officer/let_in.html", {"person": person, "form": _form((), faults)}, faults)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@for_officers
def password_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    """Choose one's own password; whoever signed in with a temporary one is led here first."""
    faults: dict[str, str] = {}
    if request.method == "POST":
        try:
            choose_password(
                officer.account,
                present=request.POST.get("present", ""),
                chosen=request.POST.get("chosen", ""),
                again=request.POST.get("again", ""),
            )
        except StaffRefused as refused:
            faults = refused.faults
        else:
            update_session_auth_hash(request, officer.account)
            messages.success(request, _("Your new password holds from now on."))
            return redirect("officer:desk")
    fields = tuple(
        FormField(name=name, label=label, widget="password", fault=faults.get(name, ""), hint=hint, autocomplete=kept)
        for name, label, hint, kept in (
            ("present", _("Present password"), "", "current-password"),
            (
                "chosen",
                _("New password"),
                _("At least 12 signs. A sentence that only you know is best."),
                "new-password",
            ),
            ("again", _("The new password once more"), "", "new-password"),
        )
    )
    page = {"form": _form(fields, faults), "is_temporary": officer.account.password_is_temporary}
    return _page(request, officer, "officer/password.html", page, faults)


def _shown_once(request: HttpRequest, officer: Officer, person: Officer, password: str) -> HttpResponse:
    """The temporary password in the answer itself: it is kept nowhere, and no address shows it again."""
    page = {"person": person, "password": password}
    return render(request, "officer/shown_once.html", context_for(request, officer, **page))


def _field(
    request: HttpRequest, name: str, label: str, faults: dict[str, str], *, required: bool = True, hint: str = ""
) -> FormField:
    value = request.POST.get(name, "")
    return FormField(name=name, label=label, value=value, fault=faults.get(name, ""), required=required, hint=hint)


def _form(fields: tuple[FormField, ...], faults: dict[str, str]) -> Form:
    roles = (FormField(name="roles", label=_("Roles"), fault=faults["roles"]),) if "roles" in faults else ()
    return Form(fields=(*fields, *roles), sentence=faults.get("", ""))


def _roles(chosen: list[str]) -> list[dict[str, Any]]:
    return [
        {"name": role.value, "label": role.label, "sentence": ROLE_SENTENCES[role], "is_chosen": role.value in chosen}
        for role in Role
    ]


def _page(
    request: HttpRequest, officer: Officer, template: str, page: dict[str, Any], faults: dict[str, str]
) -> HttpResponse:
    return render(request, template, context_for(request, officer, **page), status=422 if faults else 200)
