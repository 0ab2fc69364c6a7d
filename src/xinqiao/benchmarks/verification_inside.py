"""Inside the measured process: verify this database; read and hash its rows once."""

import hashlib
import json
import time
from typing import Any

from django.utils import timezone

from xinqiao.benchmarks.homes import BenchFailed
from xinqiao.petitions.models import Event
from xinqiao.petitions.verifying import verify
from xinqiao.safeguards.models import LedgerEntry


def verify_all() -> dict[str, Any]:
    """Verify this database twice; the second time counts (the packs are then loaded, as in a night's round)."""
    report = verify(on=timezone.localdate())
    if not report.holds:
        raise BenchFailed(f"The data of the benchmark is broken: {report.faults[:1]}")
    started, cpu = time.perf_counter(), time.process_time()
    report = verify(on=timezone.localdate())
    seconds = time.perf_counter() - started
    return {
        "petitions": report.petitions,
        "entries": report.entries,
        "checks": sum(tally.checked for tally in report.invariants.values()),
        "seconds": round(seconds, 3),
        "cpu_seconds": round(time.process_time() - cpu, 3),
        "per_second": round(report.petitions / seconds),
    }


def read_and_hash() -> dict[str, Any]:
    """Read what a verification must at least read, and hash each row once."""
    started = time.perf_counter()
    petitions = set()
    for event in Event.objects.order_by("petition_id", "seq").iterator(chunk_size=2000):
        petitions.add(event.petition_id)
        hashlib.sha256(json.dumps([event.seq, event.kind, event.data], sort_keys=True).encode()).digest()
    for entry in LedgerEntry.objects.order_by("petition_id", "seq").iterator(chunk_size=2000):
        hashlib.sha256(bytes(entry.commitment) + bytes(entry.previous)).digest()
    seconds = time.perf_counter() - started
    return {"seconds": round(seconds, 3), "per_second": round(len(petitions) / seconds)}
