"""Axe finds nothing, and nothing scrolls sideways at 400 %: on every kind of page, for everybody, however it is shown."""

import os
import re
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import ROOT, served
from tests.browser.walking import DESKTOP, PHONE, Officer, Petitioner, Walker
from tests.cli.processes import environment
from tests.journeys.pages import kind_of

# 1280 pixels enlarged four times.
ENLARGED = {"width": 320, "height": 640}
_WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"
DESKS = ["clerk", "handler", "head", "mayor", "district_clerk", "administrator"]
LANGUAGES, THEMES, PRINTS = ("zh-hans", "zh-hant", "en"), ("light", "dark", "contrast"), ("ordinary", "large", "easy")
# A file that is loaded instead of a page.
_OF_A_PETITION = re.compile(r"/files/[0-9a-f-]{36}/")
_FILES = (".pdf", ".docx", ".json", ".xlsx", ".html", "/file/", "/attachment/", "/export")


class Examiner:
    """Stands before each kind of page once and writes down what is wrong with it."""

    def __init__(self) -> None:
        self.axe = Axe()
        self.seen: set[tuple[object, ...]] = set()
        self.faults: list[str] = []

    def examines(self, walker: Walker, *, said: str = "") -> None:
        """Axe as the page stands, then its width enlarged."""
        page = walker.page
        where = f"{said} {page.url.removeprefix(walker.server)}"
        found = self.axe.run(page).response["violations"]
        for one in found:
            for node in one["nodes"][:2]:
                self.faults.append(f"{where}: {one['id']}: {one['help']}: {node['html'][:160]}")
        before = page.viewport_size
        page.set_viewport_size(ENLARGED)
        if page.evaluate(_WIDER) > 0:
            self.faults.append(f"{where}: scrolls sideways by {page.evaluate(_WIDER)} px at 400 %")
        page.set_viewport_size(before)

    def walks(self, walker: Walker, *paths: str, said: str = "", within: str = "/") -> None:
        """From these pages along every link that stays within, a page of each kind once."""
        waiting = deque(paths)
        while waiting:
            path = waiting.popleft()
            parts = urlsplit(path)
            kind = kind_of(parts.path, parts.query)
            if (
                kind is None
                or kind in self.seen
                or any(file in parts.path for file in _FILES)
                or _OF_A_PETITION.search(path)
            ):
                continue
            self.seen.add(kind)
            walker.page.goto(walker.server + path)
            self.examines(walker, said=said)
            links = walker.page.evaluate(_LINKS)
            waiting.extend(
                link.removeprefix(walker.server).split("#")[0]
                for link in links
                if link.startswith(walker.server + within)
            )


def show_as(walker: Walker, language: str, theme: str, size: str) -> None:
    """Choose how pages are shown, as the buttons at the top do."""
    chosen = {
        "xinqiao_language": language,
        "xinqiao_theme": theme,
        "xinqiao_print": "large" if size == "large" else "ordinary",
        "xinqiao_pages": "easy" if size == "easy" else "ordinary",
    }
    walker.context.add_cookies([{"name": name, "value": word, "url": walker.server} for name, word in chosen.items()])


def _officer(chromium: Any, server: str, name: str) -> Officer:
    return Officer.with_browser(chromium, server, **DESKTOP).signs_in(name)


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page_of_a_visitor_and_a_petitioner(chromium, server):
    walker, examiner = Petitioner.with_browser(chromium, server, **DESKTOP), Examiner()
    examiner.walks(walker, "/", "/style/")
    walker.goes("/petition/")
    walker.presses()
    examiner.examines(walker, said="with a fault")
    walker.at_each_page = lambda: examiner.examines(walker, said="being written")
    walker.writes("楼下烧烤店每晚油烟很大，请求限期改正。", title="油烟", kind="suggestion")
    reference, _code = walker.sends()
    walker.at_each_page = None
    walker.goes(f"/track/{reference}/")
    walker.opens_all()
    examiner.examines(walker, said="unfolded")
    examiner.walks(walker, f"/track/{reference}/")
    assert len(examiner.seen) > 15, "the walk did not get far"
    assert not examiner.faults, "\n".join(examiner.faults)


@pytest.mark.slow
def test_axe_finds_nothing_on_any_page_of_the_desk(chromium, server):
    examiner = Examiner()
    for name in DESKS:
        examiner.seen -= {kind for kind in examiner.seen if kind[0] in {"desk/", "desk/petitions/<str:reference>/"}}
        examiner.walks(
            _officer(chromium, server, name), "/desk/", "/desk/?tab=organisation", said=name, within="/desk/"
        )
    assert not examiner.faults, "\n".join(examiner.faults)
    assert len(examiner.seen) > 30, "the walk did not get far"


def pairwise() -> list[tuple[str, str, str]]:
    """Every two of language, light and print meet once, in as many rows as the largest two multiply to."""
    return [(LANGUAGES[a], THEMES[b], PRINTS[(a + b) % 3]) for a, b in product(range(3), range(3))]


def test_every_two_ways_of_showing_a_page_meet():
    rows = pairwise()
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert len({(row[one], row[other]) for row in rows}) == 9


@pytest.mark.slow
def test_axe_finds_nothing_in_any_language_light_and_print(chromium, server):
    examiner = Examiner()
    visitor = Walker.with_browser(chromium, server, **PHONE)
    desks = [_officer(chromium, server, name) for name in ("clerk", "handler", "administrator")]
    for number, (language, theme, size) in enumerate(pairwise()):
        said = f"{language} {theme} {size}"
        desk = desks[number % 3]
        for walker, paths in ((visitor, ("/", "/petition/", "/law/")), (desk, ("/desk/", "/desk/people/"))):
            show_as(walker, language, theme, size)
            for path in paths:
                walker.page.goto(walker.server + path)
                examiner.examines(walker, said=said)
    assert not examiner.faults, "\n".join(examiner.faults)


_DEMO = """
from xinqiao.cli.ready import prepare
prepare()
from django.utils import timezone
from xinqiao.demonstration.city import build_city, demonstration_officers
build_city(timezone.localdate())
for officer in demonstration_officers():
    officer.account.set_password("letter-bridge")
    officer.account.save()
    print(officer.account.username)
"""


@pytest.fixture
def demonstration(tmp_path: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the invented city, and its people."""
    seen = environment(tmp_path, XINQIAO_THROTTLE="off", XINQIAO_DEMO="1") | {"PYTHONPATH": os.fspath(ROOT)}
    made = subprocess.run([sys.executable, "-c", _DEMO], env=seen, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    with served(seen) as address:
        yield address, made.stdout.decode().split()


@pytest.mark.long
def test_axe_finds_nothing_for_any_person_of_the_invented_city(chromium, demonstration):
    server, people = demonstration
    faults: list[str] = []
    for person, shown in zip(people, pairwise() * len(people), strict=False):
        examiner, officer = Examiner(), _officer(chromium, server, person)
        show_as(officer, *shown)
        examiner.walks(officer, "/desk/", "/desk/?tab=organisation", said=f"{person} {shown}", within="/desk/")
        officer.context.close()
        faults += examiner.faults
    assert not faults, "\n".join(faults)
