"""The office that was asked answers the petitioner's question, in writing and dated."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xinqiao.petitions.acting import Act, asked
from xinqiao.petitions.acting.doing import Doing
from xinqiao.petitions.questions import SUPERVISING, question_numbered
from xinqiao.safeguards.permissions import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion:
    """What is given."""

    question: int = asked(_("Number of the question"), widget="number")
    answer: str = asked(_("Answer, as the petitioner will read it"), widget="paragraphs")


def _effect(doing: Doing, given: AnswerQuestion) -> Mapping[str, Any]:
    return {"question": question_numbered(doing, given.question).seq, "answer": given.answer}


ACT = Act(
    name="answer_question",
    title=_("Answer the petitioner's question"),
    given=AnswerQuestion,
    kind="question_answered",
    effect=_effect,
    permission=Permission.ANSWER_QUESTION,
    roles=(SUPERVISING, "petition_office", "competent", "reexamination", "review", "joint_meeting"),
    after_end=True,
)
