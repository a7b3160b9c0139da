"""Closing a month: nothing moves it, and a correction is another edition that says what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from exports import behind
from models import attendance, cells, closings, meetings, members, months, roll_standings, rules, stays, trash
from models.cells import CellValues
from models.closings import Correction
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.meetings import MeetingValues
from models.months import Month, MonthStep
from models.tables import Comparator, Duty, Ending, Mark, MeetingForm, MeetingKind, SeveralMeetings, Standing, TrashKind
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import NOW, TODAY, K, P

DAY = date(2026, 10, 5)
AT = datetime(2026, 11, 2, 16, 30)


def month(session: Session) -> Month:
    return months.read(session, 2026, 10, on=TODAY, as_of=date(2026, 10, 31))


def close(session: Session, at: datetime = AT) -> closings.Closing:
    return months.close(session, 2026, 10, at=at, by="Lò Thị Mai")


@pytest.fixture
def met(session: Session) -> tuple[int, int, list[int]]:
    """A cell of five that met with two absences: cell, meeting, people."""
    key = make.cell(session)
    who = make.people(session, key, 5)
    return key, make.held(session, key, DAY, {who[0]: P, who[1]: K}), who


def test_a_closing_keeps_what_was_reckoned(session: Session, met: tuple[int, int, list[int]]) -> None:
    done = close(session)
    (cell,) = done.cells
    assert (done.label, done.closed_by) == ("lần 1, ngày 02/11/2026", "Lò Thị Mai")
    assert (cell.name, cell.state, cell.held_on) == ("Chi bộ bản Nà Sáy", "Đã ghi", "05/10/2026")
    assert (cell.eligible, cell.attended, cell.excused, cell.unexcused, cell.unrecorded) == (5, 3, 1, 1, 0)
    assert closings.closed_months(session, 2026) == {10: 1}


def test_nothing_of_a_closed_month_changes(session: Session, met: tuple[int, int, list[int]]) -> None:
    key, meeting, who = met
    other = make.cell(session, "Chi bộ bản Co Mặn")
    planned = make.meeting(session, other, date(2026, 10, 8))
    close(session)
    values = MeetingValues(MeetingKind.REGULAR, DAY, MeetingForm.ONLINE)
    for change in (
        lambda: attendance.write(session, meeting, {who[2]: (Mark.EXCUSED, "ốm")}, on=TODAY),
        lambda: attendance.clear(session, meeting),
        lambda: attendance.refresh(session, meeting),
        lambda: meetings.edit(session, meeting, values, on=TODAY),
        lambda: meetings.delete(session, meeting),
        lambda: meetings.set_not_held(session, planned, "Mưa lũ"),
        lambda: meetings.set_planned(session, planned),
        lambda: meetings.add(session, key, 2026, 10, values),
        lambda: meetings.open_month(session, 2026, 10, on=TODAY),
        lambda: trash.remove(session, TrashKind.MEETING, meeting, on=TODAY),
    ):
        with pytest.raises(KnownError, match="Tháng 10/2026 đã chốt số liệu"):
            change()
    with pytest.raises(KnownError, match="điểm danh tháng 10/2026 đã chốt"):
        trash.remove(session, TrashKind.MEMBER, who[2], on=TODAY)
    assert month(session).total.attended == 3
    attendance.write(session, make.meeting(session, key, date(2026, 11, 5)), on=TODAY)  # the next month is open


def test_later_transfers_and_closed_cells_do_not_move_a_closed_month(
    session: Session, met: tuple[int, int, list[int]]
) -> None:
    key, _meeting, who = met
    silent = make.cell(session, "Chi bộ bản Co Mặn")
    others = make.people(session, silent, 4, start=10)
    close(session)
    before = month(session).frozen
    assert [row.official for row in before] == [5, 4]  # the second by the register: it has no roll
    stays.change(session, others[0], on=date(2026, 10, 1), cell_id=key)  # written late, for a day in October
    leave(session, others[1], on=date(2026, 10, 2), ending=Ending.DIED)
    stays.change(session, who[2], on=date(2026, 10, 1), duty=Duty.EXEMPT)
    cells.edit(session, silent, cells.CellValues("Chi bộ bản Co Mạ"))
    session.flush()
    assert month(session).frozen == before
    assert months.drift(month(session)) == []
    closings.reopen(session, 2026, 10, "Chuyển sinh hoạt ghi muộn", at=NOW)
    assert [row.official for row in month(session).frozen] == [5, 2]


def test_a_correction_makes_another_edition_that_says_what_changed(
    session: Session, met: tuple[int, int, list[int]]
) -> None:
    _key, meeting, who = met
    first = close(session)
    with pytest.raises(KnownError, match="lý do"):
        closings.reopen(session, 2026, 10, "  ", at=NOW)
    closings.reopen(session, 2026, 10, "Bí thư báo nhầm", at=NOW)
    attendance.write(session, meeting, {who[1]: (Mark.PRESENT, "")}, on=TODAY)
    second = close(session, NOW)
    assert closings.corrections(first, second) == [
        Correction("Chi bộ bản Nà Sáy", "Có mặt", "3", "4"),
        Correction("Chi bộ bản Nà Sáy", "Vắng không lý do", "1", "0"),
    ]
    kept = closings.history(session, 2026, 10)
    assert [(one.edition, one.reason) for one in kept] == [(1, "Bí thư báo nhầm"), (2, "")]
    assert kept[0].cells == first.cells


def test_a_cell_that_came_or_went_is_told(session: Session, met: tuple[int, int, list[int]]) -> None:
    first = close(session)
    closings.reopen(session, 2026, 10, "Thiếu chi bộ", at=NOW)
    make.manned(session, "Chi bộ Trường Mầm non")
    second = close(session, NOW)
    assert [(one.cell, one.after) for one in closings.corrections(first, second)] == [
        ("Chi bộ Trường Mầm non", "thêm vào tháng này")
    ]
    assert [one.after for one in closings.corrections(second, first)] == ["không còn"]


def test_a_rule_changed_afterwards_is_shown_as_a_difference(session: Session, met: tuple[int, int, list[int]]) -> None:
    key, meeting, _who = met
    make.people(session, key, 1, duty=Duty.EXEMPT, start=20)
    attendance.refresh(session, meeting)  # one exempt on the roll, outside the count
    close(session)
    card = rules.book(session).on(DAY)
    rules.save(
        session,
        card.effective_from,
        {
            "document": card.document,
            "target": float(card.target * 100),
            "comparator": Comparator.AT_LEAST,
            "excluded": frozenset(),
            "several": SeveralMeetings.FIRST,
        },
    )
    session.flush()
    differences = {one.field: (one.before, one.after) for one in months.drift(month(session))}
    assert differences == {"Phải dự": ("5", "6"), "Chưa ghi": ("0", "1"), "Tình trạng": ("Đã ghi", "Chưa ghi")}


def test_what_cannot_be_closed_or_opened_is_said(session: Session) -> None:
    with pytest.raises(KnownError, match="chưa có chi bộ"):
        close(session)
    make.manned(session)
    with pytest.raises(KnownError, match="chưa đến"):
        months.close(session, 2026, 12, at=NOW, by="")
    with pytest.raises(KnownError, match="chưa chốt"):
        closings.reopen(session, 2026, 10, "Nhầm", at=NOW)
    close(session)
    with pytest.raises(KnownError, match="đã chốt lần 1"):
        close(session)


def test_a_closing_is_taken_back_with_one_undo(db: Database) -> None:
    with db.write("Chuẩn bị") as session:
        key = make.cell(session)
        make.people(session, key, 3)
        meeting = make.held(session, key, DAY)
    with db.write("Chốt tháng 10/2026") as session:
        close(session)
    assert db.undo() == "Chốt tháng 10/2026"
    with db.write("Sửa") as session:
        attendance.clear(session, meeting)
    assert [db.undo(), db.undo()] == ["Sửa", "Chuẩn bị"]


def test_the_steps_of_a_month_count_cells(session: Session, met: tuple[int, int, list[int]]) -> None:
    make.manned(session, "Chi bộ bản Co Mặn")
    later = make.manned(session, "Chi bộ bản Nà Phát")
    make.meeting(session, later, date(2026, 10, 20))
    counts = {one.step: (one.done, one.total) for one in month(session).steps}
    assert counts[MonthStep.OPEN] == (2, 3)
    assert counts[MonthStep.PLAN] == (0, 2)
    assert counts[MonthStep.ROLL] == (1, 3)
    assert counts[MonthStep.SCORE] == (0, 1)
    assert counts[MonthStep.CLOSE] == (0, 1)
    close(session)
    assert {one.step: one.done for one in month(session).steps}[MonthStep.CLOSE] == 1


def test_names_behind_a_closed_month_are_those_of_its_closing(
    session: Session, met: tuple[int, int, list[int]]
) -> None:
    key, _meeting, who = met
    silent = make.cell(session, "Chi bộ bản Co Mặn")
    listed = make.people(session, silent, 2, start=40)
    close(session)
    for member_id, name in ((who[0], "Lò Thị Khác"), (listed[0], "Lường Thị Mới")):
        values = members.read(session, member_id)
        members.edit(session, member_id, replace(values, full_name=name), on=TODAY)
    for cell_id, name in ((key, "Chi bộ bản Nà Sáy 1"), (silent, "Chi bộ bản Co Mận")):
        cells.edit(session, cell_id, CellValues(name))
    stays.change(session, listed[1], on=date(2026, 10, 3), cell_id=key)
    known = month(session)
    assert [row.name for row in known.rows] == ["Chi bộ bản Nà Sáy", "Chi bộ bản Co Mặn"]
    assert [cell.name for cell in known.figures.cells] == ["Chi bộ bản Nà Sáy", "Chi bộ bản Co Mặn"]
    rolls = behind.on_rolls(session, known, None, lambda _line: True)
    assert {(one.full_name, one.cell) for one in rolls} >= {("Lò Văn Aa", "Chi bộ bản Nà Sáy")}
    shown = behind.on_lists(session, known, known.rows[1], frozenset({Standing.OFFICIAL}), date(2026, 10, 31))
    assert [(one.full_name, one.cell) for one in shown] == [
        ("Lò Văn Bo", "Chi bộ bản Co Mặn"),
        ("Lò Văn Bp", "Chi bộ bản Co Mặn"),
    ]
    assert len(shown) == known.rows[1].official
    months.reopen(session, 2026, 10, "Đính chính tên", at=NOW)
    assert [row.name for row in month(session).rows] == ["Chi bộ bản Nà Sáy 1", "Chi bộ bản Co Mận"]


def test_a_standing_learned_after_the_closing_is_told_and_comes_with_the_next_edition(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 2)
    unknown = make.people(session, key, 1, standing=Standing.UNKNOWN, start=20)
    make.held(session, key, DAY)
    first = close(session)
    assert (first.cells[0].official, first.cells[0].unknown) == (2, 1)
    assert roll_standings.known_since(session, 2026, 10) == []
    values = members.read(session, unknown[0])
    dates = {"admitted_on": PartialDate(2000, 5, 1), "official_on": PartialDate(2001, 5, 1)}
    members.edit(session, unknown[0], replace(values, **dates), on=TODAY)
    found = roll_standings.known_since(session, 2026, 10)
    assert [(one.full_name, one.standing) for one in found] == [("Lò Văn Au", Standing.OFFICIAL)]
    assert "Lò Văn Au (chính thức); mở lại để đính chính" in roll_standings.known_words(found)
    assert (month(session).rows[0].official, month(session).rows[0].unknown) == (2, 1)
    assert months.reopen(session, 2026, 10, "Ghi ngày chính thức", at=NOW) == 1
    second = close(session, NOW)
    assert (second.cells[0].official, second.cells[0].unknown) == (3, 0)
    assert [one.field for one in closings.corrections(first, second)] == ["Chính thức", "Chưa rõ chính thức hay dự bị"]
