"""The rating round typed by hand on a window."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from models import meetings, rating_rules, ratings
from models.rating_rules import RatingRules
from models.ratings import WHOLE_YEAR, RatingValues
from models.tables import CapBase, CapScope, Duty, RatingCause, RatingLevel
from tests.models import builders as make
from tests.models.builders import LONG_AGO
from tests.user import at_work, press, type_text
from ui.main_window import SCREENS, MainWindow
from ui.members.ratings import RatingForm
from ui.ratings.page import RatingsPage
from ui.ratings.paste import RatingsDialog
from ui.widgets.names import NamesDialog

BEST, GOOD, FULFILLED, FAILED = RatingLevel


@pytest.fixture
def cell_ids(db) -> list[int]:
    with db.write("Dựng sổ") as session:
        first, second = make.cell(session), make.cell(session, "Chi bộ bản Na Côm")
        make.people(session, first, 3)
        make.people(session, first, 1, duty=Duty.EXEMPT, start=1 + 26)
        make.people(session, first, 1, start=60)
        make.people(session, second, 2, start=90)
        return [first, second]


@pytest.fixture
def page(db, qtbot, cell_ids) -> RatingsPage:
    window = at_work(qtbot, MainWindow(db, SCREENS, clock=db.clock))
    window.showNormal()  # the screen of the test is narrower than that of the office
    window.resize(1366, 768)
    window.show_screen("targets", {"ratings": cell_ids[0]})
    shown = window.screens["targets"].ratings  # type: ignore[attr-defined]
    qtbot.waitUntil(shown.table.hasFocus)
    return shown


def levels(page: RatingsPage) -> list[str]:
    """The level of the cell and of the committee as they stand in the grid."""
    return ["/".join(page.table.rows_model.columns[number].shown(line) for number in (1, 2)) for line in page.lines]


def test_a_cell_is_typed_down_its_column_and_the_next_one_follows(page: RatingsPage, db, cell_ids):
    assert page.progress.text() == "0/2 chi bộ xong"
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):  # past the one who is exempt
        press(page.table, key)
    assert levels(page) == ["HTTNV/", "HTXSNV/", "HTTNV/", "miễn/miễn", "KHTNV/"]
    assert page.progress.text() == "1/2 chi bộ xong"
    assert page.sums.counts[1][7].text().startswith("! 0 – đang quá 1 (20 % của ")  # of two, rounded down
    assert (page.sums.counts[0][7].text(), page.sums.counts[1][0].text()) == ("theo toàn đảng bộ", "7")
    assert "Chi bộ có 1 xuất sắc; toàn đảng bộ được 0 – đang quá 1." in page.sums.counts[0][7].toolTip()
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert page.cell_id == cell_ids[1]
    press(page.table, Qt.Key.Key_5)
    press(page.table, Qt.Key.Key_6)
    assert levels(page) == ["miễn/miễn", "chưa/chưa"]
    assert page.progress.text() == "2/2 chi bộ xong"
    press(page.table, Qt.Key.Key_Delete)
    assert levels(page) == ["miễn/miễn", "/"]
    assert db.undo() == "Xếp loại năm 2026: Lò Văn Dn"


def test_causes_and_points_are_typed_in_their_columns(page: RatingsPage, db, qtbot):
    press(page.table, Qt.Key.Key_4)
    assert page.table.rows_model.columns[-1].shown(page.lines[0]) == "Chưa ghi nguyên nhân."
    page.table.go_to(0, "cause")
    press(page.table, Qt.Key.Key_2)
    page.table.go_to(0, "points")
    press(page.table, Qt.Key.Key_4)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    type_text(editor, "7,5")
    press(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.lines[0].values.points == 47.5)
    assert page.lines[0].values == RatingValues(FAILED, points=47.5, cause=RatingCause.UNDER_HALF)
    qtbot.waitUntil(lambda: page.table.currentIndex().row() == 1)
    page.table.go_to(1, "cause")
    press(page.table, Qt.Key.Key_2)
    assert page.lines[1].values == RatingValues()  # refused: no cause without level 4


def test_the_blanks_are_given_one_level_and_the_committee_follows(page: RatingsPage, db):
    press(page.table, Qt.Key.Key_1)
    page.give_blanks(GOOD)
    assert levels(page) == ["HTXSNV/", "HTTNV/", "HTTNV/", "miễn/miễn", "HTTNV/"]
    page.follow_the_cell()
    assert levels(page) == ["HTXSNV/HTXSNV", *["HTTNV/HTTNV"] * 2, "miễn/miễn", "HTTNV/HTTNV"]
    assert db.undo() == "Đảng ủy xếp loại năm 2026 như chi bộ: 4 đảng viên"
    assert db.undo() == "Xếp loại năm 2026: 3 đảng viên"


def test_a_column_is_filled_down_and_pasted(page: RatingsPage, db, qtbot):
    press(page.table, Qt.Key.Key_3)
    page.table.go_to(0, "cell")
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(page.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert levels(page)[:3] == ["HTNV/"] * 3
    page.table.go_to(1, "cell")
    QApplication.clipboard().setText("2\t1\nHTTNV\tHTTNV\n")
    press(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert levels(page)[:3] == ["HTNV/"] * 3  # looked at first
    dialog = page.findChild(RatingsDialog)
    assert dialog is not None
    assert [
        [one.shown(row) for one in dialog.table.rows_model.columns[1:]] for row in dialog.table.rows_model.rows
    ] == [
        ["Chi bộ xếp loại", "HTNV", "HTTNV"],
        ["Đảng ủy xếp loại", "–", "HTXSNV"],
        ["Chi bộ xếp loại", "HTNV", "HTTNV"],
        ["Đảng ủy xếp loại", "–", "HTTNV"],
    ]
    assert "2 đồng chí đổi; cả chi bộ sẽ là HTXSNV 1, HTTNV 1, HTNV 1, KHTNV 0." in dialog.title.text()
    assert "Xuất sắc tối đa toàn đảng bộ: ! 0 – đang quá 1" in dialog.title.text()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert levels(page)[:3] == ["HTNV/", "HTTNV/HTXSNV", "HTTNV/HTTNV"]
    assert db.undo() == "Dán xếp loại năm 2026: 2 đảng viên"


def test_a_block_with_headings_needs_no_column_to_stand_in(page: RatingsPage, monkeypatch):
    told: list[str] = []
    monkeypatch.setattr("ui.ratings.page.messages.explain", lambda _parent, error: told.append(str(error)))
    name = page.lines[1].shown_name
    page.table.setCurrentIndex(page.table.model().index(3, 0))
    for text in ("", "2\n", f"Họ và tên\tĐiểm\tChi bộ xếp loại\n{name}\t\tHTTNV\n"):
        QApplication.clipboard().setText(text)
        press(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(RatingsDialog)
    assert dialog is not None
    assert dialog.table.rows_model.columns[0].shown(dialog.table.rows_model.rows[0]) == name
    assert ["Chưa chép gì" in told[0], told[1].startswith("Hãy đứng ở cột xếp loại"), len(told)] == [True, True, 2]


def test_a_pasted_block_that_is_turned_down_changes_nothing(page: RatingsPage, db):
    QApplication.clipboard().setText("1\n2\n")
    press(page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(RatingsDialog)
    assert dialog is not None
    assert dialog.write_button.isEnabled()
    press(dialog.table, Qt.Key.Key_Escape)
    assert levels(page)[:2] == ["/", "/"]
    assert not dialog.isVisible()


def test_every_count_opens_the_names_behind_it(page: RatingsPage, qtbot):
    for key in (Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_4):
        press(page.table, key)
    for row, line in enumerate(page.sums.counts):
        for column, shown in enumerate(line):
            shown.click()
            dialog = page.sums.findChild(NamesDialog)
            assert dialog is not None
            assert page.sums.names[row].text() in dialog.heading.text()
            if column < 7:
                assert shown.text().split()[0] == str(len(dialog.rows))
            else:  # the cap: those held against it
                assert [one.values.level for one in dialog.rows] == [BEST]
                assert "nhiều nhất" in dialog.explanation.text()
            dialog.reject()
            qtbot.waitUntil(lambda: page.sums.findChild(NamesDialog) is None)


def test_the_names_behind_a_count_are_reached_by_keys(page: RatingsPage, qtbot):
    press(page.table, Qt.Key.Key_1)
    counts = page.sums.counts
    assert [one.focusPolicy() for one in counts[0][:2]] == [Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus]
    counts[0][0].setFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up):
        stood = QApplication.focusWidget()
        assert stood is not None
        press(stood, key)
    assert QApplication.focusWidget() is counts[0][3]
    assert counts[0][3].focusPolicy() == Qt.FocusPolicy.StrongFocus  # Tab comes back to it
    press(counts[0][3], Qt.Key.Key_Return)
    dialog = page.sums.findChild(NamesDialog)
    assert dialog is not None
    [line] = dialog.rows
    assert line.member_id == page.lines[0].member_id
    with qtbot.waitSignal(page.go) as went:
        press(dialog.table, Qt.Key.Key_Return)
    assert went.args == ["members", line.member_id]


def test_a_quarter_and_an_old_year_have_their_own_ratings_and_words(page: RatingsPage, db):
    page.show_quarter(3)
    press(page.table, Qt.Key.Key_2)
    page.show_quarter(WHOLE_YEAR)
    assert levels(page)[0] == "/"
    page.window().shown.show_year(2013)  # type: ignore[attr-defined]
    press(page.table, Qt.Key.Key_4)
    assert levels(page)[0] == "VPTC/"
    with db.read() as session:
        rows = ratings.of(session, page.lines[0].member_id)
    assert [(row.year, row.quarter, row.values.level) for row in rows] == [(2026, 3, GOOD), (2013, 0, FAILED)]


def test_the_cap_follows_its_rule(page: RatingsPage, db):
    with db.write("Quy định") as session:
        rating_rules.save(
            session,
            LONG_AGO.replace(year=2026),
            RatingRules("Hướng dẫn tỉnh", True, cap_percent=50, cap_base=CapBase.ALL),
        )
    page.give_blanks(BEST)
    assert page.sums.counts[1][7].text() == "! 2 – đang quá 2 (50 % của 4 là 2)"
    assert (
        page.sums.rule.text() == "Xuất sắc không quá 50 % tổng số đã xếp loại của toàn đảng bộ đã ghi · Hướng dẫn tỉnh"
    )


def test_f2_opens_the_whole_rating_of_the_period_in_view(page: RatingsPage, qtbot):
    page.show_quarter(3)
    form = page.edit()
    assert isinstance(form, RatingForm)
    assert (form.year.text(), form.quarter.value()) == ("2026", 3)
    form.levels["cell_rating"].set_value(FULFILLED)
    form.try_to_save()
    assert levels(page)[0] == "HTNV/"
    page.remove()
    assert levels(page)[0] == "/"


def test_one_day_is_written_for_everybody_who_has_a_level(page: RatingsPage, db):
    form = page.ask_days()
    form.cell.setText("20/11/2026")
    form.try_to_save()
    assert "Không có ai" in form.fields["cell_rated_on"].message.text()
    page.give_blanks(GOOD)
    form.cell.setText("1/1/2027")
    form.try_to_save()
    assert "chưa đến" in form.fields["cell_rated_on"].message.text()
    day = db.clock().date()
    form.cell.setText(f"{day:%d/%m/%Y}")
    form.try_to_save()
    assert [line.values.cell_rated_on for line in page.lines] == [day, day, day, None, day]
    assert db.undo() == "Ngày xếp loại năm 2026: 4 đảng viên"


def test_the_cell_s_own_meetings_stand_beside_its_ratings(page: RatingsPage, db, cell_ids):
    with db.write("Họp") as session:
        for month in (1, 2):
            make.held(session, cell_ids[0], date(2026, month, 5))
        missed = make.meeting(session, cell_ids[0], date(2026, 3, 5))
        meetings.set_not_held(session, missed, "Đường sạt lở")
    told = page.sums.months.text()
    assert "chưa xếp loại 2" in told
    assert "không họp" in told
    page.show_quarter(2)
    assert "chưa xếp loại" not in page.sums.months.text()


def test_the_line_of_the_cell_s_meetings_opens_its_months_by_keys(page: RatingsPage, db, cell_ids, qtbot):
    with db.write("Họp") as session:
        make.held(session, cell_ids[0], date(2026, 1, 5))
        missed = make.meeting(session, cell_ids[0], date(2026, 3, 5))
        meetings.set_not_held(session, missed, "Đường sạt lở")
    button = page.sums.months_button
    button.setFocus(Qt.FocusReason.TabFocusReason)
    press(button, Qt.Key.Key_Space)
    opened = page.findChild(NamesDialog)
    assert opened is not None
    months = [(line.month, line.is_missed) for line in opened.rows]
    assert months[0] == (1, False)
    assert (3, True) in months
    with qtbot.waitSignal(page.go) as gone:
        press(opened.table, Qt.Key.Key_Return)
    assert gone.args == ["meetings", {"cell_id": cell_ids[0], "year": 2026, "month": 1}]
    page.show_quarter(2)
    assert page.sums.months_button.isEnabled()
    assert [line.month for line in page.sums.open_months().rows][:1] == [4]


def test_a_key_unknown_in_a_column_is_answered_with_those_known(page: RatingsPage, qtbot):
    with qtbot.waitSignal(page.said) as told:
        type_text(page.table, "t")
    assert told.args == [
        "Phím “t” không dùng ở cột này: 1 HTXSNV, 2 HTTNV, 3 HTNV, 4 KHTNV, 5 miễn, 6 chưa xếp loại, Delete để trống."
    ]
    page.table.go_to(0, "cause")
    with qtbot.waitSignal(page.said) as told:
        type_text(page.table, "7")
    assert told.args == [
        "Phím “7” không dùng ở cột này: 1 suy thoái, 2 dưới 50 % chỉ tiêu, 3 công chức, viên chức KHTNV, "
        "4 kỷ luật, 5 khác, Delete để trống."
    ]
    assert levels(page)[0] == "/"


def test_the_line_of_keys_names_what_each_digit_is_in_the_column_stood_in(page: RatingsPage):
    assert [meaning for _key, meaning in page.hints.hints[:4]] == ["HTXSNV", "HTTNV", "HTNV", "KHTNV"]
    press(page.table, Qt.Key.Key_Right)
    press(page.table, Qt.Key.Key_Right)
    assert page.hints.hints[0] == ("0–100", "điểm, rồi Enter")
    press(page.table, Qt.Key.Key_Right)
    assert page.hints.hints[:2] == [("1", "suy thoái"), ("2", "dưới 50 % chỉ tiêu")]
    page.table.go_to(0, "cell")
    page.window().shown.show_year(2013)  # type: ignore[attr-defined]
    assert page.hints.hints[3] == ("4", "VPTC")  # the words of that time


def test_the_cap_says_how_many_more_may_be_excellent_and_why(page: RatingsPage, db, cell_ids, qtbot):
    with db.write("Thêm người") as session:
        make.people(session, cell_ids[0], 8, start=120)
    page.give_blanks(GOOD)
    assert page.sums.counts[1][7].text() == "2 – còn 2 (20 % của 12 là 2,4, làm tròn xuống 2)"
    with db.write("Quy định") as session:
        values = RatingRules("Hướng dẫn tỉnh", cap_scope=CapScope.CELL)
        rating_rules.save(session, LONG_AGO.replace(year=2026), values)
    cap = page.sums.counts[0][7]
    assert [line[7].text().partition(" (")[0] for line in page.sums.counts] == ["2 – còn 2", "không chi bộ nào quá"]
    with db.write("Một xuất sắc") as session:
        lines = [line.member_id for line in page.lines if not line.is_exempt]
        ratings.put_many(session, dict.fromkeys(lines[:1], RatingValues(BEST)), 2026, WHOLE_YEAR, on=db.clock().date())
    assert cap.text() == "2 – còn 1 (20 % của 11 là 2,2, làm tròn xuống 2)"
    with db.write("Hai xuất sắc") as session:
        ratings.put_many(session, dict.fromkeys(lines[:2], RatingValues(BEST)), 2026, WHOLE_YEAR, on=db.clock().date())
    assert cap.text() == "2 – vừa đủ (20 % của 10 là 2)"
    assert cap.toolTip().startswith("20 % của 10 là 2\n")
    cap.click()
    dialog = page.sums.findChild(NamesDialog)
    assert dialog is not None
    assert "nhiều nhất 2 (20 % của 10 là 2), đã ghi 2." in dialog.explanation.text()
    dialog.close()
    page.table.go_to(2, "cell")
    press(page.table, Qt.Key.Key_1)
    assert [line[7].text()[:16] for line in page.sums.counts] == ["! 1 – đang quá 2", "! 1 chi bộ quá ("]
    assert "! quá 2 xuất sắc" in page.cell.currentText()  # said with the cell
    all_cells = page.sums.open_names(1, 7)
    assert all_cells is not None
    assert "quá ở Bản Nà Sáy (ghi 3, nhiều nhất 1)." in all_cells.explanation.text()


def test_another_word_of_the_committee_is_pointed_out(page: RatingsPage):
    press(page.table, Qt.Key.Key_2)
    page.table.go_to(0, "committee")
    press(page.table, Qt.Key.Key_3)
    remark = page.table.rows_model.columns[-1]
    assert remark.shown(page.lines[0]) == "Đảng ủy xếp loại khác chi bộ."
    page.table.go_to(0, "committee")
    press(page.table, Qt.Key.Key_2)
    assert remark.shown(page.lines[0]) == ""


def test_a_block_is_pasted_also_while_a_count_has_the_cursor(page: RatingsPage, qtbot):
    page.table.go_to(0, "cell")
    QApplication.clipboard().setText("2\n")
    page.sums.counts[0][0].setFocus()
    press(page.sums.counts[0][0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(RatingsDialog) is not None


def test_the_menu_leads_to_the_rules_and_takes_a_line_away(page: RatingsPage, qtbot):
    press(page.table, Qt.Key.Key_2)
    page.table.go_to(0, "cell")
    page.many_menu.aboutToShow.emit()
    menu = {one.text(): one for one in page.many_menu.actions()}
    menu["Xóa mọi điều đã ghi của dòng đang chọn"].trigger()
    assert levels(page)[0] == "/"
    with qtbot.waitSignal(page.go) as went:
        menu["Quy định: tỷ lệ xuất sắc, ai được miễn…"].trigger()
    assert went.args == ["data", ("settings", "ratings")]


def test_a_quarter_is_reached_and_typed_by_keys_alone(page: RatingsPage, db, cell_ids):
    for key, quarter in ((Qt.Key.Key_Left, 0), *[(Qt.Key.Key_Right, n) for n in (1, 2, 3, 4, 4)], (Qt.Key.Key_Left, 3)):
        press(page.table, key, Qt.KeyboardModifier.ControlModifier)
        assert page.quarter == quarter
        assert page.table.hasFocus()
    assert f"xếp loại quý III năm {page.year}" in page.window().shown.subtitle.text()  # type: ignore[attr-defined]
    for key in (Qt.Key.Key_3, Qt.Key.Key_4):
        press(page.table, key)
    assert levels(page)[:2] == ["HTNV/", "KHTNV/"]
    assert db.undo() == f"Xếp loại quý III năm {page.year}: {page.lines[1].shown_name}"
    press(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert (page.cell_id, page.quarter) == (cell_ids[1], 3)


def test_ctrl_k_opens_a_quarter(page: RatingsPage, db):
    screen = page.window().shown  # type: ignore[attr-defined]
    for typed in ("xếp loại quý 3", "quý iii"):
        (found,) = (one for one in screen.look_up(db, typed) if "quý" in one.title)
        assert found.title == f"Xếp loại đảng viên, quý III năm {page.year}"
    assert not [one for one in screen.look_up(db, "quy định xếp loại") if "quý" in one.title]
    screen.show_item(found.argument)
    assert page.quarter == 3
    assert page.table.hasFocus()
