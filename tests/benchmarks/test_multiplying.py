"""Petitions copied by the database stand in every list as their originals do, under numbers and days of their own."""

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, lead_to_handling
from xinqiao.benchmarks.multiplying import multiply
from xinqiao.petitions.models import CachedPosition, Participation, Petition, SearchEntry, Submission


def test_each_petition_is_there_so_many_times_with_all_that_a_list_reads(db):
    city = a_city()
    handled, _other = a_petition(city), a_petition(city)
    lead_to_handling(city, handled)
    roles = Participation.objects.count()
    multiply(times=4)
    for model in (Petition, Submission, CachedPosition, SearchEntry):
        assert model.objects.count() == 8, model
    assert Participation.objects.count() == 4 * roles
    assert Petition.objects.values("reference").distinct().count() == 8
    copies = Petition.objects.select_related("position", "submission").exclude(pk=handled.pk)
    copy = copies.filter(position__stage="handling").order_by("registered_at").first()
    assert copy.submission.body == handled.submission.body
    assert (handled.registered_at - copy.registered_at).days == 3
    handled.refresh_from_db()
    assert (handled.position.next_due_on - copy.position.next_due_on).days == 3
