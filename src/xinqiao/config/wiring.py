"""What happens when…? One table from the kind of a dated event to the tasks that follow it.

The frame of every act enqueues these in the act's own transaction (`petitions.acting`, through the setting
XINQIAO_WIRING): they run if, and only if, the act stands. There is no second place where one thing leads to another.
A task takes one argument, the id of the event, and may be run twice without harm.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Follow:
    """A task that follows an event, by its dotted name, and why it does."""

    task: str
    why: str


# Kinds are the fact kinds of procedure. A row without tasks says that nothing follows by itself: the clocks
# and duties are derived from the event, and the people who owe something see it on their desk.
FOLLOWS: Mapping[str, tuple[Follow, ...]] = {
    "received": (),
    "registered": (),
    "corrected": (),
    "reclassified": (),
    "voided": (),
    "referred": (),
    "assigned": (),
    "referral_received": (),
    "objected": (),
    "returned": (),
    "objection_refused": (),
    "competence_decided": (),
    "noticed": (),
    "accepted": (),
    "guided": (),
    "channelled": (),
    "channel_acknowledged": (),
    "declined": (),
    "heard": (),
    "extended": (),
    "hearing_opened": (),
    "hearing_closed": (),
    "replied": (),
    "served": (),
    "rated": (),
    "reexamination_requested": (),
    "reexamined": (),
    "review_requested": (),
    "reviewed": (),
    "mediated": (),
    "executed": (),
    "withdrawn": (),
    "withdrawal_revoked": (),
    "new_facts": (),
    "simple_chosen": (),
    "simple_left": (),
    # Acts of the office and of the petitioner that are no facts of the law.
    "question_asked": (
        Follow(
            "xinqiao.supervision.tasks.keep_question_asked",
            "a question lies on the desk of the office above, whichever door it came through",
        ),
    ),
    "question_answered": (
        Follow("xinqiao.supervision.tasks.keep_question_answered", "an answered question leaves that desk"),
    ),
}


def tasks_after(kind: str) -> tuple[Any, ...]:
    """The tasks that follow an event of `kind`, ready to enqueue with the event's id; none for a kind not in the table."""
    return tuple(import_string(follow.task) for follow in FOLLOWS.get(kind, ()))
