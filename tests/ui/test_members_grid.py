"""The member table as a grid: blocks copied in and out, cells corrected, values filled down."""

from __future__ import annotations

import threading
import time
import unicodedata

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from models import members
from models.dates import PartialDate
from models.imports import Verdict
from models.members import MemberFilter, MemberValues
from models.tables import Gender
from tests.ui.members_book import TODAY, fill
from tests.user import press, type_text, unikey_type
from ui.members import paste as module
from ui.members.bulk import BulkForm
from ui.members.form import MemberForm
from ui.members.paste import PasteDialog
from ui.members.screen import MembersScreen

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


class News(QObject):
    """Brings word of a commit from the thread of a job to the screen, as the window does."""

    came = Signal()


def follow(db, screen: MembersScreen) -> None:
    news = News(screen)
    news.came.connect(screen.reload)
    db.listeners.append(lambda _tables: news.came.emit())


@pytest.fixture
def screen(qtbot, db, ids) -> MembersScreen:
    shown = MembersScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1170, 740)
    shown.reload()
    shown.show()
    shown.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shown)
    follow(db, shown)
    return shown


def go_to(screen: MembersScreen, member_id: int, column: str) -> None:
    place = next(place for place, row in enumerate(screen.model.rows) if row.id == member_id)
    number = next(number for number, one in enumerate(screen.model.columns) if one.name == column)
    screen.table.setFocus()
    screen.table.set_column_shown(number, True)
    flag = screen.table.selectionModel().SelectionFlag
    screen.table.selectionModel().setCurrentIndex(screen.model.index(place, number), flag.ClearAndSelect | flag.Rows)


def put(text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(qtbot, screen: MembersScreen) -> PasteDialog:
    screen.table.setFocus()
    press(screen.table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(PasteDialog)))
    return next(one for one in screen.findChildren(PasteDialog) if one.isVisible())


def write(qtbot, dialog: PasteDialog) -> None:
    with qtbot.waitSignal(dialog.written):
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)


def contents(dialog: PasteDialog) -> list[tuple[str, str, str]]:
    return [(line.word, line.name, line.content) for line in dialog.preview.table.rows_model.rows]


def values(db, member_id: int) -> MemberValues:
    with db.read() as session:
        return members.read(session, member_id)


def told(qtbot, screen: MembersScreen) -> QMessageBox:
    qtbot.waitUntil(lambda: any(box.isVisible() for box in screen.findChildren(QMessageBox)))
    return next(box for box in screen.findChildren(QMessageBox) if box.isVisible())


def test_a_block_goes_onto_the_cells_below_and_is_seen_first(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    put("12/5/1965\tNam\tThái\r\n\tNữ\t\r\n")
    dialog = paste(qtbot, screen)
    assert contents(dialog) == [
        ("Sửa", "Lò Văn Ánh", "Ngày sinh: 1965 → 12/05/1965"),
        ("Sửa", "Lường Thị Ban", "Giới tính: Nữ"),
    ]
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965)  # nothing is written yet
    with qtbot.waitSignal(screen.said) as said:
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert said.args == ["Đã dán: sửa 2 đảng viên. Ctrl+Z để lấy lại."]
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965, 5, 12)
    assert values(db, ids["Lường Thị Ban"]).gender is Gender.FEMALE
    assert values(db, ids["Lường Thị Ban"]).born_on == PartialDate(1970, 5)  # a blank erases nothing
    assert screen.table.current_column == "born_on"  # the officer stays where they were
    assert db.undo() == "Dán từ Excel: sửa 2 đảng viên"
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965)
    assert values(db, ids["Lường Thị Ban"]).gender is None


def test_stopping_while_it_writes_leaves_everything_as_it_was(qtbot, screen, db, ids, monkeypatch) -> None:
    stopped, real = threading.Event(), module.write_plan
    monkeypatch.setattr(module, "write_plan", lambda *given: stopped.wait(5) and real(*given))  # never before Esc
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    put("12/5/1965\n13/5/1970")
    dialog = paste(qtbot, screen)
    dialog.write()
    dialog.reject()
    stopped.set()
    qtbot.waitUntil(dialog.write_button.isEnabled)
    assert dialog.isVisible()
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965)
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_refused_cell_is_listed_with_its_place_and_repair(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    put("31/2/1965\tNam\n05/1971\tđàn bà\n1950\tNam\n1990\tNữ\n1999\tNam\n1980\tNam")
    dialog = paste(qtbot, screen)
    wrong = [line for line in dialog.preview.table.rows_model.rows if line.word == Verdict.ERROR.label]
    assert [line.name for line in wrong] == ["Lò Văn Ánh", "Lường Thị Ban", "2 dòng thừa"]
    assert "ô A1, Ngày sinh “31/2/1965”" in wrong[0].full_text
    assert "ô B2, Giới tính “đàn bà”: Không hiểu giới tính. Ghi Nam hoặc Nữ." in wrong[1].full_text
    assert "2 dòng" in wrong[2].content  # the table ended before the block
    assert not dialog.write_button.isEnabled()
    dialog.preview.skip.setChecked(True)
    write(qtbot, dialog)
    assert values(db, ids["Mùa A Chư"]).born_on == PartialDate(1950)
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965)


def test_names_find_their_people_and_the_rest_are_new(qtbot, screen, db, ids) -> None:
    cell_id = next(row.cell_id for row in screen.model.rows if row.id == ids["Lò Văn Ánh"])
    screen.filters.set_value(MemberFilter(cell_id=cell_id))
    put("Họ tên\tĐiện thoại\tNgày sinh\nMùa A Chư\t0912 345 678\t\nLÒ VĂN ÁNH\t\t1965\nVàng A Dế\t\t7/8/1990\n")
    dialog = paste(qtbot, screen)
    words = {name: (word, content) for word, name, content in contents(dialog)}
    assert words["Mùa A Chư"][0] == "Sửa"
    assert "Nhận ra theo họ tên" in words["Mùa A Chư"][1]
    assert "Điện thoại: 0912 345 678" in words["Mùa A Chư"][1]
    assert words["Lò Văn Ánh"][0] == "Bỏ qua"
    assert words["Vàng A Dế"][0] == "Thêm"
    assert "bản Tin Tốc" in words["Vàng A Dế"][1]
    write(qtbot, dialog)
    assert "Vàng A Dế" in [row.full_name for row in screen.model.rows]
    assert db.undo() == "Dán từ Excel: sửa 1, thêm 1 đảng viên"
    assert "Vàng A Dế" not in [row.full_name for row in screen.model.rows]


def test_what_is_copied_out_comes_back_unchanged(qtbot, screen) -> None:
    screen.table.setFocus()
    press(screen.table, Qt.Key.Key_A, CTRL)
    press(screen.table, Qt.Key.Key_C, CTRL)
    dialog = paste(qtbot, screen)
    assert {word for word, _name, _content in contents(dialog)} == {"Bỏ qua"}
    assert not dialog.write_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (unicodedata.normalize("NFD", "Thái\u00a0"), ""),
        ("", "<table><tr><td>Th&aacute;i</td></tr></table>"),
        ('"Thái\n"\r\n', ""),
    ],
)
def test_whatever_the_clipboard_holds(qtbot, screen, ids, text: str, html: str) -> None:
    go_to(screen, ids["Mùa A Chư"], "ethnic")
    put(text, html)
    assert contents(paste(qtbot, screen)) == [("Sửa", "Mùa A Chư", "Dân tộc: Thái")]


def test_old_letters_are_read(qtbot, screen) -> None:
    old = "Hä vµ tªn\tNgµy sinh\tChi bé\nLß V¨n ¸nh\t12/5/1965\tb¶n Tin Tèc\nLêng ThÞ Ban\t1/5/1970\tb¶n Tin Tèc\n"
    put(old)
    words = {name: content for _word, name, content in contents(paste(qtbot, screen))}
    assert "1965 → 12/05/1965" in words["Lò Văn Ánh"]


def test_one_row_fills_all_the_rows_selected(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "phone")
    screen.table.selectAll()
    put("0912345678")
    dialog = paste(qtbot, screen)
    assert [word for word, _name, _content in contents(dialog)] == ["Sửa"] * 5


def test_a_header_without_names_needs_them_when_it_has_numbers(qtbot, screen, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    put("Số CCCD\tDân tộc\n011065006789\tThái\n")
    press(screen.table, Qt.Key.Key_V, CTRL)
    assert "thiếu cột họ và tên" in told(qtbot, screen).text()


def test_f2_corrects_a_cell_and_enter_writes_it(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "citizen_id")
    press(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    assert editor.text() == "011065006789"  # whole, not masked
    type_text(editor, "011065000001")
    with qtbot.waitSignal(screen.said):
        press(editor, Qt.Key.Key_Return)
    assert values(db, ids["Lò Văn Ánh"]).citizen_id == "011065000001"
    assert screen.findChildren(MemberForm) == []  # Enter was the editor's
    assert db.undo() == "Sửa số định danh của Lò Văn Ánh"


def test_typing_begins_in_the_cell_and_unikey_composes_there(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Mùa A Chư"], "full_name")
    unikey_type(screen.table, "Mùa A Đấu")
    editor = screen.table.findChild(QLineEdit)
    assert editor.text() == "Mùa A Đấu"
    with qtbot.waitSignal(screen.said):
        press(editor, Qt.Key.Key_Return)
    assert values(db, ids["Mùa A Chư"]).full_name == "Mùa A Đấu"


def test_esc_leaves_the_cell_as_it_was(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Mùa A Chư"], "full_name")
    type_text(screen.table, "xyz")
    press(screen.table.findChild(QLineEdit), Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert values(db, ids["Mùa A Chư"]).full_name == "Mùa A Chư"
    assert db.undo() == "Dựng sổ"


def test_an_emptied_cell_erases_one_value(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "gender")
    press(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    press(editor, Qt.Key.Key_Delete)
    with qtbot.waitSignal(screen.said):
        press(editor, Qt.Key.Key_Return)
    assert values(db, ids["Lò Văn Ánh"]).gender is None


def test_the_official_date_goes_with_its_event_not_alone(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "official_on")
    press(screen.table, Qt.Key.Key_F2)
    editor = screen.table.findChild(QLineEdit)
    press(editor, Qt.Key.Key_Delete)
    press(editor, Qt.Key.Key_Return)
    assert "thẻ Quá trình" in told(qtbot, screen).informativeText()
    assert values(db, ids["Lò Văn Ánh"]).official_on == PartialDate(2013, 10, 15)


def test_a_refused_correction_stands_in_the_editor_again(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    type_text(screen.table, "40/40/1965")
    press(screen.table.findChild(QLineEdit), Qt.Key.Key_Return)
    box = told(qtbot, screen)
    assert "40/40/1965" in box.text()
    qtbot.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.table.findChild(QLineEdit) is not None)
    qtbot.waitUntil(lambda: screen.table.findChild(QLineEdit).text() == "40/40/1965")
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965)


def test_a_less_exact_date_can_be_written(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lường Thị Ban"], "born_on")
    type_text(screen.table, "1970")
    with qtbot.waitSignal(screen.said):
        press(screen.table.findChild(QLineEdit), Qt.Key.Key_Return)
    assert values(db, ids["Lường Thị Ban"]).born_on == PartialDate(1970)


def test_two_people_never_get_one_identity_number(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Mùa A Chư"], "citizen_id")
    type_text(screen.table, "011065006789")
    press(screen.table.findChild(QLineEdit), Qt.Key.Key_Return)
    assert "Lò Văn Ánh" in told(qtbot, screen).informativeText()
    assert values(db, ids["Mùa A Chư"]).citizen_id == ""


def test_f2_elsewhere_opens_the_form(qtbot, screen, ids) -> None:
    go_to(screen, ids["Mùa A Chư"], "cell")
    press(screen.table, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: bool(screen.findChildren(MemberForm)))


def test_ctrl_d_fills_down_in_one_step(qtbot, screen, db, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "ethnic")
    for _ in range(2):
        press(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert screen.table.current_column == "ethnic"
    with qtbot.waitSignal(screen.said) as said:
        press(screen.table, Qt.Key.Key_D, CTRL)
    assert said.args == ["Đã ghi Dân tộc “Thái” cho 1 đảng viên. Ctrl+Z để lấy lại."]
    assert values(db, ids["Mùa A Chư"]).ethnic_id == values(db, ids["Lò Văn Ánh"]).ethnic_id
    assert db.undo() == "Ghi Dân tộc “Thái” cho 1 đảng viên"


def test_a_number_is_never_filled_down(qtbot, screen, ids) -> None:
    go_to(screen, ids["Lò Văn Ánh"], "citizen_id")
    press(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(screen.table, Qt.Key.Key_D, CTRL)
    assert "không điền xuống được" in told(qtbot, screen).text()


def bulk(qtbot, screen) -> BulkForm:
    press(screen, Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(BulkForm)))
    return next(one for one in screen.findChildren(BulkForm) if one.isVisible())


@pytest.mark.parametrize(("field", "label"), [("ethnic", "Dân tộc"), ("occupation", "Nhóm nghề nghiệp")])
def test_many_are_corrected_at_once(qtbot, screen, db, ids, field: str, label: str) -> None:
    screen.table.setFocus()
    screen.table.selectAll()
    form = bulk(qtbot, screen)
    assert form.windowTitle() == "Sửa hàng loạt: 5 đảng viên"
    assert not form.save_button.isEnabled()
    form.what.set_value(field)
    form.what.picked.emit(field)
    word = form.choices.itemText(7)  # nobody's yet: Mông; lãnh đạo doanh nghiệp
    form.choices.set_value(word)
    form.look()
    assert [one.name for one in form.table.rows_model.rows] == [row.full_name for row in screen.model.rows]
    assert form.summary.text() == "Sửa 5 đảng viên; 0 đã đúng như vậy; 0 không sửa được."
    with qtbot.waitSignal(form.accepted):
        qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    assert len({getattr(values(db, one), f"{field}_id") for one in ids.values()}) == 1
    assert db.undo() == f"Ghi {label} “{word}” cho 5 đảng viên"


def test_a_value_that_cannot_be_for_one_is_said_by_name(qtbot, screen, ids) -> None:
    screen.table.setFocus()
    screen.table.selectAll()
    form = bulk(qtbot, screen)
    form.what.set_value("admitted")
    form.what.picked.emit("admitted")
    form.dates.setText("1960")
    form.look()
    assert form.summary.text().endswith("2 không sửa được.")
    assert not form.save_button.isEnabled()


@pytest.mark.parametrize("field", ["ethnic", "religion", "education", "professional", "theory", "gender"])
def test_every_word_of_a_list_can_be_given_to_many(qtbot, screen, field: str) -> None:
    screen.table.selectAll()
    form = bulk(qtbot, screen)
    form.what.set_value(field)
    form.what.picked.emit(field)
    refused = []
    for place in range(1, form.choices.count()):
        form.choices.setCurrentIndex(place)
        plan = form._steps.plan_value(field, form.value, form._rows[:1])
        if not plan.changes_something and plan.actions[0].verdict is not Verdict.SKIP:
            refused.append(form.value)
        if plan.errors or (field not in ("gender", "ethnic") and not plan.changes_something):
            refused.append(form.value)
    assert refused == []


def test_five_hundred_rows_are_previewed_at_once(qtbot, db, ids) -> None:
    with db.write("Thêm nhiều người") as session:
        cell_id = members.search(session, on=TODAY)[0].cell_id
        for number in range(500):
            name = f"Lò Văn {chr(65 + number // 26)}{chr(97 + number % 26)}"
            members.add(session, MemberValues(name), cell_id, on=TODAY)
    screen = MembersScreen(db)
    qtbot.addWidget(screen)
    screen.reload()
    screen.show()
    for name in ("village", "phone"):
        number = next(number for number, one in enumerate(screen.model.columns) if one.name == name)
        screen.table.set_column_shown(number, True)
    screen.table.setFocus()
    screen.table.setCurrentIndex(screen.model.index(0, 2))
    row = "12/5/1985\tNam\tThái\t3/2/2010\t3/2/2011\t\t\t"
    put("\n".join([row] * 500))
    started = time.perf_counter()
    dialog = paste(qtbot, screen)
    spent = time.perf_counter() - started
    assert len(dialog.plan.actions) == 500
    assert spent < 3  # about half a second on a desk machine
