"""A backup comes back whole or is refused, and never takes the keys along."""

import json
import shutil
import sqlite3
import zipfile

import pytest

from tests.cli.processes import xinqiao


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
