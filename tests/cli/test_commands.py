"""Whatever goes wrong on the command line, the answer is one sentence and 2; the law needs no database."""

import json
import subprocess
import sys

import click
import pytest

from tests.cli.processes import xinqiao
from xinqiao.cli.__main__ import VERBS, cli, main


def refused(capsys, *arguments):
    """What is said, and the exit code, when the command is called in this process."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code, capsys.readouterr()


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["--nothing"], ["doctor", "--nothing"], ["restore"], ["restore", "no-such-file"]]
)
def test_a_mistaken_call_gets_one_sentence_and_two(capsys, arguments):
    code, said = refused(capsys, *arguments)
    assert code == 2
    assert said.out == ""
    assert said.err.startswith("xinqiao: ")
    assert len(said.err.splitlines()) == 1


def test_a_fault_inside_is_told_without_a_traceback(capsys, monkeypatch):
    def break_down(*_a, **_k):
        raise ValueError("the file has\nno header")

    monkeypatch.setattr(cli, "main", break_down)
    code, said = refused(capsys, "doctor")
    assert code == 2
    assert said.err == "xinqiao: the file has no header\n"


def test_the_answer_no_is_one(capsys, monkeypatch):
    monkeypatch.setattr(cli, "main", lambda **_k: 1)
    assert refused(capsys, "doctor")[0] == 1


def test_help_lists_every_verb_that_is_there_and_loads_none():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from xinqiao.cli.__main__ import cli; cli.main(['--help'], standalone_mode=False);"
            "print('django.db' in sys.modules, file=sys.stderr)",
        ],
        capture_output=True,
        text=True,
    )
    assert said.stderr.strip() == "False"
    for verb in cli.list_commands(click.Context(cli)):
        assert VERBS[verb].says in " ".join(said.stdout.split())


def test_asking_the_law_loads_no_framework():
    code = (
        "import sys; from xinqiao.cli.__main__ import cli\n"
        "cli.main(['law', 'list', '--json'], standalone_mode=False)\n"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert said.stderr.strip() == "False"


def test_the_doctor_finds_a_new_home_in_order(tmp_path):
    ran = xinqiao(tmp_path, "doctor", "--json")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert {finding["what"]: finding["well"] for finding in json.loads(ran.stdout)}["database"] is True


def test_the_doctor_says_no_when_a_key_lies_open(tmp_path):
    xinqiao(tmp_path, "doctor")
    (tmp_path / "keys" / "session.key").chmod(0o644)
    ran = xinqiao(tmp_path, "doctor")
    assert ran.returncode == 1
    assert "0600" in ran.stdout


def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path):
    ran = xinqiao(tmp_path, "worker", "--once", DATABASE_URL="postgres://nobody@127.0.0.1:1/nothing")
    assert ran.returncode == 2
    assert ran.stderr.startswith("xinqiao: The database does not answer")
    assert "Traceback" not in ran.stderr
