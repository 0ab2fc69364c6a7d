"""The words of the law in three languages: messages, and the names of steps, clocks, stages, duties and roles."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from xinqiao.law.files import HOME, read_yaml
from xinqiao.procedure.conditions import PackError
from xinqiao.procedure.messages import Message

LANGUAGES = ("zh-hans", "zh-hant", "en")
CATEGORIES = {
    "messages": "message", "steps": "step", "clocks": "clock", "stages": "stage", "duties": "duty", "roles": "role",
    "kinds": "kind", "routes": "route", "reasons": "reason", "facts": "fact",
    "letters": "letter", "blocks": "block", "letter_texts": "letter_text", "outcomes": "outcome",
}  # fmt: skip
PARAM_CATEGORIES = {"responsible": "role", "who": "role"}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

Words = Mapping[str, str]
Titles = Mapping[str, Mapping[str, Words]]


def words(message: Message, language: str = "zh-hans") -> str:
    """Return the sentence of a message; an unknown language falls back to the first, an unknown message to its id."""
    try:
        return _sentence(message.id, tuple(message.params.items()), language)
    except TypeError:  # a parameter that cannot be a key of the cache
        return _sentence.__wrapped__(message.id, tuple(message.params.items()), language)


@lru_cache(maxsize=20_000)
def _sentence(identifier: str, items: tuple[tuple[str, object], ...], language: str) -> str:
    language = nearest_language(language)
    template = catalogue().get("message", {}).get(identifier)
    if template is None:
        return identifier
    params = {key: _param(key, value, language) for key, value in items}
    return re.sub(r"\{(\w+)\}", lambda found: params.get(found[1], "…"), template[language])


def name_of(category: str, name: str, language: str = "zh-hans") -> str:
    """Return the name of a step, clock, stage, duty, role, kind, route, reason or fact; the bare name if unknown."""
    found = catalogue().get(category, {}).get(name)
    return name if found is None else found[nearest_language(language)]


def has_words(category: str, name: str) -> bool:
    """Answer whether a name has words in all three languages."""
    found = catalogue().get(category, {}).get(name)
    return found is not None and all(found.get(language) for language in LANGUAGES)


def nearest_language(language: str) -> str:
    """Return the one of the three languages that serves: script subtags decide, then region."""
    tag = language.lower().replace("_", "-")
    if tag in LANGUAGES:
        return tag
    if tag.startswith("en"):
        return "en"
    return "zh-hant" if any(part in tag for part in ("hant", "-tw", "-hk", "-mo")) else "zh-hans"


def day_in_words(day: date, language: str = "zh-hans") -> str:
    """Return a date as people write it."""
    if nearest_language(language) == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日"


def article_in_words(article: str, language: str = "zh-hans", items: frozenset[str] = frozenset()) -> str:
    """Return an article as it is cited: 23(3) is article 23, paragraph 3; roman parts and `items` are items."""
    numbers = re.match(r"(\d+)((?:\([\divx]+\))*)$", article)
    if numbers is None:
        return name_of("message", "office_rule", language) if article == "office rule" else article
    if nearest_language(language) == "en":
        return f"article {article}"
    head, parts = numbers[1], re.findall(r"\(([\divx]+)\)", numbers[2])
    words_ = ["第" + numeral(int(head)) + ("條" if nearest_language(language) == "zh-hant" else "条")]
    for part in parts:
        if part.isdigit() and head not in items:
            words_.append(f"第{numeral(int(part))}款")
        else:
            number = int(part) if part.isdigit() else ROMAN.index(part) + 1
            words_.append(f"第{numeral(number)}" + ("項" if nearest_language(language) == "zh-hant" else "项"))
    return "".join(words_)


def length_in_words(unit: str, value: int, language: str = "zh-hans") -> str:
    """Return a length as people say it: 60日, 5 working days."""
    return words(Message(f"length_{unit}{'_one' if value == 1 else ''}", {"n": value}), language)


ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Return a number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return DIGITS[ones]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def _param(key: str, value: object, language: str) -> str:
    if isinstance(value, date):
        return day_in_words(value, language)
    category = PARAM_CATEGORIES.get(key, key)
    if category in CATEGORIES.values() and isinstance(value, str):
        return name_of(category, value, language)
    return "" if value is None else str(value)


@cache
def catalogue() -> Titles:
    """Return all words by category and name: what every place shares, then each place's own and its overlays'."""
    merged: dict[str, dict[str, Words]] = {}
    for folder in [HOME / "wording", *sorted(HOME.glob("*/wording")), *sorted(HOME.glob("*/overlays/*/wording"))]:
        for category, names in _read_folder(folder).items():
            merged.setdefault(category, {}).update(names)
    return merged


def titles_for(pack: Path) -> Titles:
    """Return the names that a pack uses: the common ones, with its own words over them."""
    own = _read_folder(pack / "wording")
    return {category: {**names, **own.get(category, {})} for category, names in catalogue().items()}


def _read_folder(folder: Path) -> dict[str, dict[str, Words]]:
    found: dict[str, dict[str, Words]] = {}
    for path in sorted(folder.glob("*.yaml")):
        category = CATEGORIES.get(path.stem)
        if category is None:
            raise PackError(f"wording/{path.name}: there is no such category; known are {', '.join(CATEGORIES)}.")
        for name, raw in (read_yaml(path) or {}).items():
            if not isinstance(raw, Mapping) or set(raw) != set(LANGUAGES):
                raise PackError(f"wording/{path.name}: '{name}' needs exactly {', '.join(LANGUAGES)}.")
            found.setdefault(category, {})[str(name)] = raw
    return found
