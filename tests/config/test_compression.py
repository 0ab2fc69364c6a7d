"""Pages and style sheets travel packed; a document goes as it is."""

import gzip

from django.http import FileResponse, HttpRequest, HttpResponse

from xinqiao.config.compression import PackedPages, packed

TAKES_GZIP = {"accept-encoding": "gzip"}


def _sent(response):
    request = HttpRequest()
    request.META["HTTP_ACCEPT_ENCODING"] = "gzip"
    return PackedPages(lambda _request: response)(request)


def test_a_page_is_packed_and_a_document_is_not():
    page = _sent(HttpResponse("信" * 2000))
    assert page["Content-Encoding"] == "gzip" and gzip.decompress(page.content).decode() == "信" * 2000
    document = _sent(HttpResponse(b"%PDF" * 500, content_type="application/pdf"))
    assert "Content-Encoding" not in document
    stream = _sent(FileResponse(iter([b"a" * 2000]), content_type="text/html"))
    assert "Content-Encoding" not in stream


def test_a_style_sheet_is_served_packed_to_whoever_takes_it(client):
    plain = client.get("/static/xinqiao/theme.css")
    small = client.get("/static/xinqiao/theme.css", headers=TAKES_GZIP)
    assert small["Content-Encoding"] == "gzip"
    content = b"".join(plain.streaming_content)
    assert gzip.decompress(b"".join(small.streaming_content)) == content


def test_a_changed_file_is_packed_anew(tmp_path, settings):
    settings.XINQIAO_HOME = tmp_path / "home"
    file = tmp_path / "a.css"
    file.write_text("a{}", encoding="utf-8")
    first = packed(file)
    assert packed(file) == first
    file.write_text("b{}", encoding="utf-8")
    assert gzip.decompress(packed(file).read_bytes()) == b"b{}"
