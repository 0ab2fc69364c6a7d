"""The answers people choose from in the forms of acts: codes and their words."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from xinqiao.law.library import statutes
from xinqiao.law.wording import nearest_language

Choices = list[tuple[str, str | Promise]]


def kinds() -> Choices:
    """The three kinds of petition (29-31)."""
    return [
        ("appeal", _("Appeal: something to be settled for me")),
        ("suggestion", _("Suggestion or opinion")),
        ("accusation", _("Accusation of an official or an organ")),
    ]


def routes() -> Choices:
    """The six routes of an appeal (31)."""
    return [
        ("petition_procedure", _("Petition procedure")),
        ("legal_process", _("Court, prosecution or police process")),
        ("arbitration", _("Arbitration")),
        ("party", _("Party member's appeal")),
        ("administrative", _("Administrative reconsideration or other administrative procedure")),
        ("performance", _("Request to perform a duty or to investigate")),
    ]


def decline_reasons() -> Iterable[tuple[str, str | Promise]]:
    """The reason codes of all packs with their words; the law refuses one that does not fit."""
    language = nearest_language(get_language() or "")
    found: dict[str, str] = {}
    for pack in statutes():
        for code in pack.reasons:
            reason = pack.reason(code)
            found[reason.name] = reason.title[language]
    return list(found.items())


def reply_outcomes() -> Choices:
    """The three outcomes of a handling opinion (32)."""
    return [
        ("support", _("Support: the facts are clear and the request is lawful")),
        ("explain", _("Explain: reasonable, but without a legal basis")),
        ("not_support", _("Not support: no basis in fact or law")),
    ]


def suggestion_outcomes() -> Choices:
    """What may become of a suggestion (29)."""
    return [
        ("adopt", _("Adopt: the suggestion is sound and feasible")),
        ("partly_adopt", _("Adopt in part")),
        ("not_adopt", _("Do not adopt, with the reasons")),
    ]


def answer_outcomes() -> Choices:
    """Every outcome of a written answer; the law refuses one that is not for the kind of petition."""
    return reply_outcomes() + suggestion_outcomes()


def capacities() -> Choices:
    """How somebody may act for the petitioner."""
    return [
        ("proxy", _("Proxy, authorised by the petitioner in writing")),
        ("guardian", _("Guardian of a person who cannot act alone")),
    ]


def recusal_outcomes() -> Choices:
    """What is decided on a claim that an officer step aside (28)."""
    return [
        ("granted", _("The officer steps aside; a colleague goes on")),
        ("refused", _("There is no interest that demands it; the officer goes on")),
    ]


def remedy_outcomes() -> Choices:
    """What a re-examination or review may decide (35, 36)."""
    return [
        ("uphold", _("Uphold")),
        ("revoke", _("Revoke and have it handled again")),
        ("change", _("Change")),
    ]


def service_methods() -> Choices:
    """How an answer reaches a person, apart from her own acknowledgement in the portal."""
    return [
        ("hand", _("Handed over in person")),
        ("post", _("By post, with a tracking number")),
        ("left_with_witness", _("Left at the home before two witnesses")),
        ("public_notice", _("By public notice, the last resort")),
    ]


def recipients() -> Choices:
    """Who may take a writing and sign for it (Civil Procedure Law art. 88 by analogy)."""
    return [
        ("self", _("The person herself or himself")),
        ("household", _("A grown-up member of the household")),
        ("agent", _("A person authorised in writing")),
    ]


def attempt_methods() -> Choices:
    """How it was tried to serve a writing."""
    return [("hand", _("In person")), ("post", _("By post"))]


def attempt_outcomes() -> Choices:
    """Why an attempt did not serve: the period of the petitioner does not begin."""
    return [
        ("refused", _("Refused: nobody would take it")),
        ("nobody_there", _("Nobody was there")),
        ("moved", _("Does not live there any more")),
        ("returned", _("The post brought it back")),
    ]


def rating_levels() -> Choices:
    """Satisfaction; not rating is not satisfaction."""
    return [
        ("satisfied", _("Satisfied")),
        ("fairly_satisfied", _("Fairly satisfied")),
        ("dissatisfied", _("Dissatisfied")),
    ]


def rated_parts() -> Choices:
    """Who is rated: the petition office and the competent organ, separately."""
    return [
        ("petition_office", _("The petition office")),
        ("competent", _("The organisation that answered")),
    ]


def contact_ways() -> Choices:
    """How the office spoke with the petitioner."""
    return [
        ("phone", _("By telephone")),
        ("visit", _("In person")),
        ("letter", _("By letter")),
    ]


def notice_channels() -> Choices:
    """How a person may be told that there is news, as far as this installation can send it; nothing is the default."""
    known: Choices = [("email", _("By e-mail")), ("sms", _("By text message"))]
    return [("none", _("No notices")), *(pair for pair in known if pair[0] in settings.XINQIAO_NOTICES)]


def whether_reached() -> Choices:
    """Whether somebody was reached."""
    return [("yes", _("Yes")), ("no", _("No"))]


def competence_bases() -> Choices:
    """How it was settled which of several organs is competent (24-1)."""
    return [
        ("by_agreement", _("The organs agreed")),
        ("common_superior", _("Their common superior decided")),
        ("joint_meeting", _("The joint meeting decided")),
    ]
