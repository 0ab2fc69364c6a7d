"""The same acts in the same frame, one command each: send a petition, do an act on it, show where it stands."""

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from xinqiao.cli.speaking import speak_the_caller_s_language

if TYPE_CHECKING:
    from xinqiao.petitions.acting import Actor
    from xinqiao.petitions.models import Petition

CODE = click.option("--code", default="", envvar="XINQIAO_CODE", help="The petitioner's query code.")
TOKEN = click.option("--token", default="", envvar="XINQIAO_TOKEN", help="An officer's token (`xinqiao token create`).")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")


@click.group("petition")
def petition() -> None:
    """Send a petition, do an act on it, show where it stands."""


@petition.command("submit")
@click.option("--body", default="", help="What happened and what is asked for.")
@click.option("--body-file", type=click.Path(path_type=Path), help="The same, from a text file.")
@click.option("--title", default="")
@click.option("--place", default="", help="A GB/T 2260 code or the name of a place.")
@click.option("--kind", default="appeal")
@click.option("--channel", default="web")
@click.option("--name", default="")
@click.option("--phone", default="")
@click.option("--address", default="")
@click.option("--key", default="", help="Sent twice with the same key, it is registered once.")
@TOKEN
@AS_JSON
def submit(**given: Any) -> None:
    """Register a petition; the code is shown once."""
    from xinqiao.intake.arrivals import Arrival
    from xinqiao.intake.places import place_written
    from xinqiao.intake.receiving import receive
    from xinqiao.people.identities import Identity
    from xinqiao.petitions.models import Channel

    language = speak_the_caller_s_language()
    if given["channel"] not in Channel.values:
        raise click.UsageError(f"--channel is one of {', '.join(Channel.values)}.")
    arrival = Arrival(
        channel=Channel(given["channel"]),
        body=_text_in(given["body_file"]) if given["body_file"] else given["body"],
        title=given["title"],
        place=place_written(given["place"]),
        place_text=given["place"],
        kind=given["kind"],
        identity=Identity(name=given["name"], phone=given["phone"], address=given["address"]),
        language=language,
        idempotency_key=given["key"],
    )
    if given["token"]:
        arrival = replace(arrival, officer=_officer(given["token"]))
    received = _refusing(lambda: receive(arrival))
    told = {"reference": received.petition.reference, "code": received.code, "receipt": received.receipt}
    if given["as_json"]:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(f"{told['reference']}  code {told['code']}")


@petition.command("act")
@click.argument("reference")
@click.argument("act")
@click.option("--set", "settings", multiple=True, metavar="FIELD=VALUE", help="A field of the act; may be repeated.")
@click.option("--expected-seq", type=int, help="The newest entry you saw: refused when there is a newer one.")
@CODE
@TOKEN
@AS_JSON
def act(*, reference: str, act: str, settings: tuple[str, ...], expected_seq: int | None, **opens: Any) -> None:
    """Do ACT on the petition; its fields are those of the form (see `petition acts`)."""
    from xinqiao.petitions.acting import act_named, perform, read_given

    speak_the_caller_s_language()
    the_act = act_named(act)
    if the_act is None:
        raise click.UsageError(f"There is no act called {act}; `xinqiao petition acts` lists them.")
    found, actor = _opened(reference, code=opens["code"], token=opens["token"], purpose="act")
    raw = dict(_pair(setting) for setting in settings)
    event = _refusing(
        lambda: perform(
            the_act,
            petition_id=found.pk,
            actor=actor,
            given=read_given(the_act.given, raw),
            expected_seq=expected_seq,
        )
    )
    found.refresh_from_db()
    told = {"reference": found.reference, "seq": event.seq, "kind": event.kind, "stage": found.position.stage}
    click.echo(
        json.dumps(told, ensure_ascii=False) if opens["as_json"] else f"{event.seq} {event.kind} → {told['stage']}"
    )


@petition.command("acts")
@AS_JSON
def list_acts(*, as_json: bool) -> None:
    """List every act with the fields it takes."""
    from xinqiao.petitions.acting import acts
    from xinqiao.petitions.acting.inputs import questions_of

    speak_the_caller_s_language()
    told: list[dict[str, Any]] = [
        {
            "act": one.name,
            "title": str(one.title),
            "fields": [
                {"field": name, "widget": question.widget, "required": question.required, "label": str(question.label)}
                for name, question in questions_of(one.given)
            ],
        }
        for one in acts().values()
    ]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    for one in () if as_json else told:
        fields = ", ".join(f"{f['field']}{'' if f['required'] else '?'}" for f in one["fields"])
        click.echo(f"{one['act']:24} {one['title']} ({fields})")


@petition.command("show")
@click.argument("reference")
@CODE
@TOKEN
@AS_JSON
def show(*, reference: str, code: str, token: str, as_json: bool) -> None:
    """Show where the petition stands and what may be done, to its petitioner or to an officer who may open it."""
    from django.utils import timezone

    from xinqiao.intake.tracking import record_for_petitioner
    from xinqiao.law.wording import words
    from xinqiao.petitions.acting import Dossier

    language = speak_the_caller_s_language()
    found, actor = _opened(reference, code=code, token=token, purpose="view")
    if actor.officer is None:
        told = record_for_petitioner(found.pk, language)
    else:
        dossier = Dossier.load(found.pk)
        position = dossier.position_on(dossier.local_day(timezone.now()))
        told = {
            "reference": found.reference,
            "seq": dossier.last_seq,
            "documents": [{"id": d.pk, "kind": d.kind, "state": d.state} for d in found.documents.order_by("pk")],
            **position.as_document(lambda message: words(message, language)),
        }
    click.echo(json.dumps(told, ensure_ascii=False, indent=None if as_json else 2))


def _opened(reference: str, *, code: str, token: str, purpose: str) -> "tuple[Petition, Actor]":
    """The petition and who acts on it: an officer by her token, or its petitioner by the code."""
    from xinqiao.petitions.access import petition_for, petitioner_for
    from xinqiao.petitions.acting import Actor
    from xinqiao.safeguards.codes import read_reference

    if not code and not token:
        raise click.UsageError("Give the petitioner's --code or an officer's --token.")

    def opened() -> "tuple[Petition, Actor]":
        written = read_reference(reference)
        actor = Actor.of_officer(_officer(token)) if token else petitioner_for(written, code)
        return petition_for(actor, written, purpose), actor

    return _refusing(opened)


def _officer(token: str) -> Any:
    from django.utils import timezone

    from xinqiao.people.tokens import officer_with

    officer = officer_with(token, at=timezone.now())
    if officer is None:
        raise click.ClickException("This token is not valid, or no longer.")
    return officer


def _refusing(do: Any) -> Any:
    """Do it; a refusal is one sentence and exit 2."""
    from django.utils.translation import get_language

    from xinqiao.people.responsible import NobodyResponsible
    from xinqiao.petitions.access import NoSuchPetition
    from xinqiao.petitions.acting import ActRefused
    from xinqiao.safeguards.codes import UnreadableReference

    try:
        return do()
    except ActRefused as refusal:
        raise click.ClickException(refusal.sentence(get_language() or "en")) from refusal
    except (NoSuchPetition, UnreadableReference, NobodyResponsible) as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _pair(setting: str) -> tuple[str, str]:
    field, equals, value = setting.partition("=")
    if not equals:
        raise click.UsageError(f"--set takes FIELD=VALUE, not {setting!r}.")
    return field, value


def _text_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise click.ClickException(f"{path} cannot be read as text in UTF-8.") from fault
