"""Reading a facts document: what is refused, and in which words."""

import pytest

from xinqiao.procedure.facts import FactsError, read_document

GOOD = {"kind": "received", "at": "2024-01-02T10:00:00+08:00", "by": "petition_office"}


def test_what_is_left_out_has_the_ordinary_meaning() -> None:
    matter, facts = read_document({"facts": [GOOD]})
    assert (matter.kind, matter.route, matter.persons) == ("appeal", "petition_procedure", 1)
    assert facts[0].data == {} and facts[0].seq is None and facts[0].organisation is None


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ([], "not an object"),
        ({"matter": {}}, "'facts' is missing"),
        ({"facts": ["received"]}, "fact 1 is not an object"),
        ({"facts": [{**GOOD, "kind": None}]}, "fact 1: 'kind'"),
        ({"facts": [{**GOOD, "at": "2024-01-02T10:00:00"}]}, "has no offset"),
        ({"facts": [{**GOOD, "at": "2024-02-30T10:00:00+08:00"}]}, "no time that exists"),
        ({"facts": [{**GOOD, "at": None}]}, "fact 1 (received): 'at' is missing"),
        ({"facts": [{**GOOD, "seq": "one"}]}, "'seq' is 'one'"),
        ({"facts": [{**GOOD, "data": []}]}, "'data' is not an object"),
        ({"facts": [{**GOOD, "organisation": 7}]}, "'organisation' is 7"),
        ({"matter": {"persons": 0}, "facts": []}, "'matter.persons' is 0"),
        ({"matter": {"simple": "yes"}, "facts": []}, "'matter.simple' is 'yes'"),
        ({"matter": {"organisations": [{}]}, "facts": []}, "organisation 1: 'id'"),
        ({"matter": "appeal", "facts": []}, "'matter' is not an object"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_in_one_sentence(document: object, says: str) -> None:
    with pytest.raises(FactsError) as refusal:
        read_document(document)  # type: ignore[arg-type]
    assert says in refusal.value.message and "\n" not in refusal.value.message
