"""Why does this clock end on that day? The officer's page, the petitioner's page and the engine give one answer."""

from tests.journeys.citizen import Petitioner
from tests.journeys.officer import AtDesk
from tests.journeys.reading import on
from xinqiao.law.wording import words
from xinqiao.petitions.acting import Dossier
from xinqiao.petitions.models import Petition
from xinqiao.procedure.explaining import explanation_of


def test_both_faces_say_what_moved_a_clock_and_count_its_days_alike(city):
    with on("2026-03-02"):
        person = Petitioner("孙立群")
        person.writes("小区门口的路灯坏了。")
        person.sends()
        AtDesk("district_clerk").does(person.reference, "refer", to="test-district-bureau")
        handler = AtDesk("district_handler")
        handler.does(person.reference, "receive_referral")
        handler.does(person.reference, "accept", text="予以受理。")
    with on("2026-03-20"):
        handler, dossier = (
            AtDesk("district_handler"),
            Dossier.load(Petition.objects.get(reference=person.reference).pk),
        )
        today = dossier.local_day(dossier.events[-1].occurred_at).replace(day=20)
        person.page()
        clocks = [(clock.name, clock.nth) for clock in dossier.position_on(today).clocks]
        assert len(clocks) > 3
        for name, nth in clocks:
            told = explanation_of(dossier.statute, dossier.matter, tuple(dossier.facts), today, name, nth)
            moved = [words(one.why, "en") for one in told.moved]
            days = [(day.date, day.counted, words(day.why, "en")) for day in told.days]
            at_the_desk = handler.browser.get(f"/desk/petitions/{person.reference}/clock/{name}/{nth}/")
            hers = person.browser.get(f"/track/{person.reference}/clock/{name}/{nth}/")
            for page in (at_the_desk, hers):
                assert page.context["moved"] == moved and moved, name
                assert page.context["days"] == days, name
                assert all(said in page.content.decode() for said in moved)
