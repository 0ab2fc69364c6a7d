"""Folders are subjects, files are nouns or acts; times, dates and states say what they are."""

import ast
import re

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.tree import ROOT, committed, modules, named, parsed

LEFTOVERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "core",
    "misc",
    "services",
    "service",
    "manager",
    "managers",
}
# A span of days has two ends.
DAYS = ("_on", "_from", "_until")
OURS = [m for m in apps.get_models(include_auto_created=False) if m.__module__.startswith("xinqiao.")]


def test_no_folder_or_file_is_a_drawer_for_leftovers():
    wrong = [
        named(f)
        for f in committed()
        if f.is_relative_to(ROOT / "src") or f.is_relative_to(ROOT / "tests")
        if LEFTOVERS & {part.split(".")[0].lower() for part in f.relative_to(ROOT).parts}
    ]
    assert not wrong


def test_every_module_says_which_question_it_answers():
    wrong = []
    for file in modules("src", "tests", "tools"):
        is_marker = file.name == "__init__.py" and not file.read_text(encoding="utf-8").strip()
        if not is_marker and not ast.get_docstring(parsed(file)):
            wrong.append(f"{named(file)}: no docstring")
    assert not wrong


def test_a_moment_ends_in_at_and_a_day_in_on():
    wrong = []
    for model in OURS:
        for field in model._meta.local_fields:
            if isinstance(field, models.DateTimeField):
                # last_login is Django's own
                if not f"_{field.name}".endswith("_at") and field.name != "last_login":
                    wrong.append(f"{model.__name__}.{field.name} should end in _at")
            elif isinstance(field, models.DateField) and not f"_{field.name}".endswith(DAYS):
                wrong.append(f"{model.__name__}.{field.name} should end in _on")
    assert not wrong


def test_a_state_is_a_full_lowercase_english_word():
    wrong = []
    for model in OURS:
        for field in model._meta.local_fields:
            if not isinstance(field, models.CharField) or not field.choices:
                continue
            for value, _label in field.flatchoices:
                if not re.fullmatch(r"[a-z]{2}[a-z_-]+", str(value)) and str(value) not in {"", "en"}:
                    wrong.append(f"{model.__name__}.{field.name}: {value!r}")
    assert not wrong


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_a_class_is_one_thing(model):
    """A row is one thing: its class has a docstring that says which, and its name is not a plural."""
    assert model.__doc__ and not model.__doc__.startswith(f"{model.__name__}("), f"{model.__name__} has no docstring"
    # "series" is one thing as well
    assert not re.search(r"[^s]s$", model.__name__) or model.__name__.endswith(("ss", "us", "is", "Series"))
