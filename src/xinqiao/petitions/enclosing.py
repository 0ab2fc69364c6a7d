"""Files that come with a writing: kept as rows of the petition, and bound by their digests in the event they came with."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.models import Attachment, Petition
from xinqiao.safeguards.uploads import CheckedFile

FILES = "files"


@dataclass(frozen=True, slots=True, kw_only=True)
class WithFiles:
    """The input of an act that files may come with. No question asks for them: the page hands them over checked."""

    files: tuple[CheckedFile, ...] = ()


def digests_of(files: Iterable[CheckedFile]) -> list[dict[str, Any]]:
    """What an event says of files: SHA-256 and size of each, in their order. Never a name."""
    return [{"sha256": file.sha256, "size": file.size} for file in files]


def package_of(petition: Petition) -> dict[str, Any]:
    """What is handed over with a matter, by digest: its text and its files. The destination can show what it received."""
    text = hashlib.sha256(petition.body.encode()).hexdigest()
    files = petition.attachments.order_by("added_at", "pk").values_list("sha256", "size")
    return {"text_sha256": text, "enclosed": [{"sha256": digest, "size": size} for digest, size in files]}


def enclose(doing: Doing, given: WithFiles) -> dict[str, Any]:
    """Add the files to the petition with the act; what its event says of them, nothing where there are none."""
    for file in given.files:
        doing.add_row(
            Attachment(
                petition=doing.dossier.petition,
                stored_as=file.stored_as,
                shown_name=file.shown_name,
                content_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                added_by_role=doing.role,
                added_at=doing.recorded_at,
            )
        )
    return {FILES: digests_of(given.files)} if given.files else {}
