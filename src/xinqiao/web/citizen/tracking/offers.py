"""What can I do now, and what can I not do, why, and by which article? Exactly as the law engine answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xinqiao.law.wording import words
from xinqiao.petitions.acting import act_named, acts
from xinqiao.petitions.models import Document, DocumentState
from xinqiao.petitions.serving import ANSWERS
from xinqiao.web.citizen.tracking.standing import Standing

# The petitioner's acts, in the order in which a person looks for them. Pages list them; the law decides.
ACTS = (
    "acknowledge",
    "say_refused",
    "claim_non_execution",
    "request_reexamination",
    "request_review",
    "name_representatives",
    "supplement",
    "claim_recusal",
    "name_proxy",
    "end_proxy",
    "rate",
    "bring_new_facts",
    "consent_to_electronic_service",
    "withdraw_consent",
    "choose_notices",
    "withdraw",
    "revoke_withdrawal",
)
# Whose last day stands beside the button.
_PERIODS = {
    "request_reexamination": "reexamination_request",
    "request_review": "review_request",
    "revoke_withdrawal": "withdrawal_revocation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An act that is open to the petitioner today; `until_on` is its last day, where it has one."""

    act: str
    title: str
    until_on: date | None
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Barred:
    """An act that is not open today, why, and where that is written."""

    act: str
    title: str
    why: str
    article: str


def offers_of(standing: Standing) -> tuple[list[Offer], list[Barred]]:
    """Every act of the petitioner's, sorted into what may and what may not be done today."""
    offers: list[Offer] = []
    barred: list[Barred] = []
    for name in ACTS:
        refusal = refusal_of(standing, name)
        is_apt = acts()[name].is_apt
        if is_apt is not None and not is_apt(standing.dossier):
            # There is nothing to do, and nothing to explain: it is as she would have it.
            continue
        if refusal is None:
            offers.append(_offer(standing, name))
        else:
            barred.append(refusal)
    return offers, barred


def refusal_of(standing: Standing, name: str) -> Barred | None:
    """Why the petitioner cannot do this act today; None when she can."""
    act = act_named(name)
    if act is None:
        return Barred(act=name, title=name, why=_("There is no such step."), article="")
    position = standing.position
    title = str(act.title)
    if act.step is None:
        is_over = not position.is_open and not act.after_end
        return Barred(act=name, title=title, why=_("The procedure is over."), article="") if is_over else None
    refused = position.refusal(act.step)
    if refused is not None:
        return Barred(
            act=name, title=title, why=words(refused.why, get_language() or "zh-hans"), article=refused.article
        )
    if name == "acknowledge":
        return None if waiting_answer(standing) else _nothing_issued(title)
    if not position.permits(act.step, "petitioner"):
        return Barred(act=name, title=title, why=_("This step is the office's, not yours."), article="")
    return None


def waiting_answer(standing: Standing) -> Document | None:
    """The answer that was issued and waits to be acknowledged: the oldest one."""
    issued = standing.petition.documents.filter(kind__in=ANSWERS, state=DocumentState.ISSUED)
    return issued.select_related("organisation").order_by("pk").first()


def _nothing_issued(title: str) -> Barred:
    return Barred(act="acknowledge", title=title, why=_("No answer waits for you at the moment."), article="")


def _offer(standing: Standing, name: str) -> Offer:
    act = acts()[name]
    step = next((may for may in standing.position.may if may.step == act.step), None)
    return Offer(
        act=name,
        title=str(act.title),
        until_on=next(_last_days(standing, name), None),
        article=step.article if step else "",
    )


def _last_days(standing: Standing, name: str) -> Iterator[date]:
    for clock in reversed(standing.position.clocks):
        if clock.name == _PERIODS.get(name) and clock.is_unmet:
            yield clock.due_on
