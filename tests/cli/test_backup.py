"""A backup comes back whole or is refused, and never takes the keys along."""

import hashlib
import json
import shutil
import sqlite3
import zipfile

import pytest

from tests.cli.processes import xinqiao
from xinqiao.cli.backup_models import WrongLink, check_links
from xinqiao.language.subjects.storing import FORMAT


@pytest.fixture
def office(tmp_path):
    """An installation with one account, one document and one sealing key."""
    home = tmp_path / "office"
    ran = xinqiao(home, "worker", "--once")
    assert ran.returncode == 0, ran.stderr
    (home / "files" / "2026").mkdir(parents=True)
    (home / "files" / "2026" / "letter.pdf").write_bytes(b"an invented letter")
    (home / "keys" / "sealing.0123456789ab.key").write_bytes(b"k" * 32)
    with sqlite3.connect(home / "xinqiao.sqlite3") as database:
        database.execute("CREATE TABLE remembered (word text)")
        database.execute("INSERT INTO remembered VALUES ('信桥')")
    return home


@pytest.fixture
def backup(office, tmp_path):
    """A backup of that installation."""
    file = tmp_path / "office.xinqiao"
    ran = xinqiao(office, "backup", file, "--json")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["parts"] == 2
    return file


@pytest.mark.slow
def test_a_backup_comes_back_on_another_machine_that_has_the_keys(office, backup, tmp_path):
    new = tmp_path / "new"
    shutil.copytree(office / "keys", new / "keys")
    ran = xinqiao(new, "restore", backup)
    assert ran.returncode == 0, ran.stderr
    assert (new / "files" / "2026" / "letter.pdf").read_bytes() == b"an invented letter"
    with sqlite3.connect(new / "xinqiao.sqlite3") as database:
        assert database.execute("SELECT word FROM remembered").fetchall() == [("信桥",)]


@pytest.mark.slow
def test_a_backup_is_refused_where_its_keys_are_not(backup, tmp_path):
    ran = xinqiao(tmp_path / "new", "restore", backup)
    assert ran.returncode == 2
    assert "keys" in ran.stderr
    assert not (tmp_path / "new" / "files").exists()


@pytest.mark.slow
def test_a_backup_never_holds_a_key(office, backup):
    with zipfile.ZipFile(backup) as opened:
        assert sorted(opened.namelist()) == ["database", "files/2026/letter.pdf", "manifest.json"]
        assert b"k" * 32 not in b"".join(opened.read(name) for name in opened.namelist())
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_backup_that_was_changed_or_cut_is_refused_and_nothing_is_touched(office, backup, tmp_path):
    changed = tmp_path / "changed.xinqiao"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(changed, "w") as out:
        for name in whole.namelist():
            out.writestr(name, b"another letter" if name.endswith(".pdf") else whole.read(name))
    cut = tmp_path / "cut.xinqiao"
    cut.write_bytes(backup.read_bytes()[:-200])
    for file in (changed, cut):
        ran = xinqiao(office, "restore", file, "--replace")
        assert ran.returncode == 2
        assert "not a whole Xinqiao backup" in ran.stderr
    assert (office / "files" / "2026" / "letter.pdf").read_bytes() == b"an invented letter"


@pytest.mark.slow
def test_a_backup_is_never_written_over_another(office, backup):
    before = backup.read_bytes()
    ran = xinqiao(office, "backup", backup)
    assert ran.returncode == 2
    assert backup.read_bytes() == before


def a_model(home, name: str) -> None:
    """A version with its card, as `xinqiao language train-office` keeps it; nobody reads with it here."""
    folder = home / "models"
    folder.mkdir(exist_ok=True)
    (folder / f"subjects-{name}.npz").write_bytes(b"numbers " + name.encode())
    digest = hashlib.sha256(b"numbers " + name.encode()).hexdigest()
    card = {"format": FORMAT, "labels": ["甲", "乙"], "sha256": digest}
    (folder / f"subjects-{name}.json").write_text(json.dumps(card))


@pytest.fixture
def with_models(office, tmp_path):
    """A backup of the installation with two versions, the earlier one in use, and an index of matters."""
    a_model(office, "2026-10-01")
    a_model(office, "2026-11-01")
    (office / "models" / "subjects.npz").symlink_to("subjects-2026-10-01.npz")
    (office / "matters").mkdir(exist_ok=True)
    (office / "matters" / "state.json").write_text("{}")
    file = tmp_path / "models.xinqiao"
    ran = xinqiao(office, "backup", file, "--json")
    assert ran.returncode == 0, ran.stderr
    said = json.loads(ran.stdout)
    assert (said["documents"], said["models"], said["model_in_use"]) == (1, 2, "subjects-2026-10-01.npz")
    assert "models: 2, in use subjects-2026-10-01.npz" in ran.stderr and "index of matters is not in it" in ran.stderr
    return file


@pytest.mark.slow
def test_the_models_of_the_office_come_back_with_the_one_in_use_and_the_index_of_matters_does_not(office, with_models):
    a_model(office, "2026-11-20")
    (office / "models" / "subjects.npz").unlink()
    ran = xinqiao(office, "restore", with_models, "--replace")
    assert ran.returncode == 0, ran.stderr
    kept = office / "models"
    assert (kept / "subjects.npz").readlink().name == "subjects-2026-10-01.npz"
    assert {path.name for path in kept.iterdir()} == {
        "subjects.npz",
        *(f"subjects-2026-{day}.{ending}" for day in ("10-01", "11-01") for ending in ("npz", "json")),
    }
    assert (kept / "subjects-2026-10-01.npz").stat().st_mode & 0o077 == 0
    assert not (office / "matters" / "state.json").exists()
    assert "models: 2, in use subjects-2026-10-01.npz" in ran.stderr


@pytest.mark.slow
def test_a_damaged_model_is_named_in_one_sentence_and_keeps_nothing_else_from_coming_back(
    office, with_models, tmp_path
):
    changed = tmp_path / "changed.xinqiao"
    with zipfile.ZipFile(with_models) as whole, zipfile.ZipFile(changed, "w") as out:
        for name in whole.namelist():
            out.writestr(name, b"other numbers" if name.endswith("11-01.npz") else whole.read(name))
    ran = xinqiao(office, "restore", changed, "--replace")
    assert ran.returncode == 2
    assert "models/subjects-2026-11-01.npz is damaged; say --without-models" in ran.stderr
    ran = xinqiao(office, "restore", changed, "--replace", "--without-models")
    assert ran.returncode == 0, ran.stderr
    assert "models: 0" in ran.stderr and (office / "models" / "subjects-2026-11-01.npz").exists()


@pytest.mark.slow
def test_a_model_that_is_not_the_one_of_its_card_is_told_when_written_and_when_restored(office, with_models, tmp_path):
    (office / "models" / "subjects-2026-11-01.npz").write_bytes(b"other numbers")
    file = tmp_path / "damaged.xinqiao"
    written = xinqiao(office, "backup", file)
    restored = xinqiao(office, "restore", file, "--replace")
    for ran in (written, restored):
        assert ran.returncode == 0, ran.stderr
        assert "The model subjects-2026-11-01.npz is not the one of its card." in ran.stderr


def test_a_link_to_what_is_not_in_the_backup_is_refused():
    for links in ({"subjects.npz": "../keys"}, {"../x": "subjects-1.npz"}, {"subjects.npz": "subjects-2.npz"}):
        with pytest.raises(WrongLink, match="not in it"):
            check_links({"links": links, "parts": {"models/subjects-1.npz": ""}})
