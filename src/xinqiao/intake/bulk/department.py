"""Which organisation answers for imported petitions whose real one the file does not name?"""

from django.utils import timezone
from django.utils.translation import gettext as _

from xinqiao.intake.bulk.mapping import NotImportable
from xinqiao.intake.offices import office_for
from xinqiao.people.models import Account, Officer, Organisation, Place
from xinqiao.people.models.organisation import OrganisationKind
from xinqiao.people.models.place import PlaceLevel
from xinqiao.petitions.acting import ActRefused

CODE = "imported-records"


def department_named(code: str) -> Organisation:
    """The active organisation with this code. Raises NotImportable."""
    found = Organisation.objects.select_related("parent", "duty_officer", "place").filter(code=code).first()
    if found is None or not found.is_active:
        raise NotImportable(_("There is no active organisation with the code “%(code)s”.") % {"code": code})
    if found.duty_officer is None or not found.duty_officer.is_serving:
        raise NotImportable(_("%(name)s has no serving duty officer: name one first.") % {"name": found.name})
    return found


def import_department() -> Organisation:
    """The department for imported records, plainly named so, made under the top office on the first import."""
    found = Organisation.objects.select_related("parent", "duty_officer", "place").filter(code=CODE).first()
    if found is not None:
        return found
    try:
        office = office_for(None)
    except ActRefused:
        office = _first_office()
    return _with_duty_officer(
        Organisation(
            code=CODE,
            name="历史数据导入（承办单位未载明）",
            kind=OrganisationKind.DEPARTMENT,
            place=office.place,
            parent=office.parent or office,
            duties="承接导入的历史信访事项；来源文件未载明实际承办单位。",
        ),
        roles=["duty_officer"],
    )


def _first_office() -> Organisation:
    """In an empty database: one place, one government and its petition office, so that somebody always answers."""
    place, _made = Place.objects.get_or_create(
        code="000000", defaults={"name": "导入数据", "level": PlaceLevel.PROVINCE}
    )
    government = _with_duty_officer(
        Organisation(
            code=f"{CODE}-government", name="导入数据（人民政府）", kind=OrganisationKind.GOVERNMENT, place=place
        ),
        roles=["reexaminer", "reviewer", "approver"],
    )
    return _with_duty_officer(
        Organisation(
            code=f"{CODE}-office",
            name="导入数据（信访部门）",
            kind=OrganisationKind.PETITION_OFFICE,
            place=place,
            parent=government,
        ),
        roles=["registrar", "triage_officer", "supervisor"],
    )


def _with_duty_officer(organisation: Organisation, *, roles: list[str]) -> Organisation:
    """Save an organisation with an officer behind it; nobody can sign in until a password is set."""
    organisation.save()
    organisation.duty_officer = Officer.objects.create(
        account=Account.objects.create_account(username=f"{organisation.code}-duty"),
        name="值班人员",
        organisation=organisation,
        roles=roles,
        joined_on=timezone.localdate(),
    )
    organisation.save()
    return organisation
