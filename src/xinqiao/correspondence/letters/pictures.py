"""May this picture be a seal, and what does a letter look like with it?"""

import struct
from datetime import date

import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from xinqiao.correspondence.letters.keeping import picture_of
from xinqiao.correspondence.letters.letter import Block, Letter, Signature
from xinqiao.correspondence.letters.typeset import typeset
from xinqiao.correspondence.models import SealImage
from xinqiao.law.wording import day_in_words
from xinqiao.people.models import Officer, Organisation

LARGEST_BYTES = 1_000_000
# A seal is printed 42 mm wide: fewer dots look coarse, more are of no use to the eye.
_SMALLEST_DOTS, _LARGEST_DOTS = 200, 3000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SHOWN_DOTS = struct.Struct(">II")


class UnfitPicture(ValueError):
    """The picture cannot be a seal; str() is one sentence that says why and what to do."""


def add_picture(*, officer: Officer, png: bytes, is_signature: bool, since: date) -> SealImage:
    """Let the letters of the officer's organisation bear this picture from a day on. Raises UnfitPicture.

    A letter that was kept before keeps the seal of its own day.
    """
    check_picture(png, organ=officer.organisation)
    return SealImage.objects.create(
        organisation=officer.organisation,
        is_signature=is_signature,
        png=png,
        valid_from=since,
        added_by=officer,
        added_at=timezone.now(),
    )


def check_picture(png: bytes, *, organ: Organisation) -> None:
    """Raises UnfitPicture unless it is a PNG of a fit size that the typesetter can print."""
    if len(png) > LARGEST_BYTES:
        raise UnfitPicture(_("The picture is larger than 1 MB: save it smaller, 1000 dots wide are enough."))
    if not png.startswith(_SIGNATURE) or len(png) < 24:
        raise UnfitPicture(_("The picture is no PNG file: save it as PNG, with a transparent ground."))
    sides = _SHOWN_DOTS.unpack_from(png, 16)
    if not all(_SMALLEST_DOTS <= side <= _LARGEST_DOTS for side in sides):
        raise UnfitPicture(
            _("The picture is %(wide)d by %(high)d dots; it must have from 200 to 3000 on each side.")
            % {"wide": sides[0], "high": sides[1]}
        )
    try:
        typeset(_sample(organ, seal=png, hand=b"", on=timezone.localdate()))
    except typst.TypstError as fault:
        raise UnfitPicture(_("The picture is damaged and cannot be printed: save it anew as PNG.")) from fault


def sample_sheet(organ: Organisation, *, on: date) -> bytes:
    """A sheet with the head, the seal and the signature of an organisation, that says it is a sample."""
    seal, hand = picture_of(organ.pk, on=on), picture_of(organ.pk, on=on, is_signature=True)
    return typeset(_sample(organ, seal=seal, hand=hand, on=on))


def _sample(organ: Organisation, *, seal: bytes, hand: bytes, on: date) -> Letter:
    language = translation.get_language() or "zh-hans"
    return Letter(
        language=language if language in ("zh-hans", "zh-hant", "en") else "zh-hans",
        organ=organ.name,
        title=_("Sample of a letter"),
        dated=on,
        blocks=(Block(name="text", paragraphs=(_("This sheet shows how letters of this organisation look."),)),),
        signature=Signature(organ=organ.name, day=day_in_words(on, language), seal=seal, hand=hand),
        draft_mark=_("Sample, not a letter"),
    )
