"""What happens when…? One table from the kind of a dated event to the tasks that follow it.

The frame of every act enqueues these in the act's own transaction (`petitions.acting`, through the setting
XINQIAO_WIRING): they run if, and only if, the act stands. There is no second place where one thing leads to another.
A task takes one argument, the id of the event, and may be run twice without harm.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Follow:
    """A task that follows an event, by its dotted name, and why it does.

    `after` is a kind of event without which on the same petition it does not follow: nobody pays for what nobody asked.
    """

    task: str
    why: str
    after: str = ""


_KEEP = Follow(
    "xinqiao.correspondence.letters.tasks.keep_letter",
    "a letter is set once, when it is issued or served, and kept as it left the office",
)
_TELL = Follow(
    "xinqiao.correspondence.notices.tasks.tell_of_event",
    "who chose to be told that there is news is told, by e-mail or text message",
    after="notices_chosen",
)
_LINK = Follow(
    "xinqiao.linking.tasks.follow_event",
    "a petition is laid beside the others as soon as it is registered, and out of their sight once it is an accusation",
)

# Kinds are the fact kinds of procedure. A row without tasks says that nothing follows by itself: the clocks
# and duties are derived from the event, and the people who owe something see it on their desk.
FOLLOWS: Mapping[str, tuple[Follow, ...]] = {
    "received": (),
    "registered": (_LINK,),
    "corrected": (_LINK,),
    "reclassified": (_LINK,),
    "voided": (_LINK,),
    "referred": (_KEEP,),
    "assigned": (_KEEP,),
    "referral_received": (),
    "objected": (_KEEP,),
    "returned": (),
    "objection_refused": (),
    "competence_decided": (),
    "noticed": (_KEEP, _TELL),
    "accepted": (_KEEP, _TELL),
    "guided": (_KEEP, _TELL),
    "channelled": (_TELL,),
    "channel_acknowledged": (),
    "declined": (_KEEP, _TELL),
    "heard": (),
    "extended": (_KEEP, _TELL),
    "hearing_opened": (),
    "hearing_closed": (),
    "replied": (_KEEP, _TELL),
    "served": (_KEEP,),
    "rated": (),
    "reexamination_requested": (),
    "reexamined": (_KEEP, _TELL),
    "review_requested": (),
    "reviewed": (_KEEP, _TELL),
    "mediated": (_KEEP, _TELL),
    "executed": (),
    "withdrawn": (),
    "withdrawal_revoked": (),
    "new_facts": (),
    "simple_chosen": (),
    "simple_left": (),
    "channel_refused": (_TELL,),
    "studied": (),
    "recusal_claimed": (),
    "recusal_decided": (_TELL,),
    "representatives_named": (),
    "found_urgent": (),
    "urgent_reported": (),
    "leaders_informed": (),
    "succeeded": (_TELL,),
    "assistance_offered": (_TELL,),
    "assistance_given": (),
    "non_execution_claimed": (),
    "urged": (_TELL,),
    "followed_up": (),
    # Acts of the office and of the petitioner that are no facts of the law.
    "question_asked": (
        Follow(
            "xinqiao.supervision.tasks.keep_question_asked",
            "a question lies on the desk of the office above, whichever door it came through",
        ),
    ),
    "question_answered": (
        Follow("xinqiao.supervision.tasks.keep_question_answered", "an answered question leaves that desk"),
        _TELL,
    ),
    "notices_chosen": (_TELL,),
    "split_off": (_TELL,),
    "proxy_named": (),
    "proxy_ended": (),
    # Holidays were announced: the page shows both days, and who asked for notices is told that there is news.
    "dates_moved": (_TELL,),
}


def tasks_after(kind: str, happened: Container[str]) -> tuple[Any, ...]:
    """The tasks that follow an event of `kind`, ready to enqueue with its id; none for a kind not in the table.

    `happened` are the kinds of all events of the petition.
    """
    return tuple(
        import_string(follow.task) for follow in FOLLOWS.get(kind, ()) if not follow.after or follow.after in happened
    )
