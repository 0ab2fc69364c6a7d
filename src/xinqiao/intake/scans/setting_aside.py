"""A scan laid down by mistake leaves the list, with a reason, and can be taken back; its image stays the record."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from xinqiao.intake.models import ScannedLetter, ScanState, SettingAside
from xinqiao.people.models import Officer

REASON_LIMIT = 300


class NotSetAside(ValueError):
    """It cannot be set aside or taken back now; the text is one sentence."""


def set_aside(letter: ScannedLetter, *, reason: str, by: Officer, at: datetime, takes_back: bool = False) -> bool:
    """Set the letter aside, or take it back; whether anything changed (pressed twice, it is done once).

    Raises NotSetAside without a reason, and for a letter that is registered: a petition holds it then.
    """
    said = " ".join(reason.split())
    if not said:
        raise NotSetAside(_("Write why: whoever looks for this scan later will ask."))
    if len(said) > REASON_LIMIT:
        raise NotSetAside(_("The reason has more than %(limit)d characters: shorten it.") % {"limit": REASON_LIMIT})
    with transaction.atomic():
        kept = ScannedLetter.objects.select_for_update().get(pk=letter.pk)
        if kept.state == ScanState.REGISTERED:
            raise NotSetAside(_("This letter is registered: what is wrong with it is put right in its petition."))
        is_new = kept.is_aside == takes_back
        if is_new:
            SettingAside.objects.create(letter=kept, takes_back=takes_back, reason=said, by=by, at=at)
            kept.is_aside = not takes_back
            kept.save(update_fields=["is_aside"])
    letter.is_aside = kept.is_aside
    return is_new
