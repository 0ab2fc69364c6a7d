"""What may a browser do with our pages, how is a password kept, and how often may a stranger try?"""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from xinqiao.config.settings.place import XINQIAO_BIND, is_loopback

DEBUG = False
_HTTPS = os.environ.get("XINQIAO_HTTPS", "") == "1"
_NAMES = [name.strip() for name in os.environ.get("XINQIAO_HOSTS", "").split(",") if name.strip()]
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_NAMES]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in _NAMES]

# Addresses of the proxies in front, whose X-Forwarded-For is believed.
XINQIAO_PROXIES = frozenset(filter(None, os.environ.get("XINQIAO_PROXIES", "").replace(",", " ").split()))

# Public forms and sign-in are slowed down, except on a machine that only measures itself.
XINQIAO_THROTTLE = not (os.environ.get("XINQIAO_THROTTLE") == "off" and is_loopback(XINQIAO_BIND))

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "officer:sign_in"

# A guesser is stopped by account and address together: nobody locks a colleague out from elsewhere.
AXES_ENABLED = XINQIAO_THROTTLE
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None

SESSION_COOKIE_NAME = "xinqiao_session"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_NAME = "xinqiao_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_FAILURE_VIEW = "xinqiao.web.components.error_pages.stale_form"
