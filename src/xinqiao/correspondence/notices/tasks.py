"""The tasks that send notices: one after each event somebody asked to be told of, and one round for those that wait."""

from django.utils import timezone
from django_tasks import task

from xinqiao.correspondence.notices.sending import notice_of, send, send_waiting


@task()
def tell_of_event(event_id: int) -> None:
    """Tell the petitioner that there is news, if she asked for it; what fails now is tried again by the round."""
    notice = notice_of(event_id)
    if notice is not None:
        send(notice.pk, at=timezone.now())


@task()
def send_waiting_notices() -> int:
    """Try again what could not be sent."""
    return send_waiting(at=timezone.now())
