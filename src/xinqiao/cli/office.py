"""How does a real office come into the product: its places, bodies and people?"""

import json
from importlib import resources
from pathlib import Path

import click


@click.group("office")
def office() -> None:
    """Set up the places, organisations and officers of an office from one file."""


@office.command("example")
def example() -> None:
    """Print an invented office as a file to start from."""
    click.echo((resources.files("xinqiao.people") / "office_example.yaml").read_text(encoding="utf-8"), nl=False)


@office.command("set-up")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def set_up(*, file: Path, as_json: bool) -> None:
    """Make or bring up to date what FILE says; run again, it changes only what differs and takes nothing away.

    Temporary passwords of new officers are shown once and kept nowhere.
    """
    from xinqiao.cli.speaking import speak_the_caller_s_language
    from xinqiao.people.office_file import OfficeFileFault, read_office_file
    from xinqiao.people.setting_up import set_up as set_up_office
    from xinqiao.petitions.changing_roles import officer_changes_roles

    speak_the_caller_s_language()
    try:
        office = read_office_file(file.read_text(encoding="utf-8"))
        done = set_up_office(office, change_roles=officer_changes_roles)
    except UnicodeDecodeError:
        raise click.ClickException(f"{file} is no text in UTF-8.") from None
    except OfficeFileFault as fault:
        raise click.ClickException(f"{file}: " + " ".join(fault.faults)) from None
    told = {
        "places": done.places,
        "organisations": done.organisations,
        "officers": done.officers,
        "temporary_passwords": done.passwords,
    }
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{done.places} places, {done.organisations} organisations and {done.officers} officers stand as told.")
    for sign_in, password in done.passwords.items():
        click.echo(f"  {sign_in}\t{password}")


@office.command("password")
@click.argument("sign_in")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def password(*, sign_in: str, as_json: bool) -> None:
    """Give the officer who signs in as SIGN_IN a temporary password; it is shown once and kept nowhere."""
    from xinqiao.cli.speaking import speak_the_caller_s_language
    from xinqiao.people.models import Officer
    from xinqiao.people.staff import StaffRefused, give_temporary_password

    speak_the_caller_s_language()
    officer = Officer.objects.filter(account__username=sign_in).first()
    if officer is None:
        raise click.ClickException(f"There is no officer who signs in as {sign_in}.")
    try:
        given = give_temporary_password(officer, by=None)
    except StaffRefused as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(json.dumps({"sign_in": sign_in, "temporary_password": given}) if as_json else given)
