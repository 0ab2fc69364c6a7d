"""What holds for every test: no network, few examples unless asked, and a database only where a test asks for one."""

import os
from collections.abc import Iterator

import pytest
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from xinqiao.cli.words import compile_translations

_SAME = {"deadline": None, "derandomize": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=30, stateful_step_count=15, **_SAME)
settings.register_profile(
    "long", max_examples=1000, stateful_step_count=40, **(_SAME | {"derandomize": False, "print_blob": True})
)
settings.load_profile(os.environ.get("XINQIAO_EXAMPLES", "quick"))

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup", "admin_client"}


# Pages are tested in all three languages, so the catalogues have to be compiled before Django reads them.
compile_translations()


@pytest.fixture(autouse=True)
def language_of_the_office() -> Iterator[None]:
    """A page asked for in English leaves no English behind for the next test."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The database also where only a fixture wider than a test asks for it, as when such a module runs alone.

    pytest-django looks at the tests and their marks, not at what their fixtures ask for.
    """
    if any(_asks_itself(item) for item in request.session.items):
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases=["default"])
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


def _asks_itself(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(asked & {"db", "transactional_db", "live_server"})


def _uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & _DATABASE_FIXTURES)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On the second pass (PostgreSQL) run what touches a database; pages in a browser were seen on the first."""
    if os.environ.get("XINQIAO_ONLY_DATABASE") != "1":
        return
    kept = [i for i in items if _uses_database(i) and i.get_closest_marker("browser") is None]
    stays = set(kept)
    left_out = [i for i in items if i not in stays]
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept
