"""Inside the measured process: open the pages of the desk as officers, again and again."""

import time

from django.test import Client

from xinqiao.benchmarks.homes import BenchFailed
from xinqiao.benchmarks.worklists import PAGES
from xinqiao.demonstration.people import account_name
from xinqiao.people.models import Account


def open_pages(*, openings: int) -> dict[str, list[float]]:
    """Milliseconds to make each page, from request to finished answer, in this process."""
    return {page: _opened(officer, address, openings) for page, (officer, address) in PAGES.items()}


def _opened(officer: str, address: str, openings: int) -> list[float]:
    client = Client(SERVER_NAME="localhost")
    account = Account.objects.get(username=account_name(officer))
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    spent = []
    for turn in range(openings + 3):
        started = time.perf_counter()
        answer = client.get(address)
        if answer.status_code != 200:
            raise BenchFailed(f"{address} answered {answer.status_code}.")
        if turn >= 3:
            spent.append((time.perf_counter() - started) * 1000)
    return spent
