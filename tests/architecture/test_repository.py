"""The repository holds what it should: no host of a registry, no path of a machine, requirements that agree."""

import re
import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.tree import ROOT, committed, named, text_of

# Put together here, so that this file does not hold what it forbids.
REGISTRIES = [
    ".".join(parts)
    for parts in (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs", "org"), ("npmmirror", "com"))
]
MACHINE_PATH = re.compile(r"(?<![\w.$}*-])/(root|home/[a-z]\w+|Users/[A-Za-z]\w+|work)/[\w.-]+")
LOCKS = {"uv.lock", "pylock.toml"}


def pins(name: str) -> dict[str, str]:
    """Package → version of a hashed requirements file."""
    said = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    return {canonicalize_name(p): v for p, v in re.findall(r"^([\w.\[\]-]+?)(?:\[[\w,]+\])?==([^\s;\\]+)", said, re.M)}


def test_no_file_names_the_host_of_a_registry_or_the_path_of_a_machine():
    wrong = []
    for file in committed():
        said = text_of(file)
        if said is None:
            continue
        wrong += [f"{named(file)} names {host}" for host in REGISTRIES if host in said]
        wrong += [f"{named(file)} holds the path {m.group()}" for m in MACHINE_PATH.finditer(said)]
    assert not wrong


def test_no_lock_file_with_addresses_is_kept():
    assert not [f for f in committed() if f.name in LOCKS]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert ignored.count("uv.lock") and ignored.count("pylock.toml")


def test_every_dependency_is_pinned_within_what_pyproject_asks():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {"base.txt": project["project"]["dependencies"]}
    asked["dev.txt"] = asked["base.txt"] + project["dependency-groups"]["dev"]
    asked["build.txt"] = project["dependency-groups"]["build"]
    for file, wanted in asked.items():
        pinned = pins(file)
        for line in wanted:
            requirement = Requirement(line)
            version = pinned.get(canonicalize_name(requirement.name))
            assert version, f"{requirement.name} is not in requirements/{file}: run make requirements"
            assert requirement.specifier.contains(version, prereleases=True), f"{line} but {version} in {file}"


def test_the_tests_run_on_the_versions_that_are_deployed():
    base, dev, build = pins("base.txt"), pins("dev.txt"), pins("build.txt")
    assert {name: dev.get(name) for name in base} == base
    assert all(dev.get(name, version) == version for name, version in build.items())


def test_every_pin_carries_a_hash():
    for file in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\S)", file.read_text(encoding="utf-8"))
        unhashed = [e.split()[0] for e in entries if "==" in e.split("\n")[0] and "--hash=sha256:" not in e]
        assert not unhashed, f"{file.name}: {unhashed}"


def test_every_dependency_says_why_it_is_here():
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    start = lines.index("dependencies = [") + 1
    block = lines[start : lines.index("]", start)]
    assert all(block[i - 1].strip().startswith("#") for i, line in enumerate(block) if line.strip().startswith('"'))


def test_no_file_is_larger_than_a_book():
    assert not [named(f) for f in committed() if f.stat().st_size > 1_500_000]


def test_the_licence_is_the_same_everywhere():
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["license"] == "Apache-2.0"
    assert "license: Apache-2.0" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")


def test_the_version_is_the_same_everywhere():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"softwareVersion: {version}" in (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
