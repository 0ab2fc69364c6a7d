"""What officers confirmed teaches the desk's model: a version of its own, used where it reads no worse, restored by one command."""

import json

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.cli.__main__ import cli
from xinqiao.language.subjects.storing import WrongModel, save_model
from xinqiao.language.subjects.training import NotTrainable, train
from xinqiao.language.subjects.tree import branch_called, paths
from xinqiao.routing.confirming import confirm_subject
from xinqiao.routing.subject import MODEL, subject_of
from xinqiao.routing.teaching import teach_from_office
from xinqiao.routing.versions import NoSuchVersion, kept_versions, use_version

pytestmark = pytest.mark.django_db
BRANCHES = {"01": "城乡建设", "02": "环境保护", "04": "教育文体"}


@pytest.fixture
def home(settings, tmp_path):
    settings.XINQIAO_HOME = tmp_path
    return tmp_path


def confirmed(count: int) -> None:
    """So many invented petitions of each of three subjects, each confirmed by the clerk as the next one.

    An office has ways of its own: the words of the tree lead to the wrong subject here, and only its officers teach better.
    """
    city = a_city()
    codes = list(BRANCHES)
    for place, code in enumerate(codes):
        matters = list(branch_called(BRANCHES[code]).matters())
        for number in range(count):
            matter = matters[number % len(matters)]
            said = matter.examples[number % len(matter.examples)]
            petition = a_petition(
                city, title=said[:12], body=f"{number}号：{said}，请{matter.words[number % 5]}有人管。"
            )
            path = paths()[codes[(place + 1) % 3]]
            confirm_subject(petition, path=path, officer=city.officer("clerk"), seen=None, at=timezone.now())


def a_model(name: str, home, **labels: str):
    folder = home / MODEL.parent
    folder.mkdir(exist_ok=True)
    lesson = [(tuple(words.split()), label) for label, words in labels.items()] * 6
    return save_model(
        train([w for w, _ in lesson], [one for _, one in lesson], frozenset()), folder / name, {"texts": 12}
    )


def test_too_few_confirmed_petitions_teach_nothing_and_say_so(home):
    confirmed(3)
    with pytest.raises(NotTrainable, match=r"needs 50 confirmed petitions .* there are 0"):
        teach_from_office(at=timezone.now())
    assert not kept_versions()


def test_confirmed_subjects_teach_a_version_with_its_card_and_the_desk_reads_with_it(home):
    confirmed(24)
    taught = teach_from_office(at=timezone.now())
    assert taught.version.is_in_use and "is in use" in taught.why
    card = taught.version.card
    assert card["confirmed"] == 72 and card["labels"] == sorted(BRANCHES.values()) and card["macro_f1"] > 0.8
    seen = subject_of("工地夜间施工噪声扰民", "施工噪声扰民，环保部门没有人管。")
    assert "教育文体" in (seen.label, *seen.others) and seen.model_digest == card["sha256"]
    again = teach_from_office(at=timezone.now())
    assert [one.name for one in kept_versions()] == [taught.version.name, again.version.name]


def test_what_reads_worse_is_kept_and_not_used(home, monkeypatch):
    confirmed(20)
    worth = iter((0.5, 0.9))
    monkeypatch.setattr("xinqiao.routing.teaching._worth", lambda reader, questions: next(worth))
    result = CliRunner().invoke(cli, ["language", "train-office"])
    assert "The new model reads worse and is not used: macro-F1 0.500, the one in use 0.900" in result.output
    assert [one.is_in_use for one in kept_versions()] == [False]
    assert subject_of("废气", "废气").model_digest == ""


def test_an_earlier_version_is_restored_by_one_command_and_a_broken_one_is_refused(home):
    for name in ("subjects-1.npz", "subjects-2.npz", "subjects.npz"):
        a_model(name, home, 城乡建设=f"物业 小区 {name}", 环境保护=f"废气 噪声 {name}")
    for name in ("1", "2", "1"):
        assert use_version(name).is_in_use
        assert [one.name for one in kept_versions() if one.is_in_use] == [name]
    # What had been put there by hand is a version of its own now.
    assert len(kept_versions()) == 3
    (home / MODEL.parent / "subjects-2.npz").write_bytes(b"broken")
    with pytest.raises(WrongModel, match="not the one of its card"):
        use_version("2")
    for name in ("3", "../x", "", "名"):
        with pytest.raises(NoSuchVersion):
            use_version(name)
    result = CliRunner().invoke(cli, ["language", "models", "--json"])
    rows = {row["version"]: row for row in json.loads(result.output)}
    assert rows["1"]["in_use"] and rows["2"]["fault"] and not rows["2"]["in_use"]


def test_the_commands_teach_list_and_restore(home):
    confirmed(20)
    taught = CliRunner().invoke(cli, ["language", "train-office", "--json"])
    document = json.loads(taught.output)
    assert document["in_use"] and document["card"]["with_accusations"] is False
    listed = CliRunner().invoke(cli, ["language", "models", "--use", document["version"]])
    assert listed.output.startswith(f"* {document['version']}: 60 texts")
    refused = CliRunner().invoke(cli, ["language", "models", "--use", "other"])
    assert refused.exit_code != 0 and "There is no version other" in refused.output
