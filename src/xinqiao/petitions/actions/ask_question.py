"""The petitioner puts a dated question before the supervising office: late, refused, sent to the wrong place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.choices import Choices
from xinqiao.petitions.questions import SUPERVISING, office_to_ask


def question_subjects() -> Choices:
    """What a question to the supervising office can be about."""
    return [
        ("late", _("It is late")),
        ("refused", _("It was refused")),
        ("wrong_place", _("It was sent to the wrong place")),
        ("other", _("Something else")),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskQuestion:
    """What is given."""

    about: str = asked(_("What is wrong?"), widget="choice", choices=question_subjects)
    text: str = asked(_("Your question"), widget="paragraphs", required=False)


def _effect(doing: Doing, given: AskQuestion) -> Mapping[str, Any]:
    office = office_to_ask(doing)
    doing.dossier.directory.remember(office)
    data = {"about": given.about, "text": given.text, "to": office.code}
    # An office that has a part already keeps it; another is let in to read, so that it can answer.
    return data if doing.dossier.roles_of(office.pk) else {**data, "to_role": SUPERVISING}


ACT = Act(
    name="ask_question",
    title=_("Late, refused or sent to the wrong place: ask the supervising office"),
    given=AskQuestion,
    kind="question_asked",
    effect=_effect,
    roles=("petitioner",),
    on_behalf=True,
    after_end=True,
)
