"""The commands of intake as a script calls them: one JSON document, the right exit, one sentence when refused."""

import json

import pytest

from tests.cli.processes import xinqiao
from tests.intake.test_importing import a_csv, a_row

pytestmark = pytest.mark.slow


def test_import_then_verify_then_a_tampered_database(tmp_path):
    import sqlite3

    home = tmp_path / "home"
    late = a_row(msg_id="8", created_at="2019-01-01", replied_at="2019-12-01")
    path = a_csv(tmp_path, a_row(), late, a_row(msg_id="9", detail=""))
    ran = xinqiao(home, "import", path, "--channel", "web", "--json", LANG="en_GB.UTF-8")
    report = json.loads(ran.stdout)
    assert (ran.returncode, report["read"], report["registered"], report["already"]) == (0, 3, 2, 0)
    assert report["rejected"] == [{"row": 3, "why": "The text is empty.", "line": 4}]

    ran = xinqiao(home, "verify", "--json")
    verified = json.loads(ran.stdout)
    assert (ran.returncode, verified["petitions"], verified["ledger"]["whole"]) == (0, 2, True)
    assert all(not tally["broken"] for tally in verified["invariants"].values())
    told = xinqiao(home, "verify").stdout
    assert "handling: 1 of 2 in time" in told and "reconstruction" in told

    with sqlite3.connect(home / "xinqiao.sqlite3") as database:
        database.execute("UPDATE petitions_event SET by_role = 'head' WHERE seq = 4")
    ran = xinqiao(home, "verify", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["ledger"]["whole"]) == (1, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "nowhere.csv", "--channel", "web"],
        ["import", "nowhere.csv", "--channel", "pigeon"],
        ["import", "nowhere.csv"],
        ["import", "nowhere.csv", "--channel", "web", "--statute", "cn-1066"],
        ["receipt", "verify", "nowhere.json"],
        ["token", "create", "nobody"],
        ["petition", "submit", "--body", ""],
        ["petition", "show", "XQ2026-0000-0000-0000"],
        ["petition", "show", "XQ2026-0000-0000-0000", "--code", "AAAA"],
    ],
)
def test_a_refusal_is_one_sentence_and_two(tmp_path, arguments):
    ran = xinqiao(tmp_path, *arguments)
    assert ran.returncode == 2 and not ran.stdout
    sentences = [line for line in ran.stderr.splitlines() if line and not line.startswith("Preparing")]
    assert len(sentences) == 1 and "Traceback" not in ran.stderr


def test_a_receipt_is_checked_offline_with_the_public_keys_alone(tmp_path):
    office, elsewhere = tmp_path / "office", tmp_path / "elsewhere"
    xinqiao(office, "import", a_csv(tmp_path, a_row()), "--channel", "web")
    (tmp_path / "sent.txt").write_text("路灯坏了。", encoding="utf-8")
    sent = xinqiao(office, "petition", "submit", "--body-file", tmp_path / "sent.txt", "--json")
    (tmp_path / "answer.json").write_text(sent.stdout, encoding="utf-8")
    (tmp_path / "keys.json").write_text(xinqiao(office, "receipt", "keys").stdout, encoding="utf-8")

    given = ["receipt", "verify", tmp_path / "answer.json", "--keys", tmp_path / "keys.json"]
    ran = xinqiao(elsewhere, *given, "--text", tmp_path / "sent.txt", "--json")
    assert (ran.returncode, json.loads(ran.stdout)["text_is_the_one"]) == (0, True)
    assert not (elsewhere / "xinqiao.sqlite3").exists()

    forged = json.loads(sent.stdout)["receipt"]
    forged["content"]["received_at"] = "2020-01-01T00:00:00+08:00"
    (tmp_path / "answer.json").write_text(json.dumps(forged), encoding="utf-8")
    ran = xinqiao(elsewhere, *given, "--json")
    assert (ran.returncode, json.loads(ran.stdout)["genuine"]) == (1, False)
    assert xinqiao(elsewhere, "receipt", "verify", tmp_path / "answer.json").returncode == 1
