"""What does a text say, offline: its subject, its like, its issue, its answer? One module per verb (`language_<verb>`)."""

import click


@click.group("language")
def language() -> None:
    """Understand texts on this machine alone: every answer is a suggestion with its evidence."""
