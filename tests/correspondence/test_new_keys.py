"""After a key was changed everything is brought under the new one, and nothing is lost on the way."""

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.builders.city import a_city
from tests.builders.petitions import a_petition, lead_to_reply
from xinqiao.cli.keys import renew
from xinqiao.correspondence.letters.keeping import altered_sheets, content_of, kept_sheet_of
from xinqiao.correspondence.models import KeptLetter
from xinqiao.people.models import Petitioner
from xinqiao.safeguards.keys import KeyPurpose, key_ring
from xinqiao.safeguards.sealing import key_id_of

pytestmark = pytest.mark.django_db


def _kept() -> KeptLetter:
    city = a_city()
    petition = a_petition(city)
    lead_to_reply(city, petition)
    kept = kept_sheet_of(petition.documents.get(kind="reply"))
    assert kept is not None
    return kept


def _renewed(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    renew.main(["--json"], standalone_mode=False)
    found: dict[str, int] = json.loads(capsys.readouterr().out)
    return found


def test_identities_and_letters_are_brought_under_a_new_key(capsys: pytest.CaptureFixture[str]) -> None:
    kept = _kept()
    sheet, person = content_of(kept), Petitioner.objects.get()
    name, index = person.open_field("name"), person.phone_index
    for purpose in (KeyPurpose.SEALING, KeyPurpose.INDEX):
        key_ring().rotate(purpose)
    assert _renewed(capsys) == {"identities": 1, "indexes": 1, "letters": 1, "scans": 0}
    kept.refresh_from_db()
    person.refresh_from_db()
    in_use = key_ring().current(KeyPurpose.SEALING).id
    with default_storage.open(kept.stored_as) as file:
        assert key_id_of(file.read()) == in_use
    assert key_id_of(person.sealed_name) == in_use
    assert (content_of(kept), person.open_field("name")) == (sheet, name)
    assert person.phone_index and person.phone_index != index


def test_what_is_under_the_key_in_use_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    _kept()
    assert _renewed(capsys) == {"identities": 0, "indexes": 0, "letters": 0, "scans": 0}


def test_a_kept_letter_that_was_exchanged_is_found() -> None:
    kept = _kept()
    assert altered_sheets() == (1, [])
    default_storage.delete(kept.stored_as)
    kept.stored_as = default_storage.save(kept.stored_as, ContentFile(b"another"))
    kept.save(update_fields=["stored_as"])
    assert altered_sheets() == (1, [kept.number])
