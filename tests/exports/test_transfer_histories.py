"""Lists of transfers of which several lines, sheets or years tell of one person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports.readers import read_file
from models import events, imports, members
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


def test_lines_are_judged_in_the_order_of_their_days_whatever_their_rows(made: Database, tmp_path: Path) -> None:
    """Offices put arrivals before departures: who left in March and came back in October stands there the other way."""
    went = (*WENT[:4], "05/03/2026", *WENT[5:])
    back = (*CAME[:4], "05/10/2026", *CAME[5:])
    again = (*WENT[:4], "01/11/2026", *WENT[5:])
    plan = bring(made, tmp_path / "a.xlsx", (("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",), GOING, again, back, went))
    assert verdicts(plan) == [Verdict.ADD] * 3
    assert [action.row for action in plan.actions] == [3, 4, 5]
    with made.read() as session:
        told = [row.values.kind for row in events.history(session, 2)][-3:]
    assert told == [EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT]
    assert verdicts(plan_of(made, tmp_path / "a.xlsx")) == [Verdict.SKIP] * 3


PAPER = "Công nhận chính thức 05/2011: quyết định số 15-QĐ/ĐU ngày 20/04/2011"


@pytest.mark.parametrize(
    ("before", "after"), [("", PAPER), ("Ở xa", f"Ở xa; {PAPER}"), (f"{PAPER}; ở xa", f"{PAPER}; ở xa")]
)
def test_the_number_of_a_recognition_that_goes_is_kept_in_the_note(
    made: Database, tmp_path: Path, before: str, after: str
) -> None:
    path = _recognised(made, tmp_path, before)
    with made.write("Nhập") as session:
        plan = imports.plan(session, read_file(path, TODAY), TODAY, decisions={("DS", 3): 1})
        imports.apply(session, plan)
    assert [one.after for one in plan.actions[0].differences if one.field == "Ghi chú"] == (
        [after] if after != before else []
    )
    with made.read() as session:
        assert [row.values.kind for row in events.history(session, 2)] == [EventKind.TRANSFER_IN]
        assert members.read(session, 2).note == after
    made.undo()
    with made.read() as session:
        assert events.history(session, 2)[1].values.decision_number == "15-QĐ/ĐU"
        assert members.read(session, 2).note == before


def test_a_note_without_room_for_the_number_leaves_everything_as_it_is(made: Database, tmp_path: Path) -> None:
    path = _recognised(made, tmp_path, "a" * 480)
    [action] = plan_of(made, path).actions
    assert (action.verdict, action.write) == (Verdict.ERROR, None)
    assert action.problems[-1].repair == "Rút gọn ghi chú ấy rồi nhập lại."


def _recognised(db: Database, folder: Path, note: str) -> Path:
    """Let the recognition of somebody listed from an unknown day bear a decision; return a list with their arrival."""
    with db.write("Quyết định") as session:
        members.edit(session, 2, replace(members.read(session, 2), note=note), on=TODAY)
        row = next(row for row in events.history(session, 2) if row.values.kind is EventKind.RECOGNITION)
        paper = {"decision_number": "15-QĐ/ĐU", "decision_on": date(2011, 4, 20)}
        events.correct(session, row.id, replace(row.values, **paper))
    return write_book(folder / "a.xlsx", {"DS": (("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",), GOING, CAME)})


SAME_DAY = "05/10/2026"
MANY = 450
"""More than are written at once."""


def strangers() -> list[Row]:
    names = [f"Lò Văn {first}{rest}" for first in "BCDGHKLMN" for rest in ("anh", "inh", "ong", "um", "en")]
    row = ("Chuyển đến", SAME_DAY, "Đảng bộ xã B", CO_MAN, None)
    return [(n, names[n % len(names)], str(1950 + n // len(names)), *row) for n in range(MANY)]


@pytest.mark.parametrize("hundreds", [0, 1], ids=["beside", "far apart"])
def test_of_one_day_the_departure_is_judged_before_the_arrival_it_makes_possible(
    made: Database, tmp_path: Path, hundreds: int
) -> None:
    """The officer lists who came above who went; so many others stand between them that they are written apart."""
    back, went = (*CAME[:4], SAME_DAY, *CAME[5:]), (*WENT[:4], SAME_DAY, *WENT[5:])
    others = strangers()
    path = tmp_path / "a.xlsx"
    plan = bring(made, path, (("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",), GOING, back, *others[: MANY * hundreds], went))
    ours = [action for action in plan.actions if action.name == "Cà Thị Xôm"]
    assert [(one.verdict, one.row) for one in ours] == [(Verdict.ADD, 3), (Verdict.ADD, 4 + MANY * hundreds)]
    with made.read() as session:
        told = [row.values.kind for row in events.history(session, 2)][-2:]
    assert told == [EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN]
    again = plan_of(made, path)
    assert {one.verdict for one in again.actions if one.name == "Cà Thị Xôm"} == {Verdict.SKIP}


def test_who_came_and_went_on_one_day_is_judged_as_it_stands(made: Database, tmp_path: Path) -> None:
    """Somebody away comes back and leaves again on the day: there the arrival goes first, whatever its row."""
    away = (*WENT[:4], "05/03/2026", *WENT[5:])
    back, went = (*CAME[:4], SAME_DAY, *CAME[5:]), (*WENT[:4], SAME_DAY, *WENT[5:])
    title = ("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",)
    bring(made, tmp_path / "a.xlsx", (title, GOING, away))
    plan = bring(made, tmp_path / "b.xlsx", (title, GOING, went, back))
    assert verdicts(plan) == [Verdict.ADD, Verdict.ADD]
    with made.read() as session:
        told = [row.values.kind for row in events.history(session, 2)][-3:]
    assert told == [EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN, EventKind.TRANSFER_OUT]


def test_a_departure_far_below_the_arrival_after_it_is_written_first(made: Database, tmp_path: Path) -> None:
    went, back = (*WENT[:4], "05/03/2026", *WENT[5:]), (*CAME[:4], SAME_DAY, *CAME[5:])
    moves = strangers()
    title = ("DANH SÁCH CHUYỂN SINH HOẠT ĐẢNG",)
    bring(made, tmp_path / "a.xlsx", (title, GOING, *moves))
    leave = [(*one[:3], "Chuyển đi", "06/10/2026", CO_MAN, "Đảng bộ xã A", None) for one in moves]
    bring(made, tmp_path / "b.xlsx", (title, GOING, back, *leave, went))
    with made.read() as session:
        told = [row.values.kind for row in events.history(session, 2)][-2:]
    assert told == [EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN]
