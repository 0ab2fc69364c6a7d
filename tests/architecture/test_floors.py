"""An import goes down a floor, never up, never sideways; so does a foreign key, which the linter cannot see."""

import configparser
import subprocess
import sys

import pytest
from django.apps import apps

from tests.architecture.tree import PACKAGE, ROOT


def floors() -> list[set[str]]:
    """The floors of .importlinter, top to bottom."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter", encoding="utf-8")
    lines = contract["importlinter:contract:floors"]["layers"].split("\n")
    return [{room.strip("() ") for room in line.split("|")} for line in lines if line.strip()]


def floor_of(room: str) -> int:
    """How many floors from the top a room lies."""
    return next(number for number, rooms in enumerate(floors()) if room in rooms)


def test_imports_go_down_a_floor():
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command as c; sys.exit(c())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_every_room_has_a_floor():
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    on_a_floor = set().union(*floors())
    assert rooms <= on_a_floor


@pytest.mark.parametrize("label", [app.label for app in apps.get_app_configs() if app.name.startswith("xinqiao.")])
def test_a_foreign_key_never_points_up_or_sideways(label):
    wrong = []
    for model in apps.get_app_config(label).get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            target = apps.get_app_config(field.related_model._meta.app_label)
            if (
                target.name.startswith("xinqiao.")
                and target.label != label
                and floor_of(target.label) <= floor_of(label)
            ):
                wrong.append(f"{model.__name__}.{field.name} → {field.related_model.__name__}")
    assert not wrong, f"these point up or sideways: {wrong}"
