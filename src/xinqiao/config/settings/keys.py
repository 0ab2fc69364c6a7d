"""Where do the keys of this installation lie? In files of mode 0600, outside the database.

`safeguards.keys` makes and reads those that seal, index and sign; Django's own (sessions and form tokens) is made here.
"""

from xinqiao.config.keyfile import read_or_make_secret
from xinqiao.config.settings.place import XINQIAO_HOME

XINQIAO_KEYS = XINQIAO_HOME / "keys"

SECRET_KEY = read_or_make_secret(XINQIAO_KEYS / "session.key")
