"""Do both faces offer and refuse exactly what the engine says of a petition today, in its words?"""

from django.utils import timezone

from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from xinqiao.law.wording import words
from xinqiao.petitions.acting import Dossier, acts
from xinqiao.petitions.models import Petition
from xinqiao.procedure.position import Position
from xinqiao.web.citizen.tracking.offers import ACTS


def position_of(reference: str) -> Position:
    """Where the petition stands in law today, asked of the engine."""
    dossier = Dossier.load(Petition.objects.get(reference=reference).pk)
    return dossier.position_on(dossier.local_day(timezone.now()))


def stage_of(reference: str) -> str:
    """The stage it stands at today."""
    return position_of(reference).stage


def desk_agrees(desk: AtDesk, reference: str) -> None:
    """Every step of the law stands on the officer's page: to be done by her, by another, or barred with the engine's reason."""
    position = position_of(reference)
    steps = desk.browser.get(f"/desk/petitions/{reference}/").context["steps"]
    said = sorted((barred.why, barred.article) for barred in steps.barred)
    assert [why for why, _article in said] == sorted(words(refused.why, "en") for refused in position.may_not)
    assert all(article for _why, article in said)
    known = acts()
    offered = {known[offer.act].step for offer in steps.mine}
    titles = {waiting.title for waiting in steps.others}
    for may in position.may:
        if any(act.step == may.step for act in known.values()):
            title = position.statute.step(may.step).title["en"]
            assert may.step in offered or title in titles, f"{may.step} is lawful and stands nowhere on the page"
    assert not offered & {refused.step for refused in position.may_not}


def her_page_agrees(petitioner: Petitioner) -> None:
    """Her page offers a step exactly where the engine permits it to the petitioner, and else says the engine's reason."""
    position = position_of(petitioner.reference)
    petitioner.page()
    page = petitioner.browser.get(f"/track/{petitioner.reference}/")
    offered = {offer.act for offer in page.context["offers"]}
    barred = {one.act: one.why for one in page.context["barred"]}
    for name in ACTS:
        step = acts()[name].step
        if step is None or name == "acknowledge" or name not in offered | set(barred):
            continue
        assert (name in offered) is position.permits(step, "petitioner"), name
        refused = position.refusal(step)
        if refused is not None:
            assert barred[name] == words(refused.why, "en")
