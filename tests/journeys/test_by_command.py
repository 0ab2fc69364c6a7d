"""The same way from submission to review, by commands; once as a process of its own in a new home."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.utils import translation

from tests.cli.processes import environment, xinqiao
from tests.journeys.reading import on
from xinqiao.cli.__main__ import cli
from xinqiao.safeguards.codes import new_reference

ROOT = Path(__file__).resolve().parents[2]
OPINION = [
    "facts=经查属实。",
    "basis=《信桥市道路办法（演示）》第二条",
    "opinion=十日内补平。",
    "remedy=三十日内可请求复查。",
]


def _said(*arguments: str) -> Any:
    """What a command answers as JSON; it must succeed. The test's own database is the installation."""
    with translation.override("en"):
        ran = CliRunner().invoke(cli, [*arguments, "--json"], env={"LC_ALL": "C"})
    assert ran.exit_code == 0, f"{arguments}: {ran.stderr} {ran.exception}"
    return json.loads(ran.stdout)


def _act(reference: str, act: str, *fields: str, **who: str) -> Any:
    """`xinqiao petition act …` with --set for each field and --code or --token."""
    settings = [part for field in fields for part in ("--set", field)]
    ((option, secret),) = who.items()
    return _said("petition", "act", reference, act, *settings, f"--{option}", secret)


def _decided(reference: str, kind: str, *fields: str, drafter: str, head: str) -> Any:
    """Drafted, approved by a second person, issued."""
    _act(reference, f"draft_{kind}", *OPINION, *fields, token=drafter)
    seen = _said("petition", "show", reference, "--token", head)
    waiting = [document["id"] for document in seen["documents"] if document["state"] == "submitted"]
    _act(reference, "approve_draft", f"document={waiting[-1]}", "is_approved=yes", token=head)
    issue = {"reply": "reply", "reexamination": "reexamine", "review": "review"}[kind]
    return _act(reference, issue, token=drafter)


def _due(reference: str, code: str) -> tuple[str, str]:
    """By which day and which article, as the petitioner is told."""
    owed = _said("petition", "show", reference, "--code", code)["next"]
    return owed["due_on"], owed["article"]


@pytest.mark.slow
def test_a_petition_goes_from_submission_to_review_by_command(city):
    with on("2026-03-02"):
        sent = _said(
            "petition",
            "submit",
            "--body",
            "门前路面塌陷。",
            "--place",
            "桥头街道",
            "--name",
            "吴芳",
            "--phone",
            "13900000002",
        )
        token = {
            name: _said("token", "create", name, "--hours", "5000")["token"]
            for name in ("district_clerk", "district_handler", "district_head", "governor", "governor_head", "mayor")
        }
        token["secretary"] = _said("token", "create", "secretary", "--hours", "5000")["token"]
    reference, code = sent["reference"], sent["code"]
    with on("2026-03-05"):
        assert _due(reference, code) == ("2026-03-17", "22(1)")
        _act(reference, "refer", "to=test-district-bureau", token=token["district_clerk"])
    with on("2026-03-10"):
        handler = token["district_handler"]
        _act(reference, "receive_referral", token=handler)
        _act(reference, "accept", "text=受理。", token=handler)
        _act(reference, "hear", "summary=现场听取。", token=handler)
        assert _due(reference, code) == ("2026-05-09", "34")
    with on("2026-04-21"):
        _decided(reference, "reply", "request=补平。", "outcome=support", drafter=handler, head=token["district_head"])
        assert _act(reference, "acknowledge", "name=吴芳", "agrees=yes", code=code)["stage"] == "reply_served"
        _act(reference, "rate", "level=dissatisfied", "of=competent", code=code)
    with on("2026-05-20"):
        _act(reference, "request_reexamination", "reasons=又塌了。", code=code)
        assert _due(reference, code) == ("2026-06-22", "35")
    with on("2026-06-16"):
        governor = token["governor"]
        _decided(reference, "reexamination", "outcome=uphold", drafter=governor, head=token["governor_head"])
        _act(reference, "serve", "method=hand", "recipient=本人", token=governor)
    with on("2026-07-10"):
        _act(reference, "request_review", "reasons=仍未补平。", code=code)
        assert _due(reference, code) == ("2026-08-10", "36(1)")
    with on("2026-08-04"):
        _decided(reference, "review", "outcome=uphold", drafter=token["mayor"], head=token["secretary"])
        ended = _act(
            reference, "serve", "method=post", "carrier=EMS", "tracking_number=0000000000", token=token["mayor"]
        )
        assert ended["stage"] == "reviewed_served"
        assert _said("petition", "show", reference, "--code", code)["final"]


def _a_city_in(home: Path) -> None:
    """The small city in an installation of its own."""
    lines = (
        "from xinqiao.cli.ready import prepare; prepare(); from django.db import transaction\n"
        "from tests.builders.city import a_city\nwith transaction.atomic(): a_city()"
    )
    subprocess.run(
        [sys.executable, "-c", lines],
        env=environment(home) | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        check=True,
        timeout=120,
        stderr=subprocess.DEVNULL,
    )


@pytest.mark.slow
def test_in_a_home_of_its_own_a_letter_is_registered_followed_and_withdrawn_by_processes(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    _a_city_in(home)
    letter = tmp_path / "letter.txt"
    letter.write_text("𠮷先生来信：路灯坏了😀。", encoding="utf-8")
    sent = xinqiao(home, "petition", "submit", "--body-file", letter, "--place", "桥头街道", "--json")
    assert sent.returncode == 0, sent.stderr
    kept = json.loads(sent.stdout)
    (tmp_path / "receipt.json").write_text(sent.stdout, encoding="utf-8")
    genuine = xinqiao(home, "receipt", "verify", tmp_path / "receipt.json", "--text", letter)
    assert (genuine.returncode, "The text is the one that arrived" in genuine.stdout) == (0, True)
    wrong = xinqiao(home, "petition", "show", kept["reference"], "--code", "AAAA-BBBB-CCCC")
    unknown = xinqiao(home, "petition", "show", new_reference(2026), "--code", kept["code"])
    assert (wrong.returncode, unknown.returncode) == (2, 2)
    assert wrong.stderr == unknown.stderr and len(wrong.stderr.splitlines()) == 1
    forged = xinqiao(
        home, "petition", "act", kept["reference"], "refer", "--set", "to=test-bureau", "--code", kept["code"]
    )
    assert forged.returncode == 2 and "Traceback" not in forged.stderr
    done = xinqiao(home, "petition", "act", kept["reference"], "withdraw", "--code", kept["code"], "--json")
    assert json.loads(done.stdout)["stage"] == "withdrawn"
    assert os.listdir(home)
