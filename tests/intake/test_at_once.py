"""Many send at once: each is registered once, whatever the database."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from tests.builders.city import a_city
from xinqiao.intake.receiving import Arrival, receive
from xinqiao.petitions.models import Channel, Petition

SENDERS = 8


@pytest.mark.django_db(transaction=True)
def test_one_key_sent_by_many_threads_at_once_registers_one_petition():
    if connection.vendor == "sqlite":
        pytest.skip("the tests' own SQLite lies in memory and locks whole tables; the test below has a file")
    a_city()

    def send(_n):
        try:
            return receive(Arrival(channel=Channel.WEB, body="路灯坏了。", idempotency_key="same"))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SENDERS) as pool:
        received = list(pool.map(send, range(SENDERS)))
    assert Petition.objects.count() == 1
    assert len({one.code for one in received}) == 1
    assert sum(not one.is_repeat for one in received) == 1


SENDING = """
import sys
from xinqiao.cli.ready import prepare
prepare()
from xinqiao.intake.bulk.department import import_department
from xinqiao.intake.receiving import Arrival, receive
from xinqiao.petitions.models import Channel, Petition
if sys.argv[1] == "prepare":
    import_department()
else:
    received = receive(Arrival(channel=Channel.WEB, body="路灯坏了。", idempotency_key="same"))
    print(received.code, Petition.objects.count())
"""


@pytest.mark.slow
def test_one_key_sent_by_many_processes_at_once_registers_one_petition_in_a_file(tmp_path):
    environment = {**os.environ, "XINQIAO_HOME": str(tmp_path), "DATABASE_URL": ""}

    def run(what):
        return subprocess.Popen(
            [sys.executable, "-c", SENDING, what], env=environment, stdout=subprocess.PIPE, text=True
        )

    run("prepare").communicate(timeout=60)
    senders = [run("send") for _ in range(4)]
    told = {sender.communicate(timeout=60)[0].strip() for sender in senders}
    assert [sender.returncode for sender in senders] == [0] * 4
    assert len(told) == 1 and json.loads(told.pop().split()[1]) == 1
