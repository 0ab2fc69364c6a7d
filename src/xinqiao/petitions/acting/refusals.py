"""Why an act was not done: every refusal is a sentence, and nothing was written."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from xinqiao.law.wording import article_in_words, words
from xinqiao.procedure.messages import Message


class ActRefused(Exception):
    """The root: str() is one sentence in the language that is active when it is read."""

    def sentence(self, language: str) -> str:
        """What a person is told. `language` is one of zh-hans, zh-hant, en."""
        return str(self)


class NotPermitted(ActRefused):
    """The actor does not hold the permission, or has no role on this petition."""


class StepNotPermitted(ActRefused):
    """The law, or the office's rule, does not allow the step now; `article` says where it stands."""

    def __init__(self, *, step: str, why: Message, article: str, items: frozenset[str] = frozenset()) -> None:
        super().__init__(f"{step}: {why.id}")
        self.step, self.why, self.article = step, why, article
        # Articles of the statute whose parts are items, for citing them as people do.
        self._items = items

    def sentence(self, language: str) -> str:
        """The reason in words with its article."""
        reason = words(self.why, language)
        return f"{reason} ({article_in_words(self.article, language, self._items)})" if self.article else reason


class StalePage(ActRefused):
    """Somebody acted on the petition after the page was opened, or the page was sent twice."""

    def __init__(self) -> None:
        super().__init__(_("This petition has changed since you opened the page. Read it again, then decide."))


class BadInput(ActRefused):
    """What was given cannot be taken; `faults` names each field with its sentence."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)
