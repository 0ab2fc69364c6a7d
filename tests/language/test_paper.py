"""A scanned letter is read whole: askew, stamped, grainy, upside down; bad files are refused in one sentence."""

import io
import json
import time

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from tests.language.letters_on_paper import LETTER, characters_right, scanned, typeset
from xinqiao.cli.language_read import read
from xinqiao.language.paper import UnreadableFile, pages_of, propose_fields, read_page
from xinqiao.language.paper.reading import without_red


@pytest.fixture(scope="module")
def page():
    return typeset()


def pixels(image):
    return np.asarray(image, dtype=np.uint8)


@pytest.mark.slow
@pytest.mark.parametrize(("degrees", "noise"), [(1.7, 12), (-3, 16)])
def test_print_askew_stamped_and_grainy_is_read_at_150_dots(page, degrees, noise):
    image = pixels(scanned(page, degrees=degrees, stamp=True, noise=noise))
    read_page(image[:64])
    began = time.process_time()
    found = read_page(image)
    assert time.process_time() - began <= 3.5
    assert characters_right(found.text) >= 0.99, found.text


@pytest.mark.slow
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_laid_the_wrong_way_is_turned_and_its_boxes_lie_on_it_as_given(page, turned):
    image = scanned(page, degrees=turned)
    found = read_page(pixels(image))
    assert found.turned == turned
    assert characters_right(found.text) >= 0.99
    assert (found.width, found.height) == image.size
    title = next(line for line in found.lines if "污水管道堵塞的反映" in line.text)
    xs, ys = zip(*title.box, strict=True)
    inside = pixels(image)[int(min(ys)) : int(max(ys)), int(min(xs)) : int(max(xs))]
    assert inside.min() < 80 and abs(max(xs) - min(xs) - (max(ys) - min(ys))) > 100


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
    ("name", "content", "why"),
    [
        ("a.png", b"", "is empty"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "not a picture"),
        ("a.pdf", b"%PDF-1.7\nbroken", "not a PDF"),
        ("a.txt", "路灯坏了".encode(), "not a picture"),
    ],
)
def test_a_file_that_is_no_page_is_refused_in_one_sentence(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFile, match=why):
        list(pages_of(tmp_path / name))


def test_a_picture_too_large_and_one_that_is_not_there_are_refused(tmp_path):
    Image.new("1", (9000, 9000)).save(tmp_path / "huge.png")
    with pytest.raises(UnreadableFile, match="too large"):
        list(pages_of(tmp_path / "huge.png"))
    with pytest.raises(UnreadableFile, match="cannot be read"):
        list(pages_of(tmp_path / "none.png"))


@pytest.mark.parametrize("size", [(1, 1), (400, 300), (20, 3000)])
def test_a_blank_page_has_no_lines_and_proposes_nothing(size):
    found = read_page(pixels(Image.new("RGB", size, "white")))
    assert found.text == "" and found.lines == () and found.confidence == 0
    assert propose_fields([found]) == ()
