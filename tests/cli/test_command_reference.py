"""The reference of commands is what the commands say themselves."""

from importlib.util import module_from_spec, spec_from_file_location

from tests.architecture.tree import ROOT


def test_the_page_of_commands_is_what_the_commands_say():
    spec = spec_from_file_location("command_reference", ROOT / "tools" / "command_reference.py")
    assert spec is not None and spec.loader is not None
    reference = module_from_spec(spec)
    spec.loader.exec_module(reference)
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run tools/command_reference.py"
