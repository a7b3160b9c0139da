"""The lists and summaries of an office: who stands on them, what they add up to, what is said to be missing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports.drafts import Draft, draft
from exports.offered import find
from models import assignments, codes, events, members, targets, training, villages
from models.assignments import AssignmentValues
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.members import MemberValues
from models.tables import EventKind, Member, Scope, Task
from models.targets import TargetValues
from models.training import ClassValues
from models.villages import VillageValues
from tests.exports.commune import TODAY
from tests.models import builders

YEAR = Period.year(2026)


def _made(db: Database, key: str) -> Draft[Any]:
    return draft(db, find(key), YEAR, TODAY)


def _rows(ready: Draft[Any]) -> list[list[Any]]:
    sheet, *_of_forms = ready.report.sheets
    return [[column.value(row) for column in sheet.columns] for row in sheet.rows(ready.data)]


def _total(ready: Draft[Any]) -> list[Any]:
    sheet, *_of_forms = ready.report.sheets
    assert sheet.total is not None
    line = sheet.total(ready.data)
    return [column.value(line) for column in sheet.columns]


def _admit(db: Database, by: EventValues | None = None) -> int:
    with db.write("Kết nạp") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        values = MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 6, 5), born_on=PartialDate(2000, 1, 1))
        return members.add(session, values, cell_id, on=TODAY, by=by)


@pytest.mark.usefixtures("people")
def test_an_admission_stands_on_the_list_by_event_or_by_card(db: Database) -> None:
    _admit(db)
    by_card = _made(db, "danh-sach-ket-nap")
    assert [row[0] for row in _rows(by_card)] == ["Lò Thị Mới"]
    assert by_card.findings()[0].text == "1 đồng chí chưa ghi biến động, lấy theo ngày trong lý lịch: Lò Thị Mới."


@pytest.mark.usefixtures("people")
def test_who_left_stands_with_the_cell_they_left(db: Database, people: dict[str, int]) -> None:
    with db.write("Biến động") as session:
        died = EventValues(EventKind.DIED, date(2026, 3, 1), reason="bệnh")
        events.record(session, people["Sùng A Dơ"], died)
        gone = EventValues(
            EventKind.TRANSFER_OUT, date(2026, 5, 2), scope=Scope.OTHER_PROVINCE, place="Đảng bộ tỉnh Mẫu"
        )
        events.record(session, people["Quàng Thị Đôi"], gone)
    (out,) = _rows(_made(db, "danh-sach-mien-ra-khoi-dang"))
    assert (out[0], out[4], out[7], out[-1]) == ("Sùng A Dơ", "Bản Co Kham", "Từ trần", "bệnh")
    (away,) = _rows(_made(db, "danh-sach-chuyen-di"))
    assert (away[0], away[4], away[-1]) == ("Quàng Thị Đôi", "Bản Co Mận - Nà Hin", "Đảng bộ tỉnh Mẫu")
    assert _made(db, "danh-sach-chuyen-di").findings()[0].text.startswith("1 đồng chí chưa ghi số quyết định")
    assert _rows(_made(db, "danh-sach-phuc-hoi")) == []


@pytest.mark.usefixtures("people")
def test_probation_lists_the_day_of_the_twelve_months(db: Database) -> None:
    _admit(db)
    lines = {row[0]: row for row in _rows(_made(db, "danh-sach-du-bi"))}
    assert lines["Lò Thị Mới"][5] == date(2027, 6, 5)


def test_the_cells_make_up_the_commune(db: Database, people: dict[str, int]) -> None:
    _admit(db)
    with db.write("Biến động") as session:
        other = next(row.cell_id for row in members.search(session, on=TODAY) if row.id == people["Sùng A Dơ"])
        move = EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 4, 1), cell_id=other)
        events.record(session, people["Quàng Thị Đôi"], move)
    ready = _made(db, "tong-hop-theo-chi-bo")
    rows, total = _rows(ready), _total(ready)
    assert total[1] == 8
    assert total[10] == 9
    for place in range(1, len(total)):
        assert sum(row[place] for row in rows) == total[place]
    assert total[4] == total[9] == 1  # one came from another cell, one went to another cell
    assert not [found for found in ready.findings() if "khác" in found.text or "cộng lại" in found.text]
    with db.read() as session:
        read = ready.behind("Theo chi bộ", 12, 12)  # the first cell's members at the end
        assert read is not None
        assert len(read(session).people) == rows[0][10]


def test_development_is_held_against_the_targets(db: Database, people: dict[str, int]) -> None:
    _admit(db)
    with db.write("Chỉ tiêu") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        from fractions import Fraction

        targets.set_target(session, TargetValues("admitted", YEAR, Fraction(4)))
        targets.set_target(session, TargetValues("admitted", YEAR, Fraction(2), cell_id=cell_id))
        session.get_one(Member, people["Sùng A Dơ"]).is_youth_union_member = True
    ready = _made(db, "phat-trien-dang-vien")
    assert _total(ready)[1:5] == [4, 1, 1, 25.0]
    assert [row[1:5] for row in _rows(ready) if row[1]] == [[2, 1, 1, 50.0]]
    assert "Chỉ tiêu giao cho các chi bộ cộng lại 2, cả đảng bộ là 4." in [one.text for one in ready.findings()]


def test_villages_say_who_serves_and_who_looks_after_them(db: Database, people: dict[str, int]) -> None:
    with db.write("Thôn, bản") as session:
        of = {row.full_name: row for row in members.search(session, on=TODAY)}
        man, kham = of["Lò Văn Ánh"].cell_id, of["Sùng A Dơ"].cell_id
        first = villages.add(session, VillageValues("Co Mận", households=40, population=200, cell_id=man))
        villages.add(session, VillageValues("Nà Hin", households=30, cell_id=man))
        villages.add(session, VillageValues("Co Kham", cell_id=kham))
        villages.add(session, VillageValues("Pú Kẻm"))
        assignments.add(session, AssignmentValues(people["Lò Văn Ánh"], first, Task.VILLAGE))
    ready = _made(db, "thon-ban")
    rows = {row[0]: row for row in _rows(ready)}
    assert rows["Co Mận"][5] == "Bản Co Mận - Nà Hin (ghép với Nà Hin)"
    assert rows["Co Mận"][8] == "Lò Văn Ánh"
    assert rows["Co Kham"][5] == "Bản Co Kham (độc lập)"
    assert (rows["Pú Kẻm"][5], rows["Pú Kẻm"][6], rows["Pú Kẻm"][7]) == ("", "chưa rõ", "x")
    assert _total(ready)[:3] == ["Tổng cộng", 70, 200]
    texts = [found.text for found in ready.findings()]
    assert "2 thôn, bản chưa ghi số hộ: Co Kham, Pú Kẻm." in texts


def test_classes_count_people_and_certificates(db: Database, people: dict[str, int]) -> None:
    with db.write("Lớp") as session:
        kind = codes.id_of(session, codes.CLASS_KIND, training.NEW_MEMBER)
        key = training.add(session, ClassValues(kind, "Lớp đảng viên mới", date(2026, 5, 4)))
        training.enrol(session, key, member_ids=[people["Lò Văn Ánh"], people["Quàng Thị Đôi"]])
        one = training.participants(session, [key])[0]
        training.certify(session, key, {one.id: "01"}, date(2026, 5, 9), today=TODAY)
    ready = _made(db, "lop-boi-duong")
    (row,) = _rows(ready)
    assert row[5:] == [2, 1, 0, 1]
    with db.read() as session:
        read = ready.behind("Lớp bồi dưỡng", 13, 7)
        assert read is not None
        assert {one.full_name for one in read(session).people} == {"Lò Văn Ánh", "Quàng Thị Đôi"}


def test_a_class_known_by_its_number_is_marked_so(db: Database) -> None:
    with db.write("Lớp") as session:
        kind = codes.id_of(session, codes.CLASS_KIND, training.PARTY_WORK)
        values = ClassValues(kind, "Lớp cấp ủy", date(2026, 5, 4), heads=303, women=90, minority=200, certified=300)
        training.add(session, values)
    ready = _made(db, "lop-boi-duong")
    (row,) = _rows(ready)
    assert str(row[1]).endswith("(theo số lượng)")
    assert row[5:] == [303, 90, 200, 300]


def test_the_book_has_fourteen_columns_of_thin_lines(db: Database, people: dict[str, int]) -> None:
    with db.write("Lý lịch") as session:
        row = session.get_one(Member, people["Lò Văn Ánh"])
        row.dossier_number, row.card_number, row.schooling = "0123456789", "011077000001", "9/12"
    ready = _made(db, "so-danh-sach-dang-vien")
    sheet, *_of_forms = ready.report.sheets
    assert len(sheet.columns) == 13  # and the number
    line = next(row for row in _rows(ready) if row[0] == "Lò Văn Ánh")
    assert line[1] == "Nam\n12/05/1977"
    assert line[3] == "9/12"
    assert line[5] == "19/05/2010\n19/05/2011"
    assert line[6] == "011077000001\nLL: 0123456789"
    assert line[12] == "Chi bộ bản Co Mận - Nà Hin"


def test_beside_the_end_of_a_second_probation_stands_the_second_admission(db: Database) -> None:
    with db.write("Kết nạp lại") as session:
        cell = builders.cell(session)
        first = MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2000, 1, 1), official_on=PartialDate(2001, 1, 1))
        who = members.add(session, first, cell, on=TODAY)
        again = EventValues(EventKind.READMISSION, date(2026, 2, 1), cell_id=cell)
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2012, 1, 1)), again)
    [row] = [row for row in _rows(_made(db, "danh-sach-du-bi")) if row[0] == "Lò Văn Ánh"]
    assert row[4:6] == [PartialDate(2026, 2, 1), date(2027, 2, 1)]
