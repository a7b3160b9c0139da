"""Lists of transfers of which several lines, sheets or years tell of one person."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.readers import read_file
from models import events, imports
from models.database import Database
from models.imports import Verdict
from models.tables import EventKind
from tests.exports.books import write_book
from tests.exports.test_transfer_lists import CO_MAN, IN, TODAY, Row, bring, made, plan_of, verdicts

__all__ = ["made"]


GOING = ("TT", "Họ và tên", "Ngày sinh", "Hình thức", "Ngày chuyển", "Nơi chuyển đi", "Nơi chuyển đến", "Số GTSHĐ")
CAME: Row = (1, "Cà Thị Xôm", "02/01/1980", "Chuyển đến", "05/03/2026", "Đảng bộ xã B", CO_MAN, None)
WENT: Row = (2, "Cà Thị Xôm", "02/01/1980", "Chuyển đi", "05/10/2026", CO_MAN, "Đảng bộ xã A", None)


@pytest.mark.parametrize("lines", [(CAME, WENT), (WENT, CAME)])
def test_an_arrival_told_only_now_keeps_what_other_lines_tell(
    made: Database, tmp_path: Path, lines: tuple[Row, ...]
) -> None:
    path = write_book(tmp_path / "a.xlsx", {"DS": (("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",), GOING, *lines)})
    with made.write("Nhập") as session:
        decisions = {("DS", 3 + lines.index(CAME)): 1}
        plan = imports.plan(session, read_file(path, TODAY), TODAY, decisions=decisions)
        assert {action.verdict for action in plan.actions} == {Verdict.ADD, Verdict.CHANGE}
        imports.apply(session, plan)
    with made.read() as session:
        told = [row.values.kind for row in events.history(session, 2)]
    assert told == [EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT]
    assert verdicts(plan_of(made, tmp_path / "a.xlsx")) == [Verdict.SKIP, Verdict.SKIP]


@pytest.mark.parametrize("day", ["12/03/2026", "20/03/2026"])
def test_a_newcomer_of_two_sheets_is_added_once(made: Database, tmp_path: Path, day: str) -> None:
    again = tuple(day if cell == "12/03/2026" else cell for cell in IN[-1])
    path = write_book(tmp_path / "den.xlsx", {"Quý I": IN, "Quý II": (*IN[:-1], again)})
    plan = plan_of(made, path)
    assert verdicts(plan) == [Verdict.ADD, Verdict.ERROR]
    assert plan.actions[1].problems[0].reason == "Dòng 3 trang “Quý I” đã thêm đồng chí này."


def test_a_number_of_a_letter_means_its_year_alone(made: Database, tmp_path: Path) -> None:
    leaving = ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI",)
    first = (*WENT[:4], "05/10/2020", *WENT[5:7], "12-GT")
    bring(made, tmp_path / "1.xlsx", (leaving, GOING, first))
    bring(made, tmp_path / "2.xlsx", (("DANH SÁCH CHUYỂN ĐẾN",), GOING, (*CAME[:4], "05/10/2022", *CAME[5:])))
    last = (*WENT[:4], "05/10/2025", *WENT[5:7], "12-GT")
    plan = bring(made, tmp_path / "3.xlsx", (leaving, GOING, last))
    assert verdicts(plan) == [Verdict.ADD]
    with made.read() as session:
        went = [row.values for row in events.history(session, 2) if row.values.kind is EventKind.TRANSFER_OUT]
    assert [values.effective_on.year for values in went] == [2020, 2025]
    mended = (*WENT[:4], "06/10/2025", *WENT[5:7], "12-GT")
    assert verdicts(plan_of(made, write_book(tmp_path / "4.xlsx", {"DS": (leaving, GOING, mended)}))) == [
        Verdict.CHANGE
    ]
