"""A page taken apart: its links, its forms with what a person would type, its headings, and what it says."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl

from django.urls import Resolver404, resolve

# Parts of an address that make another page of it; other parts are just another petition.
TELLING = frozenset({"act", "name", "tab", "part"})
# Three words of English one after another were not translated; names of things (PDF, Word) stand alone.
_ENGLISH = re.compile(r"(?<![\w@./-])[A-Za-z][a-z]+(?:[ ,;:’']+[a-z]{2,}){2,}")
_TYPED = {
    "date": "2026-03-02",
    "datetime-local": "2026-03-01T10:00",
    "number": "2",
    "tel": "13900000000",
    "email": "someone@mail.example",
    "search": "油烟",
}
_TEXT = "试写的一句话。"


def kind_of(path: str, query: str = "", telling: Collection[str] = TELLING) -> tuple[object, ...] | None:
    """Which page this is, whichever petition it shows; None where no page answers."""
    if path.startswith("/static/"):
        return (path,)
    try:
        found = resolve(path)
    except Resolver404:
        return None
    asked = parse_qsl(query)
    told = sorted((key, value) for key, value in [*found.kwargs.items(), *asked] if key in telling)
    return (found.route, *told, *sorted({key for key, _value in asked}))


@dataclass
class Filled:
    """A form with each field filled in as a person might."""

    method: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """What stands on a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Filled] = []
        self.ids: set[str] = set()
        self.headings = 0
        self.language = ""
        self._said: list[tuple[str, str]] = []
        self._in: list[str] = []
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the tag is here for."""
        given: dict[str, Any] = dict(attrs)
        if given.get("id"):
            self.ids.add(given["id"])
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self.forms.append(Filled(given.get("method", "get").lower(), given.get("action", "")))
        elif self.forms:
            self._fill(tag, given)
        self.headings += tag == "h1"
        if tag in {"title", "script", "style", "textarea"} or (given.get("lang") and tag not in {"html", "body"}):
            self._in.append(tag)

    def _fill(self, tag: str, given: dict[str, Any]) -> None:
        form, name, kind = self.forms[-1], given.get("name"), given.get("type", "text")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and given.get("value"):
            form.values.setdefault(self._select, given["value"])
        elif tag == "button" and name:
            form.buttons.append((name, given.get("value", "")))
        elif tag == "textarea":
            form.values[name] = _TEXT
        elif tag == "input" and name and kind == "hidden":
            form.values[name] = given.get("value", "")
        elif tag == "input" and name and kind in {"radio", "checkbox"}:
            form.values.setdefault(name, given.get("value", "yes"))
        elif tag == "input" and name and kind != "file":
            form.values[name] = given.get("value") or _TYPED.get(kind, _TEXT)

    def handle_endtag(self, tag: str) -> None:
        """Leave what was entered."""
        if tag == "select":
            self._select = ""
        if self._in and self._in[-1] == tag:
            self._in.pop()

    def handle_data(self, data: str) -> None:
        """Keep what is said, and where."""
        self._said.append((self._in[-1] if self._in else "", data))

    @property
    def title(self) -> str:
        """What the window is called."""
        return "".join(data for where, data in self._said if where == "title").strip()

    @property
    def english(self) -> str:
        """English that stands on a page in another language; empty where there is none."""
        words = " ".join(data for where, data in self._said if where in {"", "title"})
        found = _ENGLISH.search(re.sub(r"\s+", " ", words))
        return found.group() if found else ""

    def faults(self) -> list[str]:
        """What a page must not be, a sentence each."""
        found = [f"leads to {link}, which is not on it" for link in self.links if self._is_dead_fragment(link)]
        if not self.title or self.title.startswith("–"):
            found.append("has no title")
        if self.headings != 1:
            found.append(f"has {self.headings} first headings")
        if self.language != "en" and self.english:
            found.append(f"speaks English: {self.english}")
        return found

    def _is_dead_fragment(self, link: str) -> bool:
        return link.startswith("#") and link[1:] not in self.ids
