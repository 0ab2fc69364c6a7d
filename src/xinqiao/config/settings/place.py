"""Where does this installation keep its state, is it a demonstration, and on which address does it answer?"""

import ipaddress
import os
from pathlib import Path

from xinqiao.law.library import serve_place

# All that must survive a restart lies under this one folder: database, files, keys.
XINQIAO_HOME = Path(os.environ.get("XINQIAO_HOME") or "var").resolve()
XINQIAO_HOME.mkdir(parents=True, exist_ok=True)

# Whose law it runs: a folder of `law/`. The pure floors read no environment, so they are told.
XINQIAO_PLACE = os.environ.get("XINQIAO_PLACE", "")
serve_place(XINQIAO_PLACE)

# The invented city, with sign-in by one click; `make run` sets it, nothing else does.
XINQIAO_DEMO = os.environ.get("XINQIAO_DEMO", "") == "1"

# The address `xinqiao serve` is bound to; unknown (another server runs us) counts as public.
XINQIAO_BIND = os.environ.get("XINQIAO_BIND", "")


def is_loopback(address: str) -> bool:
    """Can only this machine reach a server bound to `address`?"""
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False
