"""Is a notice wanted, has it been sent, and when is it tried again? A dead server loses none and doubles none."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from xinqiao.correspondence.models import Notice, NoticeState
from xinqiao.correspondence.notices.faults import NotSent
from xinqiao.correspondence.notices.mailing import send_mail
from xinqiao.correspondence.notices.texting import send_text
from xinqiao.correspondence.notices.wording import long_words, short_words, topic_of
from xinqiao.people.identities import address_for_notice
from xinqiao.petitions.models import Event, Petition, SealingLevel
from xinqiao.petitions.models.party import Capacity
from xinqiao.petitions.noticing import CHOSEN, EMAIL, chosen_channel

# After the last of them a notice is given up: news of last week is no news.
PAUSES = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=48),
)
# Whoever holds a notice this long has died with it.
_CLAIM = timedelta(minutes=10)


def notice_of(event_id: int) -> Notice | None:
    """The notice of an event, made when it is asked for first; None where nobody asked to be told. Twice makes one."""
    event = Event.objects.select_related("petition").get(pk=event_id)
    channel = _channel_of(event.petition)
    if not channel or event.is_reconstructed:
        return None
    now = timezone.now()
    notice, _is_new = Notice.objects.get_or_create(
        event=event,
        defaults={
            "channel": channel,
            "topic": topic_of(event.kind, is_sealed=event.petition.sealing == SealingLevel.SEALED),
            "made_at": now,
            "next_try_at": now,
        },
    )
    return notice


def send_waiting(*, at: datetime) -> int:
    """Try every notice whose time has come; how many were sent."""
    waiting = Notice.objects.filter(state=NoticeState.WAITING, next_try_at__lte=at).order_by("next_try_at")
    return sum(send(pk, at=at) for pk in list(waiting.values_list("pk", flat=True)[:500]))


def send(pk: int, *, at: datetime) -> bool:
    """Try one notice, if it waits and nobody else has it in hand; whether it was sent."""
    claimed = Notice.objects.filter(pk=pk, state=NoticeState.WAITING, next_try_at__lte=at)
    if not claimed.update(next_try_at=at + _CLAIM):
        return False
    notice = Notice.objects.select_related("event__petition__submission").get(pk=pk)
    try:
        is_wanted = _hand_over(notice)
    except NotSent as fault:
        _note_fault(notice, fault, at=at)
        return False
    with transaction.atomic():
        notice.state = NoticeState.SENT if is_wanted else NoticeState.DROPPED
        notice.tries, notice.fault = notice.tries + is_wanted, ""
        notice.sent_at = timezone.now() if is_wanted else None
        notice.save(update_fields=["state", "tries", "fault", "sent_at"])
    return is_wanted


def _hand_over(notice: Notice) -> bool:
    """Give it to the server; False when she has chosen otherwise since, or left no address."""
    petition = notice.event.petition
    party = petition.parties.filter(capacity=Capacity.PETITIONER).select_related("petitioner").first()
    if party is None or _channel_of(petition) != notice.channel:
        return False
    address = address_for_notice(party.petitioner, notice.channel)
    if not address:
        return False
    language = petition.submission.language
    if notice.channel == EMAIL:
        send_mail(address, long_words(notice.topic, language))
    else:
        send_text(address, short_words(notice.topic, language))
    return True


def _channel_of(petition: Petition) -> str:
    return chosen_channel(list(petition.events.filter(kind=CHOSEN).order_by("seq")))


def _note_fault(notice: Notice, fault: NotSent, *, at: datetime) -> None:
    """Wait longer each time; what the server will never take is given up at once."""
    notice.fault, notice.tries = fault.fault[:30], notice.tries + 1
    if fault.is_final or notice.tries > len(PAUSES):
        notice.state = NoticeState.FAILED
    else:
        notice.next_try_at = at + PAUSES[notice.tries - 1]
    notice.save(update_fields=["fault", "tries", "state", "next_try_at"])
