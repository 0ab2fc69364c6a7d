"""Files chosen in a real browser before the real server: progress, a broken line, what is refused, and scripts off."""

import http.client
import json
import re
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browser.walking import PHONE, Petitioner

FILM = b"\0\0\0\x18ftypisom" + bytes(12) + bytes(range(256)) * 8000
PROGRAM = b"MZ\x90\0" + bytes(4_000_000)
_ARRIVED = "#laid-by li"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """A film of two megabytes, a program called .pdf, and sixty megabytes."""
    contents = {"现场.mp4": FILM, "合同.pdf": PROGRAM, "很大.mp4": FILM[:24] + bytes(60_000_000)}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return {name: str(tmp_path / name) for name in contents}


def at_the_files(chromium: Any, server: str, pictures: Path | None, **device: Any) -> Petitioner:
    walker = Petitioner.with_browser(chromium, server, pictures=pictures, name="files", **PHONE, **device)
    walker.goes("/petition/")
    walker.fills(body="路灯坏了三个月。")
    walker.presses()
    walker.goes("/petition/files/")
    return walker


def test_files_arrive_with_progress_and_what_is_refused_is_said_at_once(chromium, server, pictures, files):
    walker = at_the_files(chromium, server, pictures)
    walker.page.set_input_files("#field-files", list(files.values()))
    walker.page.locator(f"{_ARRIVED}:has-text('现场.mp4')").wait_for()
    walker.page.locator(".on-the-way .fault >> nth=1").wait_for()
    walker.looks()
    said = walker.page.locator(".on-the-way .fault").all_inner_texts()
    assert "合同.pdf" in said[0] and "很大.mp4" in said[1] and "20 MB" in said[1]
    assert walker.page.locator(_ARRIVED).count() == 1


def test_a_broken_line_goes_on_where_it_broke_and_continue_waits_for_the_file(chromium, server, pictures, files):
    walker = at_the_files(chromium, server, pictures)
    offsets: list[int] = []

    def unreliable(route: Any) -> None:
        offsets.append(int(route.request.url.split("offset=")[1]))
        if len(offsets) in (2, 4):
            route.abort("connectionreset")
        else:
            route.continue_()

    walker.page.route(re.compile(r"offset="), unreliable)
    walker.page.set_input_files("#field-files", files["现场.mp4"])
    walker.page.locator(".on-the-way progress").wait_for()
    with walker.page.expect_navigation(timeout=30_000):
        walker.page.locator('main button[name="go_on"]').click()
    assert offsets[0] == 0 and offsets[1] == offsets[2] > 0 and len(set(offsets)) == len(offsets) - 2
    walker.goes("/petition/files/")
    assert "现场.mp4" in walker.says()


def test_with_scripts_off_the_same_form_takes_the_file_and_refuses_the_others(chromium, server, pictures, files):
    walker = at_the_files(chromium, server, pictures, java_script_enabled=False)
    walker.page.set_input_files("#field-files", list(files.values()))
    walker.presses('main button[name="go_on"]')
    said = walker.says()
    assert "合同.pdf" in said and "很大.mp4" in said
    assert walker.page.locator(_ARRIVED).count() == 1


class Cut:
    """A telephone whose connection is cut after any number of bytes."""

    def __init__(self, walker: Petitioner, server: str) -> None:
        self.address = urlsplit(server)
        self.headers = {
            "Host": self.address.netloc,
            "Cookie": "; ".join(f"{c['name']}={c['value']}" for c in walker.context.cookies()),
            "X-CSRFToken": walker.page.input_value("main [name=csrfmiddlewaretoken] >> nth=0"),
        }

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/octet-stream") -> Any:
        connection = http.client.HTTPConnection(str(self.address.hostname), self.address.port, timeout=30)
        connection.request(method, path, body, self.headers | {"Content-Type": kind})
        answer = connection.getresponse()
        said = json.loads(answer.read())
        connection.close()
        return answer.status, said

    def cut(self, path: str, announced: int, sent: bytes) -> None:
        """Announce so many bytes, send fewer, and hang up."""
        head = [f"POST {path} HTTP/1.1", f"Content-Length: {announced}", "Content-Type: application/octet-stream"]
        head += [f"{name}: {value}" for name, value in self.headers.items()]
        with socket.create_connection((str(self.address.hostname), self.address.port)) as line:
            line.sendall("\r\n".join(head).encode() + b"\r\n\r\n" + sent)


def test_cut_off_in_the_middle_of_a_piece_nothing_wrong_is_kept_and_it_goes_on(chromium, server):
    walker = at_the_files(chromium, server, None)
    line = Cut(walker, server)
    given = urlencode({"name": "现场.mp4", "size": len(FILM), "modified": "1"}).encode()
    status, begun = line.ask("POST", "/petition/files/begin/", given, "application/x-www-form-urlencoded")
    assert (status, begun["received"]) == (201, 0)
    path, received = f"/petition/files/{begun['id']}/", 0
    for piece, kept in ((300_000, 1), (300_000, 150_001), (524_288, 524_287)):
        line.cut(f"{path}?offset={received}", piece, FILM[received : received + kept])
        status, said = line.ask("GET", path)
        assert status == 200 and received <= said["received"] <= received + kept
        received = said["received"]
    while received < len(FILM):
        status, said = line.ask("POST", f"{path}?offset={received}", FILM[received : received + 524_288])
        if status == 423:
            continue
        assert status in (200, 409), said
        received = said["received"]
    walker.goes("/petition/files/")
    assert "现场.mp4" in walker.says()
