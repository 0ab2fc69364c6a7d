"""What does each command take? Writes docs/reference/commands.md from the help of the commands themselves.

Run it after a command has changed; a test compares.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import click

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "commands.md"
WIDTH = 110
HEAD = """# Commands

Made by `tools/command_reference.py` from the help that each command prints itself (`--help`).

Exit 0 = done, 1 = the answer is no, 2 = bad usage or input, in one sentence on standard error. `--json` prints one document
on standard output and nothing else there.
"""


def page() -> str:
    """The whole page."""
    # Addresses and ports of this very machine are no part of the reference.
    for name in ("PORT", "XINQIAO_BIND"):
        os.environ.pop(name, None)
    from xinqiao.cli.__main__ import cli

    parts = [HEAD]
    with click.Context(cli, info_name="xinqiao", resilient_parsing=True, **cli.context_settings) as context:
        for name in cli.list_commands(context):
            command = cli.get_command(context, name)
            if command is not None:
                parts.extend(_parts(command, name, context))
    return "\n".join(parts)


def _parts(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    """The section of a command, and those of its own commands."""
    # Whoever called the command first has left her own names of the help in it.
    command._help_option = None
    with click.Context(
        command, info_name=name, parent=above, terminal_width=WIDTH, max_content_width=WIDTH, resilient_parsing=True
    ) as context:
        depth = context.command_path.count(" ") + 1
        said = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
        yield f"{'#' * depth} `{context.command_path}`\n\n```text\n{said}\n```\n"
        if isinstance(command, click.Group):
            for part in command.list_commands(context):
                found = command.get_command(context, part)
                if found is not None:
                    yield from _parts(found, part, context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
