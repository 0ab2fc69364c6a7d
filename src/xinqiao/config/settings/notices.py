"""Through which mail server and which SMS gateway may notices be sent? None, unless one is named."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from xinqiao.config.settings.place import XINQIAO_DEMO, XINQIAO_HOME, is_loopback


def secret_of(name: str) -> str:
    """A secret from the file that NAME_FILE names, else from the environment."""
    path = os.environ.get(f"{name}_FILE", "")
    return Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, "")


# smtp://user@host:587 (STARTTLS, left out only on this machine itself) or smtps://user@host:465 (TLS from the start)
_MAIL = urlsplit(os.environ.get("XINQIAO_MAIL_URL", ""))
if _MAIL.scheme not in ("", "smtp", "smtps"):
    raise ValueError("XINQIAO_MAIL_URL begins with smtp:// or smtps://.")
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = _MAIL.hostname or ""
EMAIL_PORT = _MAIL.port or (465 if _MAIL.scheme == "smtps" else 587)
EMAIL_HOST_USER = unquote(_MAIL.username or "")
EMAIL_HOST_PASSWORD = secret_of("XINQIAO_MAIL_PASSWORD") or unquote(_MAIL.password or "")
EMAIL_USE_SSL = _MAIL.scheme == "smtps"
EMAIL_USE_TLS = _MAIL.scheme == "smtp" and not is_loopback(EMAIL_HOST)
EMAIL_TIMEOUT = int(os.environ.get("XINQIAO_MAIL_TIMEOUT", "20"))
DEFAULT_FROM_EMAIL = os.environ.get("XINQIAO_MAIL_FROM", "")
# The invented city sends nothing: what would have been sent lies in its folder to be read.
if XINQIAO_DEMO and not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(XINQIAO_HOME / "mail")
    DEFAULT_FROM_EMAIL = DEFAULT_FROM_EMAIL or "xinqiao@example.org"

# The gateway's address, the body it wants with {number} and {text} in it (JSON or a form), and what it says when all is
# well ("code=0": the field `code` of its JSON answer is 0; empty: any answer of 200 to 299).
XINQIAO_SMS: Mapping[str, str | int] = {
    "url": os.environ.get("XINQIAO_SMS_URL", ""),
    "body": os.environ.get("XINQIAO_SMS_BODY", '{"to": "{number}", "text": "{text}"}'),
    "headers": os.environ.get("XINQIAO_SMS_HEADERS", ""),
    "token": secret_of("XINQIAO_SMS_TOKEN"),
    "expect": os.environ.get("XINQIAO_SMS_EXPECT", ""),
    "timeout": int(os.environ.get("XINQIAO_SMS_TIMEOUT", "10")),
}
_SMS = urlsplit(str(XINQIAO_SMS["url"]))
if _SMS.scheme not in ("", "https") and not is_loopback(_SMS.hostname or ""):
    raise ValueError("XINQIAO_SMS_URL begins with https://: numbers are not sent in the clear.")

# What a petitioner may choose.
XINQIAO_NOTICES = frozenset(
    name
    for name, is_there in (
        ("email", bool(DEFAULT_FROM_EMAIL) and (bool(EMAIL_HOST) or "filebased" in EMAIL_BACKEND)),
        ("sms", bool(XINQIAO_SMS["url"])),
    )
    if is_there
)

# Where the public pages are, as a person types it: the only address that stands in a notice.
_NAMES = [name.strip() for name in os.environ.get("XINQIAO_HOSTS", "").split(",") if name.strip()]
XINQIAO_ADDRESS = os.environ.get("XINQIAO_ADDRESS", "").rstrip("/") or (
    f"https://{_NAMES[0]}" if _NAMES else f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
)
