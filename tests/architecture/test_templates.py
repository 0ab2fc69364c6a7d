"""Every template is used, and every template that is named exists."""

import re

from tests.architecture.tree import PACKAGE, committed, modules

TEMPLATES = {
    file.as_posix().split("/templates/", 1)[1]: file
    for file in committed()
    if file.is_relative_to(PACKAGE) and "/templates/" in file.as_posix()
}
TAG = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([^"']+)["']""")
# Looked up by Django itself, by name.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def named_somewhere() -> set[str]:
    """Template names in tags and in Python strings."""
    names: set[str] = set()
    for file in TEMPLATES.values():
        names |= set(TAG.findall(file.read_text(encoding="utf-8")))
    for file in modules("src"):
        names |= set(
            re.findall(r"""["']([\w./-]+\.(?:html|txt|typ))(?:#[\w-]+)?["']""", file.read_text(encoding="utf-8"))
        )
    return names


def test_every_template_is_used():
    assert set(TEMPLATES) - named_somewhere() - BY_NAME == set()


def test_every_template_that_a_page_extends_or_includes_exists():
    wanted = {name for file in TEMPLATES.values() for name in TAG.findall(file.read_text(encoding="utf-8"))}
    assert wanted - set(TEMPLATES) == set()


def test_no_template_holds_a_script_or_a_style_of_its_own():
    """The content security policy refuses them: a page would lose them without a word."""
    wrong = []
    for name, file in TEMPLATES.items():
        said = file.read_text(encoding="utf-8")
        if re.search(
            r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son(click|submit|change|load)=", said
        ):
            wrong.append(name)
    assert not wrong
