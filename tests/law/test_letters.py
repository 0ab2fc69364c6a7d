"""The letters of a statute are dated data: what each must hold, by which article, in three languages."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from xinqiao.law.files import HOME
from xinqiao.law.letter_pages import FILE, page
from xinqiao.law.letters import UnknownLetter, letter_forms, load_letters, names_in, standing_words
from xinqiao.law.wording import LANGUAGES, catalogue
from xinqiao.procedure.conditions import PackError

STATUTES = ("cn-2005", "cn-2022")
NAMES = {
    "notice", "acceptance", "guidance", "channelling", "not_accepted", "no_longer_accepted", "referral", "assignment", "objection",
    "extension", "reply", "reexamination", "review", "agreement", "service_record",
}  # fmt: skip


@pytest.mark.parametrize("statute", STATUTES)
def test_a_statute_knows_every_letter_of_the_procedure(statute: str) -> None:
    assert set(letter_forms(statute).forms) == NAMES


@pytest.mark.parametrize("statute", STATUTES)
def test_an_opinion_must_hold_facts_basis_outcome_and_remedy(statute: str) -> None:
    for name in ("reply", "reexamination", "review"):
        form = letter_forms(statute).form(name, date(2026, 11, 24))
        mandatory = {block.name for block in form.blocks if block.is_mandatory}
        assert {"facts", "basis", "outcome", "opinion", "remedy"} <= mandatory
        assert not form.block("remedy").is_written


def test_what_an_opinion_leaves_empty_is_named_in_its_order() -> None:
    form = letter_forms("cn-2022").form("reply", date(2026, 1, 1))
    held = {block.name: "x" for block in form.blocks} | {"basis": " 　\n", "facts": ""}
    assert [block.name for block in form.empty_blocks(held)] == ["facts", "basis"]
    assert form.block("facts").article == "32"


def test_a_letter_before_its_day_is_unknown() -> None:
    with pytest.raises(UnknownLetter, match="2022-04-30"):
        letter_forms("cn-2022").form("reply", date(2022, 4, 30))


def test_a_number_is_written_as_official_letters_write_it() -> None:
    number = letter_forms("cn-2022").number(mark="云溪", word="信复", year=2026, number=12)
    assert number == "云溪信复〔2026〕12号"


@pytest.mark.parametrize("language", LANGUAGES)
def test_standing_words_are_used_only_where_all_they_name_is_known(language: str) -> None:
    contact = letter_forms("cn-2022").form("reply", date(2026, 1, 1)).block("contact")
    assert standing_words(contact, {}, language) == ""
    assert standing_words(contact, {"phone": "000-1"}, language).endswith("000-1")


def test_every_language_names_the_same_things() -> None:
    for name, words in catalogue()["letter_text"].items():
        assert len({frozenset(names_in(words[language])) for language in LANGUAGES}) == 1, name


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the 2022 letters, to be spoilt."""
    folder = tmp_path / "cloudland" / "cn-2022"
    folder.mkdir(parents=True)
    shutil.copy(HOME / "china" / "cn-2022" / "letters.yaml", folder)
    return folder


FAULTS: list[tuple[Callable[[dict], object], str]] = [
    (lambda c: c.update(letter={}), "letters.yaml has the unknown key 'letter'"),
    (lambda c: c["numbering"].update(pattern="{mark}{number}"), "numbering: the pattern must name exactly"),
    (lambda c: c["letters"].update(poem=[]), "the letter 'poem' has no words"),
    (lambda c: c["letters"]["reply"][0].update(to="king"), "'reply': 'to' is 'king'"),
    (lambda c: c["letters"]["reply"][0].update(in_force="soon"), "'reply' needs the date 'in_force'"),
    (lambda c: c["letters"]["reply"][0].pop("article"), "'reply' names no article"),
    (lambda c: c["letters"]["reply"][0].update(blocks=[]), "'reply' has no mandatory block"),
    (lambda c: c["letters"]["reply"][0]["blocks"][1].pop("article"), "block 2 names no article"),
    (lambda c: c["letters"]["reply"][0]["blocks"][1].update(colour="red"), "block 2 has the unknown key 'colour'"),
    (lambda c: c["letters"]["reply"][0]["blocks"][1].update(name="facts"), "the block 'facts' is written twice"),
    (lambda c: c["letters"]["reply"][0]["blocks"][1].update(heading="x"), "the heading 'x' has no words"),
    (lambda c: c["letters"]["reply"][0]["blocks"][1].pop("written"), "is neither written by the officer"),
    (lambda c: c["letters"]["reply"][0]["blocks"][0].update(texts="x"), "the text 'x' has no words"),
    (lambda c: c["letters"]["reply"][0]["blocks"][0].update(first_of="notice"), "has both 'texts' and 'first_of'"),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS)
def test_a_fault_is_told_with_its_place(pack: Path, change: Callable[[dict], object], sentence: str) -> None:
    path = pack / "letters.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(PackError) as told:
        load_letters(pack)
    assert sentence in str(told.value)


def test_the_page_of_the_letters_says_what_the_data_says() -> None:
    written = (Path(__file__).parents[2] / "docs" / "reference" / FILE).read_text(encoding="utf-8")
    assert written == page(), "out of date; run: python -m xinqiao.law.letter_pages docs/reference"
