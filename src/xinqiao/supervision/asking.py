"""The petitioner's question to the supervising office: put, seen on its desk, answered; each dated and recorded."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from xinqiao.law.library import statute
from xinqiao.law.office_rules import office_rule
from xinqiao.people.models import Officer, Organisation
from xinqiao.people.responsible import NobodyResponsible, responsible_officer
from xinqiao.petitions.access import visible_to
from xinqiao.petitions.acting import Act, Actor, ActRefused, act_named, perform, read_given
from xinqiao.petitions.conflict import is_in_conflict
from xinqiao.petitions.models import Event, Petition
from xinqiao.petitions.questions import SUPERVISING
from xinqiao.safeguards.permissions import Permission
from xinqiao.supervision.models import Question


def ask_supervising_office(
    *,
    petition: Petition,
    actor: Actor,
    about: str,
    text: str = "",
    occurred_at: datetime | None = None,
    expected_seq: int | None = None,
) -> Question:
    """Put a dated question before the office that watches over the one responsible, and return it.

    `about` is late, refused, wrong_place or other. Never to an office in the conflict set (30-3). Event and
    question are written in one transaction. Raises ActRefused (BadInput, NotPermitted).
    """
    act = _act("ask_question")
    given = read_given(act.given, {"about": about, "text": text})
    with transaction.atomic():
        event = perform(
            act,
            petition_id=petition.pk,
            actor=actor,
            given=given,
            occurred_at=occurred_at,
            expected_seq=expected_seq,
        )
        return keep_question(event)


def answer_question(
    *,
    question: Question,
    officer: Officer,
    answer: str,
    occurred_at: datetime | None = None,
    expected_seq: int | None = None,
) -> Question:
    """Answer a question put to the officer's organisation. Raises ActRefused (BadInput, NotPermitted)."""
    act = _act("answer_question")
    given = read_given(act.given, {"question": question.asked_by_event.seq, "answer": answer})
    with transaction.atomic():
        event = perform(
            act,
            petition_id=question.petition_id,
            actor=Actor.of_officer(officer),
            given=given,
            occurred_at=occurred_at,
            expected_seq=expected_seq,
        )
        return keep_answer(event)


def keep_question(event: Event) -> Question:
    """The row of a `question_asked` event; called twice, it makes one row."""
    petition = event.petition
    office = Organisation.objects.get(code=event.data["to"])
    pack = statute(petition.statute, tuple(petition.overlays))
    asked_on = event.occurred_at.astimezone(pack.zoneinfo).date()
    made, _is_new = Question.objects.get_or_create(
        asked_by_event=event,
        defaults={
            "petition": petition,
            "about": event.data["about"],
            "text": event.data["text"],
            "asked_at": event.occurred_at,
            "put_to": office,
            "responsible_officer": _answering_officer(office, petition, event),
            "due_on": office_rule("question").due_on(start_on=asked_on, statute=pack),
        },
    )
    return made


def keep_answer(event: Event) -> Question:
    """Close the row that a `question_answered` event answers, and return it."""
    question = Question.objects.get(petition=event.petition_id, asked_by_event__seq=event.data["question"])
    question.answer, question.answered_at = event.data["answer"], event.occurred_at
    question.answered_by, question.is_open = event.officer, False
    question.save(update_fields=["answer", "answered_at", "answered_by", "is_open"])
    return question


def open_questions(officer: Officer) -> QuerySet[Question]:
    """The worklist of the officer's office: questions that wait for its answer, the earliest day first.

    Questions on a petition in whose conflict set the officer stands are not among them, nor counted.
    """
    if not officer.is_serving or not officer.may(Permission.ANSWER_QUESTION):
        return Question.objects.none()
    # Asked row by row (few questions are open), never as a list of all that is visible.
    is_visible = Exists(visible_to(Actor.of_officer(officer)).filter(pk=OuterRef("petition_id")))
    return (
        Question.objects.filter(is_visible, is_open=True, put_to=officer.organisation_id)
        .select_related("petition", "responsible_officer", "asked_by_event")
        .order_by("due_on", "pk")
    )


def questions_of(petition: Petition) -> QuerySet[Question]:
    """All questions of a petition that the caller was let in to, oldest first, with their answers."""
    return petition.questions.select_related("put_to", "responsible_officer", "answered_by", "asked_by_event").order_by(
        "pk"
    )


def _answering_officer(office: Organisation, petition: Petition, event: Event) -> Officer:
    """The named person of the office; one in the conflict set is passed over for a colleague who may answer."""
    on = event.occurred_at.date()
    try:
        named = responsible_officer(organisation=office, role=SUPERVISING, place=petition.place, on=on)
    except NobodyResponsible as nobody:
        raise ActRefused(str(nobody)) from nobody
    if not is_in_conflict(named, petition):
        return named
    for colleague in Officer.objects.filter(organisation=office, left_on__isnull=True).order_by("pk"):
        if colleague.may(Permission.ANSWER_QUESTION) and not is_in_conflict(colleague, petition):
            return colleague
    raise ActRefused(_("Nobody in the office above may answer this question; ask at the petition office in person."))


def _act(name: str) -> Act:
    act = act_named(name)
    if act is None:
        raise LookupError(f"petitions/actions holds no act named {name}")
    return act
