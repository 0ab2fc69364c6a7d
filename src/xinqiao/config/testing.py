"""The settings the tests run under: a throw-away home, quick passwords, and the database TEST_DATABASE_URL names."""

import os
import tempfile

# A test never touches the state of the installation it runs in.
os.environ["XINQIAO_HOME"] = os.environ.get("XINQIAO_TEST_HOME") or tempfile.mkdtemp(prefix="xinqiao-tests-")
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
os.environ.pop("XINQIAO_THROTTLE", None)
os.environ.pop("XINQIAO_DEMO", None)

from xinqiao.config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Sign-in lockout has tests of its own that switch it on.
AXES_ENABLED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
