"""What a visitor's session holds of a matter: sealed, so that the table of sessions shows nothing of it."""

import json
from base64 import b64decode, b64encode
from typing import Any

from django.http import HttpRequest

from xinqiao.safeguards.keys import KeyFault
from xinqiao.safeguards.sealing import SealFault, open_sealed, seal

_CONTEXT = "web.session"


def keep(request: HttpRequest, name: str, value: Any) -> None:
    """Seal plain JSON values into the session under a name."""
    sealed = seal(json.dumps(value, ensure_ascii=False), context=f"{_CONTEXT}.{name}")
    request.session[name] = b64encode(sealed).decode()


def kept(request: HttpRequest, name: str) -> Any:
    """What was kept under the name; None where there is nothing, or nothing that still opens."""
    sealed = request.session.get(name)
    if not isinstance(sealed, str):
        return None
    try:
        return json.loads(open_sealed(b64decode(sealed), context=f"{_CONTEXT}.{name}"))
    except (SealFault, KeyFault, ValueError):
        return None


def forget(request: HttpRequest, name: str) -> None:
    """Take it out of the session."""
    request.session.pop(name, None)
