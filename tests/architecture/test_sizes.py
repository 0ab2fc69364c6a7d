"""Files, functions, classes and parameter lists stay short enough to be read at one sitting."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.exceptions import LONG_FILES, LONG_FUNCTIONS, MANY_PARAMETERS
from tests.architecture.tree import modules, named, parsed

FILE_LINES = 300
FUNCTION_LINES = 40
CLASS_LINES = 200
PUBLIC_METHODS = 15
PARAMETERS = 6
SETTINGS_LINES = 120

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[tuple[str, Function]]:
    """Every function of a file, by path and name."""
    for node in ast.walk(parsed(file)):
        if isinstance(node, Function):
            yield f"{named(file)}::{node.name}", node


def lines_of(node: Function | ast.ClassDef) -> int:
    """Lines from the name to the end: decorators (a command's options, say) are declarations, not body."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def is_public_method(node: Function) -> bool:
    """A method others call; a property is a field that is worked out when it is read."""
    names = {getattr(d, "id", getattr(d, "attr", "")) for d in node.decorator_list}
    return not node.name.startswith("_") and not names & {"property", "cached_property"}


def test_no_file_is_longer_than_three_hundred_lines():
    lengths = {named(f): len(f.read_text(encoding="utf-8").splitlines()) for f in modules("src", "tests", "tools")}
    too_long = {name: n for name, n in lengths.items() if n > LONG_FILES.get(name, (FILE_LINES, ""))[0]}
    assert not too_long
    assert all(lengths.get(name, 0) > FILE_LINES for name in LONG_FILES), "an exception is no longer needed"


def test_no_part_of_the_settings_is_longer_than_a_hundred_and_twenty_lines():
    for file in modules("src"):
        if "settings" in file.parts:
            assert len(file.read_text(encoding="utf-8").splitlines()) <= SETTINGS_LINES, named(file)


def test_no_function_is_longer_than_forty_lines():
    lengths = {name: lines_of(node) for file in modules("src", "tests", "tools") for name, node in functions(file)}
    too_long = {name: n for name, n in lengths.items() if n > LONG_FUNCTIONS.get(name, (FUNCTION_LINES, ""))[0]}
    assert not too_long
    assert all(lengths.get(name, 0) > FUNCTION_LINES for name in LONG_FUNCTIONS), "an exception is no longer needed"


def test_no_class_is_longer_than_two_hundred_lines_or_has_more_than_fifteen_public_methods():
    wrong = []
    for file in modules("src"):
        for node in ast.walk(parsed(file)):
            if isinstance(node, ast.ClassDef):
                public = [n for n in node.body if isinstance(n, Function) and is_public_method(n)]
                if lines_of(node) > CLASS_LINES or len(public) > PUBLIC_METHODS:
                    wrong.append(f"{named(file)}::{node.name}")
    assert not wrong


def test_no_function_takes_more_than_six_parameters():
    wrong = set()
    for file in modules("src"):
        for name, node in functions(file):
            taken = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
            if len([a for a in taken if a not in {"self", "cls"}]) > PARAMETERS:
                wrong.add(name)
    assert wrong == set(MANY_PARAMETERS)
