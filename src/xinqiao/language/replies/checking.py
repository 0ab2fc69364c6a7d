"""How well does a reply answer a petition? Request by request, with its bases, its day, its manner, and one score."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from xinqiao.language.replies.answering import Answer, answers_to
from xinqiao.language.replies.basis import Basis, cited_bases
from xinqiao.language.replies.deadline import Deadline, deadline_of
from xinqiao.language.replies.manner import Manner, manner_of
from xinqiao.language.replies.relevance import Relevance, shipped
from xinqiao.language.requests.finding import find_requests

# A reply below this speaks, more probably than not, of another matter.
DOUBTFUL = 0.5
# How much each part counts in the score; a reply of another matter scores low whatever else it does well.
_PARTS = {"relevance": 0.55, "requests": 0.25, "basis": 0.05, "courtesy": 0.1, "plainness": 0.05}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of a case, as far as they are known."""

    received_on: date | None = None
    replied_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ReplyCheck:
    """All that is found in a reply. It suggests; the drafter, the approver and the inspector decide.

    `relevance` is how probably the reply was written for this petition (0 to 1); `is_other_matter` says it is doubtful;
    `score` gathers the parts, 0 to 1.
    """

    answers: tuple[Answer, ...]
    bases: tuple[Basis, ...]
    deadline: Deadline
    manner: Manner
    relevance: float
    is_other_matter: bool
    score: float

    def as_document(self) -> dict[str, Any]:
        """The check as plain data for JSON."""
        document = asdict(self)
        del document["answers"], document["deadline"], document["manner"], document["bases"]
        return {
            "requests": [_answer_document(answer) for answer in self.answers],
            "basis": [_with_days(asdict(basis)) for basis in self.bases],
            "courtesy": {name: value for name, value in asdict(self.manner).items() if name in _COURTESY},
            "plainness": {name: value for name, value in asdict(self.manner).items() if name not in _COURTESY},
            "deadline": _with_days(asdict(self.deadline)),
            **document,
        }


_COURTESY = ("greets", "thanks", "says_you", "names_contact", "rude", "courtesy")


def _with_days(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in document.items()}


def _answer_document(answer: Answer) -> dict[str, Any]:
    request = answer.request
    return {
        "text": request.words,
        "kind": request.kind,
        "span": [request.start, request.end],
        "state": answer.state,
        "ground": answer.ground,
        "why": answer.why,
        "likeness": answer.likeness,
        "reply_span": [answer.start, answer.end] if answer.end else None,
    }


def check_reply(petition: str, reply: str, days: Days | None = None, judge: Relevance | None = None) -> ReplyCheck:
    """Check `reply` against `petition`. Raises `WrongFile` where the shipped model was changed, `ValueError` for no text."""
    if not petition.strip():
        raise ValueError("The petition is empty.")
    if not reply.strip():
        raise ValueError("The reply is empty.")
    judge, days = judge or shipped(), days or Days()
    relevance = judge.probability(judge.petition(petition), judge.reply(reply))
    deadline = deadline_of(reply, received_on=days.received_on, replied_on=days.replied_on, due_on=days.due_on)
    answers = answers_to(find_requests(petition), reply, judge, relevance)
    bases, manner = cited_bases(reply, deadline.replied_on), manner_of(reply)
    return ReplyCheck(
        answers,
        bases,
        deadline,
        manner,
        round(relevance, 4),
        relevance < DOUBTFUL,
        round(_score(relevance, answers, bases, manner), 4),
    )


def _score(relevance: float, answers: Sequence[Answer], bases: Sequence[Basis], manner: Manner) -> float:
    settled = sum(answer.state == "answered" or (answer.state == "refused" and answer.ground) for answer in answers)
    parts = {
        "relevance": 1.0,
        "requests": settled / len(answers) if answers else 0.0,
        "basis": 0.0 if not bases else float(all(basis.in_force is not False for basis in bases)),
        "courtesy": manner.courtesy,
        "plainness": manner.plainness,
    }
    return relevance * sum(share * parts[name] for name, share in _PARTS.items())
