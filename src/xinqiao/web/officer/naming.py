"""How are stages, steps, clocks, roles, articles and days called, in the reader's language?"""

from dataclasses import dataclass
from datetime import date

from xinqiao.law.library import statute
from xinqiao.law.wording import article_in_words, name_of
from xinqiao.petitions.models import Petition
from xinqiao.procedure.statute import Named, Statute
from xinqiao.web.officer.entering import language_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """What falls due next: its name, its day, how many days are left (below zero: late), whose rule it is."""

    name: str
    due_on: date
    left_days: int
    article: str
    is_internal: bool

    @property
    def is_late(self) -> bool:
        """Whether the day is over."""
        return self.left_days < 0

    @property
    def late_days(self) -> int:
        """How many days it is late."""
        return max(0, -self.left_days)


def law_of(petition: Petition) -> Statute:
    """The statute the petition runs under."""
    return statute(petition.statute, tuple(petition.overlays))


def stage_title(of: Petition | Statute, name: str) -> str:
    """A stage in words; a name the pack does not know stays as it is."""
    pack = law_of(of) if isinstance(of, Petition) else of
    return _titled(pack.stage(name)) if name in pack.stages else name_of("stage", name, language_of())


def step_title(pack: Statute, name: str) -> str:
    """A step in words."""
    return _titled(pack.step(name)) if name in pack.steps else name_of("step", name, language_of())


def clock_title(pack: Statute, name: str) -> str:
    """A clock, or a duty without a clock, in words."""
    return _titled(pack.clock(name)) if name in pack.clocks else name_of("duty", name, language_of())


def named(sort: str, name: str) -> str:
    """Any other word of the law (role, duty, kind, route, reason, fact), in words."""
    return name_of(sort, name, language_of())


def article_words(pack: Statute, article: str) -> str:
    """An article as it is cited in the reader's language; an office rule says that it is one."""
    return article_in_words(article, language_of(), pack.item_articles) if article else ""


def due_of(petition: Petition, *, on: date) -> Due | None:
    """What falls due next on a petition, from its cached position; None when nothing runs."""
    position = petition.position
    if position.next_due_on is None:
        return None
    pack = law_of(petition)
    clock = pack.clocks.get(position.next_clock)
    return Due(
        name=clock_title(pack, position.next_clock) if position.next_clock else "",
        due_on=position.next_due_on,
        left_days=(position.next_due_on - on).days,
        article=article_words(pack, clock.article) if clock else "",
        is_internal=position.next_is_internal,
    )


def _titled(named: Named) -> str:
    return named.title.get(language_of()) or named.title.get("zh-hans") or named.name
