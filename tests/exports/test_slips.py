"""Slips out and back: what a cell may write comes in, in one step, and the same again changes nothing."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from exports import import_report, making, offered, slips
from exports.layouts import slip as at
from exports.readers import in_folder
from models import attendance, meeting_codes, members, office, renaming, roll_duties
from models.bodies import Body
from models.database import Database
from models.dates import Period
from models.decisions import Decision
from models.errors import KnownError
from models.imports import ImportRefused, Verdict
from models.progress import Cancelled
from models.tables import Duty, Mark, MeetingState, Member, Standing
from tests.exports import slip_files
from tests.exports.slip_files import (
    CO_MAN,
    NAMES,
    SCHOOL,
    TODAY,
    bring_in,
    filled,
    marks_of,
    meeting_of,
    of_cell,
    planned,
)
from tests.models import builders as make


@pytest.fixture
def db(db: Database) -> Database:
    """Give a commune of two cells with the meetings of November opened, on the 5th."""
    return slip_files.commune(db)


@pytest.fixture
def folder(db: Database, tmp_path: Path) -> Path:
    """Give a folder with the slips of both cells."""
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    return tmp_path / "phieu"


# -- the file that goes out ------------------------------------------------------------------------------------------


def test_a_slip_is_one_sheet_open_only_where_the_cell_writes(db: Database, folder: Path) -> None:
    assert [path.name for path in in_folder(folder)] == [
        "Phiếu điểm danh 2026-11 Bản Co Mận - Nà Hin.xlsx",
        "Phiếu điểm danh 2026-11 Trường Mầm non.xlsx",
    ]
    book = load_workbook(of_cell(folder))
    (sheet,) = book.worksheets
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_cells = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    fields = {f"{letter}{row}" for letter in "CD" for row in range(at.DAY, at.REST + 1)}
    rows = range(at.FIRST, at.FIRST + len(NAMES))
    assert open_cells == fields | {f"{letter}{row}" for letter in "DE" for row in rows}
    places = open_cells - {f"D{row}" for row in range(at.DAY, at.REST + 1)}  # the right half of merged cells
    assert {sheet[place].number_format for place in places} == {"@"}
    assert {sheet[place].fill.fgColor.rgb for place in places} == {"FFFFF8DC"}


def test_marks_and_people_are_chosen_from_lists(db: Database, folder: Path) -> None:
    sheet = load_workbook(of_cell(folder)).worksheets[0]
    last = at.FIRST + len(NAMES) - 1
    found = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert found[f"D{at.FIRST}:D{last}"].formula1 == '"Có mặt,Vắng có lý do,Vắng không lý do,Trực tuyến"'
    assert found[f"D{at.FIRST}:D{last}"].showErrorMessage
    assert found[f"C{at.REST}"].formula1 == '"Có mặt,Chưa ghi"'
    assert found[f"C{at.CHAIR}"].formula1 == f"$B${at.FIRST}:$B${last}"
    assert found[f"C{at.SECRETARY}"].formula1 == f"$B${at.FIRST}:$B${last}"
    assert not found[f"E{at.FIRST}:E{last}"].showErrorMessage  # a reason may be any words


def test_what_a_slip_is_known_by_is_hidden_and_kept_as_text(db: Database, folder: Path) -> None:
    sheet = load_workbook(of_cell(folder)).worksheets[0]
    meeting = meeting_of(db)
    code = meeting_codes.code(meeting.id, meeting.cell_id, 11)
    said = [sheet.cell(at.IDENTITY_ROW, column).value for column in range(1, 7)]
    assert said[:5] == [at.SIGN, code, "2026-11", "Đảng ủy xã Mường Mẫu", "2026-11-05"]
    assert len(str(said[5])) == 16
    with db.read() as session:
        assert sheet.cell(at.IDENTITY_ROW, at.IDENTITY).value == office.identity(session)
    assert sheet.column_dimensions["H"].hidden
    assert sheet.row_dimensions[at.IDENTITY_ROW].hidden
    assert all(sheet.column_dimensions[letter].hidden for letter in "FG")
    hidden = [sheet.cell(row, column) for row in range(at.FIRST, at.FIRST + 5) for column in (6, 7)]
    assert {cell.data_type for cell in hidden} == {"s"}
    assert {cell.number_format for cell in hidden} == {"@"}
    assert sheet.print_area.endswith("$A$2:$E$19")
    texts = {str(cell.value) for row in sheet.iter_rows(min_row=2) for cell in row}
    assert {f"Mã cuộc họp: {code}", CO_MAN.upper(), "Cà Văn Ấm", "Miễn sinh hoạt"} <= texts


def test_slips_never_overwrite_what_may_be_filled_in(db: Database, folder: Path) -> None:
    with pytest.raises(KnownError, match="có thể chi bộ đã điền"):
        slips.write_all(db, 2026, 11, folder)
    with pytest.raises(KnownError, match="hãy mở kỳ"):
        slips.write_all(db, 2026, 12, folder)


def test_one_cell_alone_and_stopping_half_way(db: Database, tmp_path: Path) -> None:
    (one,) = slips.write_all(db, 2026, 11, tmp_path / "mot", meeting_of(db, SCHOOL).cell_id)
    assert "Trường Mầm non" in one.name

    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        slips.write_all(db, 2026, 11, tmp_path / "dung", progress=Stop())
    assert list((tmp_path / "dung").iterdir()) == []


# -- what comes back ---------------------------------------------------------------------------------------------------


def test_a_filled_slip_writes_the_roll_and_the_meeting_once(db: Database, folder: Path) -> None:
    path = filled(
        of_cell(folder),
        {"Sùng A Páo": "Vắng có lý do: đi làm ăn xa", "Vừ A Vảng": "K", "Mùa A Chư": "Trực tuyến"},
        day="06/11/2026",
        starts="19h30",
        ends="21:00",
        chair="Lò Văn Ánh",
        secretary="Quàng Thị Dung",
    )
    plan = planned(db, path)
    (action,) = plan.actions
    assert (action.verdict, action.name) == (Verdict.CHANGE, f"{CO_MAN} – 11/2026")
    said = {one.field: (one.before, one.after) for one in action.differences}
    assert said["Điểm danh"] == (
        "Chưa ghi",
        "5 phải dự: 2 có mặt, 1 trực tuyến, 1 vắng có lý do, 1 vắng không lý do",
    )
    assert said["Ngày họp"] == ("05/11/2026", "06/11/2026")
    assert said["Sùng A Páo"] == ("", "Vắng có lý do (đi làm ăn xa)")
    bring_in(db, path)
    assert marks_of(db) == {
        "Lò Văn Ánh": (Mark.PRESENT, ""),
        "Mùa A Chư": (Mark.ONLINE, ""),
        "Quàng Thị Dung": (Mark.PRESENT, ""),
        "Sùng A Páo": (Mark.EXCUSED, "đi làm ăn xa"),
        "Vừ A Vảng": (Mark.UNEXCUSED, ""),
        "Cà Văn Ấm": (Mark.UNRECORDED, ""),
    }
    values = meeting_of(db).values
    assert (values.held_on, values.starts_at, values.ends_at) == (date(2026, 11, 6), time(19, 30), time(21))
    with db.read() as session:
        names = {key: session.get_one(Member, key).full_name for key in (values.chair_id, values.secretary_id) if key}
    assert list(names.values()) == ["Lò Văn Ánh", "Quàng Thị Dung"]


def test_the_same_slip_again_changes_nothing(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Vừ A Vảng": "Vắng có lý do: ốm"}, starts="19:30")
    bring_in(db, path)
    again = planned(db, path)
    assert [action.verdict for action in again.actions] == [Verdict.SKIP]
    assert not again.changes_something


def test_a_slip_under_the_name_of_before_is_of_the_cell_of_today(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Vừ A Vảng": "K"})
    with db.write("Đổi tên") as session:
        decision = Decision(date(2026, 11, 1), "45-QĐ/ĐU")
        renaming.rename(session, Body(cell_id=meeting_of(db).cell_id), "Chi bộ Tổ 1", decision, today=TODAY)
    (action,) = planned(db, path).actions
    assert action.verdict is Verdict.CHANGE
    assert [problem.reason for problem in action.problems] == [f"“{CO_MAN}” là tên cũ, nay là “Chi bộ Tổ 1”."]
    bring_in(db, path)
    assert marks_of(db, "Chi bộ Tổ 1")["Vừ A Vảng"] == (Mark.UNEXCUSED, "")


def test_a_slip_from_before_a_name_was_corrected_is_of_the_same_person(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Mùa A Chư": "Vắng có lý do: ốm"}, chair="Mùa A Chư")
    with db.write("Sửa tên") as session:
        for member in session.query(Member).filter_by(full_name="Mùa A Chư"):
            member.full_name = "Mùa A Chừ"
    (action,) = planned(db, path).actions
    assert action.verdict is Verdict.CHANGE
    (problem,) = action.problems
    assert problem.reason == "“Mùa A Chư” là tên trong phiếu, nay trong sổ là “Mùa A Chừ”."
    assert ("Chủ trì", "", "Mùa A Chừ") in [(one.field, one.before, one.after) for one in action.differences]
    bring_in(db, path)
    assert marks_of(db)["Mùa A Chừ"] == (Mark.EXCUSED, "ốm")
    assert not planned(db, path).changes_something


def test_a_slip_of_somebody_undone_since_is_not_taken_for_who_bears_the_number_now(
    db: Database, tmp_path: Path
) -> None:
    cell_id = meeting_of(db).cell_id

    def add(name: str) -> int:
        with db.write("Thêm") as session:
            return members.add(session, members.MemberValues(name), cell_id, on=TODAY, since=date(2026, 10, 1))

    first = add("Tòng Văn Nhầm")
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    db.undo()
    assert add("Cà Thị Khác") == first, "the number was given again"
    (action,) = planned(db, filled(of_cell(tmp_path / "phieu"), {"Vừ A Vảng": "K"})).actions
    assert action.verdict is Verdict.ERROR
    (problem,) = action.problems
    assert (
        problem.reason
        == "Dòng của “Tòng Văn Nhầm” nay là của “Cà Thị Khác”, một người khác (người cũ đã bị bỏ khỏi sổ)."
    )


def test_a_corrected_slip_shows_old_and_new(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Vừ A Vảng": "Vắng có lý do: ốm"})
    bring_in(db, path)
    filled(path, {"Vừ A Vảng": "Có mặt", "Mùa A Chư": "Vắng không lý do"}, day="06/11/2026")
    (action,) = planned(db, path).actions
    said = {one.field: (one.before, one.after) for one in action.differences}
    assert said["Vừ A Vảng"] == ("Vắng có lý do", "Có mặt")
    assert said["Mùa A Chư"] == ("Có mặt", "Vắng không lý do")
    assert said["Ngày họp"] == ("05/11/2026", "06/11/2026")
    assert "Lò Văn Ánh" not in said
    bring_in(db, path)
    assert meeting_of(db).values.held_on == date(2026, 11, 6)
    assert not planned(db, path).changes_something


def test_empty_marks_stay_unrecorded_and_take_nothing_away(db: Database, folder: Path) -> None:
    path = filled(of_cell(folder), {"Vừ A Vảng": "Có mặt"}, rest="")
    bring_in(db, path)
    assert marks_of(db)["Lò Văn Ánh"] == (Mark.UNRECORDED, "")
    with db.write("Ghi tay") as session:
        roll = attendance.roll(session, meeting_of(db).id)
        key = next(line.member_id for line in roll.lines if line.full_name == "Lò Văn Ánh")
        attendance.write(session, roll.meeting.id, {key: (Mark.EXCUSED, "ốm")}, on=TODAY)
    assert not planned(db, path).changes_something


def test_all_slips_come_in_as_one_step_and_go_back_as_one(db: Database, folder: Path) -> None:
    for path in in_folder(folder):
        filled(path, {"Vừ A Vảng": "Vắng có lý do"})
    plan = bring_in(db, *in_folder(folder))
    assert plan.counts[Verdict.CHANGE] == 2
    assert {meeting_of(db, name).state for name in (CO_MAN, SCHOOL)} == {MeetingState.RECORDED}
    assert db.undo() == "Nhập phiếu"
    assert {meeting_of(db, name).state for name in (CO_MAN, SCHOOL)} == {MeetingState.PLANNED}


def test_the_command_line_takes_a_slip_like_any_list_and_a_folder_of_them(db: Database, folder: Path) -> None:
    said: list[str] = []
    one = filled(of_cell(folder), {"Vừ A Vảng": "Vắng có lý do"})
    assert import_report.run(db, one, is_dry=False, skips=False, say=said.append) == 0
    assert "Đây là phiếu điểm danh của chi bộ" in said[0]
    assert said[1].startswith("Thêm 0 · Sửa 1 phiếu")
    with pytest.raises(ImportRefused):
        import_report.run(db, folder, is_dry=False, skips=False, say=said.append)
    assert import_report.run(db, folder, is_dry=False, skips=True, say=said.append) == 0
    assert said[-1] == "Tệp không có gì mới."


def test_slips_go_out_by_the_command_line_of_all_cells_or_of_one(db: Database, tmp_path: Path) -> None:
    made = slips.produce(db, Period.parse("2026-11"), tmp_path / "tat-ca")
    assert len(made) == 2
    (one,) = slips.produce(db, Period.parse("2026-11"), tmp_path / "mot", "truong mam non")
    assert "Trường Mầm non" in one.name
    with pytest.raises(KnownError, match="Không có chi bộ “Nà Hỳ”"):
        slips.produce(db, Period.parse("2026-11"), tmp_path, "Nà Hỳ")
    for period in (None, Period.parse("2026-Q3")):
        with pytest.raises(KnownError, match="lập cho một tháng"):
            slips.produce(db, period, tmp_path)


def test_slips_are_named_among_the_reports_of_the_command_line(db: Database, tmp_path: Path) -> None:
    assert "phieu-excel" in [key for key, _title in offered.names(db)]
    made = making.make(db, "phieu-excel", Period.parse("2026-11"), TODAY, tmp_path)
    assert len(made) == 2
    with pytest.raises(KnownError, match="chỉ lập bằng Excel"):
        making.make(db, "phieu-excel", Period.parse("2026-11"), TODAY, tmp_path, "pdf")


def test_one_person_who_led_and_wrote_is_told_and_a_reason_without_accents_is_the_known_one(
    db: Database, tmp_path: Path
) -> None:
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    path = slip_files.filled(
        slip_files.of_cell(tmp_path / "phieu"),
        {"Vừ A Vảng": "Vắng có lý do: om"},
        chair="Lò Văn Ánh",
        secretary="Lò Văn Ánh",
    )
    plan = slip_files.bring_in(db, path)
    told = [problem.reason for action in plan.actions for problem in action.problems]
    assert told == ["Chủ trì và thư ký cùng là “Lò Văn Ánh”."]
    assert slip_files.marks_of(db)["Vừ A Vảng"] == (Mark.EXCUSED, "ốm")
    assert not slip_files.planned(db, path).changes_something


# -- whom the roll before left out -----------------------------------------------------------------------------------


@pytest.fixture
def asked_after(db: Database) -> str:
    """Give somebody whom the roll of October left out while the register has them attend."""
    november = meeting_of(db)
    with db.write("Điểm danh tháng 10") as session:
        lines = attendance.roll(session, november.id).lines
        duties = [Duty.EXEMPT if line.full_name == NAMES[1] else line.duty for line in lines]
        marks = [(Standing.OFFICIAL, one, Mark.PRESENT if one is Duty.ACTIVE else Mark.UNRECORDED) for one in duties]
        make.roster(session, november.cell_id, date(2026, 10, 5), marks, [line.member_id for line in lines])
    return NAMES[1]


def test_a_slip_tells_whom_it_asks_after_and_a_blank_of_theirs_is_not_present(
    db: Database, asked_after: str, tmp_path: Path
) -> None:
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    path = of_cell(tmp_path / "phieu")
    sheet = load_workbook(path).worksheets[0]
    below = sheet.cell(at.FIRST + len(NAMES), 1).value
    assert below == f"Lần trước ngoài diện phải dự: {asked_after} (miễn sinh hoạt). Nay vẫn vậy thì để trống dòng đó."
    bring_in(db, filled(path, {NAMES[2]: "Vắng có lý do: ốm"}))
    marks = marks_of(db)
    assert marks.pop(asked_after) == (Mark.UNRECORDED, "")
    assert {name: marks[name][0] for name in NAMES if name != asked_after} == dict.fromkeys(
        (NAMES[0], *NAMES[3:]), Mark.PRESENT
    ) | {NAMES[2]: Mark.EXCUSED}


def test_a_mark_for_somebody_asked_after_is_taken(db: Database, asked_after: str, tmp_path: Path) -> None:
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    bring_in(db, filled(of_cell(tmp_path / "phieu"), {asked_after: "Có mặt"}))
    assert marks_of(db)[asked_after] == (Mark.PRESENT, "")


def test_a_slip_stays_good_when_the_register_learns_of_them_after_it_went_out(
    db: Database, asked_after: str, tmp_path: Path
) -> None:
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    path = of_cell(tmp_path / "phieu")
    with db.write("Ghi vào sổ") as session:
        roll_duties.register(session, roll_duties.of_month(session, 2026, 11))
    (action,) = bring_in(db, filled(path)).actions
    assert [problem.reason for problem in action.problems] == [
        f"{asked_after} nay là miễn sinh hoạt, không tính vào tỷ lệ."
    ]
    assert {mark for name, (mark, _why) in marks_of(db).items() if name in NAMES} == {Mark.PRESENT, Mark.UNRECORDED}
    with db.read() as session:
        assert attendance.roll(session, meeting_of(db).id).tally.eligible == len(NAMES) - 1


def test_a_mark_of_somebody_who_need_not_come_any_more_is_refused(
    db: Database, asked_after: str, tmp_path: Path
) -> None:
    slips.write_all(db, 2026, 11, tmp_path / "phieu")
    path = of_cell(tmp_path / "phieu")
    with db.write("Ghi vào sổ") as session:
        roll_duties.register(session, roll_duties.of_month(session, 2026, 11))
    (problem,) = planned(db, filled(path, {asked_after: "Có mặt"})).errors
    assert problem.reason == f"Phiếu đã cũ: {asked_after} nay là miễn sinh hoạt."
