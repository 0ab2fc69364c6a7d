"""A scanned letter is read whole: askew, stamped, grainy, upside down; bad files are refused in one sentence."""

import io
import json
import time

import numpy as np
import pypdfium2
import pytest
import typst
from click.testing import CliRunner
from PIL import Image

from tests.language.letters_on_paper import LETTER, characters_right, font_folders, scanned, typeset
from xinqiao.cli.language_read import read
from xinqiao.language.paper import Line, PageRead, UnreadableFile, letter_document, pages_of, propose_fields, read_page
from xinqiao.language.paper.__main__ import main as read_apart
from xinqiao.language.paper.reading import without_red

# A PDF whose words only a password opens; which one does not matter here.
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]/Size 5>>\n%%EOF"
)


@pytest.fixture(scope="module")
def page():
    return typeset()


def pixels(image):
    return np.asarray(image, dtype=np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("degrees", "noise", "turned"),
    [(1.7, 12, 0), (-5, 16, 0), (5, 12, 0), (90, 12, 90), (180, 12, 180), (272, 12, 270)],
)
def test_print_laid_any_way_stamped_and_grainy_is_read_at_150_dots(page, degrees, noise, turned):
    image = pixels(scanned(page, degrees=degrees, stamp=True, noise=noise))
    read_page(image)
    began = time.process_time()
    found = read_page(image)
    assert time.process_time() - began <= 3.5
    assert characters_right(found.text) >= 0.99, found.text
    assert found.turned == turned and not found.is_for_a_person


@pytest.mark.slow
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_the_boxes_of_a_page_laid_the_wrong_way_lie_on_it_as_given(page, turned):
    image = scanned(page, degrees=turned)
    found = read_page(pixels(image))
    assert (found.width, found.height) == image.size
    title = next(line for line in found.lines if "污水管道堵塞的反映" in line.text)
    xs, ys = zip(*title.box, strict=True)
    inside = pixels(image)[int(min(ys)) : int(max(ys)), int(min(xs)) : int(max(xs))]
    assert inside.min() < 80 and abs(max(xs) - min(xs) - (max(ys) - min(ys))) > 100


def test_one_guessed_character_makes_a_line_doubtful():
    box = ((0, 0), (9, 0), (9, 9), (0, 9))
    assert not Line("路灯坏了", box, 0.97).is_doubtful
    assert Line("路灯坏了", box, 0.97, guessed=(3,)).is_doubtful
    assert Line("路灯坏了", box, 0.89).is_doubtful


def test_a_page_with_much_doubt_is_for_a_person_to_read():
    box = ((0, 0), (9, 0), (9, 9), (0, 9))
    sure, unsure = Line("路灯坏了三个月", box, 0.98), Line("没有人来修理过", box, 0.6)
    assert not PageRead((sure, sure, sure, unsure), "", 9, 9, 0).is_for_a_person
    assert PageRead((sure, unsure), "", 9, 9, 0).is_for_a_person
    assert not PageRead((), "", 9, 9, 0).is_for_a_person


@pytest.mark.slow
def test_a_pdf_made_of_words_gives_its_words_and_a_scan_with_words_behind_it_is_looked_at(page, tmp_path):
    source = '#set page(width: 12cm, height: 8cm)\n#set text(font: "Noto Serif SC")\n'
    source += "路灯坏了三个月，晚上出门的老人和孩子都看不清路，请派人修理，谢谢你们。\n\n电话：13800000000"
    words = tmp_path / "words.pdf"
    words.write_bytes(typst.compile(source.encode(), format="pdf", font_paths=font_folders()))
    document = letter_document([words])
    assert (
        document["text"] == "路灯坏了三个月，晚上出门的老人和孩子都看不清路，请派人修理，谢谢你们。\n电话：13800000000"
    )
    assert document["pages"][0]["written"] and document["confidence"] == 1
    (xs, ys) = zip(*document["pages"][0]["lines"][0]["box"], strict=True)
    assert 0 < min(xs) < max(xs) <= document["pages"][0]["width"] and 0 < min(ys) < max(ys) < 200
    page.save(tmp_path / "scan.pdf", resolution=150)
    assert not letter_document([tmp_path / "scan.pdf"])["pages"][0]["written"]


def test_the_child_process_leaves_the_document_and_the_pictures_of_the_pages(tmp_path):
    (tmp_path / "out").mkdir()
    Image.new("RGB", (300, 200), "white").save(tmp_path / "a.png")
    read_apart(tmp_path / "out", 3, [tmp_path / "a.png"])
    document = json.loads((tmp_path / "out" / "read.json").read_text(encoding="utf-8"))
    assert document["text"] == "" and Image.open(tmp_path / "out" / "1.jpg").size == (300, 200)
    read_apart(tmp_path / "out", 3, [tmp_path / "none.png"])
    document = json.loads((tmp_path / "out" / "read.json").read_text(encoding="utf-8"))
    assert document["reason"] == "gone" and document["error"].endswith(".")


def test_red_ink_is_looked_through_and_print_under_it_stays():
    sheet = np.full((40, 40, 3), 255, np.uint8)
    sheet[10:20] = (205, 30, 40)
    sheet[14:16, 10:30] = (20, 10, 10)
    seen = without_red(sheet)
    assert seen[12, 2].min() == 255 and seen[15, 20].max() < 40


@pytest.mark.slow
def test_a_letter_of_two_pages_proposes_its_fields(page, tmp_path):
    second = typeset(
        (
            "附件：损失清单",
            "下列物品为污水浸泡所损：",
            "木地板二十平方米，衣柜一只。",
            "附照片四张。",
            "反映人：钟望舒",
            "电话：13800000000",
            "2026年5月6日",
        )
    )
    page.save(tmp_path / "letter.pdf", save_all=True, append_images=[second], resolution=150)
    said = CliRunner().invoke(read, [str(tmp_path / "letter.pdf"), "--json"], standalone_mode=False)
    document = json.loads(said.stdout)
    assert len(document["pages"]) == 2 and "木地板二十平方米" in document["text"]
    fields = {name: field["value"] for name, field in document["fields"].items()}
    assert fields["name"] == "钟望舒" and fields["phone"] == "13800000000"
    assert fields["title"] == LETTER[0] and fields["place"] == "青梧市柳堤区青梧路12号3栋2单元501室"
    assert not any(field["doubtful"] for field in document["fields"].values())
    assert all(0 < line["confidence"] <= 1 and len(line["box"]) == 4 for line in document["pages"][0]["lines"])


@pytest.mark.slow
def test_a_folder_is_a_batch_and_a_damaged_scan_does_not_stop_it(page, tmp_path):
    buffer = io.BytesIO()
    page.resize((page.width * 3 // 4, page.height * 3 // 4)).save(buffer, "JPEG", quality=80)
    (tmp_path / "a.jpg").write_bytes(buffer.getvalue())
    (tmp_path / "b.jpg").write_bytes(buffer.getvalue()[:2000])
    (tmp_path / "notes.txt").write_text("not a scan")
    said = CliRunner().invoke(read, [str(tmp_path)], standalone_mode=False)
    good, bad = (json.loads(line) for line in said.stdout.splitlines())
    assert said.return_value == 1
    assert "青梧路" in good["text"] and "error" not in good
    assert bad["error"].endswith("is not a picture that can be opened, or is damaged.")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.png", b"", "empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "damaged"),
        ("a.pdf", b"%PDF-1.7\nbroken", "damaged"),
        ("a.txt", "路灯坏了".encode(), "damaged"),
        ("a.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40, "heic"),
    ],
)
def test_a_file_that_is_no_page_is_refused_in_one_sentence(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert refusal_of(tmp_path / name) == reason


def refusal_of(path, **limits):
    with pytest.raises(UnreadableFile) as refusal:
        list(pages_of(path, **limits))
    sentence = str(refusal.value)
    assert str(path) in sentence and sentence.endswith(".") and "\n" not in sentence
    return refusal.value.reason


def test_pictures_of_a_wrong_size_and_moving_ones_are_refused(tmp_path):
    Image.new("1", (20_000, 20_000)).save(tmp_path / "huge.png")
    assert refusal_of(tmp_path / "huge.png") == "too_large"
    Image.new("1", (20_000, 60)).save(tmp_path / "narrow.png")
    assert refusal_of(tmp_path / "narrow.png") == "too_small"
    Image.new("1", (1, 1)).save(tmp_path / "dot.png")
    assert refusal_of(tmp_path / "dot.png") == "too_small"
    frames = [Image.new("L", (90, 90), grey) for grey in (0, 90, 200)]
    frames[0].save(tmp_path / "moving.gif", save_all=True, append_images=frames[1:])
    assert refusal_of(tmp_path / "moving.gif") == "moving"
    assert refusal_of(tmp_path / "none.png") == "gone"


def test_a_locked_an_empty_and_a_long_pdf_are_refused_and_a_long_one_may_be_allowed(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.save(tmp_path / "empty.pdf")
    assert refusal_of(tmp_path / "empty.pdf") in {"no_page", "damaged"}
    for _number in range(30):
        document.new_page(200, 200)
    document.save(tmp_path / "long.pdf")
    assert refusal_of(tmp_path / "long.pdf", most=20) == "many_pages"
    assert len(list(pages_of(tmp_path / "long.pdf"))) == 30
    (tmp_path / "locked.pdf").write_bytes(LOCKED)
    assert refusal_of(tmp_path / "locked.pdf") == "locked"


@pytest.mark.parametrize("size", [(1, 1), (400, 300), (20, 3000)])
def test_a_blank_page_has_no_lines_and_proposes_nothing(size):
    found = read_page(pixels(Image.new("RGB", size, "white")))
    assert found.text == "" and found.lines == () and found.confidence == 0
    assert propose_fields([found]) == ()
