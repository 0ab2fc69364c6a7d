"""Do the petitioner's page and the officer's page offer and refuse exactly what the engine says today?"""

from typing import Any

from django.utils import timezone

from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from xinqiao.law.wording import words
from xinqiao.petitions.acting import Dossier, acts
from xinqiao.petitions.acting.inputs import questions_of
from xinqiao.petitions.models import Petition
from xinqiao.procedure.position import Position
from xinqiao.web.citizen.tracking.offers import ACTS

# Offered by its own box on the page, where an answer waits.
_IN_A_BOX = {"acknowledge"}


def position_of(reference: str) -> Position:
    """What the engine says of a petition today."""
    dossier = _file_of(reference)
    return dossier.position_on(dossier.local_day(timezone.now()))


def _file_of(reference: str) -> Dossier:
    return Dossier.load(Petition.objects.get(reference=reference).pk)


def her_page_says_what_the_law_says(person: Petitioner) -> Position:
    """Each of her steps is offered when she may take it, else refused in the engine's own words."""
    person.page()
    context = person.browser.get(f"/track/{person.reference}/").context
    dossier, position = _file_of(person.reference), position_of(person.reference)
    offered = {offer.act for offer in context["offers"]}
    refused = {barred.act: barred.why for barred in context["barred"]}
    for name in set(ACTS) - _IN_A_BOX:
        step, is_apt = acts()[name].step, acts()[name].is_apt
        if step is None or (is_apt is not None and not is_apt(dossier)):
            continue
        refusal = position.refusal(step)
        if refusal is not None:
            assert name not in offered, f"{name} is offered and the law refuses it"
            assert refused[name] == words(refusal.why, "en"), name
        else:
            assert (name in offered) is position.permits(step, "petitioner"), name
    return position


def the_desk_says_what_the_law_says(desk: AtDesk, reference: str) -> Position:
    """Each step is on the officer's page: hers, another's, or refused in the engine's own words; and says so on its form."""
    context = desk.browser.get(f"/desk/petitions/{reference}/").context
    steps, position = context["steps"], position_of(reference)
    assert sorted(one.why for one in steps.barred) == sorted(words(refused.why, "en") for refused in position.may_not)
    doable = {act.step for act in acts().values()}
    permitted = [may.step for may in position.may if may.step in doable]
    mine = {_step_of(offer.act) for offer in (*steps.mine,) if _step_of(offer.act)}
    assert mine <= set(permitted)
    assert len(mine) + len(steps.others) == len(permitted)
    offered = {offer.act for offer in (*steps.mine, *steps.office)}
    for refused in position.may_not:
        for act in acts().values():
            if act.step == refused.step and "posted_on" not in dict(questions_of(act.given)):
                assert act.name not in offered, f"{act.name} is offered and the law refuses it"
                form = desk.browser.get(f"/desk/petitions/{reference}/acts/{act.name}/")
                assert form.context["refusal"] == words(refused.why, "en"), act.name
    return position


def _step_of(name: str) -> Any:
    return acts()[name].step
