"""Files of petitions that were begun and never sent are thrown away, those of today are not."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from xinqiao.web.citizen.petitioning.draft_files import FileGone, discard, forget_abandoned_files, lay_by, opened


def a_file():
    return lay_by(SimpleUploadedFile("说明.txt", "说明".encode()))


def test_abandoned_files_go_after_their_session_and_fresh_ones_stay():
    with time_machine.travel("2026-11-20T02:00:00Z", tick=False):
        old = a_file()
    with time_machine.travel("2026-11-24T15:00:00Z", tick=False):
        fresh = a_file()
        assert forget_abandoned_files(before=timezone.now() - timedelta(days=1)) == 1
    assert not default_storage.exists(old.stored_as)
    assert default_storage.exists(fresh.stored_as)
    discard(fresh)


def test_a_file_that_is_gone_is_said_to_be_gone():
    file = a_file()
    discard(file)
    discard(file)
    with pytest.raises(FileGone), opened([file]):
        pass


def test_the_path_of_a_file_says_nothing_of_its_name():
    file = a_file()
    assert "说明" not in file.stored_as and file.shown_name == "说明.txt"
    discard(file)
