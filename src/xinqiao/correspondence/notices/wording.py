"""What does a notice say? That there is news, and where to look: nothing of the matter, and not of which kind it is."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

# Of a sealed matter, not even what has happened: whoever reads over her shoulder learns nothing.
NEWS = "news"
_TOPICS = {
    "notices_chosen": "beginning",
    "noticed": "letter",
    "accepted": "letter",
    "guided": "letter",
    "channelled": "letter",
    "declined": "letter",
    "extended": "letter",
    "replied": "answer",
    "reexamined": "answer",
    "reviewed": "answer",
    "mediated": "answer",
    "question_answered": "question",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A notice in one language: the subject is for mail alone."""

    subject: str
    text: str


def topic_of(kind: str, *, is_sealed: bool) -> str:
    """What a notice of an event of this kind is about; of a sealed matter always the same."""
    return NEWS if is_sealed else _TOPICS.get(kind, NEWS)


def short_words(topic: str, language: str) -> str:
    """A text message: one sentence and the address, so that it fits into one."""
    with translation.override(language):
        return _("%(news)s See for yourself: %(address)s") % {"news": _news(topic), "address": _address()}


def long_words(topic: str, language: str) -> Words:
    """A letter by mail: the same, and how to know that it is no fraud."""
    with translation.override(language):
        parts = (
            _news(topic),
            _("See for yourself, with your petition number and query code: %(address)s")
            if topic != NEWS
            else _("See for yourself: %(address)s"),
            _("This message opens nothing and starts no time limit."),
            _("We never ask for your query code, by message or by telephone. Do not answer this message."),
        )
        return Words(subject=_("There is news"), text="\n\n".join(parts) % {"address": _address()} + "\n")


def _news(topic: str) -> str:
    return {
        "beginning": _("From now on we tell you in this way when there is news."),
        "letter": _("There is a new notice for you."),
        "answer": _("An answer is there for you."),
        "question": _("Your question has been answered."),
    }.get(topic, _("There is news."))


def _address() -> str:
    return f"{settings.XINQIAO_ADDRESS}{reverse('citizen:track')}"
