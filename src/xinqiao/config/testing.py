"""The settings the tests run under: a throw-away home, quick passwords, and the database TEST_DATABASE_URL names."""

import hashlib
import os
import tempfile

# A test never touches the state of the installation it runs in.
os.environ["XINQIAO_HOME"] = os.environ.get("XINQIAO_TEST_HOME") or tempfile.mkdtemp(prefix="xinqiao-tests-")
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")
os.environ.pop("XINQIAO_THROTTLE", None)
os.environ.pop("XINQIAO_DEMO", None)

from xinqiao.config.settings import *
from xinqiao.config.settings import DATABASES

# Two checkouts may test on one PostgreSQL at the same time: each has a database of its own name.
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    _HERE = hashlib.sha256(__file__.encode()).hexdigest()[:8]
    DATABASES["default"]["TEST"] = {"NAME": f"test_xinqiao_{_HERE}"}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Sign-in lockout has tests of its own that switch it on.
AXES_ENABLED = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
