"""The index of matters on the disk: it says what the one in memory says, and is right after whatever happens to it."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from xinqiao.benchmarks.planted_matters import plant
from xinqiao.language.same_matter.characters import read_writing
from xinqiao.language.same_matter.index import MatterIndex
from xinqiao.language.same_matter.keeping import Busy, MatterReader, NoIndex, writing

LETTERS = [row.text for row in plant(120, matters=12, seed=11)]
OWNERS = [UUID(int=(7 << 100) + number) for number in range(len(LETTERS))]


def fill(home: Path, numbers: range, *, anew: bool = False) -> None:
    """Add these letters, or leave those that are there, and commit."""
    with writing(home, anew=anew) as writer:
        for number in numbers:
            writer.add(OWNERS[number], LETTERS[number])
        writer.commit()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with a hundred letters."""
    fill(tmp_path / "matters", range(100))
    return tmp_path / "matters"


def folder_in_use(home: Path) -> Path:
    """Where the files lie."""
    return next(entry for entry in home.iterdir() if entry.is_dir())


def owners_in(home: Path) -> set[UUID]:
    """Whose letters the index holds for a writer that comes now."""
    with writing(home) as writer:
        return writer.index.texts.owners()


def test_it_finds_what_the_index_in_memory_finds(home: Path) -> None:
    memory = MatterIndex()
    for text in LETTERS[:100]:
        memory.add(text)
    memory.commit()
    reader = MatterReader(home)
    for number in range(0, 100, 9):
        expected = [(OWNERS[m.number], m.score) for m in memory.similar(LETTERS[number], limit=5, but=number)]
        found = reader.matters_like(LETTERS[number], limit=5, but=OWNERS[number])
        assert [(one.owner, pytest.approx(one.score, abs=1e-6)) for one in found] == expected


def test_what_is_added_later_is_found_by_who_reads_already(home: Path) -> None:
    reader = MatterReader(home)
    reader.matters_like(LETTERS[0], limit=1)
    assert all(one.owner != OWNERS[101] for one in reader.matters_like(LETTERS[101], limit=10))
    fill(home, range(90, 110))
    assert reader.matters_like(LETTERS[101], limit=1)[0].owner == OWNERS[101]


def test_a_letter_is_held_once_however_often_it_is_added(home: Path) -> None:
    fill(home, range(100))
    with writing(home) as writer:
        assert writer.index.texts.size == 100


def test_what_is_forgotten_is_found_no_more_and_its_characters_are_gone(home: Path) -> None:
    secret = read_writing(LETTERS[5]).units[10:30].tobytes()
    files = [file.read_bytes() for file in folder_in_use(home).glob("characters-*")]
    assert any(secret in content for content in files)
    with writing(home) as writer:
        assert writer.forget(OWNERS[5])
        assert not writer.forget(OWNERS[5])
        writer.commit()
    assert all(one.owner != OWNERS[5] for one in MatterReader(home).matters_like(LETTERS[5], limit=20))
    assert not any(secret in file.read_bytes() for file in folder_in_use(home).glob("characters-*"))
    assert OWNERS[5] not in owners_in(home)


def test_nothing_is_read_where_nothing_was_written(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        MatterReader(tmp_path / "none").matters_like("路灯不亮", limit=3)


def test_one_writes_at_a_time(home: Path) -> None:
    with writing(home), pytest.raises(Busy), writing(home, patience_seconds=0.1):
        pass


# Where a writer is killed: before anything is on the disk, before the search has it, before the state says so.
_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.language.test_kept_matters import LETTERS, OWNERS
from xinqiao.language.same_matter import keeping
home, moment = Path(sys.argv[1]), sys.argv[2]
die = lambda *_given: os.kill(os.getpid(), signal.SIGKILL)
with keeping.writing(home) as writer:
    for number in range(100, 110):
        writer.add(OWNERS[number], LETTERS[number])
    if moment == "added":
        die()
    if moment == "flushed":
        writer.index.commit = die
    if moment == "found":
        keeping._write_state = die
    writer.commit()
"""


@pytest.mark.parametrize(("moment", "survive"), [("added", 100), ("flushed", 100), ("found", 110)])
def test_a_killed_writer_leaves_an_index_that_is_whole_and_goes_on(home: Path, moment: str, survive: int) -> None:
    seen = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(home), moment], env=seen, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert MatterReader(home).matters_like(LETTERS[3], limit=1)[0].owner == OWNERS[3]
    assert owners_in(home) == set(OWNERS[:survive])
    fill(home, range(120))
    fresh = home.with_name("fresh")
    fill(fresh, range(120))
    for number in (3, 103, 118):
        mended, made = (MatterReader(place).matters_like(LETTERS[number], limit=5) for place in (home, fresh))
        assert [(one.owner, pytest.approx(one.score, abs=1e-6)) for one in mended] == [(o.owner, o.score) for o in made]


def _shorten(file: Path) -> None:
    with file.open("r+b") as torn:
        torn.truncate(min(file.stat().st_size // 2, 512))


def _zero(file: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


# Characters that were lost whole say nothing of it: they are flushed before anything speaks of them.
_HARMS = [
    (name, harm)
    for name in ("table.bin", "characters-0000.bin", "found_by/meta.json")
    for harm in (_shorten, _zero, Path.unlink)
    if (name, harm) != ("characters-0000.bin", _zero)
]


@pytest.mark.parametrize(("name", "harm"), _HARMS)
def test_a_torn_file_is_noticed_and_the_index_made_anew(home: Path, name: str, harm: Callable[[Path], object]) -> None:
    harm(folder_in_use(home) / name)
    with pytest.raises(NoIndex):
        MatterReader(home).matters_like(LETTERS[3], limit=1)
    with writing(home) as writer:
        assert writer.index.texts.size == 0
        writer.add(OWNERS[3], LETTERS[3])
        writer.commit()
    assert MatterReader(home).matters_like(LETTERS[3], limit=1)[0].owner == OWNERS[3]
    assert len([entry for entry in home.iterdir() if entry.is_dir()]) == 1


@pytest.mark.parametrize("written", [b"", b"{", b'{"made_by": "another version", "folder": "x", "size": 1}'])
def test_a_state_that_is_torn_or_of_another_version_is_no_state(home: Path, written: bytes) -> None:
    (home / "state.json").write_bytes(written)
    with pytest.raises(NoIndex):
        MatterReader(home).matters_like(LETTERS[3], limit=1)
    assert owners_in(home) == set()


def test_a_lost_folder_is_no_index_and_is_begun_again(home: Path) -> None:
    shutil.rmtree(folder_in_use(home))
    with pytest.raises(NoIndex):
        MatterReader(home).matters_like(LETTERS[3], limit=1)
    fill(home, range(20))
    assert owners_in(home) == set(OWNERS[:20])


def test_while_it_is_made_anew_the_old_one_answers(home: Path) -> None:
    with writing(home, anew=True) as writer:
        writer.add_new(OWNERS[110], LETTERS[110])
        assert MatterReader(home).matters_like(LETTERS[3], limit=1)[0].owner == OWNERS[3]
        writer.commit()
    assert owners_in(home) == {OWNERS[110]}


@pytest.mark.parametrize("text", ["", "路", "🙂🙂", "路灯不亮\n" * 4000])
def test_any_text_may_be_kept_and_asked_about(home: Path, text: str) -> None:
    with writing(home) as writer:
        writer.add(UUID(int=99), text)
        writer.commit()
    assert all(0 <= one.score <= 1 for one in MatterReader(home).matters_like(text, limit=3))
