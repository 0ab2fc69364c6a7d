"""What the environment says is what the product does, and what is dangerous stays off."""

import json
import subprocess
import sys

import pytest

from tests.cli.processes import environment
from xinqiao.config.keyfile import read_or_make_secret
from xinqiao.config.settings.place import is_loopback

ASK = """
import json
from xinqiao.config import settings as s
print(json.dumps([s.XINQIAO_THROTTLE, s.XINQIAO_DEMO, s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS, s.DEBUG,
                  s.DATABASES["default"]["ENGINE"].rsplit(".", 1)[1]]))
"""


def settings_with(home, **said):
    """Throttling, demonstration, secure cookies, hosts, debugging, engine."""
    ran = subprocess.run([sys.executable, "-c", ASK], env=environment(home, **said), capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def test_nothing_said_is_the_safe_and_embedded_product(tmp_path):
    throttle, demo, _secure, hosts, debug, engine = settings_with(tmp_path)
    assert (throttle, demo, debug, engine) == (True, False, False, "sqlite3")
    assert hosts == ["localhost", "127.0.0.1", "[::1]"]


def test_throttling_is_off_on_loopback_only(tmp_path):
    assert settings_with(tmp_path, XINQIAO_THROTTLE="off")[0] is True
    assert settings_with(tmp_path, XINQIAO_THROTTLE="off", XINQIAO_BIND="0.0.0.0")[0] is True
    assert settings_with(tmp_path, XINQIAO_THROTTLE="off", XINQIAO_BIND="127.0.0.1")[0] is False


def test_an_office_names_its_hosts_its_database_and_its_proxy(tmp_path):
    said = settings_with(
        tmp_path, XINQIAO_HTTPS="1", XINQIAO_HOSTS="petitions.example, www.example", DATABASE_URL="postgres://u@h/n"
    )
    assert said[2] is True
    assert said[3][-2:] == ["petitions.example", "www.example"]
    assert said[5] == "postgresql"


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("", False),
        ("x", False),
    ],
)
def test_loopback_is_what_only_this_machine_reaches(address, loopback):
    assert is_loopback(address) is loopback


def test_a_secret_is_made_once_and_read_afterwards(tmp_path):
    file = tmp_path / "keys" / "session.key"
    secret = read_or_make_secret(file)
    assert len(secret) > 50
    assert read_or_make_secret(file) == secret
    assert file.stat().st_mode & 0o777 == 0o600
    assert [f.name for f in file.parent.iterdir()] == ["session.key"]


def test_a_secret_that_lies_open_or_is_empty_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "session.key"
    file.touch(mode=0o600)
    with pytest.raises(RuntimeError, match="empty"):
        read_or_make_secret(file)
    file.chmod(0o644)
    with pytest.raises(RuntimeError, match="0600"):
        read_or_make_secret(file)
