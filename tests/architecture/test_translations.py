"""Every word of every page is said in 简体, 繁體 and English."""

import importlib.util

import pytest

from tests.architecture.tree import ROOT

_found = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
translations = importlib.util.module_from_spec(_found)
_found.loader.exec_module(translations)


@pytest.mark.parametrize("language", translations.LANGUAGES)
@pytest.mark.parametrize("room", translations.rooms(), ids=lambda room: room.name)
def test_everything_a_room_says_is_translated(room, language):
    assert not list(translations.faults_of(room, language))


def test_a_template_and_a_module_are_both_read(tmp_path, monkeypatch):
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "templates" / "page.html").write_text('{% load i18n %}<p>\n   {% translate "It\'s late" %}</p>', "utf-8")
    (room / "words.py").write_text('X = gettext_lazy("From %(n)s")\n', "utf-8")
    monkeypatch.setattr(translations, "PACKAGE", tmp_path)
    assert {msgid for _context, msgid in translations.said_in(room)} == {"It's late", "From %(n)s"}
    assert len(list(translations.faults_of(room, "zh_Hans"))) == 2


def test_traditional_characters_are_drafted_from_simplified_ones():
    assert translations.in_traditional("复查 %(n)s 办理") == "複查 %(n)s 辦理"


def test_words_that_readers_of_traditional_characters_say_otherwise_are_mended():
    assert translations.in_traditional("打印文件和短信") == "列印檔案和簡訊"
    assert translations.in_traditional("信访程序和文书") == "信訪程序和文書"


def test_every_room_that_speaks_is_checked():
    spoken = {room.name for room in translations.rooms()}
    assert {"web", "petitions", "intake", "people", "safeguards", "correspondence", "api"} <= spoken
