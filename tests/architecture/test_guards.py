"""What the law forbids cannot be built in by accident: no verdict on a person, no number of days in code."""

import ast
import re

from django.apps import apps
from django.apps.registry import Apps
from django.db import models

from tests.architecture.tree import PACKAGE, modules, named, parsed

# LAW: no score, risk level, rank, label or watch-list of a person (Personal Information Protection Law; art. 30 of
# the 2022 Regulation forbids retaliation). The words are those a table would need to hold one.
VERDICTS = {
    "score",
    "scores",
    "scoring",
    "risk",
    "risks",
    "level",
    "rank",
    "ranking",
    "label",
    "labels",
    "watch",
    "watchlist",
    "watched",
    "blacklist",
    "blacklisted",
    "grade",
    "rating",
    "danger",
    "dangerous",
    "reputation",
    "credit",
    "tag",
    "tags",
    "flag",
    "flagged",
    "suspicious",
    "troublemaker",
    "priority",
}
PERSONS = {"Account", "Petitioner", "Officer", "Party", "Person", "Identity"}
PERSON_COLUMN = re.compile(r"^(account|petitioner|officer|person|party|identity|user|actor)(_id)?$")

# Model.field → why this word is no verdict on the person.
HARMLESS: dict[str, str] = {
    "Petition.sealing_level": "how closely the file is kept, a property of the matter, which protects the person",
}


def is_keyed_by_a_person(model: type[models.Model]) -> bool:
    """Does a row of this model stand for one person, or belong to one?"""
    if model.__name__ in PERSONS:
        return True
    for field in model._meta.local_fields:
        related = field.related_model
        name = related.rsplit(".", 1)[-1] if isinstance(related, str) else getattr(related, "__name__", "")
        if name in PERSONS:
            return True
        if PERSON_COLUMN.match(field.name):
            return True
    return False


def names_a_verdict(column: str) -> bool:
    """Is one of the column's words a word for a verdict on somebody?"""
    return bool(set(column.split("_")) & VERDICTS)


def test_no_table_keyed_by_a_person_holds_a_verdict_on_that_person():
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        if not model.__module__.startswith("xinqiao.") or not is_keyed_by_a_person(model):
            continue
        for field in model._meta.local_fields:
            name = f"{model.__name__}.{field.name}"
            if names_a_verdict(field.name) and name not in HARMLESS:
                wrong.append(name)
    assert not wrong


def test_the_guard_sees_a_planted_verdict():
    class Remark(models.Model):
        officer = models.ForeignKey("people.Officer", models.CASCADE)
        risk_level = models.CharField(max_length=10)

        class Meta:
            app_label = "planted"
            apps = Apps()

    assert is_keyed_by_a_person(Remark)
    assert [field.name for field in Remark._meta.local_fields if names_a_verdict(field.name)] == ["risk_level"]


def days_written(tree: ast.Module) -> list[int]:
    """Lines on which a number of days stands in code: timedelta(days=60), HANDLING_DAYS = 60."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "timedelta":
            values = [k.value for k in node.keywords if k.arg in {"days", "weeks"}] + node.args[:1]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [t.id for t in targets if isinstance(t, ast.Name)]
            values = [node.value] if any(n.lower().endswith("_days") for n in names) else []
        else:
            continue
        # One day is the step of a calendar, not a limit of the law.
        found += [
            node.lineno
            for v in values
            if isinstance(v, ast.Constant) and isinstance(v.value, int) and v.value not in {0, 1}
        ]
    return found


def test_no_number_of_days_is_written_in_code():
    """Limits are values of the law's YAML, each with its article; upkeep of the machine (config) is not law."""
    rooms = {"procedure", "law", "petitions", "intake", "barometer", "supervision", "people", "web", "api"}
    wrong = [
        f"{named(file)}:{line}"
        for file in modules("src")
        if file.relative_to(PACKAGE).parts[0] in rooms
        for line in days_written(parsed(file))
    ]
    assert not wrong


def test_a_planted_number_of_days_is_seen():
    assert days_written(ast.parse("LIMIT_DAYS = 60")) == [1]
    assert days_written(ast.parse("x = start + timedelta(days=15)")) == [1]
    assert days_written(ast.parse("x = start + timedelta(15)")) == [1]
    assert not days_written(ast.parse("x = start + timedelta(days=1)"))


SIGNAL = re.compile(
    r"from django\.(db\.models|dispatch|core|contrib\.auth)[\w.]* import [^\n]*"
    r"\b(receiver|post_save|pre_save|post_delete|Signal)\b"
)


def test_no_django_signal_makes_one_thing_follow_another():
    """What follows an act stands in config/wiring.py and nowhere else."""
    assert not [named(file) for file in modules("src") if SIGNAL.search(file.read_text(encoding="utf-8"))]
