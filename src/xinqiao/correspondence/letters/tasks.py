"""The task that keeps a letter when it is issued or served."""

from django_tasks import task

from xinqiao.correspondence.letters.keeping import keep_letter_of
from xinqiao.petitions.models import Event


@task()
def keep_letter(event_id: int) -> None:
    """Set and keep the sheet of what the event issued, or the record of what it served."""
    event = Event.objects.select_related("petition__submission__petitioner", "organisation", "document").get(
        pk=event_id
    )
    keep_letter_of(event)
