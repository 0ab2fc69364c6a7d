"""A file goes out by a link that is signed, short-lived, checked again, in parts where asked, and that nothing in it can act by."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from tests.builders.city import a_city
from tests.builders.petitions import a_petition
from xinqiao.petitions.models import Attachment, Petition
from xinqiao.safeguards.codes import hash_query_code, new_query_code

pytestmark = pytest.mark.django_db

FILM = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 1000


@pytest.fixture
def city():
    return a_city()


@pytest.fixture
def petition(city) -> Petition:
    return a_petition(city)


def a_file(petition: Petition, content: bytes = FILM, media_type: str = "video/mp4", suffix: str = "mp4") -> Attachment:
    return Attachment.objects.create(
        petition=petition,
        stored_as=default_storage.save(f"uploads/{uuid4().hex}.{suffix}", ContentFile(content)),
        shown_name=f"现场.{suffix}",
        content_type=media_type,
        size=len(content),
        sha256="ab" * 32,
        added_by_role="petitioner",
        added_at=timezone.now(),
    )


def her_browser(petition: Petition) -> Client:
    code = new_query_code()
    petition.submission.code_digest = hash_query_code(code)
    petition.submission.save()
    browser = Client(headers={"accept-language": "en"})
    assert browser.post("/track/", {"reference": petition.reference, "code": code}).status_code == 303
    return browser


def at_the_desk(city, name: str) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(city.officer(name).account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def link(browser: Client, petition: Petition, file: Attachment, *, desk: bool = False) -> str:
    path = (
        f"/desk/petitions/{petition.reference}/files/{file.pk}/"
        if desk
        else f"/track/{petition.reference}/file/{file.pk}/"
    )
    answer = browser.get(path)
    assert answer.status_code == 303
    return str(answer["Location"])


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_film_comes_whole_or_in_the_part_that_was_asked_for(petition):
    browser, file = her_browser(petition), a_file(petition)
    address = link(browser, petition, file)
    whole = browser.get(address)
    assert (whole.status_code, whole["Accept-Ranges"], body(whole)) == (200, "bytes", FILM)
    for wanted, first, last in (("0-9", 0, 9), ("1000-", 1000, len(FILM) - 1), ("-7", len(FILM) - 7, len(FILM) - 1)):
        part = browser.get(address, headers={"range": f"bytes={wanted}"})
        assert part.status_code == 206 and body(part) == FILM[first : last + 1]
        assert part["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    beyond = browser.get(address, headers={"range": f"bytes={len(FILM)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(FILM)}")


@pytest.mark.parametrize(
    "wanted", ["bytes=", "bytes=-", "bytes=5-2", "items=0-1", "bytes=0-1,5-6", "bytes=٣-", "x" * 9000]
)
def test_what_is_no_single_part_gets_the_whole(petition, wanted):
    browser = her_browser(petition)
    answer = browser.get(link(browser, petition, a_file(petition)), headers={"range": wanted})
    assert answer.status_code == 200 and body(answer) == FILM


def test_a_part_of_another_version_is_answered_with_the_whole(petition):
    browser = her_browser(petition)
    address = link(browser, petition, a_file(petition))
    other = browser.get(address, headers={"range": "bytes=5-9", "if-range": '"another"'})
    same = browser.get(address, headers={"range": "bytes=5-9", "if-range": f'"{"ab" * 32}"'})
    assert (other.status_code, same.status_code) == (200, 206)


@pytest.mark.parametrize(
    ("media_type", "suffix", "way"),
    [
        ("image/jpeg", "jpg", "inline"),
        ("video/mp4", "mp4", "inline"),
        ("application/pdf", "pdf", "attachment"),
        ("text/plain", "txt", "attachment"),
    ],
)
def test_nothing_in_a_file_can_act(petition, media_type, suffix, way):
    browser = her_browser(petition)
    answer = browser.get(link(browser, petition, a_file(petition, media_type=media_type, suffix=suffix)))
    assert answer["Content-Disposition"].startswith(way) and answer["Content-Type"] == media_type
    assert answer["X-Content-Type-Options"] == "nosniff" and "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox;" in policy and "allow-" not in policy and "script" not in policy


def test_a_link_is_for_whom_it_was_made_and_for_nobody_else(city, petition):
    browser, file = her_browser(petition), a_file(petition)
    hers, desks = link(browser, petition, file), link(at_the_desk(city, "clerk"), petition, file, desk=True)
    assert at_the_desk(city, "clerk").get(desks).status_code == 200
    for stranger in (Client(), at_the_desk(city, "transporter")):
        assert stranger.get(hers).status_code == stranger.get(desks).status_code == 404
    assert at_the_desk(city, "clerk").get(hers).status_code == 404
    # A colleague who could open the file himself still gets no look that was logged in another's name.
    assert at_the_desk(city, "office_head").get(desks).status_code == 404


def test_a_link_is_good_for_a_while_and_then_says_so(petition):
    browser, file = her_browser(petition), a_file(petition)
    address = link(browser, petition, file)
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        answer = browser.get(address)
    assert answer.status_code == 410 and "too old" in answer.content.decode()


def test_closing_everything_closes_the_links_too(petition):
    browser = her_browser(petition)
    address = link(browser, petition, a_file(petition))
    browser.post("/leave/")
    assert browser.get(address).status_code == 404


def test_a_forged_link_leads_nowhere(petition):
    browser = her_browser(petition)
    address = link(browser, petition, a_file(petition))
    token = address.split("/")[2]
    for forged in (token[:-2], token + "x", "x", token.replace(":", ".")):
        assert browser.get(f"/files/{forged}/file.mp4").status_code == 404


def test_what_an_office_added_is_not_the_petitioner_s_to_open(petition):
    browser, file = her_browser(petition), a_file(petition)
    address = link(browser, petition, file)
    Attachment.objects.filter(pk=file.pk).update(added_by_role="competent")
    assert browser.get(address).status_code == 404
