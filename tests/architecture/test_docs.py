"""What the product does is written down, and what is written down is there."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, committed, modules, named
from xinqiao.cli.__main__ import VERBS
from xinqiao.config.wiring import FOLLOWS

DOCUMENTS = [f for f in committed() if f.suffix == ".md"]
WORDS = "\n".join(f.read_text(encoding="utf-8") for f in DOCUMENTS)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def make_targets() -> list[str]:
    """The targets that `make help` lists."""
    return re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def settings_read() -> set[str]:
    """The environment variables that the product and its tools read."""
    said = "\n".join(f.read_text(encoding="utf-8") for f in modules("src", "tools"))
    found = re.findall(r"os\.environ(?:\.get\(|\.pop\(|\[)\s*\"([A-Z_]+)\"|envvar=\"([A-Z_]+)\"", said)
    return {read or option for read, option in found} - {"DJANGO_SETTINGS_MODULE"}


@pytest.mark.parametrize("target", make_targets())
def test_every_make_target_is_documented(target):
    assert re.search(rf"`make {target}\b|^make {target}\b", WORDS, re.M)


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_documented(verb):
    assert f"xinqiao {verb}" in WORDS


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_setting_is_documented(name):
    assert name in (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(document: Path):
    broken = []
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        if target.startswith(("http://", "https://", "mailto:", "#")):
            continue
        if not (document.parent / target.split("#")[0]).exists():
            broken.append(target)
    assert not broken


def test_every_kind_of_event_is_in_the_glossary():
    said = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert [kind for kind in FOLLOWS if f"`{kind}`" not in said] == []


def test_the_readme_shows_both_commands_in_both_languages():
    for name in ("README.md", "README.zh-hans.md"):
        said = (ROOT / name).read_text(encoding="utf-8")
        assert "make run" in said and "make test" in said


def test_every_decision_says_what_was_decided_and_what_was_not():
    for file in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        said = file.read_text(encoding="utf-8")
        for heading in ("## Context", "## Decision", "## Consequences", "## Rejected"):
            assert heading in said, f"{file.name} has no {heading}"
        assert len(said.splitlines()) <= 60, f"{file.name} is longer than a page"
