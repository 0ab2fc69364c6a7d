"""Which keys seal, index and sign, and is everything under the ones in use?"""

import json

import click

_PURPOSES = ("sealing", "index", "receipts")


@click.group("keys")
def keys() -> None:
    """Put a new key in use, and bring what older ones sealed under it."""


@keys.command("rotate")
@click.argument("purpose", type=click.Choice(_PURPOSES))
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def rotate(*, purpose: str, as_json: bool) -> None:
    """Make a new key for PURPOSE and put it in use. Older keys stay: what they sealed or signed stays readable.

    Copy the folder of keys to its safe place afterwards; then run `xinqiao keys renew`.
    """
    from xinqiao.safeguards.keys import KeyPurpose, key_ring

    made = key_ring().rotate(KeyPurpose(purpose))
    if as_json:
        click.echo(json.dumps({"purpose": purpose, "key": made.id}))
        return
    click.echo(f"Key {made.id} is in use for {purpose}. Copy {key_ring().directory} to its safe place now.")


@keys.command("renew")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def renew(*, as_json: bool) -> None:
    """Bring identities, their registration indexes, kept letters and scanned ones under the keys in use; may be run again.

    Stopped in the middle, it leaves everything readable: run it again.
    """
    from xinqiao.correspondence.letters.keeping import AlteredSheet, reseal_sheets
    from xinqiao.intake.scans.keeping import reseal_scans
    from xinqiao.people.resealing import index_identities_anew, reseal_identities
    from xinqiao.safeguards.keys import KeyFault
    from xinqiao.safeguards.sealing import SealFault

    try:
        done = {
            "identities": reseal_identities(),
            "indexes": index_identities_anew(),
            "letters": reseal_sheets(),
            "scans": reseal_scans(),
        }
    except (AlteredSheet, KeyFault, SealFault) as fault:
        raise click.ClickException(str(fault)) from fault
    if as_json:
        click.echo(json.dumps(done))
        return
    click.echo(
        f"{done['identities']} identities, {done['letters']} kept letters and {done['scans']} scanned ones were sealed anew, "
        f"and {done['indexes']} persons indexed anew."
    )
