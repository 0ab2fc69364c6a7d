"""Rows of the past become petitions by lawful steps, once; what cannot be one is told by row and never mended."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from openpyxl import Workbook

from tests.builders.city import a_city
from xinqiao.intake.bulk import Import, Mapping, NotImportable, import_file, read_map
from xinqiao.people.models import Petitioner
from xinqiao.petitions.models import Channel, Document, Event, Petition
from xinqiao.petitions.verifying import verify

pytestmark = pytest.mark.django_db

COLUMNS = ["msg_id", "user_id", "title", "created_at", "detail", "reply", "replied_at", "reply_days"]
GOOD = ["7", "U1", "路灯", "2019-04-25 09:32:09", "路灯坏了三个月。", "已修好。", "2019-05-10 14:56:53", "15.2"]


def a_row(**changed):
    return [changed.get(column, value) for column, value in zip(COLUMNS, GOOD, strict=True)]


def a_csv(folder: Path, *rows, name="petitions.csv", encoding="utf-8") -> Path:
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return path


def imported(path: Path, **rest):
    return import_file(Import(**{"path": path, "channel": Channel.WEB} | rest))


def whys(report):
    return {rejected.row: rejected.why for rejected in report.rejected}


def test_a_row_with_a_reply_goes_through_the_lawful_steps_at_its_own_times(tmp_path):
    report = imported(a_csv(tmp_path, a_row()))
    assert (report.read, report.registered, report.already, report.rejected) == (1, 1, 0, [])
    events = list(Event.objects.order_by("seq"))
    assert [event.kind for event in events] == ["received", "registered", "accepted", "replied", "served"]
    assert {event.occurred_at for event in events[:3]} == {datetime(2019, 4, 25, 1, 32, 9, tzinfo=UTC)}
    assert {event.occurred_at for event in events[3:]} == {datetime(2019, 5, 10, 6, 56, 53, tzinfo=UTC)}
    assert all(event.is_reconstructed for event in events)


def test_what_the_file_does_not_say_is_not_made_up(tmp_path):
    imported(a_csv(tmp_path, a_row()))
    assert not Petitioner.objects.exists()
    assert Event.objects.get(kind="replied").data.get("outcome") is None
    assert [document.kind for document in Document.objects.all()] == ["reply"]
    assert Document.objects.get().blocks == {"opinion": "已修好。"}
    assert Petition.objects.get().external_numbers == {"id": "7", "user": "U1"}


def test_a_row_without_a_reply_is_registered_and_waits(tmp_path):
    imported(a_csv(tmp_path, a_row(reply="", replied_at="")))
    position = Petition.objects.get().position
    assert (position.stage, position.is_open) == ("registered", True)
    assert position.responsible_officer is not None


@pytest.mark.parametrize(("day", "statute"), [("2022-04-30", "cn-2005"), ("2022-05-01", "cn-2022")])
def test_a_row_runs_under_the_law_of_its_day(tmp_path, day, statute):
    imported(a_csv(tmp_path, a_row(created_at=day, replied_at="2022-05-20")))
    assert Petition.objects.get().statute == statute


def test_a_statute_that_is_named_is_taken_for_all(tmp_path):
    imported(a_csv(tmp_path, a_row()), statute="cn-2022")
    assert Petition.objects.get().statute == "cn-2022"


def test_in_an_empty_database_somebody_still_answers(tmp_path):
    imported(a_csv(tmp_path, a_row(reply="", replied_at="")))
    assert Petition.objects.get().position.responsible_organisation.code == "imported-records"


def test_in_a_city_the_department_stands_under_its_top_office(tmp_path):
    city = a_city()
    imported(a_csv(tmp_path, a_row()))
    department = Petition.objects.get().submission.received_by
    assert department.parent == city["city"] and department.supervising_office == city["office"]


def test_the_organisation_can_be_named(tmp_path):
    city = a_city()
    imported(a_csv(tmp_path, a_row()), organisation=city["bureau"].code)
    assert Petition.objects.get().submission.received_by == city["bureau"]


def test_everything_imported_holds_before_verify(tmp_path):
    rows = [a_row(msg_id=str(n), created_at=f"2019-04-{n:02d}") for n in range(1, 25)]
    imported(a_csv(tmp_path, *rows, a_row(msg_id="99", reply="", replied_at="")))
    report = verify(on=datetime.now(UTC).date())
    assert report.holds, report
    assert report.petitions == 25


# Again


def test_run_again_it_adds_nothing(tmp_path):
    path = a_csv(tmp_path, a_row(), a_row(msg_id="8"))
    imported(path)
    events = Event.objects.count()
    report = imported(path)
    assert (report.read, report.registered, report.already) == (2, 0, 2)
    assert Event.objects.count() == events


def test_a_file_that_was_renamed_and_has_grown_adds_only_what_is_new(tmp_path):
    imported(a_csv(tmp_path, a_row()))
    report = imported(a_csv(tmp_path, a_row(), a_row(msg_id="8"), name="renamed.csv"))
    assert (report.registered, report.already) == (1, 1)


def test_rows_without_a_number_are_known_again_by_what_they_say(tmp_path):
    path = a_csv(tmp_path, a_row(msg_id=""), a_row(msg_id="", detail="别的事。"))
    assert imported(path).registered == 2
    assert imported(path).already == 2


def test_interrupted_and_run_again_nothing_is_registered_twice(tmp_path, monkeypatch):
    monkeypatch.setattr("xinqiao.intake.bulk.importing.BATCH", 5)
    path = a_csv(tmp_path, *(a_row(msg_id=str(n)) for n in range(12)))

    def interrupt(report):
        if report.read == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(Import(path=path, channel=Channel.WEB), progress=interrupt)
    assert Petition.objects.count() == 10
    report = imported(path)
    assert (report.registered, report.already, Petition.objects.count()) == (2, 10, 12)


def test_a_batch_that_fails_leaves_nothing_of_itself(tmp_path, monkeypatch):
    monkeypatch.setattr("xinqiao.intake.bulk.importing.save_all", lambda _dossiers: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        imported(a_csv(tmp_path, a_row()))
    assert not Petition.objects.exists()


# What is not taken


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"replied_at": "2019-04-24 09:00:00"}, "earlier"),
        ({"created_at": "2019-02-30"}, "2019-02-30"),
        ({"created_at": "2019-04-25 25:00:00"}, "not a time"),
        ({"created_at": "yesterday"}, "yesterday"),
        ({"created_at": ""}, "missing"),
        ({"created_at": "2999-01-01"}, "future"),
        ({"replied_at": "2999-01-01"}, "future"),
        ({"replied_at": "2019-06-31"}, "2019-06-31"),
        ({"detail": ""}, "empty"),
        ({"detail": "　 "}, "empty"),
        ({"detail": "字" * 100_001}, "100000"),
        ({"title": "题" * 201}, "200"),
        ({"reply": ""}, "no text"),
        ({"replied_at": ""}, "no day"),
        ({"created_at": "2004-01-01"}, "2004-01-01"),
        ({"msg_id": "9" * 61}, "number"),
    ],
)
def test_an_impossible_row_is_told_and_the_others_go_on(tmp_path, changed, word):
    from django.utils import translation

    with translation.override("en"):
        report = imported(a_csv(tmp_path, a_row(), a_row(**{"msg_id": "bad"} | changed), a_row(msg_id="9")))
    assert (report.read, report.registered) == (3, 2)
    assert list(whys(report)) == [2] and word in whys(report)[2]


def test_one_number_with_two_texts_is_told(tmp_path):
    report = imported(a_csv(tmp_path, a_row(), a_row(detail="完全不同的事。")))
    assert (report.registered, list(whys(report))) == (1, [2])
    again = imported(a_csv(tmp_path, a_row(detail="又一件事。"), name="other.csv"))
    assert (again.registered, list(whys(again))) == (0, [1])


def test_two_sources_may_use_one_number_when_the_map_names_them(tmp_path):
    imported(a_csv(tmp_path, a_row()), mapping=Mapping(source="市长信箱"))
    report = imported(a_csv(tmp_path, a_row(detail="别的事。")), mapping=Mapping(source="县长信箱"))
    assert report.registered == 1


def test_a_reply_that_came_later_is_told_and_not_added(tmp_path):
    imported(a_csv(tmp_path, a_row(reply="", replied_at="")))
    report = imported(a_csv(tmp_path, a_row()))
    assert (report.registered, report.already, len(report.rejected)) == (0, 0, 1)
    assert not Event.objects.filter(kind="replied").exists()


def test_read_is_always_registered_already_and_rejected_together(tmp_path):
    rows = [a_row(), a_row(), a_row(msg_id="2", detail=""), a_row(msg_id="3"), a_row(detail="x")]
    report = imported(a_csv(tmp_path, *rows))
    assert report.read == report.registered + report.already + len(report.rejected) == 5


# Files


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_in_which_offices_write(tmp_path, encoding):
    imported(a_csv(tmp_path, a_row(detail="𠮷野路路灯坏了。"), encoding=encoding))
    assert Petition.objects.get().body == "𠮷野路路灯坏了。"


def test_a_damaged_line_does_not_turn_the_file_into_gibberish(tmp_path):
    path = a_csv(tmp_path, a_row(), a_row(msg_id="8"), a_row(msg_id="9"))
    content = path.read_bytes()
    path.write_bytes(content.replace("路灯坏了三个月。".encode(), b"\xff\xfe\xfa", 1))
    report = imported(path)
    assert (report.registered, list(whys(report))) == (2, [1])


@pytest.mark.parametrize(
    "malformed", ['8,U1,"never closed,2019-04-25,文本', "8,U1,too few", '8,U1,"a"b",2019-04-25,文本,,,', "\x00,,,,,,,"]
)
def test_a_malformed_line_is_told_and_the_rest_goes_on(tmp_path, malformed):
    path = a_csv(tmp_path, a_row(), a_row(msg_id="9", detail="两行\n的文本"), a_row(msg_id="10"))
    lines = path.read_bytes().decode().split("\r\n")
    path.write_text("\r\n".join([*lines[:2], malformed, *lines[2:]]), encoding="utf-8", newline="")
    report = imported(path)
    assert (report.read, report.registered) == (4, 3)
    assert [(one.row, one.line) for one in report.rejected] == [(2, 3)]
    assert Petition.objects.filter(body="两行\n的文本").exists()


def test_a_workbook_is_read_with_its_own_dates(tmp_path):
    book = Workbook()
    book.active.append(COLUMNS)
    book.active.append([7.0, "U1", "路灯", datetime(2019, 4, 25, 9, 32), "坏了", "好了", datetime(2019, 5, 1), None])  # noqa: DTZ001 - a workbook knows no zones
    book.active.append([8, None, None, "2019-02-30", "坏了", None, None, None])
    book.save(tmp_path / "petitions.xlsx")
    report = imported(tmp_path / "petitions.xlsx")
    assert (report.registered, list(whys(report))) == (1, [2])
    assert Petition.objects.get().external_numbers["id"] == "7"


def test_parquet_and_csv_of_one_source_know_each_other_s_rows(tmp_path):
    table = pyarrow.table(
        {
            "msg_id": [7],
            "user_id": ["U1"],
            "title": ["路灯"],
            "created_at": [datetime(2019, 4, 25, 9, 32, 9)],  # noqa: DTZ001
            "detail": ["路灯坏了三个月。"],
            "reply": ["已修好。"],
            "replied_at": [datetime(2019, 5, 10, 14, 56, 53)],  # noqa: DTZ001
            "reply_days": [15.2],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "p.parquet")
    imported(tmp_path / "p.parquet")
    assert imported(a_csv(tmp_path, a_row())).already == 1


def test_a_map_names_the_columns(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("Nr;Wann;Was\n1;2019年4月25日;路灯坏了\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text('[columns]\nid = "Nr"\nreceived_at = "Wann"\nbody = "Was"\n', encoding="utf-8")
    assert imported(path, mapping=read_map(tmp_path / "map.toml")).registered == 1


@pytest.mark.parametrize(
    "written", ["columns = 3", "[columns]\nfrom = 'x'", "[columns\n", "speed = 3", "[columns]\nbody = 'nowhere'"]
)
def test_a_map_that_cannot_be_used_is_told_in_one_sentence(tmp_path, written):
    (tmp_path / "map.toml").write_text(written, encoding="utf-8")
    with pytest.raises(NotImportable) as refused:
        imported(a_csv(tmp_path, a_row()), mapping=read_map(tmp_path / "map.toml"))
    assert str(refused.value)


@pytest.mark.parametrize("content", [b"", b"PAR1nothing", b"PK\x03\x04nothing", b"a,b\n1,2\n"])
def test_a_file_that_cannot_be_used_is_told_in_one_sentence(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(NotImportable) as refused:
        imported(tmp_path / "file")
    assert str(refused.value)
    assert not Petition.objects.exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NotImportable):
        imported(tmp_path / "nowhere.csv")
