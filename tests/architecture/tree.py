"""Which files make the project? Asked of git where there is one, of the disk where there is not."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "xinqiao"
_MADE = {".venv", ".git", "var", "dist", "build", "__pycache__", "node_modules"}


@cache
def committed() -> tuple[Path, ...]:
    """The files that are in the repository or would be at the next commit."""
    try:
        said = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        found = (p for p in ROOT.rglob("*") if p.is_file() and not _MADE & set(p.relative_to(ROOT).parts))
        return tuple(sorted(p for p in found if p.suffix not in {".pyc", ".mo"} and not p.name.startswith(".coverage")))
    return tuple(sorted(ROOT / name for name in said.split("\0") if name and (ROOT / name).is_file()))


def modules(*folders: str) -> Iterator[Path]:
    """The Python files below the folders, without migrations, which a machine writes."""
    for file in committed():
        inside = file.relative_to(ROOT)
        if file.suffix == ".py" and inside.parts[0] in folders and "migrations" not in inside.parts:
            yield file


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(file.read_text(encoding="utf-8"), filename=str(file))


def named(file: Path) -> str:
    """The file's path from the root of the project."""
    return file.relative_to(ROOT).as_posix()


def text_of(file: Path) -> str | None:
    """The text of a file, or None where it is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
