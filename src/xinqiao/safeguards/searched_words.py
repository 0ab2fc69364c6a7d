"""What does the access log keep of the words somebody searched for? A keyed fingerprint of each, never the word.

What is searched for may be somebody's name: a log of it in clear would be the list of persons that nobody may keep. Whoever
audits asks the other way round: was this word searched for, by whom, when?
"""

import hashlib
import hmac
from collections.abc import Iterable

from xinqiao.safeguards.keys import Key, KeyPurpose, key_ring

_SIGNS = 16


def fingerprints(words: Iterable[str]) -> str:
    """What stands in the log for a search: one fingerprint a word, under the key in use, in no order of theirs."""
    key = key_ring().current(KeyPurpose.INDEX)
    return " ".join(sorted(_fingerprint(word, key) for word in words))


def fingerprints_to_look_for(word: str) -> tuple[str, ...]:
    """The fingerprints of one word under every key, newest first: for an audit of the log."""
    return tuple(_fingerprint(word, key) for key in key_ring().keys(KeyPurpose.INDEX))


def _fingerprint(word: str, key: Key) -> str:
    message = b"xinqiao.searched.v1\0" + word.encode()
    return f"{key.id}:{hmac.new(key.secret, message, hashlib.sha256).hexdigest()[:_SIGNS]}"
