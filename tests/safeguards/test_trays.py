"""Files lie by in a tray until they are sent: in pieces, interrupted at any byte, refused early, thrown away after."""

import io
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from xinqiao.safeguards.models import LaidByFile
from xinqiao.safeguards.uploads import RefusedFile
from xinqiao.safeguards.uploads.arriving import ComingAlready, OtherOffset, append, received_of
from xinqiao.safeguards.uploads.trays import FileGone, Tray, forget_abandoned_files, name_of, path_of

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypisom" + bytes(12) + bytes(range(256)) * 400


@pytest.fixture
def tray(settings: Any, tmp_path: Path) -> Tray:
    settings.MEDIA_ROOT = tmp_path
    return Tray("a secret of one session")


def begun(tray: Tray, content: bytes = FILM, name: str = "现场.mp4") -> LaidByFile:
    return tray.begin(name=name, size=len(content), modified="1")


def breaking(content: bytes) -> Iterator[bytes]:
    """A connection that breaks after these bytes."""
    yield content
    raise ConnectionResetError


def test_a_file_in_pieces_is_the_file_that_was_sent(tray: Tray) -> None:
    row = begun(tray)
    for start in range(0, len(FILM), 10_000):
        append(row, [FILM[start : start + 10_000]], offset=start)
    assert [name_of(file) for file in tray.whole()] == ["现场.mp4"]
    with tray.opened() as (file,):
        assert file.read() == FILM and file.name == "现场.mp4" and file.content_type == "video/mp4"


def test_interrupted_at_any_byte_it_goes_on_at_that_byte(tray: Tray) -> None:
    chance = random.Random(7)
    row, received = begun(tray), 0
    while received < len(FILM):
        until = min(len(FILM), received + chance.choice((1, 11, 4095, 4096, 4097, 30_000)))
        if until < len(FILM):
            with pytest.raises(ConnectionResetError):
                append(row, breaking(FILM[received:until]), offset=received)
        else:
            append(row, [FILM[received:until]], offset=received)
        received = received_of(row)
        assert received == until
    with tray.opened() as (file,):
        assert file.read() == FILM


def test_chosen_again_the_same_file_goes_on_and_another_begins_anew(tray: Tray) -> None:
    row = begun(tray)
    append(row, [FILM[:100]], offset=0)
    assert begun(tray) == row and received_of(row) == 100
    assert begun(tray, FILM + b"x") != row
    assert Tray("of another session").find(row.pk) is None


def test_a_piece_that_belongs_elsewhere_is_not_written(tray: Tray) -> None:
    row = begun(tray)
    append(row, [FILM[:5000]], offset=0)
    for offset in (0, 4999, 5001, len(FILM)):
        with pytest.raises(OtherOffset) as other:
            append(row, [b"x"], offset=offset)
        assert other.value.received == 5000
    append(row, [FILM[5000:]], offset=5000)
    with pytest.raises(OtherOffset):
        append(row, [b"x"], offset=len(FILM))


def test_two_windows_do_not_write_one_file_at_once(tray: Tray) -> None:
    row = begun(tray)

    def while_another_writes() -> Iterator[bytes]:
        yield FILM[:100]
        with pytest.raises(ComingAlready):
            append(LaidByFile.objects.get(pk=row.pk), [b"x"], offset=100)

    append(row, while_another_writes(), offset=0)
    assert received_of(row) == 100


def test_a_program_called_pdf_is_refused_by_its_first_bytes_and_leaves_nothing(tray: Tray, tmp_path: Path) -> None:
    row = begun(tray, b"MZ" + bytes(9_000_000), "合同.pdf")
    with pytest.raises(RefusedFile, match=r"合同\.pdf") as refused:
        append(row, [b"MZ" + bytes(65_000)], offset=0)
    assert refused.value.status == 415
    assert not LaidByFile.objects.exists() and not [
        file for file in tmp_path.rglob("*") if file.is_file() and "drafts" in file.parts
    ]


def test_what_shows_only_in_the_whole_is_refused_at_the_end(tray: Tray) -> None:
    content = b"PK\x03\x04" + b"no office document" * 1000
    row = begun(tray, content, "名单.xlsx")
    with pytest.raises(RefusedFile):
        append(row, [content], offset=0)
    assert not LaidByFile.objects.exists()


@pytest.mark.parametrize(("size", "status"), [(60 * 1024 * 1024, 413), (0, 422)])
def test_a_size_that_cannot_be_taken_is_refused_before_a_byte_comes(tray: Tray, size: int, status: int) -> None:
    with pytest.raises(RefusedFile) as refused:
        tray.begin(name="录像.mp4", size=size)
    assert refused.value.status == status and "录像.mp4" in str(refused.value)


def test_more_bytes_than_were_announced_are_refused(tray: Tray) -> None:
    row = begun(tray)
    with pytest.raises(RefusedFile):
        append(row, [FILM, b"more"], offset=0)


def test_a_tray_holds_so_many_files_and_no_more_bytes_than_it_may(tray: Tray) -> None:
    for number in range(20):
        tray.begin(name=f"{number}.pdf", size=1000)
    with pytest.raises(RefusedFile, match="20"):
        tray.begin(name="one too many.pdf", size=1000)
    other = Tray("another")
    for number in range(10):
        other.begin(name=f"{number}.mp4", size=20 * 1024 * 1024)
    with pytest.raises(RefusedFile, match="200 MB"):
        other.begin(name="11.mp4", size=1)


def test_a_disk_that_is_nearly_full_refuses_files_in_words(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    with override("en"), pytest.raises(RefusedFile, match="no room") as refused:
        begun(tray)
    assert refused.value.status == 507


def test_a_file_of_an_ordinary_form_lies_by_whole(tray: Tray) -> None:
    row = tray.lay_by(SimpleUploadedFile("说明.txt", "说明".encode()))
    assert name_of(row) == "说明.txt" and "说明" not in str(path_of(row))
    assert "说明".encode() not in bytes(row.sealed_name)
    with pytest.raises(RefusedFile):
        tray.lay_by(SimpleUploadedFile("a.pdf", b"MZ"))
    assert len(tray.whole()) == 1 == LaidByFile.objects.count()


def test_a_file_that_is_gone_is_said_to_be_gone(tray: Tray) -> None:
    row = tray.lay_by(SimpleUploadedFile("说明.txt", "说明".encode()))
    path_of(row).unlink()
    with pytest.raises(FileGone), tray.opened():
        pass
    tray.remove(row.pk)
    tray.remove(row.pk)
    assert tray.whole() == []
    with pytest.raises(FileGone):
        append(begun_and_removed(tray), [b"x"], offset=0)


def begun_and_removed(tray: Tray) -> LaidByFile:
    row = begun(tray)
    LaidByFile.objects.filter(pk=row.pk).delete()
    return row


def test_abandoned_files_go_after_their_session_and_fresh_ones_stay(tray: Tray) -> None:
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        old = tray.lay_by(SimpleUploadedFile("旧.txt", "旧".encode()))
        half = begun(tray)
        append(half, [FILM[:100]], offset=0)
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False):
        fresh = tray.lay_by(SimpleUploadedFile("新.txt", "新".encode()))
        assert forget_abandoned_files(before=timezone.now() - timedelta(days=1)) == 2
    assert not path_of(old).exists() and not path_of(half).exists() and path_of(fresh).exists()
    assert list(LaidByFile.objects.all()) == [fresh]


def test_memory_does_not_grow_with_the_file(tray: Tray) -> None:
    """Pieces pass through; nothing asks for the whole at once."""
    row = tray.begin(name="a.mp4", size=5_000_000)
    asked: list[int] = []

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(size or -1)
            return super().read(size)

    source = Watched(FILM[:24] + bytes(5_000_000 - 24))
    append(row, iter(lambda: source.read(65_536), b""), offset=0)
    assert tray.whole() and max(asked) == 65_536
