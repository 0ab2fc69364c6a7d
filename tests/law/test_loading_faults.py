"""A pack with a fault is not loaded: one clear sentence says what is wrong and where."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from xinqiao.law.files import HOME
from xinqiao.law.loading import load_statute
from xinqiao.procedure.conditions import PackError

Change = Callable[[dict], None]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the 2022 pack with its calendar, to be spoilt."""
    place = tmp_path / "cloudland"
    shutil.copytree(HOME / "china" / "cn-2022", place / "cn-2022", ignore=shutil.ignore_patterns("scenarios"))
    shutil.copytree(HOME / "china" / "calendar", place / "calendar")
    return place / "cn-2022"


def spoil(pack: Path, name: str, change: Change) -> None:
    path = pack / name
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def test_an_unspoilt_copy_is_loaded_and_has_the_same_digest(pack: Path) -> None:
    assert load_statute(pack).digest == load_statute(HOME / "china" / "cn-2022").digest


FAULTS: list[tuple[str, Change, str]] = [
    ("limits.yaml", lambda c: c["handling"].pop("article"), "'handling' names no article"),
    ("limits.yaml", lambda c: c["handling"].update(value="sixty"), "'handling' needs the whole number 'value'"),
    ("limits.yaml", lambda c: c["handling"].update(unit="fortnight"), "'unit' is 'fortnight'"),
    ("limits.yaml", lambda c: c["transit"].pop("source"), "'transit' is internal and needs its 'source'"),
    ("limits.yaml", lambda c: c["transit"].update(article="34"), "an office rule has a source and no article"),
    ("limits.yaml", lambda c: c["handling"].update(mark="sure"), "'mark' is 'sure'"),
    ("limits.yaml", lambda c: c["handling"].pop("mark"), "'mark' is ''"),
    ("clocks.yaml", lambda c: c["handling"].update(limits=3), "'handling' has the unknown key 'limits'"),
    ("clocks.yaml", lambda c: c["handling"].update(limit="ages"), "the limit 'ages' is not in limits.yaml"),
    ("clocks.yaml", lambda c: c["handling"].pop("limit"), "needs either 'limit' or 'due_from'"),
    ("clocks.yaml", lambda c: c["handling"].update(starts=["eaten"]), "no step makes the fact 'eaten'"),
    ("clocks.yaml", lambda c: c["handling"].pop("starts"), "'handling' is never started"),
    ("clocks.yaml", lambda c: c["handling"].update(holder="king"), "the holder 'king' is not a role"),
    ("clocks.yaml", lambda c: c["handling"].update(shadow="sun"), "the clock 'sun' is not known"),
    ("clocks.yaml", lambda c: c["handling"].update(duty="dance"), "the duty 'dance' has no words"),
    ("steps/1-triage.yaml", lambda c: c["refer"].update({"from": ["space"]}), "'space' in 'from' is not a stage"),
    ("steps/1-triage.yaml", lambda c: c["refer"].update(by=["king"]), "'king' in 'by' is not a role"),
    ("steps/1-triage.yaml", lambda c: c["refer"].update(makes="assigned"), "which 'assign' makes already"),
    ("steps/1-triage.yaml", lambda c: c["refer"].pop("makes"), "needs 'makes'"),
    (
        "steps/1-triage.yaml",
        lambda c: c["refer"].update(requires=[{"when": {"weather": "fine"}, "else": "register_first"}]),
        "'weather' is not a word of the conditions",
    ),
    (
        "steps/1-triage.yaml",
        lambda c: c["refer"].update(requires=[{"when": {"clock_open": "sundial"}, "else": "register_first"}]),
        "the clock 'sundial' is not known",
    ),
    (
        "steps/1-triage.yaml",
        lambda c: c["refer"].update(requires=[{"when": "sunny", "else": "register_first"}]),
        "the condition 'sunny' is not defined",
    ),
    (
        "steps/1-triage.yaml",
        lambda c: c["refer"].update(requires=[{"when": {"stage": "received"}, "else": "gibberish"}]),
        "the message 'gibberish' has no words",
    ),
    ("steps/1-triage.yaml", lambda c: c["refer"].update(effects=[{"stage": "space"}]), "'space' is not a stage"),
    ("steps/1-triage.yaml", lambda c: c["refer"].update(effects=[{"explode": True}]), "'explode' is not an effect"),
    ("stages.yaml", lambda c: c["declined"].pop("remedy"), "'declined' is final and needs 'remedy'"),
    ("stages.yaml", lambda c: c.update(limbo={"article": "1", "mark": "V"}), "the stage 'limbo' has no words"),
    ("duties.yaml", lambda c: c[0].update(due="sundial"), "the clock 'sundial' of 'hear' is not known"),
    (
        "reasons.yaml",
        lambda c: c["other_organ"].update(also=["litigation_route"]),
        "'litigation_route' is written twice",
    ),
    ("pack.yaml", lambda c: c.update(id="cn-2099"), "the id 'cn-2099' is not the name of its folder"),
    ("pack.yaml", lambda c: c.update(in_force="soon"), "needs the date 'in_force'"),
    ("pack.yaml", lambda c: c.update(rest_days=["funday"]), "'funday', which is not a day of the week"),
    ("pack.yaml", lambda c: c["title"].pop("en"), "'title' needs"),
    ("../calendar/2024.yaml", lambda c: c.update(year=2025), "says that it is for 2025"),
    ("../calendar/2024.yaml", lambda c: c.update(make_up_workdays=["Sunday"]), "'Sunday' is not a date"),
]


@pytest.mark.parametrize(("name", "change", "says"), FAULTS, ids=[says for _, _, says in FAULTS])
def test_a_fault_in_a_pack_is_told_in_one_sentence(pack: Path, name: str, change: Change, says: str) -> None:
    spoil(pack, name, change)
    with pytest.raises(PackError) as fault:
        load_statute(pack)
    assert says in str(fault.value) and "cn-2022/" in str(fault.value) and "\n" not in str(fault.value)


def test_yaml_that_cannot_be_read_names_the_file(pack: Path) -> None:
    (pack / "limits.yaml").write_text("handling: {value: 60", encoding="utf-8")
    with pytest.raises(PackError, match=r"limits\.yaml cannot be read"):
        load_statute(pack)


def test_a_missing_part_is_told(pack: Path) -> None:
    (pack / "clocks.yaml").unlink()
    with pytest.raises(PackError, match="clocks: the part is missing"):
        load_statute(pack)


def overlay(pack: Path, identifier: str, **patch: object) -> None:
    folder = pack.parent / "overlays" / identifier
    folder.mkdir(parents=True)
    about = {"id": identifier, "title": {"en": "An invented overlay"}, "base": ["cn-2022"], "source": "invented"}
    (folder / "overlay.yaml").write_text(yaml.safe_dump(about), encoding="utf-8")
    for part, content in patch.items():
        (folder / f"{part}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")


def test_an_overlay_patches_single_values_and_changes_the_digest(pack: Path) -> None:
    overlay(pack, "cloud-province", limits={"triage": {"value": 5, "unit": "working_day"}})
    patched, plain = load_statute(pack, ("cloud-province",)), load_statute(pack)
    assert (patched.limits["triage"], plain.limits["triage"]) == (5, 15)
    counting = patched.clocks["triage"].counting
    assert counting is not None and counting.unit == "working_day"
    assert patched.digest != plain.digest and patched.overlays == ("cloud-province",)


def test_an_overlay_takes_away_with_null_and_is_checked_like_a_pack(pack: Path) -> None:
    overlay(pack, "spoilt", limits={"triage": None})
    with pytest.raises(PackError, match=r"the limit 'triage' is not in limits\.yaml"):
        load_statute(pack, ("spoilt",))
    with pytest.raises(PackError, match="there is no overlay 'moon'"):
        load_statute(pack, ("moon",))
