"""A folder of scans becomes registered letters; what was read with doubt, or accuses somebody, waits for a person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.builders.city import a_city
from tests.language.letters_on_paper import LETTER, typeset
from xinqiao.intake.models import ScannedLetter
from xinqiao.intake.scans.batch import take_in_folder
from xinqiao.intake.scans.confirming import text_of_letter
from xinqiao.intake.scans.keeping import files_of_letter, lay_letter
from xinqiao.intake.scans.registering import why_a_person_must_look
from xinqiao.intake.scans.setting_aside import set_aside
from xinqiao.petitions.models import Attachment, Petition, Submission

SUGGESTION = (
    "关于公交站的建议",
    "您好：",
    "请在学校门口加一个公交站。",
    "附：无",
    "姓名：林知秋",
    "电话：13800000001",
    "2026年5月7日",
)
ACCUSATION = ("举报信", "领导：", "我举报某科长收钱。", "附：无", "姓名：不愿透露", "电话：无", "2026年5月8日")


@pytest.fixture
def city(db):
    return a_city()


@pytest.fixture(autouse=True)
def files_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def a_reading(*lines, doubtful=False, title=""):
    told = [{"text": line, "before": "\n", "doubtful": doubtful} for line in lines]
    fields = {"title": {"value": title}} if title else {}
    return {"pages": [{"lines": told, "for_a_person": False}], "fields": fields}


def test_a_letter_without_doubt_may_be_registered_as_it_was_read():
    assert why_a_person_must_look(a_reading("路灯坏了三个月。")) == ""


@pytest.mark.parametrize(
    ("reading", "why"),
    [
        (a_reading(), "no_text"),
        (a_reading("路灯坏了。", doubtful=True), "doubtful"),
        (a_reading("我要举报某局长收钱。"), "accusation"),
        (a_reading("村主任贪", "污了补偿款。"), "accusation"),
        (a_reading("款项去向不明。", title="控告书"), "accusation"),
        (a_reading("字" * 100_001), "too_long"),
    ],
)
def test_what_a_person_must_look_at_first(reading, why):
    assert why_a_person_must_look(reading) == why


def test_the_title_is_not_said_twice():
    assert text_of_letter(a_reading("关于路灯的反映", "路灯坏了。", title="关于路灯的反映")) == "路灯坏了。"


@pytest.mark.slow
def test_a_folder_is_registered_once_and_a_broken_file_does_not_stop_it(city, tmp_path):
    folder = tmp_path / "scans"
    (folder / "two pages").mkdir(parents=True)
    typeset().save(folder / "a.png")
    typeset(SUGGESTION).save(folder / "two pages" / "1.png")
    Image.new("RGB", (300, 300), "white").save(folder / "two pages" / "2.png")
    typeset(ACCUSATION).save(folder / "c.png")
    (folder / "d.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    (folder / "e.gif").write_bytes(b"GIF89a" + b"\0" * 100)
    (folder / "notes.txt").write_text("no scan")
    outcomes = {one.name: one for one in take_in_folder(folder, office=city["office"], kind="appeal")}
    became = {name: one.became for name, one in outcomes.items()}
    assert became == {"a.png": "registered", "two pages": "registered", "c.png": "waiting", "d.png": "waiting"} | {
        "e.gif": "refused"
    }
    assert outcomes["c.png"].why == "accusation" and outcomes["d.png"].why == "damaged"
    petition = Petition.objects.get(reference=outcomes["a.png"].reference)
    assert petition.title == LETTER[0] and "合理补偿" in petition.body
    assert petition.submission.channel == "letter" and petition.parties.count() == 1
    assert Attachment.objects.filter(petition__reference=outcomes["two pages"].reference).count() == 2

    again = {one.name: one.became for one in take_in_folder(folder, office=city["office"], kind="appeal")}
    assert again == became | {"a.png": "already", "two pages": "already"}
    assert (Petition.objects.count(), Submission.objects.count(), ScannedLetter.objects.count()) == (2, 2, 4)
    copy = folder / "the same under another name.png"
    copy.write_bytes((folder / "a.png").read_bytes())
    assert [one.became for one in take_in_folder(folder, office=city["office"], kind="appeal")].count("already") == 3
    assert Petition.objects.count() == 2


@pytest.mark.slow
def test_a_tiff_of_several_pages_is_one_letter_and_a_bmp_is_read(city, tmp_path):
    folder = tmp_path / "scans"
    folder.mkdir()
    second = Image.new("1", (1240, 1754), 1)
    typeset(SUGGESTION).convert("1").save(folder / "a.tif", save_all=True, append_images=[second], compression="group4")
    typeset().save(folder / "b.bmp")
    (folder / "c.tif").write_bytes(b"II*\0" + b"\0" * 100)
    outcomes = {one.name: one for one in take_in_folder(folder, office=city["office"])}
    assert {name: one.why for name, one in outcomes.items()} == {
        "a.tif": "to_confirm",
        "b.bmp": "to_confirm",
        "c.tif": "damaged",
    }
    pages = {files_of_letter(one)[0].shown_name: one.page_count for one in ScannedLetter.objects.all()}
    assert pages == {"a.tif": 2, "b.bmp": 1, "c.tif": 0}


@pytest.mark.slow
def test_without_a_kind_all_are_left_to_an_officer_who_chooses_it(city, tmp_path):
    (tmp_path / "scans").mkdir()
    typeset().save(tmp_path / "scans" / "a.png")
    (one,) = take_in_folder(tmp_path / "scans", office=city["office"])
    assert (one.became, one.why) == ("waiting", "to_confirm") and not Petition.objects.exists()
    with pytest.raises(ValueError, match="never as accusation"):
        next(take_in_folder(tmp_path / "scans", office=city["office"], kind="accusation"))


def test_what_was_set_aside_is_not_read_again(city, tmp_path):
    (tmp_path / "scans").mkdir()
    Image.new("RGB", (300, 300), "white").save(tmp_path / "scans" / "a.png")
    with (tmp_path / "scans" / "a.png").open("rb") as scan:
        letter, _is_new = lay_letter([SimpleUploadedFile("a.png", scan.read())], office=city["office"])
    assert set_aside(letter, reason="误扫", by=city.officer("clerk"), at=timezone.now())
    (one,) = take_in_folder(tmp_path / "scans", office=city["office"], kind="appeal")
    assert one.became == "aside" and ScannedLetter.objects.get().state == "waiting"
