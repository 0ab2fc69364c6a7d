"""Before a text is passed on, a person confirms what is masked: each thing found can be left, others added; the look is logged."""

import hashlib
import io

import docx
import pytest

from tests.builders.petitions import a_petition
from tests.web.officer.desk import page_of, signed_in
from xinqiao.language.redaction import recognising
from xinqiao.safeguards.models import AccessEntry

BODY = "邻居赵秉文把纸箱堆在楼道里，他的电话是13800138000，老四也这么做。"


def masked_in(page):
    return page.content.decode().split('<p class="written">')[1].split("</p>")[0]


def test_what_is_found_is_masked_and_can_be_left_or_added_to(city):
    petition = a_petition(city, title="楼道堆物", body=BODY)
    client, address = signed_in(city, "clerk"), page_of(petition.reference, "masked/")
    first = client.get(address)
    assert "邻居[姓名1]把纸箱" in masked_in(first) and "[电话1]" in masked_in(first) and "老四" in masked_in(first)
    phone = next(one.key for one in first.context["found"] if one.words == "13800138000")
    second = client.post(address, {"mask": [phone], "also": "老四\n\n楼"})
    assert "邻居赵秉文把纸箱" in masked_in(second) and "[电话1]，[姓名1]也这么做" in masked_in(second)
    assert "楼道堆物" in masked_in(second)
    assert AccessEntry.objects.filter(petition_id=petition.pk, purpose="print").count() == 2


def test_without_the_permission_and_for_a_petition_out_of_sight_there_is_no_copy(city):
    petition = a_petition(city, title="楼道堆物", body=BODY)
    address = page_of(petition.reference, "masked/")
    statuses = {who: signed_in(city, who).get(address).status_code for who in ("clerk", "handler")}
    assert statuses == {"clerk": 200, "handler": 404}


@pytest.mark.parametrize("way", ["off", "missing"])
def test_without_the_machine_the_officer_masks_by_hand(city, settings, monkeypatch, way):
    petition = a_petition(city, title="楼道堆物", body=BODY)
    if way == "off":
        settings.XINQIAO_LANGUAGE = False
    monkeypatch.setattr(recognising, "DIGEST", "0" * 64)
    recognising.shipped.cache_clear()
    try:
        page = signed_in(city, "clerk").post(page_of(petition.reference, "masked/"), {"also": "赵秉文"})
    finally:
        recognising.shipped.cache_clear()
    assert "write the words to mask below" in page.content.decode()
    assert "邻居[姓名1]把纸箱" in masked_in(page)


def test_a_copy_leaves_only_when_it_was_read_and_is_for_something_and_that_is_logged(city):
    petition = a_petition(city, title="楼道堆物", body=BODY)
    client, address = signed_in(city, "clerk"), page_of(petition.reference, "masked/")
    keys = [one.key for one in client.get(address).context["found"]]
    given = {"mask": keys, "also": "老四", "take": "txt"}
    for wanting in ({}, {"is_read": "yes"}, {"purpose": "公开"}):
        refused = client.post(address, given | wanting)
        assert refused.status_code == 422 and "Something has to be put right" in refused.content.decode()
    assert not AccessEntry.objects.filter(what="export").exists()
    taken = client.post(address, given | {"is_read": "yes", "purpose": "供公开用"})
    assert taken["Content-Disposition"].startswith("attachment") and taken["Content-Type"].startswith("text/plain")
    text = taken.content.decode()
    assert text == "楼道堆物\n邻居[姓名1]把纸箱堆在楼道里，他的电话是[电话1]，[姓名2]也这么做。"
    logged = AccessEntry.objects.get(what="export")
    assert logged.petition_id == petition.pk
    assert "供公开用" in logged.purpose and hashlib.sha256(text.encode()).hexdigest() in logged.purpose


def test_a_copy_leaves_as_a_word_file_that_names_nobody(city):
    petition = a_petition(city, title="楼道堆物", body=BODY)
    client, address = signed_in(city, "clerk"), page_of(petition.reference, "masked/")
    keys = [one.key for one in client.get(address).context["found"]]
    taken = client.post(address, {"mask": keys, "take": "docx", "is_read": "yes", "purpose": "研讨"})
    made = docx.Document(io.BytesIO(taken.content))
    assert made.paragraphs[0].text == "楼道堆物"
    assert "赵秉文" not in "".join(line.text for line in made.paragraphs) and not made.core_properties.author
