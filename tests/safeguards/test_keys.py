"""Keys live in files that only the office reads; old ones still open; a lost one is named."""

from pathlib import Path
from threading import Barrier, Thread

import pytest

from xinqiao.safeguards.keys import ExposedKey, KeyPurpose, KeyRing, MissingKey, key_ring, rotate


def test_a_key_is_made_on_first_use_and_only_its_owner_can_read_it(key_directory: Path) -> None:
    key = key_ring().current(KeyPurpose.SEALING)
    path = key_directory / f"sealing.{key.id}.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert key_directory.stat().st_mode & 0o777 == 0o700
    assert path.read_bytes() == key.secret


def test_a_key_is_never_shown_when_it_is_printed() -> None:
    key = key_ring().current(KeyPurpose.SEALING)
    assert repr(key.secret) not in repr(key)


def test_the_same_key_stays_in_use_after_a_restart(key_directory: Path) -> None:
    assert KeyRing(key_directory).current(KeyPurpose.INDEX) == KeyRing(key_directory).current(KeyPurpose.INDEX)


def test_keys_of_different_purposes_differ() -> None:
    secrets = {key_ring().current(purpose).secret for purpose in KeyPurpose}
    assert len(secrets) == len(KeyPurpose)


def test_a_rotated_key_is_in_use_and_the_old_one_can_still_be_read() -> None:
    old = key_ring().current(KeyPurpose.SEALING)
    new = rotate(KeyPurpose.SEALING)
    assert new.id != old.id
    assert key_ring().keys(KeyPurpose.SEALING) == (new, old)


def test_a_rotation_by_another_process_is_seen_at_once(key_directory: Path) -> None:
    running = KeyRing(key_directory)
    running.current(KeyPurpose.SEALING)
    new = KeyRing(key_directory).rotate(KeyPurpose.SEALING)
    assert running.current(KeyPurpose.SEALING) == new


def test_processes_that_start_together_agree_on_one_first_key(key_directory: Path) -> None:
    barrier, found = Barrier(8), []

    def start() -> None:
        ring = KeyRing(key_directory)
        barrier.wait()
        found.append(ring.current(KeyPurpose.SEALING))

    threads = [Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key.id for key in found}) == 1
    assert {path.name.split(".")[-1] for path in key_directory.iterdir()} == {"key", "current"}
    assert len(list(key_directory.iterdir())) == 2


def test_the_loser_of_a_first_start_drops_its_own_key(key_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    winner = KeyRing(key_directory).current(KeyPurpose.CODES)
    loser = KeyRing(key_directory)
    assert loser._first(KeyPurpose.CODES) == winner
    assert len(list(key_directory.glob("codes.*.key"))) == 1


def test_a_lost_key_is_named() -> None:
    with pytest.raises(MissingKey, match="0123456789ab is not in the key directory"):
        key_ring().key(KeyPurpose.SEALING, "0123456789ab")


def test_a_key_id_cannot_lead_out_of_the_key_directory() -> None:
    with pytest.raises(MissingKey, match="not a key id"):
        key_ring().key(KeyPurpose.SEALING, "../../etc/passwd")


def test_a_key_that_everybody_can_read_is_refused(key_directory: Path) -> None:
    key = key_ring().current(KeyPurpose.SEALING)
    (key_directory / f"sealing.{key.id}.key").chmod(0o644)
    with pytest.raises(ExposedKey, match="0600"):
        KeyRing(key_directory).current(KeyPurpose.SEALING)


def test_a_damaged_key_is_refused(key_directory: Path) -> None:
    key = key_ring().current(KeyPurpose.SEALING)
    (key_directory / f"sealing.{key.id}.key").write_bytes(b"short")
    with pytest.raises(MissingKey, match="damaged"):
        KeyRing(key_directory).current(KeyPurpose.SEALING)


def test_an_office_without_keys_lists_the_one_it_makes(key_directory: Path) -> None:
    assert len(KeyRing(key_directory).keys(KeyPurpose.RECEIPTS)) == 1
