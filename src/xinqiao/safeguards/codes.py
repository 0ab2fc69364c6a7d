"""What are the public reference and the secret query code of a petition, and is this code the right one?

A reference cannot be guessed from another one and survives being read aloud; the code is shown once
and only a keyed hash of it is kept.
"""

import hashlib
import hmac
import secrets
import unicodedata

from django.utils.translation import gettext as _

from xinqiao.safeguards.keys import KeyPurpose, MissingKey, key_ring

# Crockford's base 32: no I, L, O or U, which are misread or misheard.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_PREFIX = "XQ"
_YEAR_SIGNS = 4
_RANDOM_SIGNS = 11
_CODE_SIGNS = 12
_GROUP = 4
_SCHEME = "q1"


class UnreadableReference(ValueError):
    """The text is no reference of ours; str() is one sentence for the person who typed it."""

    def __str__(self) -> str:
        return _(
            "This is not a complete petition number. It looks like XQ2026-7K3M-9QW2-TZ8C and stands on your receipt."
        )


def new_reference(year: int) -> str:
    """A new public reference, such as XQ2026-7K3M-9QW2-TZ8C: 55 random bits and a check sign."""
    signs = f"{year:0{_YEAR_SIGNS}d}" + "".join(secrets.choice(ALPHABET) for _sign in range(_RANDOM_SIGNS))
    return _written(signs + _check_sign(signs))


def read_reference(text: str) -> str:
    """The reference as we write it, from what somebody typed or said. Raises UnreadableReference.

    Case, width, spaces and hyphens do not matter; O is read as 0, I and L as 1. One wrong sign or two
    exchanged ones are noticed.
    """
    signs = _signs(text)
    if not signs.startswith(_PREFIX):
        raise UnreadableReference
    signs = signs.removeprefix(_PREFIX)
    if len(signs) != _YEAR_SIGNS + _RANDOM_SIGNS + 1 or not set(signs) <= set(ALPHABET):
        raise UnreadableReference
    if not signs[:_YEAR_SIGNS].isdecimal() or _check_sign(signs[:-1]) != signs[-1]:
        raise UnreadableReference
    return _written(signs)


def new_query_code() -> str:
    """A new secret code of 60 random bits, such as 7K3M-9QW2-TZ8C; show it once and keep its hash."""
    return _grouped("".join(secrets.choice(ALPHABET) for _sign in range(_CODE_SIGNS)))


def read_code(text: str) -> str:
    """A code as we write it, however it was typed: case, width, dashes and misread signs put right."""
    return _grouped(_signs(text))


def derived_query_code(*, secret: str, content: bytes, fits: str | None = None) -> str:
    """The code that belongs to one sending: the same key and content always give the same code.

    It can so be shown again to whoever repeats the very same sending, and is kept nowhere. `fits` is the
    kept hash it is to be compared with: the code is then made with the key of that time.
    """
    kept_with = fits.split("$")[1] if fits else ""
    ring = key_ring()
    key = ring.key(KeyPurpose.CODES, kept_with) if kept_with else ring.current(KeyPurpose.CODES)
    message = b"xinqiao.sending.v1\0" + secret.encode() + b"\0" + hashlib.sha256(content).digest()
    bits = int.from_bytes(hmac.new(key.secret, message, hashlib.sha256).digest())
    return _grouped("".join(ALPHABET[(bits >> 5 * place) % len(ALPHABET)] for place in range(_CODE_SIGNS)))


def hash_query_code(code: str) -> str:
    """What is kept of a code: scheme, key id, salt and keyed hash. At most 128 characters."""
    key = key_ring().current(KeyPurpose.CODES)
    salt = secrets.token_bytes(16)
    return f"{_SCHEME}${key.id}${salt.hex()}${_keyed_hash(code, key.secret, salt).hex()}"


def code_fits(code: str, stored: str | None) -> bool:
    """Is this the code whose hash was kept? Takes the same time when there is no such petition (None)."""
    scheme, key_id, salt, kept = (stored or "$$$").split("$")
    try:
        key = key_ring().key(KeyPurpose.CODES, key_id) if scheme == _SCHEME else key_ring().current(KeyPurpose.CODES)
    except MissingKey:
        # The office lost its key: nobody gets in, and nobody learns why.
        key, kept = key_ring().current(KeyPurpose.CODES), ""
    made = _keyed_hash(code, key.secret, bytes.fromhex(salt))
    return hmac.compare_digest(made.hex(), kept)


def _keyed_hash(code: str, secret: bytes, salt: bytes) -> bytes:
    # The code holds 60 random bits and the hash is keyed: whoever stole the key too could open the sealed fields at
    # once, so a slow hash would protect nothing and slow every petitioner's request.
    return hmac.new(secret, salt + _signs(code).encode(), hashlib.sha256).digest()


def _signs(text: str) -> str:
    """Only letters and digits, in capitals of single width, misread ones put right."""
    folded = unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)
    return "".join(sign for sign in folded if sign.isalnum())


def _grouped(signs: str) -> str:
    return "-".join(signs[start : start + _GROUP] for start in range(0, len(signs), _GROUP))


def _written(signs: str) -> str:
    return f"{_PREFIX}{_grouped(signs)}"


def _check_sign(signs: str) -> str:
    """A sign that notices any one wrong sign and any two exchanged ones: a weighted sum over GF(32)."""
    total = 0
    for sign in signs:
        total = _times_two(total ^ ALPHABET.index(sign))
    return ALPHABET[total]


def _times_two(value: int) -> int:
    """Multiplication by the generator of GF(32) modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
