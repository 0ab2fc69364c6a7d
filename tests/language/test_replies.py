"""A reply is checked request by request: what it answers, refuses or leaves, on which law, for which matter."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from xinqiao.cli.language_reply_check import reply_check
from xinqiao.language.replies import Days, basis, check_reply, relevance
from xinqiao.language.replies.basis import cited_bases
from xinqiao.language.replies.relevance import DIGEST, SHIPPED, read_model, shipped
from xinqiao.language.requests import find_requests
from xinqiao.language.shipped import WrongFile

LAMPS = (
    "反映青梧路路灯损坏的问题\n尊敬的领导：青梧路12号门前的路灯坏了三个月，老人摔倒过两次。"
    "1、请尽快修好路灯。2、请问负责的单位是哪个？3、建议在学校门口加装减速带。谢谢！"
)
LAMPS_REPLY = (
    "您好！您反映的青梧路路灯损坏的问题收悉。经查，青梧路12号门前路灯线路老化，已于3月4日修好路灯。"
    "路灯由市路灯管理处负责，电话0000-1111111。学校门口加装减速带不符合道路等级的条件，根据《物权法》暂不考虑。"
    "感谢您的监督！2026年3月5日"
)
OTHER_PLACE = (
    "您好！您反映的望溪县柳堤街道桂园小区电梯停运的问题收悉。经查，桂园小区3栋电梯曳引机损坏，物业公司已更换，"
    "柳堤街道将督促其定期保养。感谢您的监督！2026年3月5日"
)


def states(check):
    return [(answer.request.words[:8], answer.state) for answer in check.answers]


def test_requests_are_told_apart_and_courtesy_is_not_one():
    found = [request.words for request in find_requests(LAMPS)]
    assert found == [
        "反映青梧路路灯损坏的问题",
        "请尽快修好路灯。",
        "请问负责的单位是哪个？",
        "建议在学校门口加装减速带。",
    ]


def test_a_request_stands_where_its_span_says():
    for request in find_requests(LAMPS):
        assert LAMPS[request.start : request.end] == request.words


def test_each_request_is_answered_refused_with_its_ground_or_left():
    check = check_reply(LAMPS, LAMPS_REPLY)
    assert [answer.state for answer in check.answers] == ["answered", "answered", "answered", "refused"]
    assert check.answers[3].ground
    without = check_reply(
        LAMPS, LAMPS_REPLY.replace("学校门口加装减速带不符合道路等级的条件，根据《物权法》暂不考虑。", "")
    )
    assert [answer.state for answer in without.answers] == ["answered", "answered", "answered", "unanswered"]
    assert without.score < check.score


def test_a_reply_that_only_passes_on_answers_nothing():
    check = check_reply(LAMPS, "网友：您好！您反映的问题已转青梧路街道调查核处。2026年3月5日")
    assert {answer.state for answer in check.answers} == {"unanswered"}
    assert {answer.why for answer in check.answers} == {"passed_on"}


def test_a_pasted_reply_of_another_matter_is_doubted():
    own, pasted = check_reply(LAMPS, LAMPS_REPLY), check_reply(LAMPS, OTHER_PLACE)
    assert own.relevance > 0.9 and not own.is_other_matter
    assert pasted.relevance < own.relevance - 0.4 and pasted.is_other_matter
    assert {answer.state for answer in pasted.answers} == {"unanswered"}


def test_a_law_that_was_no_longer_in_force_is_named_with_its_successor():
    bases = check_reply(LAMPS, LAMPS_REPLY).bases
    assert [(basis.title, basis.in_force, basis.replaced_by) for basis in bases] == [
        ("物权法", False, "中华人民共和国民法典")
    ]
    assert cited_bases("依据《物权法》第七十条。", date(2019, 5, 1))[0].in_force is True
    assert cited_bases("依据《信访条例》第三十二条。", date(2022, 5, 1))[0].in_force is False
    assert cited_bases("依据《信访条例》第三十二条。", date(2022, 4, 30))[0].article == "第三十二条"
    assert cited_bases("依据《青梧市养犬管理规定》。", date(2022, 5, 1))[0].in_force is None
    assert not cited_bases("您在《问政青梧》上的留言收悉。", date(2022, 5, 1))


def test_the_limit_is_compared_with_the_date_that_closes_the_reply():
    days = Days(received_on=date(2026, 3, 1), due_on=date(2026, 3, 4))
    late = check_reply(LAMPS, LAMPS_REPLY, days).deadline
    assert (late.days, late.kept) == (4, False)
    assert check_reply(LAMPS, LAMPS_REPLY).deadline.kept is None


def test_rude_words_and_long_sentences_are_shown():
    manner = check_reply(LAMPS, "你这是无理取闹，路灯" + "坏了又修，" * 40 + "就这样。").manner
    assert manner.rude == ("无理取闹",) and manner.courtesy == 0
    assert manner.long_sentences and manner.plainness < 0.5


@pytest.mark.parametrize(
    "text", ["啊", "🙂🙂🙂", "Street lamp broken, please repair it.", "路灯坏了。\n" * 4000, "路燈壞了，請修復。"]
)
def test_any_text_is_checked(text):
    check = check_reply(text, LAMPS_REPLY)
    assert 0 <= check.score <= 1


def test_a_model_file_with_another_digest_is_refused(tmp_path):
    changed = tmp_path / "relevance.json"
    changed.write_bytes(SHIPPED.read_bytes().replace(b'"version":1', b'"version":2'))
    with pytest.raises(WrongFile, match="digest"):
        read_model(changed, DIGEST)
    changed.write_text("{}")
    with pytest.raises(WrongFile, match="not a model"):
        read_model(changed)
    assert shipped().digest == DIGEST


def test_the_command_answers_one_pair_and_many(tmp_path):
    (tmp_path / "P.txt").write_text(LAMPS)
    (tmp_path / "R.txt").write_text(LAMPS_REPLY)
    said = CliRunner().invoke(
        reply_check, ["--petition", str(tmp_path / "P.txt"), "--reply", str(tmp_path / "R.txt"), "--json"]
    )
    document = json.loads(said.stdout)
    assert [request["state"] for request in document["requests"]] == ["answered", "answered", "answered", "refused"]
    assert {"basis", "courtesy", "relevance", "score"} <= document.keys()
    lines = [{"id": "a", "petition": LAMPS, "reply": LAMPS_REPLY}, {"id": "b", "petition": LAMPS, "reply": " "}, [1]]
    (tmp_path / "many.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n{")
    many = CliRunner().invoke(reply_check, ["--batch", str(tmp_path / "many.jsonl")], standalone_mode=False)
    answers = [json.loads(line) for line in many.stdout.splitlines()]
    assert many.return_value == 1
    assert answers[0]["score"] == document["score"]
    assert [("error" in answer) for answer in answers] == [False, True, True, True]


def test_a_file_that_is_not_text_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "P.txt").write_bytes(b"\xff\xfe\x00")
    said = CliRunner().invoke(reply_check, ["--petition", str(tmp_path / "P.txt"), "--reply", str(tmp_path / "P.txt")])
    assert said.exit_code != 0 and "not text in UTF-8" in said.output


def test_the_command_says_in_one_sentence_that_its_model_is_missing(tmp_path, monkeypatch):
    (tmp_path / "P.txt").write_text(LAMPS)
    monkeypatch.setattr(relevance, "SHIPPED", tmp_path / "relevance.json")
    relevance.shipped.cache_clear()
    try:
        said = CliRunner().invoke(
            reply_check, ["--petition", str(tmp_path / "P.txt"), "--reply", str(tmp_path / "P.txt")]
        )
    finally:
        relevance.shipped.cache_clear()
    assert said.exit_code == 1
    assert said.output == "Error: The model file relevance.json cannot be read: No such file or directory.\n"


STATUTES = Path(__file__).parents[3] / "shared" / "data" / "statutes"
ENTRIES = yaml.safe_load(Path(basis.__file__).with_name("statutes.yaml").read_text(encoding="utf-8"))


def test_only_a_law_whose_days_are_sure_is_said_not_to_have_been_in_force():
    assert {entry["confidence"] for entry in ENTRIES} == {"sure", "likely"}
    on = date(2021, 3, 1)
    assert cited_bases("依据《物权法》。", on)[0].in_force is False
    assert cited_bases("依据《民用建筑设计通则》。", on)[0].in_force is None
    assert cited_bases("依据《民用建筑设计通则》。", date(2010, 3, 1))[0].in_force is True


def test_the_wording_that_held_on_the_day_is_named():
    assert cited_bases("依据《土地管理法》。", date(2019, 12, 31))[0].worded_since == date(2004, 8, 28)
    assert cited_bases("依据《土地管理法》。", date(2020, 1, 1))[0].worded_since == date(2020, 1, 1)
    assert cited_bases("依据《城乡规划法》。", date(2020, 1, 1))[0].worded_since is None


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "checked" in entry], ids=lambda entry: entry["title"])
def test_days_marked_as_checked_stand_in_the_closing_article_of_the_text(entry):
    text = STATUTES / f"{entry['checked']}.md"
    if not text.exists():
        pytest.skip("the statutes are not on this machine")
    days = re.findall(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起施行", text.read_text(encoding="utf-8"))
    days = [date(*map(int, day)) for day in days]
    # A title that an earlier text bore has an earlier first day.
    assert entry["from"] in days or (entry["confidence"] == "likely" and entry["from"] < min(days))


def test_each_law_ends_after_it_begins_and_is_replaced_by_one_that_holds_from_then():
    named = {entry["title"]: entry for entry in ENTRIES}
    for entry in ENTRIES:
        assert "until" not in entry or entry["from"] < entry["until"], entry
        assert all(entry["from"] < day for day in entry.get("amended", ())), entry
        successor = named.get(entry.get("replaced_by", ""))
        assert successor is None or successor["from"] <= entry["until"], entry
    assert len(named) == len(ENTRIES)
