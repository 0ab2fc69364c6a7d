"""The product walked by each person of the invented city: every link leads somewhere, every form answers in words."""

from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.http.response import HttpResponseBase
from django.test import Client

from tests.journeys.pages import TELLING, Filled, Page, kind_of
from xinqiao.demonstration.city import SHOWN_CODE, Built, build_city, demonstration_officers
from xinqiao.people.models import Officer

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
# They end the walk, or change only how pages look.
LEFT_ALONE = ("/desk/sign-out/", "/leave/", "/language/", "/display/", "/desk/sign-in/demonstration/")
# What is sent here is registered for good, whatever surrounds it: no undoing, so it is sent elsewhere.
FOR_GOOD = ("/petition/check/",)
ANSWERS = {200, 403, 404, 409, 413, 415, 422, 429}


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """The city on a day of its own, built once and undone."""
    with django_db_blocker.unblock(), time_machine.travel(NOON, tick=False), transaction.atomic():
        yield build_city(NOON.date())
        transaction.set_rollback(True)


class Walk:
    """One person who follows each link and presses each button, a page of each kind once (or as often as asked)."""

    def __init__(self, client: Client, *, often: int = 1, within: str = "/", before: "Walk | None" = None) -> None:
        self.client, self.often, self.within = client, often, within
        # Forms, files and forms' pages that those before had are not had again; other pages are looked at by everybody.
        self.pressed: set[tuple[object, ...]] = before.pressed if before else set()
        self.loaded: set[tuple[object, ...]] = before.loaded if before else set()
        self.faults: list[str] = []
        self.met: Counter[tuple[object, ...]] = Counter()
        self.known: set[str] = set()
        self.waiting: deque[tuple[str, str]] = deque()

    def goes(self, *paths: str) -> "Walk":
        """From these pages as far as links lead."""
        for path in paths:
            self._meet(path, "the beginning")
        while self.waiting:
            self._look(*self.waiting.popleft())
        return self

    def _meet(self, link: str, on: str) -> None:
        parts = urlsplit(urljoin(on, link) if on.startswith("/") else link)
        path = parts._replace(fragment="").geturl()
        if parts.scheme or parts.netloc or not path.startswith("/") or path in self.known:
            return
        self.known.add(path)
        kind = kind_of(parts.path, parts.query)
        if kind is None:
            self.faults.append(f"{on} leads to {path}, which no page answers")
        elif kind in self.loaded or not path.startswith(self.within):
            return
        elif self.met[kind] < self.often and not path.startswith("/static/"):
            self.met[kind] += 1
            self.waiting.append((path, on))

    def _look(self, path: str, on: str) -> None:
        answer = self.client.get(path)
        if answer.status_code in (302, 303):
            self._meet(answer["Location"], path)
            return
        if answer.status_code != 200:
            self.faults.append(f"{on} leads to {path}: {answer.status_code}")
        page = self._read(path, answer)
        parts = urlsplit(path)
        kind = kind_of(parts.path, parts.query) or ()
        if page is None or any(isinstance(part, tuple) and part[0] == "act" for part in kind):
            self.loaded.add(kind)
        for link in page.links if page else ():
            if not link.startswith(("#", "tel:", "mailto:")):
                self._meet(link, path)
        for form in page.forms if page else ():
            self._press(path, form)

    def _read(self, path: str, answer: HttpResponseBase) -> Page | None:
        if not str(answer.get("Content-Type", "")).startswith("text/html"):
            b"".join(answer) if answer.streaming else answer.content  # type: ignore[union-attr,call-overload]
            return None
        page = Page(answer.content.decode())  # type: ignore[attr-defined]
        self.faults += [f"{path} ({answer.status_code}) {fault}" for fault in page.faults()]
        return page

    def _press(self, path: str, form: Filled) -> None:
        """Send a form with each of its buttons; what it did is undone, so that the others find the city as it was."""
        target = urljoin(path, form.action)
        kind = kind_of(urlsplit(target).path)
        if target.startswith(LEFT_ALONE + FOR_GOOD):
            return
        for name, value in form.buttons or [("", "")]:
            press = (kind, form.method, name, value if name in TELLING else "")
            if press in self.pressed:
                continue
            self.pressed.add(press)
            sent = form.values | ({name: value} if name else {})
            with transaction.atomic():
                send = self.client.get if form.method == "get" else self.client.post
                answer = send(target, sent, follow=True)
                transaction.set_rollback(True)
            if answer.status_code not in ANSWERS:
                self.faults.append(f"{path} sends {sent} to {target}: {answer.status_code}")
            self._read(f"{target} after pressing {name or 'the button'}", answer)


def _client() -> Client:
    client = Client(headers={"accept-language": "zh-hans"})
    client.cookies["xinqiao_language"] = "zh-hans"
    return client


def _one_of_each_kind() -> list[Officer]:
    """One officer for each set of roles: the others are shown the very same kinds of page."""
    return list({frozenset(one.roles): one for one in reversed(demonstration_officers())}.values())


def _walked_by(officers: list[Officer]) -> None:
    faults: list[str] = []
    met: Counter[tuple[object, ...]] = Counter()
    walk: Walk | None = None
    for officer in officers:
        client = _client()
        client.force_login(officer.account, backend="django.contrib.auth.backends.ModelBackend")
        walk = Walk(client, within="/desk/", before=walk).goes("/desk/", "/desk/?tab=organisation")
        faults += [f"{officer.account.username}: {fault}" for fault in walk.faults]
        met += walk.met
    assert not faults, "\n".join(sorted(set(faults)))
    assert len(met) > 60, "the walk did not get far"


@pytest.mark.slow
def test_every_link_and_form_of_the_desk_answers_an_officer_of_every_role(city: Built) -> None:
    _walked_by(_one_of_each_kind())


@pytest.mark.long
def test_every_link_and_form_of_the_desk_answers_each_officer_of_the_city(city: Built) -> None:
    _walked_by(demonstration_officers())


@pytest.mark.slow
def test_every_link_and_form_answers_a_visitor_and_the_petitioner(city: Built, settings: Any) -> None:
    settings.XINQIAO_DEMO = True
    visitor = Walk(_client(), often=3).goes("/")
    client = _client()
    client.post("/track/", {"reference": city.reference, "code": SHOWN_CODE})
    petitioner = Walk(client, often=3).goes(f"/track/{city.reference}/")
    assert not visitor.faults + petitioner.faults, "\n".join(visitor.faults + petitioner.faults)


@pytest.mark.slow
def test_every_link_answers_a_writer_at_each_step(city: Built) -> None:
    client = _client()
    client.post("/petition/", {"body": "路灯坏了三个月，请修好。"})
    client.post("/petition/kind/", {"kind": "accusation"})
    steps = ("", "title/", "where/", "kind/", "accused/", "files/", "you/", "reach/", "together/", "answers/", "check/")
    walk = Walk(client).goes(*(f"/petition/{step}" for step in steps))
    assert not walk.faults, "\n".join(walk.faults)


def test_the_walk_finds_what_it_looks_for() -> None:
    page = Page('<html lang="zh-hans"><title>– 信桥</title><a href="#gone">去</a><p>Nothing here yet</p></html>')
    assert len(page.faults()) == 4
