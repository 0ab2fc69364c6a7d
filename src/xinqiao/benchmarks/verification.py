"""How many petitions a second does `xinqiao verify` prove whole, beside reading and hashing the same rows once?"""

from pathlib import Path
from typing import Any

from xinqiao.benchmarks.bulk_import import ROWS, SMALL_ROWS, import_in
from xinqiao.benchmarks.homes import in_child, temporary_home
from xinqiao.benchmarks.invented_rows import write_rows

PROMISED = 1_500


def measure(*, small: bool = False) -> dict[str, Any]:
    """Verify an imported file of petitions with their replies; per second of the whole verification."""
    with temporary_home() as environment:
        path = Path(environment["XINQIAO_HOME"]) / "rows.csv"
        write_rows(path, rows=SMALL_ROWS if small else ROWS)
        import_in(environment, path)
        verified = in_child("verification_inside.verify_all", environment)
        baseline = in_child("verification_inside.read_and_hash", environment)
    return {
        "kept": verified["per_second"] >= PROMISED,
        "promised_per_second": PROMISED,
        "measured": verified,
        "baseline": baseline | {"what": "every event and ledger row read once, its JSON hashed once; nothing derived"},
        "ratio": round(verified["per_second"] / baseline["per_second"], 3),
        "n": verified["petitions"],
    }
