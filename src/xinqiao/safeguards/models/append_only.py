"""What keeps a table of records from being changed or emptied by ordinary code?"""

from collections.abc import Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models

Record = TypeVar("Record", bound=models.Model)


class AppendOnlyFault(Exception):
    """Code tried to change or delete a record that is only ever added to."""


class AppendOnlyRows(models.QuerySet[Record]):
    """Rows that may be read and added; changing or deleting them is refused."""

    def update(self, **_: Any) -> NoReturn:
        """Refused: records are never changed."""
        raise AppendOnlyFault(f"A {self.model._meta.label_lower} is never changed.")

    def delete(self) -> NoReturn:
        """Refused: records are never deleted."""
        raise AppendOnlyFault(f"A {self.model._meta.label_lower} is never deleted.")

    def bulk_update(self, objs: Iterable[Record], fields: Iterable[str], batch_size: int | None = None) -> NoReturn:
        """Refused: records are never changed."""
        raise AppendOnlyFault(f"A {self.model._meta.label_lower} is never changed.")


class AppendOnly(models.Model):
    """A record that is written once. What the database itself allows is found out by verification."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """Write a new record; a record already written is refused."""
        if not self._state.adding:
            raise AppendOnlyFault(f"A {self._meta.label_lower} is never changed.")
        super().save(*args, **options)

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        """Refused: records are never deleted."""
        raise AppendOnlyFault(f"A {self._meta.label_lower} is never deleted.")
