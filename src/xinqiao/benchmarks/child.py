"""The inside of a measuring process: reads arguments as JSON, calls one function of this room, answers as JSON."""

import json
import os
import sys
from importlib import import_module

import django
from django.core.management import call_command


def main() -> None:
    """`python -m xinqiao.benchmarks.child module.function`, arguments on standard input."""
    module, _dot, function = sys.argv[1].rpartition(".")
    arguments = json.load(sys.stdin)
    answers = os.dup(sys.stdout.fileno())
    # Whatever else speaks, standard output holds one JSON document.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    os.environ["DJANGO_SETTINGS_MODULE"] = "xinqiao.config.settings"
    django.setup()
    call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    answer = getattr(import_module(f"xinqiao.benchmarks.{module}"), function)(**arguments)
    with os.fdopen(answers, "w", encoding="utf-8") as out:
        json.dump(answer, out)


if __name__ == "__main__":
    main()
