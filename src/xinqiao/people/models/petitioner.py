"""Who petitions: identity fields are sealed, and nothing here describes the person (LAW.md (g))."""

import uuid

from django.db import models

from xinqiao.safeguards.sealing import context_of, open_sealed, seal

IDENTITY_FIELDS = ("name", "phone", "address", "id_number", "email")


class Petitioner(models.Model):
    """A natural or legal person who petitions. All identity fields may be empty (art. 19 is soft).

    Each sealed column holds AES-256-GCM ciphertext with the id of its key; `phone_index` and
    `id_number_index` are blind indexes for registering this person's own matter and nothing else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_name = models.BinaryField(default=b"", editable=False)
    sealed_phone = models.BinaryField(default=b"", editable=False)
    sealed_address = models.BinaryField(default=b"", editable=False)
    sealed_id_number = models.BinaryField(default=b"", editable=False)
    sealed_email = models.BinaryField(default=b"", editable=False)
    phone_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    id_number_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    is_organisation = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="zh-hans")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"petitioner {self.pk}"

    def seal_field(self, field: str, value: str) -> None:
        """Seal a value into its column; an empty value stays empty."""
        sealed = seal(value, context=context_of(self, field)) if value else b""
        setattr(self, f"sealed_{field}", sealed)

    def open_field(self, field: str) -> str:
        """The value in clear. Callers are people.identities only: each opening is logged there."""
        sealed = bytes(getattr(self, f"sealed_{field}"))
        return open_sealed(sealed, context=context_of(self, field)) if sealed else ""

    def has_field(self, field: str) -> bool:
        """Whether a value was given, without opening it."""
        return bool(getattr(self, f"sealed_{field}"))

    @property
    def is_contactable(self) -> bool:
        """Whether the notice duty stands: name and a way to reach the person are known (23-2)."""
        return self.has_field("name") and (self.has_field("address") or self.has_field("phone"))
