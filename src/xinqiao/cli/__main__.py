"""Which verb did the caller mean, and does it need the database? One table answers; a verb's module loads only when it runs."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

import click


@dataclass(frozen=True, slots=True)
class Verb:
    """One command: its module in `xinqiao.cli`, whether Django must be ready, and its line in the help."""

    module: str
    ready: bool
    says: str
    # Commands of this group that stand in modules of their own: name → module.
    parts: Mapping[str, str] = field(default_factory=dict)


VERBS: dict[str, Verb] = {
    "law": Verb(
        "law",
        False,
        "Ask the law: list, check, assess, explain, handbook, overlays, simulate.",
        {"check": "law_check", "handbook": "law_handbook", "overlays": "law_overlays", "simulate": "law_simulate"},
    ),
    "language": Verb(
        "language",
        False,
        "Understand texts offline: subjects, the same matter, hot issues, replies, summaries, personal data, paper.",
        {
            "subjects": "language_subjects",
            "subject": "language_subject",
            "train": "language_train",
            "train-office": "language_train_office",
            "models": "language_models",
            "similar": "language_similar",
            "hot-issues": "language_hot_issues",
            "early-warning": "language_early_warning",
            "reply-check": "language_reply_check",
            "redact": "language_redact",
            "summary": "language_summary",
            "read": "language_read",
        },
    ),
    "receipt": Verb("receipt", False, "Check a petitioner's receipt offline."),
    "import": Verb("importing", True, "Register petitions from a CSV, XLSX or Parquet file."),
    "letters": Verb("letters", True, "Read a folder of scanned letters and register them."),
    "petition": Verb("petition", True, "Send a petition, do an act on it, show where it stands."),
    "office": Verb("office", True, "Set up a real office: its places, organisations and officers."),
    "token": Verb("token", True, "Let a program act in an officer's name."),
    "keys": Verb("keys", True, "Put a new key in use, and bring what was sealed under it."),
    "verify": Verb("verify", True, "Prove the invariants and the ledger on the live data."),
    "rebuild": Verb("rebuild", True, "Derive every cached position anew from the events."),
    "barometer": Verb("barometer", True, "Bring hot issues and early warnings up to date, or make them anew."),
    "bench": Verb("bench", False, "Measure a promise about speed beside its baseline."),
    "serve": Verb("serve", True, "Serve the pages and run the jobs, in one command."),
    "worker": Verb("worker", True, "Run the jobs only."),
    "demo": Verb("demo", True, "Prepare the invented city."),
    "doctor": Verb("doctor", False, "Look whether this installation is in order."),
    "backup": Verb("backup", True, "Write the data of this installation to one file."),
    "restore": Verb("restore", False, "Bring back the data of a backup file."),
}


class Verbs(click.Group):
    """The group `xinqiao`, which imports a verb's module only when that verb is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs that this installation has, in the order of the table."""
        return [name for name, verb in VERBS.items() if find_spec(f"xinqiao.cli.{verb.module}")]

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, with Django made ready first where it needs that."""
        verb = VERBS.get(name)
        if verb is None or not find_spec(f"xinqiao.cli.{verb.module}"):
            return None
        if verb.ready and not ctx.resilient_parsing and not {"--help", "-h"} & set(sys.argv[2:]):
            from xinqiao.cli.ready import prepare

            prepare()
        elif verb.ready:
            from xinqiao.cli.ready import load_django

            load_django()
        command = command_in(verb.module, name)
        if isinstance(command, click.Group):
            for part, module in verb.parts.items():
                if part not in command.commands and find_spec(f"xinqiao.cli.{module}"):
                    command.add_command(command_in(module, part))
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs in the help, from the table: nothing is imported for it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, VERBS[name].says) for name in self.list_commands(ctx)])


def command_in(module: str, name: str) -> click.Command:
    """The click command called `name` in `xinqiao.cli.<module>`."""
    for thing in vars(import_module(f"xinqiao.cli.{module}")).values():
        if isinstance(thing, click.Command) and thing.name == name:
            return thing
    raise click.ClickException(f"The module xinqiao.cli.{module} holds no command named {name}.")


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="xinqiao")
def cli() -> None:
    """Xinqiao (信桥): petitions from the day they are written to the day they are lawfully settled."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command. Exit 0 = done, 1 = the answer is "no", 2 = bad usage or input, told in one sentence."""
    try:
        outcome = cli.main(args=arguments, prog_name="xinqiao", standalone_mode=False)
    except click.ClickException as fault:
        refuse(fault.format_message())
    except click.Abort:
        refuse("Interrupted.")
    except BrokenPipeError:
        # The reader (head, say) has left: nothing more to say, and nobody to say it to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as fault:
        if os.environ.get("XINQIAO_TRACEBACK") == "1":
            raise
        refuse(str(getattr(fault, "message", "") or fault) or type(fault).__name__)
    sys.exit(outcome if isinstance(outcome, int) else 0)


def refuse(sentence: str) -> None:
    """Say `sentence` on standard error, on one line, and end with 2."""
    click.echo("xinqiao: " + " ".join(sentence.split()), err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
