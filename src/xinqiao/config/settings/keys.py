"""With which keys does this installation seal, index, sign and keep sessions? They lie outside the database.

The file `${XINQIAO_HOME}/keys/keys.json` (mode 0600) is made on first use. Every sealed text names the id of its key,
so an old key stays in the file, readable, when a new one becomes current. A copy belongs in the office's safe.
"""

from base64 import b64decode

from xinqiao.config.keyfile import read_or_make
from xinqiao.config.settings.place import XINQIAO_HOME

# The key ring of sealing, index, receipts and codes: one file a key (safeguards.keys), with rotation.
XINQIAO_KEYS = XINQIAO_HOME / "keys"
XINQIAO_KEY_FILE = XINQIAO_HOME / "keys" / "keys.json"
_KEYS = read_or_make(XINQIAO_KEY_FILE)

# Django's own: sessions and form tokens.
SECRET_KEY: str = _KEYS["session"]

# AES-256-GCM, by key id; new texts are sealed under the current one.
SEALING_KEYS: dict[str, bytes] = {name: b64decode(value) for name, value in _KEYS["sealing"].items()}
SEALING_KEY_ID: str = _KEYS["sealing_current"]

# HMAC-SHA-256 key of the blind index by which a returning petitioner is found at registration.
BLIND_INDEX_KEY: bytes = b64decode(_KEYS["blind_index"])

# Ed25519 seeds (32 bytes) that sign receipts and daily ledger heads, by key id.
SIGNING_KEYS: dict[str, bytes] = {name: b64decode(value) for name, value in _KEYS["signing"].items()}
SIGNING_KEY_ID: str = _KEYS["signing_current"]
