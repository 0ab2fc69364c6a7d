"""Which seal does an invented organisation have? One that says in its middle that it is none."""

from datetime import date
from functools import cache
from importlib.resources import files

import typst
from django.utils import timezone

from xinqiao.correspondence.letters.fonts import FOLDERS
from xinqiao.correspondence.models import SealImage
from xinqiao.people.models import Organisation

_DOTS_PER_INCH = 220


@cache
def seal_of(name: str) -> bytes:
    """The picture of a seal as PNG: the name along a ring, transparent where there is no ink."""
    drawn = typst.compile(
        files(__package__).joinpath("seal.typ").read_bytes(),
        format="png",
        ppi=_DOTS_PER_INCH,
        font_paths=_fonts(),
        sys_inputs={"organ": name},
    )
    if not isinstance(drawn, bytes):
        raise TypeError("A seal is one picture.")
    return drawn


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in FOLDERS])


def give_seals(organisations: list[Organisation], *, since: date) -> None:
    """A seal for each organisation that has none."""
    sealed = set(SealImage.objects.values_list("organisation_id", flat=True))
    SealImage.objects.bulk_create(
        SealImage(
            organisation=body, png=seal_of(body.name.replace("（演示）", "")), valid_from=since, added_at=timezone.now()
        )
        for body in organisations
        if body.pk not in sealed
    )
