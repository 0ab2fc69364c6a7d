"""The numbers of letters run without gaps and are given once, whatever fails and whoever comes at the same time."""

import threading
from datetime import datetime
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection

from tests.builders.city import City, a_city
from tests.builders.petitions import a_petition, do
from xinqiao.petitions.models import Document, NumberSeries, Petition

BEIJING = ZoneInfo("Asia/Shanghai")


class LedgerDown(Exception):
    """The ledger cannot be written."""


def _refer(city: City, petition: Petition) -> None:
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)


def _numbers(kind: str) -> list[str]:
    return list(Document.objects.filter(kind=kind).order_by("pk").values_list("number", flat=True))


@pytest.mark.django_db
def test_each_organisation_year_and_kind_counts_for_itself() -> None:
    city = a_city()
    city["office"].letter_mark = "云溪"
    city["office"].save()
    for year, month, day in ((2025, 12, 31), (2026, 1, 4), (2026, 1, 5)):
        with time_machine.travel(datetime(year, month, day, 10, tzinfo=BEIJING), tick=False):
            petition = a_petition(city)
            event = do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
            do("guide", a_petition(city), city.officer("clerk"), where="人民法院（演示）")
    assert _numbers("guidance") == ["云溪信引〔2025〕1号", "云溪信引〔2026〕1号", "云溪信引〔2026〕2号"]
    assert _numbers("referral") == ["云溪信转〔2025〕1号", "云溪信转〔2026〕1号", "云溪信转〔2026〕2号"]
    assert event.data["document_number"] == "云溪信转〔2026〕2号"


@pytest.mark.django_db
def test_an_organisation_without_a_mark_is_named_in_full() -> None:
    city = a_city()
    _refer(city, a_petition(city))
    assert _numbers("referral")[0].startswith(f"{city['office'].name}信转〔")


@pytest.mark.django_db
def test_a_number_whose_act_failed_is_free_again() -> None:
    city = a_city()
    petition = a_petition(city)
    with (
        patch("xinqiao.petitions.acting.writing._enqueue_what_follows", side_effect=LedgerDown),
        pytest.raises(LedgerDown),
    ):
        _refer(city, petition)
    assert not NumberSeries.objects.exists()
    _refer(city, petition)
    assert _numbers("referral")[0].endswith("〕1号")


@pytest.mark.django_db(transaction=True)
def test_letters_issued_at_the_same_moment_get_numbers_without_gap_or_double() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time: the embedded database holds the whole file while an act is saved")
    city = a_city()
    petitions = [a_petition(city) for _ in range(12)]
    clerk, code, faults = city.officer("clerk"), city["bureau"].code, []

    def issue(own: list) -> None:
        try:
            for petition in own:
                do("refer", petition, clerk, to=code)
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue, args=(petitions[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    numbers = sorted(int(number.split("〕")[1].rstrip("号")) for number in _numbers("referral"))
    assert numbers == list(range(1, 13))
