"""PURE: what may an officer do, in one sentence each, and which roles are which lists of permissions?

Whether the step is lawful now is asked of procedure; whose files an officer sees is asked of
petitions.access. Both must say yes as well.
"""

from collections.abc import Iterable

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(models.TextChoices):
    """One thing an officer may do; its label is the sentence that says so."""

    REGISTER = "register", _("May register what arrives by letter, visit, telephone or any other channel.")
    CORRECT = "correct", _("May correct a fact or reclassify a petition in the open, with the reason.")
    REFER = "refer", _("May refer a petition to the competent organisation.")
    ASSIGN = "assign", _("May assign a petition and require a report by a day.")
    GUIDE = "guide", _("May tell the petitioner which organ or route is the right one.")
    CHANNEL = "channel", _("May lead a matter with its papers into the lawful route.")
    DECLINE = "decline", _("May decline a petition on a ground the regulation names.")
    NOTIFY = "notify", _("May tell the petitioner in writing that the petition is received and what follows.")
    RECEIVE_REFERRAL = "receive_referral", _("May confirm that a referred petition has arrived.")
    OBJECT = "object", _("May object that a petition was referred to the wrong organisation.")
    ANSWER_OBJECTION = "answer_objection", _("May take a petition back after an objection, or refuse the objection.")
    DECIDE_COMPETENCE = "decide_competence", _("May decide which organisation is competent when two disagree.")
    ACCEPT = "accept", _("May accept a petition and tell the petitioner so in writing.")
    HEAR = "hear", _("May hear the petitioner and record what was said.")
    INVESTIGATE = "investigate", _("May handle a petition: inquire, mediate, hold a hearing, add documents.")
    EXTEND = "extend", _("May ask for a longer time to answer, with the reason.")
    APPROVE_AS_HEAD = (
        "approve_as_head",
        _("May approve as the head of the organisation what the law asks the head for."),
    )
    DRAFT_REPLY = "draft_reply", _("May draft the written answer.")
    APPROVE_REPLY = "approve_reply", _("May approve a written answer that somebody else drafted.")
    SERVE = "serve", _("May serve a document and record the proof of service.")
    EXECUTE = "execute", _("May record that what the answer promised was done.")
    URGE = "urge", _("May urge an organisation to do what its answer promised.")
    ASSIST = "assist", _("May help a petitioner in hardship to apply for assistance, and follow up after the end.")
    REPORT_URGENT = "report_urgent", _("May find a matter major or urgent and report it upwards; never a person.")
    REEXAMINE = "reexamine", _("May re-examine an answer at the next higher organ.")
    REVIEW = "review", _("May review a re-examination at the next higher organ.")
    ANSWER_QUESTION = "answer_question", _("May answer a petitioner's question about lateness or refusal.")
    VIEW_FILES = (
        "view_files",
        _("May open the files of the own organisation for the work in hand; each look is logged."),
    )
    OVERSEE = "oversee", _("May open the files of the organisations the own office watches over; each look is logged.")
    HANDLE_SEALED = "handle_sealed", _("May handle accusations, outside the set of those in conflict.")
    SEE_IDENTITY = "see_identity", _("May see who the petitioner is, for a written reason that is logged.")
    EXPORT = "export", _("May export or print a file; each time is logged.")
    VIEW_TIMELINESS = "view_timeliness", _("May see how punctually organisations answer; no persons are shown.")
    VIEW_ISSUES = (
        "view_issues",
        _(
            "May see hot issues and early warnings as problems and counts, and note what was made of them; opens no petition."
        ),
    )
    HAND_OVER = "hand_over", _("May hand work over to another officer of the unit.")
    MANAGE_PEOPLE = "manage_people", _("May add officers, change their roles and name duty officers; opens no file.")
    SEE_LEDGER = "see_ledger", _("May verify the ledger and the access log; opens no file.")
    ERASE = "erase", _("May erase content whose erasure the law requires; the ledger stays whole.")


class Role(models.TextChoices):
    """A post, as a list of permissions; its label is its name."""

    REGISTRAR = "registrar", _("Registrar")
    TRIAGE_OFFICER = "triage_officer", _("Triage officer")
    HANDLER = "handler", _("Handler")
    APPROVER = "approver", _("Approver")
    REEXAMINER = "reexaminer", _("Re-examiner")
    REVIEWER = "reviewer", _("Reviewer")
    SUPERVISOR = "supervisor", _("Supervisor")
    ANALYST = "analyst", _("Analyst")
    DUTY_OFFICER = "duty_officer", _("Duty officer")
    ADMINISTRATOR = "administrator", _("Administrator")


ROLE_SENTENCES: dict[Role, Promise] = {
    Role.REGISTRAR: _("Takes in and records what arrives at the petition office, and tells the petitioner so."),
    Role.TRIAGE_OFFICER: _("Decides where each petition belongs: refers, assigns, guides, channels or declines."),
    Role.HANDLER: _("Accepts, hears, inquires and drafts the answer in the competent organisation."),
    Role.APPROVER: _("Heads the competent organisation: approves answers and longer times, drafts none."),
    Role.REEXAMINER: _("Re-examines answers of the organisation below."),
    Role.REVIEWER: _("Reviews re-examinations of the organisation below."),
    Role.SUPERVISOR: _("Watches that petitions are handled lawfully and in time, and decides disputed competence."),
    Role.ANALYST: _("Sees which problems many people raise and what rises, in counts; opens no petition."),
    Role.DUTY_OFFICER: _("Stands in for a colleague who is away or has left, and hands the work on."),
    Role.ADMINISTRATOR: _("Looks after accounts, roles and the machine; opens no petition."),
}

_P = Permission
_DESK = frozenset(
    {
        _P.VIEW_FILES,
        _P.SEE_IDENTITY,
        _P.EXPORT,
        _P.SERVE,
        _P.NOTIFY,
        _P.ANSWER_QUESTION,
        _P.ASSIST,
        _P.REPORT_URGENT,
    }
)
_HANDLING = _DESK | {
    _P.RECEIVE_REFERRAL,
    _P.OBJECT,
    _P.ACCEPT,
    _P.DECLINE,
    _P.GUIDE,
    _P.HEAR,
    _P.INVESTIGATE,
    _P.EXTEND,
    _P.DRAFT_REPLY,
    _P.EXECUTE,
    _P.CORRECT,
    _P.HANDLE_SEALED,
}

ROLES: dict[Role, frozenset[Permission]] = {
    Role.REGISTRAR: frozenset({_P.REGISTER, _P.CORRECT, _P.NOTIFY, _P.SERVE, _P.VIEW_FILES, _P.SEE_IDENTITY}),
    Role.TRIAGE_OFFICER: _DESK
    | {
        _P.REGISTER,
        _P.CORRECT,
        _P.REFER,
        _P.ASSIGN,
        _P.GUIDE,
        _P.CHANNEL,
        _P.DECLINE,
        _P.RECEIVE_REFERRAL,
        _P.ANSWER_OBJECTION,
        _P.URGE,
        _P.VIEW_ISSUES,
        _P.HANDLE_SEALED,
    },
    Role.HANDLER: frozenset(_HANDLING),
    Role.APPROVER: frozenset(
        {
            _P.VIEW_FILES,
            _P.APPROVE_AS_HEAD,
            _P.APPROVE_REPLY,
            _P.HAND_OVER,
            _P.ANSWER_QUESTION,
            _P.VIEW_TIMELINESS,
            _P.HANDLE_SEALED,
        }
    ),
    Role.REEXAMINER: _DESK | {_P.REEXAMINE, _P.HEAR, _P.INVESTIGATE, _P.DRAFT_REPLY},
    Role.REVIEWER: _DESK | {_P.REVIEW, _P.HEAR, _P.INVESTIGATE, _P.DRAFT_REPLY},
    Role.SUPERVISOR: frozenset(
        {
            _P.VIEW_FILES,
            _P.OVERSEE,
            _P.VIEW_TIMELINESS,
            _P.VIEW_ISSUES,
            _P.DECIDE_COMPETENCE,
            _P.URGE,
            _P.ANSWER_QUESTION,
            _P.SEE_LEDGER,
        }
    ),
    Role.ANALYST: frozenset({_P.VIEW_ISSUES, _P.VIEW_TIMELINESS}),
    Role.DUTY_OFFICER: frozenset(_HANDLING | {_P.HAND_OVER}),
    Role.ADMINISTRATOR: frozenset({_P.MANAGE_PEOPLE, _P.HAND_OVER, _P.SEE_LEDGER}),
}


class UnknownRole(ValueError):
    """A stored role is not one of ours; nothing is permitted on its strength."""


def permissions_of(roles: Iterable[str]) -> frozenset[Permission]:
    """All that these roles permit together. Raises UnknownRole."""
    granted: frozenset[Permission] = frozenset()
    for role in roles:
        if role not in Role.values:
            raise UnknownRole(f"There is no role “{role}”.")
        granted |= ROLES[Role(role)]
    return granted
