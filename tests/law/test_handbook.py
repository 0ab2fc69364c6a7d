"""The handbook says what the rules do: it is read off the walk through every situation, and its pages are kept to that."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.processes import xinqiao
from xinqiao.law.handbook.chapters import handbook
from xinqiao.law.handbook.differences import comparison
from xinqiao.law.handbook.pages import pages, walks
from xinqiao.law.handbook.picture import picture
from xinqiao.law.handbook.walking import walk, walked
from xinqiao.law.library import UnknownStatute, statute, statutes
from xinqiao.law.wording import LANGUAGES

DOCS = Path(__file__).resolve().parents[2] / "docs" / "law"
PACKS = [pack.id for pack in statutes()]


@pytest.mark.slow
def test_the_walk_that_is_kept_is_the_walk_of_the_packs_as_they_stand():
    kept = (Path(walk.__code__.co_filename).parent / "walks.json").read_text(encoding="utf-8")
    assert kept == walks(), "run: python -m xinqiao.law.handbook.pages docs/law"


def test_the_pages_among_the_documents_are_those_of_the_packs():
    assert all((DOCS / name).read_text(encoding="utf-8") == text for name, text in pages().items()), (
        "run: python -m xinqiao.law.handbook.pages docs/law"
    )


@pytest.mark.parametrize("identifier", PACKS)
def test_each_stage_leads_on_or_is_an_end_that_says_what_remedy_is_left(identifier):
    for chapter in handbook(identifier).chapters:
        assert chapter.is_final or any(way.leads_to for way in chapter.ways)
        assert not chapter.is_final or chapter.remedy


@pytest.mark.parametrize("identifier", PACKS)
def test_each_step_and_period_says_its_article_or_that_it_is_an_office_rule(identifier):
    for language in LANGUAGES:
        book = handbook(identifier, language)
        for chapter in book.chapters:
            assert all(way.article for way in chapter.ways if way.name != "by_itself")
            assert all(period.article and period.length for period in chapter.periods)


def test_what_a_lawyer_knows_of_2022_stands_there():
    book = handbook("cn-2022", "en")
    handling = {period.name: period for period in book.chapter("handling").periods}["handling"]
    assert (handling.length, handling.article) == ("60 days", "article 34")
    served = book.chapter("reply_served")
    assert [way.leads_to for way in served.ways if way.name == "request_reexamination"] == [("reexamination",)]
    objection = {period.name: period for period in book.chapter("notice_due").periods}["objection"]
    assert (objection.length, objection.article) == ("5 working days", "article 23(3)")
    assert "concluded" in {to for way in served.ways for to in way.leads_to if way.name == "by_itself"}


def test_a_changed_pack_is_walked_anew_and_not_read_from_the_one_kept():
    changed = statute("cn-2022").with_calendar(statute("cn-2022").calendar)
    assert walked("cn-2022").digest == changed.digest


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_drawing_is_whole_and_says_in_words_what_it_is(language):
    drawn = ElementTree.fromstring(picture(handbook("cn-2022", language)))
    names = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert drawn.get("role") == "img" and {"title", "desc"} <= names and not names & {"style", "script"}


def test_2005_beside_2022_shows_what_changed_and_what_did_not():
    rows = {row.title: row for row in comparison("cn-2005", "cn-2022", "en").parts["compare_limits"]}
    assert rows["objection"].before == "not there" and rows["objection"].after == "5 working days · article 23(3)"
    assert rows["handling"].before.startswith("60 days") and not rows["handling"].is_same


def test_an_unknown_pack_is_named_with_the_known_ones():
    with pytest.raises(UnknownStatute, match="cn-2005, cn-2022"):
        handbook("nowhere-1999")


def test_the_command_prints_it_in_words_as_a_drawing_and_for_a_program(tmp_path):
    words = xinqiao(tmp_path, "law", "handbook", "cn-2022", "--language", "en")
    assert words.returncode == 0 and "| reply |" in words.stdout
    assert xinqiao(tmp_path, "law", "handbook", "cn-2022", "--svg").stdout.startswith("<svg")
    told = json.loads(xinqiao(tmp_path, "law", "handbook", "cn-2022", "--json").stdout)
    assert told["chapters"][0]["name"] == "received"
    compared = xinqiao(tmp_path, "law", "handbook", "cn-2022", "--beside", "cn-2005", "--json")
    assert {"limits", "steps", "stages", "reasons"} == set(json.loads(compared.stdout))
    refused = xinqiao(tmp_path, "law", "handbook", "nowhere")
    assert refused.returncode == 2 and len(refused.stderr.splitlines()) == 1
