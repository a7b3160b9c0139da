"""Lists of members of a past day: our own change nothing, the command line puts their day right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports import import_report, offered
from exports.drafts import draft
from exports.making import produce
from exports.readers import read_file
from models import badges, imports, members, stays
from models.badges import BadgeValues
from models.database import Database
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.imports import Verdict
from models.listing.building import build
from models.listing.view import Filter, Op, View
from models.members import MemberValues
from tests.exports.books import write_book
from tests.exports.test_own_lists_come_back import TODAY, lived  # noqa: F401
from tests.models import builders

MARCH = Period.parse("2026-03")
CO_MAN, NA_SAY = "Chi bộ bản Co Mận", "Chi bộ bản Nà Sáy"
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")


@pytest.mark.parametrize("name", ["danh-sach-dang-vien", "so-danh-sach-dang-vien"])
def test_our_list_of_a_past_day_changes_nothing(lived: Database, tmp_path: Path, name: str):  # noqa: F811
    reading = read_file(produce(lived, name, MARCH, TODAY, tmp_path), TODAY)
    with lived.read() as session:
        plan = imports.plan(session, reading, TODAY)
    assert reading.as_of == date(2026, 3, 31)
    assert {action.verdict for action in plan.actions} == {Verdict.SKIP}
    assert len(plan.actions) == 5
    assert "2 đồng chí đã rời, 1 đồng chí đã đổi chi bộ từ đó được giữ như hiện nay." in plan.notes[0]


@pytest.fixture
def moved(db: Database) -> Database:
    """Make a member who moved from Co Mận to Nà Sáy in June 2026."""
    with db.write("Dựng") as session:
        first, second = (builders.cell(session, name) for name in (CO_MAN, NA_SAY))
        said = MemberValues("Lò Văn Ánh", born_on=PartialDate(1977, 5, 12), admitted_on=PartialDate(2012, 10, 15))
        members.add(session, said, first, on=date(2026, 1, 5))
        stays.change(session, 1, on=date(2026, 6, 1), cell_id=second)
    return db


def of_co_man(path: Path, title: str) -> Path:
    line = (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", CO_MAN)
    return write_book(path, {"S": [(title,), HEAD, line]})


def cell_now(db: Database) -> str:
    with db.read() as session:
        return stays.history(session, 1)[-1].cell_name


@pytest.mark.parametrize(
    ("title", "said", "now"),
    [
        ("DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/12/2025)", "", NA_SAY),
        ("DANH SÁCH ĐẢNG VIÊN", "31/12/2025", NA_SAY),
        ("DANH SÁCH ĐẢNG VIÊN", "12/2025", NA_SAY),
        ("DANH SÁCH ĐẢNG VIÊN", "", CO_MAN),
        ("DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/12/2025)", "nay", CO_MAN),
    ],
)
def test_the_day_of_the_title_is_put_right(moved: Database, tmp_path: Path, title: str, said: str, now: str):
    path = of_co_man(tmp_path / "a.xlsx", title)
    import_report.run(moved, path, is_dry=False, skips=False, say=str, as_of=said)
    assert cell_now(moved) == now


def test_what_is_no_day_is_told(moved: Database, tmp_path: Path):
    path = of_co_man(tmp_path / "a.xlsx", "DANH SÁCH ĐẢNG VIÊN")
    with pytest.raises(KnownError, match="hãy ghi như --tinh-den 31/12/2024"):
        import_report.run(moved, path, is_dry=False, skips=False, say=str, as_of="năm ngoái")


def test_a_list_of_villages_has_no_day(db: Database, tmp_path: Path):
    heard: list[str] = []
    rows = [("STT", "Tên thôn, bản", "Số hộ", "Nhân khẩu"), (1, "bản Co Mận", 50, 200)]
    path = write_book(tmp_path / "a.xlsx", {"S": rows})
    import_report.run(db, path, is_dry=False, skips=False, say=heard.append, as_of="31/12/2025")
    assert "Tệp không phải danh sách đảng viên; --tinh-den này không dùng đến." in heard


@pytest.fixture
def since_then(db: Database) -> Database:
    """Make one recognised in March 2026, and one with badges of 2015, of February 2026 and of no day."""
    with db.write("Dựng") as session:
        cell = builders.cell(session, CO_MAN)
        for name, admitted, official in (
            ("Lò Văn Ánh", PartialDate(2025, 3, 3), PartialDate(2026, 3, 3)),
            ("Cà Văn Ấm", PartialDate(1975, 1, 1), PartialDate(1976, 1, 1)),
        ):
            said = MemberValues(name, born_on=PartialDate(1955), admitted_on=admitted, official_on=official)
            key = members.add(session, said, cell, on=TODAY, since=admitted.first)
        for years, awarded_on in ((30, None), (40, date(2015, 2, 3)), (50, date(2026, 2, 3))):
            badges.award(session, key, BadgeValues(years, awarded_on))
    return db


@pytest.mark.parametrize(
    ("period", "official", "given"),
    [("2025", None, (30, 40)), ("2026-02", None, (30, 40, 50)), ("2026-03", PartialDate(2026, 3, 3), (30, 40, 50))],
)
def test_a_past_day_has_nothing_that_was_still_to_come(
    since_then: Database, period: str, official: PartialDate | None, given: tuple[int, ...]
):
    asked = Period.parse(period)
    listed = draft(since_then, offered.find("danh-sach-dang-vien", since_then), asked, TODAY).data
    book = draft(since_then, offered.find("so-danh-sach-dang-vien", since_then), asked, TODAY).data
    assert {line.member.full_name: line.member.official_on for line in listed} == {
        "Lò Văn Ánh": official,
        "Cà Văn Ấm": PartialDate(1976, 1, 1),
    }
    days = {line.cells[0]: line.cells[5].split("\n")[1:] for line in book}
    assert days == {"Lò Văn Ánh": [str(official)] if official else [], "Cà Văn Ấm": ["01/01/1976"]}
    assert [line.cells[6] for line in book if line.cells[6]] == [", ".join(f"HH {years} năm" for years in given)]


@pytest.mark.parametrize(("day", "names"), [("2026-02", ["Lò Văn Ánh"]), ("2026-03", [])])
def test_who_had_no_official_day_then_is_found_by_it(since_then: Database, day: str, names: list[str]):
    view = View("Dự bị", "members", ("full_name",), (Filter("official_on", Op.EMPTY),))
    with since_then.read() as session:
        table = build(session, view, None, Period.parse(day).last)
    assert [line.values[0] for line in table.rows] == names
