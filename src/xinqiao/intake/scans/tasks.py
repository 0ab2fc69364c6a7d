"""The task of scanned letters: reading one that was laid down."""

from django_tasks import task

from xinqiao.intake.models import ScannedLetter
from xinqiao.intake.scans.reading import read_letter


@task(priority=-10)
def read_waiting_letter(letter: str) -> None:
    """Read a letter that was laid down; after what is short, for it takes seconds a page."""
    found = ScannedLetter.objects.filter(pk=letter).first()
    if found is not None:
        read_letter(found)
