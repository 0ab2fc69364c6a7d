"""How many requests a second does a server answer when a few callers ask without pause?"""

import http.client
import itertools
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

CALLERS = 8


@dataclass(frozen=True, slots=True)
class Request:
    """One POST: where to, with which body and headers."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    seconds: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def press(port: int, requests: Iterator[Request], *, seconds: float, callers: int = CALLERS) -> dict[str, Any]:
    """Send the requests for so many seconds over kept connections; rate of the good answers and their time in ms.

    Answers other than 200 and 201 are counted apart, with the first of them in words.
    """
    tally, lock = _Tally(), threading.Lock()
    feed = itertools.chain(requests)
    ends = time.perf_counter() + seconds
    threads = [threading.Thread(target=_call, args=(port, feed, lock, ends, tally)) for _caller in range(callers)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - started
    taken = sorted(tally.seconds)
    figures: dict[str, Any] = {"per_second": round(len(taken) / spent, 1), "n": len(taken), "seconds": round(spent, 2)}
    if taken:
        figures |= {
            "p50_ms": round(taken[len(taken) // 2] * 1000, 1),
            "p95_ms": round(taken[len(taken) * 95 // 100] * 1000, 1),
        }
    if tally.refused:
        figures |= {"refused": len(tally.refused), "first_refusal": tally.refused[0][:300]}
    return figures


def _call(port: int, feed: Iterator[Request], lock: threading.Lock, ends: float, tally: _Tally) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while time.perf_counter() < ends:
        with lock:
            wanted = next(feed, None)
        if wanted is None:
            return
        started = time.perf_counter()
        connection.request(
            "POST", wanted.path, json.dumps(wanted.body), {"Content-Type": "application/json", **wanted.headers}
        )
        answer = connection.getresponse()
        told = answer.read()
        if answer.status in (http.HTTPStatus.OK, http.HTTPStatus.CREATED):
            tally.seconds.append(time.perf_counter() - started)
        else:
            tally.refused.append(f"{answer.status} {told.decode(errors='replace')}")
