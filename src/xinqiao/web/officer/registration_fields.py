"""The questions of the registration form, in the order in which a clerk asks them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xinqiao.people.models import Organisation, Place
from xinqiao.petitions.choices import kinds, notice_channels
from xinqiao.petitions.models import Channel
from xinqiao.web.components.fields import Choice, FormField, Words, choices_of, typed

FILES = "files"
LOOKUP = "look_up"
READ = "read"
COMPARE = "compare"
_CHANNELS = (Channel.VISIT, Channel.LETTER, Channel.PHONE, Channel.EMAIL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some questions under a heading; `has_lookup` puts the look-up of earlier matters below them."""

    heading: str | Promise
    fields: tuple[FormField, ...]
    has_lookup: bool = False
    note: str | Promise = ""


def registration_fields(raw: Mapping[str, Any], faults: Mapping[str, str]) -> list[Part]:
    """The form's parts with what was typed and what is wrong."""

    def field(name: str, label: Words, **rest: Any) -> FormField:
        rest.setdefault("required", False)
        return FormField(name=name, label=label, value=typed(raw, name), fault=faults.get(name, ""), **rest)

    return [
        Part(heading=_("How and when it came"), fields=_arrival_fields(field)),
        Part(
            heading=_("Who asks"),
            note=_("Nothing here is required. An anonymous petition is registered all the same."),
            fields=_person_fields(field),
            has_lookup=True,
        ),
        Part(heading=_("The matter"), fields=_matter_fields(field)),
    ]


def _arrival_fields(field: Any) -> tuple[FormField, ...]:
    return (
        field("channel", _("How it came"), widget="radios", required=True, choices=choices_of(_channels())),
        field(
            "received_at",
            _("When it arrived"),
            widget="moment",
            hint=_("A letter counts from the day it reached the office, even if you register it later."),
        ),
    )


def _channels() -> list[tuple[str, Words]]:
    return [(channel.value, channel.label) for channel in _CHANNELS]


def _person_fields(field: Any) -> tuple[FormField, ...]:
    sealed = _("Stored sealed. Whoever opens it later must write why.")
    return (
        field("name", _("Name"), hint=sealed),
        field("phone", _("Telephone number"), widget="phone"),
        field("address", _("Address"), hint=_("Without a name and a way to reach the person, no notice can be sent.")),
        field("id_number", _("Identity number")),
        field("persons", _("How many persons ask"), widget="number", hint=_("Empty means one.")),
        field("consents", _("The person agrees to receive documents online, with number and code"), widget="yes"),
        *_notice_fields(field),
    )


def _notice_fields(field: Any) -> tuple[FormField, ...]:
    """How the person is told that there is news; asked only where it can be sent."""
    if not settings.XINQIAO_NOTICES:
        return ()
    return (
        field(
            "notices_by",
            _("The person asks to be told when there is news"),
            widget="radios",
            choices=choices_of(notice_channels()),
            hint=_("Only if the person asks for it. A notice says nothing of the matter."),
        ),
        field("email", _("E-mail address"), widget="email"),
    )


def _matter_fields(field: Any) -> tuple[FormField, ...]:
    return (
        field(
            "body",
            _("Text"),
            widget="paragraphs",
            required=True,
            rows=14,
            hint=_("A letter: as it is written. A visit or call: in the person's own words; read it back."),
        ),
        field("title", _("Title"), hint=_("In a few words; empty: the beginning of the text.")),
        field("kind", _("Kind"), widget="radios", required=True, choices=choices_of(kinds())),
        field(
            "accused",
            _("Accused organisation"),
            widget="select",
            choices=_organisations(),
            hint=_("Only for an accusation: neither it nor those it directs will see the petition."),
        ),
        field("place", _("Place"), widget="select", choices=_places()),
        field("place_text", _("Place in the person's words")),
    )


def _places() -> tuple[Choice, ...]:
    """All places, each under the place above it, in the order of their codes."""
    places = Place.objects.select_related("parent").order_by("code")
    return tuple(Choice(p.code, p.name, group=p.parent.name if p.parent else "") for p in places)


def _organisations() -> tuple[Choice, ...]:
    organisations = Organisation.objects.filter(is_active=True).select_related("place").order_by("place__code", "pk")
    return tuple(Choice(o.code, o.name, group=o.place.name) for o in organisations)
