"""Is this receipt genuine? Answered offline, with the office's public keys alone."""

import hashlib
import json
from pathlib import Path
from typing import Any

import click

from xinqiao.cli.ready import load_django


@click.group("receipt")
def receipt() -> None:
    """Check a petitioner's receipt, or print the public keys that check it."""


@receipt.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--keys", "keys_file", type=click.Path(path_type=Path), help="Public keys, as `receipt keys` prints them."
)
@click.option("--text", "text_file", type=click.Path(path_type=Path), help="The text that was sent: is it the one?")
@click.option(
    "--file", "sent_files", type=click.Path(path_type=Path), multiple=True, help="A file that was sent: did it arrive?"
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
def verify(
    *, file: Path, keys_file: Path | None, text_file: Path | None, sent_files: tuple[Path, ...], as_json: bool
) -> int:
    """Check the receipt in FILE: the small JSON file, the PDF, or what a telephone read from the QR code.

    Exit 1 when it is not genuine, or when a text or file is not what arrived.
    """
    load_django()
    from xinqiao.cli.speaking import speak_the_caller_s_language
    from xinqiao.safeguards.receipts import ReceiptFault, public_keys, verify_receipt

    speak_the_caller_s_language()
    keys = _json_in(keys_file) if keys_file else public_keys()
    if not isinstance(keys, dict):
        raise click.ClickException(f"{keys_file} does not hold public keys, as `xinqiao receipt keys` prints them.")
    answer: dict[str, Any] = {"genuine": True, "why": ""}
    try:
        document = _receipt_in(file)
        verify_receipt(document, keys)
    except ReceiptFault as fault:
        answer = {"genuine": False, "why": str(fault.sentence)}
    else:
        content = answer["content"] = document["content"]
        if text_file:
            answer["text_is_the_one"] = (
                hashlib.sha256(_text_of(text_file).encode()).hexdigest() == content["text_sha256"]
            )
        if sent_files:
            arrived = {known["sha256"] for known in content["files"]}
            answer["files_arrived"] = {str(sent): _digest_of(sent) in arrived for sent in sent_files}
    _tell(answer, as_json=as_json)
    return 0 if _is_all_well(answer) else 1


@receipt.command("keys")
def keys() -> None:
    """Print the office's public keys, those of earlier years included, for publication."""
    load_django()
    from xinqiao.safeguards.receipts import public_keys

    click.echo(json.dumps(public_keys()))


def _is_all_well(answer: dict[str, Any]) -> bool:
    return bool(
        answer["genuine"] and answer.get("text_is_the_one", True) and all(answer.get("files_arrived", {}).values())
    )


def _tell(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    elif not answer["genuine"]:
        click.echo(f"Not genuine: {answer['why']}")
    else:
        content = answer["content"]
        click.echo(f"Genuine: {content['reference']} arrived on {content['received_at']} at {content['by']}.")
        if "text_is_the_one" in answer:
            click.echo("The text is the one that arrived." if answer["text_is_the_one"] else "The text is another one.")
        for name, is_here in answer.get("files_arrived", {}).items():
            click.echo(f"{name} arrived as it is." if is_here else f"{name} is not among the files that arrived.")


def _receipt_in(path: Path) -> Any:
    """The receipt itself, the one inside the answer of a submission, or the one written in a PDF or a scanned text."""
    from xinqiao.safeguards.receipt_text import read_receipt_text

    written = read_receipt_text(_bytes_of(path))
    if written is not None:
        return written
    document = _json_in(path)
    if isinstance(document, dict) and isinstance(document.get("receipt"), dict):
        return document["receipt"]
    return document


def _json_in(path: Path) -> Any:
    return _read_json(_text_of(path), path)


def _read_json(text: str, path: Path) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise click.ClickException(f"{path} is not readable as JSON.") from fault


def _digest_of(path: Path) -> str:
    return hashlib.sha256(_bytes_of(path)).hexdigest()


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise click.ClickException(f"{path} cannot be read: {fault.strerror}.") from fault


def _text_of(path: Path) -> str:
    try:
        return _bytes_of(path).decode()
    except UnicodeDecodeError as fault:
        raise click.ClickException(f"{path} is not text in UTF-8.") from fault
