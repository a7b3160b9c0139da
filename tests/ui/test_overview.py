"""*Tổng quan*: what the cards say, where every line leads, how it looks in little room."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from models import (
    attendance,
    backup,
    cells,
    first_month,
    meetings,
    members,
    office,
    targets,
    tasks,
    terms,
    villages,
)
from models.bodies import Body
from models.dates import PartialDate, Period
from models.members import MemberValues
from models.tables import Duty, Ending, Mark, TaskResult
from models.targets import TargetValues
from models.terms import TermValues
from models.text import percent
from models.villages import VillageValues
from tests.leaving import leave
from tests.models.builders import C, P, cell, held, manned, meeting, people
from ui.meetings.squares import TOTAL
from ui.overview import cards
from ui.overview.screen import OverviewScreen
from ui.theme import TextSize
from ui.widgets.labels import ElidedLabel
from ui.widgets.names import NamesDialog

NOW = datetime(2026, 11, 14, 9, 0)


@pytest.fixture
def book(db):
    """Two cells of ten with a year of meetings; in November the second has only opened its meeting."""
    db.clock = lambda: NOW
    with db.write("Dựng") as session:
        first_month.opened(session, 2026, 1, on=date(2026, 1, 5))
        first, second = cell(session, "Chi bộ bản Nà Sáy"), cell(session, "Chi bộ Trạm Y tế")
        who = people(session, first, 10)
        people(session, second, 10, start=10)
        people(session, second, 1, start=30, duty=Duty.EXEMPT)
        for month in range(1, 11):
            absent = {who[0]: Mark.UNEXCUSED} if month > 7 else {}
            held(session, first, date(2026, month, 3), absent | ({who[1]: P, who[2]: P} if month == 9 else {}))
            held(session, second, date(2026, month, 4))
        held(session, first, date(2026, 11, 3))
        meeting(session, second, date(2026, 11, 4))
    return db


@pytest.fixture
def screen(book, qtbot):
    return shown(book, qtbot)


def shown(db, qtbot):
    made = OverviewScreen(db)
    qtbot.addWidget(made)
    made.resize(1170, 738)  # what the navigation and the status line leave of 1366×768
    made.show()
    made.reload()
    return made


def told(screen, signal="go"):
    heard: list[tuple[str, object]] = []
    getattr(screen, signal).connect(lambda *what: heard.append(what))
    return heard


def test_the_rate_names_its_numerator_denominator_and_target(screen):
    card = screen.cards.cards[cards.RATE]
    assert card.title.text() == "Tham gia sinh hoạt tháng 10"
    assert card.figure.text() == "95 %"
    assert card.caption.text() == "19/20 lượt – đạt mục tiêu ≥ 90 %"
    assert card.figure.property("state") == "good"


def test_no_rate_while_something_is_unwritten(book, qtbot):
    with book.write("Ghi dở") as session:
        row = meetings.of_month(session, 2026, 10)[0]
        roll = attendance.roll(session, row.id)
        attendance.write(session, row.id, {roll.lines[0].member_id: (C, "")}, on=NOW.date())
    card = shown(book, qtbot).cards.cards[cards.RATE]
    assert card.figure.text() == "–"
    assert card.caption.text() == "còn 1 chi bộ chưa ghi xong, chưa tính tỷ lệ"


def test_cells_that_met_and_those_that_did_not(screen):
    card = screen.cards.cards[cards.MET]
    assert (card.figure.text(), card.caption.text()) == ("1/2", "1 chưa ghi")


def test_a_cell_that_meets_later_in_the_month_is_not_one_that_has_not_met(book, qtbot):
    with book.write("Thêm") as session:
        third = manned(session, "Chi bộ Công an")
        manned(session, "Chi bộ Quân sự")
        meeting(session, third, date(2026, 11, 27))
    screen = shown(book, qtbot)
    assert screen.cards.cards[cards.MET].caption.text() == "1 chưa ghi · 1 chưa họp · 1 chưa đến ngày họp"
    assert "… chưa ghi hoặc chưa đến ngày họp" in screen.year.legend.text()


def test_members_and_their_change_since_new_year(book, qtbot):
    with book.write("Kết nạp") as session:
        values = MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 3, 3))
        members.add(session, values, cells.rows(session, NOW.date())[0].id, on=NOW.date())
    screen = shown(book, qtbot)
    card = screen.cards.cards[cards.PEOPLE]
    assert card.title.text() == "Đảng viên · +1 từ 01/01"
    assert card.figure.text() == "22"
    assert card.caption.text() == "21 chính thức · 1 dự bị · 1 miễn"
    admitted = screen.cards.cards[cards.ADMITTED]
    assert (admitted.figure.text(), admitted.caption.text()) == ("1", "chưa đặt chỉ tiêu")


def test_admissions_against_the_year_s_target(book, qtbot):
    with book.write("Kết nạp, chỉ tiêu") as session:
        values = MemberValues("Lò Thị Mới", admitted_on=PartialDate(2026, 3, 3))
        members.add(session, values, cells.rows(session, NOW.date())[0].id, on=NOW.date())
        key = targets.set_target(session, TargetValues("admitted", Period.year(2026), Fraction(4)))
    screen = shown(book, qtbot)
    card = screen.cards.cards[cards.ADMITTED]
    assert (card.figure.text(), card.caption.text()) == ("1/4", "cần 2 mỗi tháng để đạt chỉ tiêu")
    dialog = screen.people.admitted()
    qtbot.addWidget(dialog)
    assert "Chỉ tiêu năm 2026: 4. Còn thiếu 3 đảng viên" in dialog.explanation.text()
    assert [row.name.name for row in dialog.rows] == ["Lò Thị Mới"]
    with book.write("Sửa chỉ tiêu") as session:
        targets.change(session, key, TargetValues("admitted", Period.year(2026), Fraction(1)))
    screen.reload()
    assert (card.figure.text(), card.caption.text()) == ("1/1", "đạt · đã đủ")


def test_a_fall_is_written_with_a_minus(book, qtbot):
    with book.write("Từ trần") as session:
        who = members.search(session, on=NOW.date())[0].id
        leave(session, who, on=date(2026, 5, 5), ending=Ending.DIED)
    assert shown(book, qtbot).cards.cards[cards.PEOPLE].title.text() == "Đảng viên · −1 từ 01/01"


def test_the_actions_lead_to_the_month_and_the_report(screen, qtbot):
    heard = told(screen)
    assert screen.open_button.text() == "Mở kỳ tháng 12"
    qtbot.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.report_button, Qt.MouseButton.LeftButton)
    assert heard == [("meetings", {"open": (2026, 12)}), ("reports", ("tham-gia-sinh-hoat", "2026-10"))]


def test_every_line_of_work_leads_somewhere(screen, qtbot):
    heard = told(screen)
    with screen.db.read() as session:
        second = cells.rows(session, NOW.date())[1].id
    assert list(screen.todo.rows) == [
        "absent",
        "office",
        "unwritten",
        "LATE_RESULT",
        "NO_THEMATIC",
        "backup",
        "lacking",
    ]
    for row in screen.todo.rows.values():
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert heard == [
        ("data", "office"),
        ("meetings", {"cell_id": second, "year": 2026, "month": 11}),
        ("data", "backup"),
    ]
    titles = {dialog.windowTitle() for dialog in dialogs(screen)}
    assert titles == {
        "Vắng không lý do từ 2 lần",
        "Đảng viên thiếu thông tin",
        "Quá hạn nhập kết quả",
        "Chưa sinh hoạt chuyên đề trong quý",
    }
    late = next(dialog for dialog in dialogs(screen) if dialog.windowTitle() == "Quá hạn nhập kết quả")
    assert screen.todo.rows["LATE_RESULT"].accessibleName().startswith(f"{len(late.rows)} cuộc họp")
    assert not any(line.is_bad for line in late.rows)  # those without a roll are counted, and opened, by another line


def test_a_named_office_is_not_asked_for_its_name(book, qtbot):
    with book.write("Cơ quan") as session:
        office.save(session, office.Office(commune="Đảng ủy xã Nậm Mức"))
    assert "office" not in shown(book, qtbot).todo.rows


def test_overdue_tasks_lead_to_the_meeting_that_judges_them(book, qtbot):
    with book.write("Giao việc") as session:
        given, judging = (meetings.of_month(session, 2026, month, cell_id=1)[0].id for month in (9, 11))
        late = tasks.add(session, given, "Vận động ba hộ làm hố xử lý rác", (1, 2), date(2026, 10, 30))
        tasks.add(session, given, "Làm đường nội bản", (3,), date(2026, 12, 30))
    screen = shown(book, qtbot)
    assert texts(screen.todo.rows["tasks"]) == ["1 nhiệm vụ quá hạn", "Bản Nà Sáy"]
    heard = told(screen)
    qtbot.mouseClick(screen.todo.rows["tasks"], Qt.MouseButton.LeftButton)
    assert heard == [("meetings", {"content": judging, "task": late})]
    with book.write("Giao việc") as session:
        tasks.add(session, given, "Thu đảng phí quý III", (4,), date(2026, 10, 1))
    screen.reload()
    qtbot.mouseClick(screen.todo.rows["tasks"], Qt.MouseButton.LeftButton)
    dialog = next(one for one in dialogs(screen) if one.windowTitle() == "Nhiệm vụ quá hạn")
    assert [line.task.text for line in dialog.model.rows] == ["Thu đảng phí quý III", "Vận động ba hộ làm hố xử lý rác"]
    with book.write("Đánh giá") as session:
        tasks.judge(session, judging, late, TaskResult.DONE)
    screen.reload()
    assert texts(screen.todo.rows["tasks"])[0] == "1 nhiệm vụ quá hạn"


def test_a_month_nobody_opened_is_work(book, qtbot):
    book.clock = lambda: datetime(2026, 12, 12, 9, 0)
    screen = shown(book, qtbot)
    assert screen.open_button.text() == "Mở kỳ tháng 12"
    heard = told(screen)
    QTest.keyClick(screen.todo.rows["open"], Qt.Key.Key_Return)
    assert heard == [("meetings", {"open": (2026, 12)})]
    assert texts(screen.todo.rows["open"]) == ["Chưa mở kỳ tháng 12", "đã qua hạn ngày 10"]


def test_a_cell_that_did_not_meet_in_time_is_work(book, qtbot):
    with book.write("Thêm") as session:
        third = manned(session, "Chi bộ Công an")
    screen = shown(book, qtbot)
    assert texts(screen.todo.rows["month"]) == ["1 chi bộ chưa họp tháng 11", "đã qua hạn ngày 10 · Công an"]
    heard = told(screen)
    qtbot.mouseClick(screen.todo.rows["month"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.todo.rows["short"], Qt.MouseButton.LeftButton)
    assert heard == [("meetings", {"cell_id": third, "year": 2026, "month": 11}), ("cells", {"short": True})]


def test_terms_that_end_and_villages_without_anyone_in_charge_are_work(book, qtbot):
    with book.write("Thêm") as session:
        villages.add(session, VillageValues("Nà Hin"))
        for key, until in ((1, date(2026, 10, 31)), (2, date(2027, 1, 31))):
            terms.add(session, Body(cell_id=key), TermValues(date(2024, 1, 1), until))
    screen = shown(book, qtbot)
    heading, detail = texts(screen.todo.rows["terms"])
    assert heading == "2 nhiệm kỳ hết hoặc sắp hết"
    assert detail.startswith("1 đã hết · ")
    assert "(31/10/2026)" in detail
    assert texts(screen.todo.rows["uncared"]) == ["1 thôn, bản chưa có người phụ trách", "Nà Hin"]
    heard = told(screen)
    for name in ("terms", "uncared"):
        QTest.keyClick(screen.todo.rows[name], Qt.Key.Key_Return)
    assert heard == [("cells", {"term": True}), ("cells", {"uncared": True})]


@pytest.mark.parametrize(("days", "is_told"), [(6, False), (7, True)])
def test_an_old_backup_is_work_from_the_seventh_day_on(book, qtbot, days, is_told):
    at = NOW.replace(day=NOW.day - days)
    backup.backup(book.path, book.path.parent / "sao-luu", at)
    screen = shown(book, qtbot)
    assert ("backup" in screen.todo.rows) is is_told
    if is_told:
        assert texts(screen.todo.rows["backup"])[0] == "Bản sao lưu đã 7 ngày"


def test_a_click_on_a_square_opens_the_meeting(screen, qtbot):
    matrix = screen.year.matrix
    heard = told(screen)
    row, month = 1, 5
    assert matrix.rows[row].label == "Bản Nà Sáy"
    where = matrix.square(row, month - 1).center()
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard == [("meetings", {"cell_id": matrix.rows[row].key, "year": 2026, "month": 5})]


def test_enter_on_a_square_opens_the_meeting(screen):
    matrix = screen.year.matrix
    heard = told(screen)
    matrix.select(matrix.rows[2].key, 3)
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert heard == [("meetings", {"cell_id": matrix.rows[2].key, "year": 2026, "month": 3})]


def test_the_whole_commune_and_a_name_open_their_lists(screen, qtbot):
    matrix = screen.year.matrix
    assert matrix.rows[0].key == TOTAL
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=matrix.square(0, 8).center())
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, matrix.square(1, 0).center().y()))
    titles = [dialog.windowTitle() for dialog in dialogs(screen)]
    assert titles == ["Tham gia sinh hoạt tháng 9/2026", "Chi bộ bản Nà Sáy, năm 2026"]


def test_the_years_are_those_with_meetings(screen, qtbot):
    with screen.db.write("Năm cũ") as session:
        first = cells.rows(session, NOW.date())[0].id
        held(session, first, date(2022, 5, 3))
    screen.reload()
    assert screen.year.heading.text() == "Chi bộ theo tháng, năm 2026"
    assert not screen.year.after.isEnabled()
    for _ in range(4):
        qtbot.mouseClick(screen.year.before, Qt.MouseButton.LeftButton)
    assert screen.year.heading.text() == "Chi bộ theo tháng, năm 2022"
    assert not screen.year.before.isEnabled()
    assert screen.year.matrix.rows[1].cells[4].text == "100"
    screen.reload()
    assert screen.year.year == 2022


def test_a_name_tells_its_year(screen):
    row = screen.year.matrix.rows[1]
    assert row.tip == "Bản Nà Sáy · 2026: 105/110 = 95,5 %"


def test_the_line_has_a_gap_where_there_is_no_rate(screen):
    points = {point.label: point.value for point in screen.line.points}
    assert len(points) == 24
    assert points["12/25"] is None
    assert points["10/26"] == 95.0
    assert points["11/26"] is None
    assert screen.line.target == 90.0


def test_a_point_opens_the_names_of_its_month(screen):
    screen.line.opened.emit(len(screen.line.points) - 3)
    (dialog,) = dialogs(screen)
    assert dialog.windowTitle() == "Tham gia sinh hoạt tháng 9/2026"
    assert percent(screen.shown.months[-3].tally.rate) in dialog.explanation.text()


@pytest.mark.parametrize("text", ["large", "huge"])
def test_larger_letters_and_a_small_window_put_all_in_one_column(screen, qtbot, free_look, text):
    free_look.set_size(TextSize(text))
    screen.resize(800, 500)
    qtbot.waitUntil(lambda: screen.year.y() > screen.todo.y() > screen.cards.y())
    assert screen.line_card.y() > screen.year.y()
    for card in screen.cards.cards:
        for words in card.findChildren(ElidedLabel):
            assert words.toolTip() in ("", "Bấm để xem danh sách")


def test_side_by_side_nothing_is_cut_at_1366(screen):
    assert screen.todo.x() > screen.year.x()
    for card in screen.cards.cards:
        assert card.caption.fontMetrics().horizontalAdvance(card.caption.text()) <= card.caption.width()
    matrix = screen.year.matrix
    assert matrix.horizontalScrollBar().maximum() == 0


def test_an_empty_book_shows_three_steps(db, qtbot):
    screen = shown(db, qtbot)
    assert screen.pages.currentWidget() is screen.first
    assert not screen.report_button.isVisible()
    heard = told(screen)
    for button in screen.first.buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [("data", "office"), ("data", ("import", "choose"))]  # nothing to open without cells


def test_the_steps_count_what_is_there_and_end_with_the_first_month(db, qtbot):
    screen = shown(db, qtbot)
    with db.write("Nhập") as session:
        key = cell(session)
        people(session, key, 2)
        villages.add(session, villages.VillageValues("Nà Sáy"))
    screen.reload()
    assert screen.first.details[1].text() == "Đã có 1 thôn bản, 1 chi bộ, 2 đảng viên."
    assert [sign.text() for sign in screen.first.signs] == ["1", "✓", "3"]
    heard = told(screen)
    qtbot.mouseClick(screen.first.buttons[2], Qt.MouseButton.LeftButton)
    assert heard == [("meetings", {"open": (2026, 11)})]
    with db.write("Mở") as session:
        meetings.open_month(session, 2026, 11, on=NOW.date())
    screen.reload()
    assert screen.pages.currentIndex() == 0


def dialogs(screen):
    return [dialog for dialog in screen.findChildren(NamesDialog) if dialog.isVisible()]


def texts(row):
    return [words.text() for words in row.findChildren(ElidedLabel)]
