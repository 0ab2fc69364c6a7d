"""Who looks after the people of an organisation looks after mark, seal and signature of its letters."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.builders.city import City
from tests.builders.petitions import a_petition, do
from tests.web.officer.desk import signed_in
from xinqiao.correspondence.letters.keeping import picture_of
from xinqiao.correspondence.models import SealImage
from xinqiao.people.models import Organisation

ADDRESS = "/desk/organisation/letters/"


def png(wide: int = 300, high: int = 300) -> bytes:
    """A red picture of that size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    rows = b"".join(b"\0" + b"\xd0\x20\x20\x80" * wide for _ in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _sent(city: City, **given: object):
    return signed_in(city, "administrator").post(ADDRESS, given)


def test_a_seal_is_taken_and_shown_and_stands_on_the_sample(city: City) -> None:
    administrator = signed_in(city, "administrator")
    before = administrator.get(f"{ADDRESS}sample.pdf").content
    assert _sent(city, seal=SimpleUploadedFile("seal.png", png())).status_code == 302
    organisation = city.officer("administrator").organisation
    seal = SealImage.objects.get(organisation=organisation)
    assert picture_of(organisation.pk, on=seal.valid_from) == png()
    assert administrator.get(f"{ADDRESS}seal.png").content == png()
    assert len(administrator.get(f"{ADDRESS}sample.pdf").content) > len(before)
    assert administrator.get(f"{ADDRESS}signature.png").status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7", "no PNG file"),
        (png(20, 20), "20 by 20 dots"),
        (png()[:400], "damaged"),
        (png() + b"\0" * 1_000_000, "larger than 1 MB"),
    ],
)
def test_what_cannot_be_printed_is_refused_in_words(city: City, content: bytes, sentence: str) -> None:
    answer = _sent(city, seal=SimpleUploadedFile("seal.png", content))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not SealImage.objects.exists()


def test_a_mark_begins_the_numbers_and_is_one_s_own(city: City) -> None:
    administrator = city.officer("administrator")
    assert _sent(city, letter_mark="云溪").status_code == 302
    administrator.organisation.refresh_from_db()
    assert administrator.organisation.letter_mark == "云溪"
    petition = a_petition(city)
    do("refer", petition, city.officer("clerk"), to=city["bureau"].code)
    assert petition.documents.get(kind="referral").number.startswith("云溪信转〔")
    Organisation.objects.filter(pk=city["bureau"].pk).update(letter_mark="住建")
    taken = _sent(city, letter_mark="住建")
    assert taken.status_code == 422
    assert "Another organisation" in taken.content.decode()
    assert _sent(city, letter_mark="云" * 21).status_code == 422


def test_nobody_else_changes_it(city: City) -> None:
    clerk = signed_in(city, "clerk")
    assert clerk.get(ADDRESS).status_code == 403
    assert clerk.post(ADDRESS, {"letter_mark": "x"}).status_code == 403
    assert clerk.get(f"{ADDRESS}sample.pdf").status_code == 403
    assert clerk.get(f"{ADDRESS}seal.png").status_code == 403
