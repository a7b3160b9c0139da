from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea

from models.dates import PartialDate
from models.errors import KnownError
from models.person_names import PersonName
from tests.user import at_work, press, type_text, unikey_type
from ui.fields import Choice, DateField, FormDialog, SearchField, named
from ui.theme import TextSize, Theme
from ui.widgets.people_field import PeopleField
from ui.widgets.person_field import PersonField


@pytest.mark.parametrize("typed", ["05/11/2026", "5/11/26", "5.11.2026", "05-11-2026", "2026-11-05"])
def test_a_date_is_understood_and_written_out(qtbot, typed: str) -> None:
    field = DateField()
    qtbot.addWidget(field)
    type_text(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "05/11/2026"
    assert field.day() == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("typed", "day"), [("30/11", date(2026, 11, 30)), ("5.11", date(2026, 11, 5)), ("4/11", date(2027, 11, 4))]
)
def test_a_day_without_its_year_is_the_next_one(qtbot, typed: str, day: date) -> None:
    field, plain = DateField(), DateField()
    field.from_day = date(2026, 11, 5)
    for one in (field, plain):
        qtbot.addWidget(one)
        type_text(one, typed)
    assert field.day() == day
    with pytest.raises(KnownError, match="không phải là ngày"):
        plain.day()


@pytest.mark.parametrize(("typed", "value"), [("1956", PartialDate(1956)), ("5/1956", PartialDate(1956, 5))])
def test_a_partial_date_only_where_it_is_allowed(qtbot, typed: str, value: PartialDate) -> None:
    partial, full = DateField(partial=True), DateField()
    qtbot.addWidget(partial)
    qtbot.addWidget(full)
    for field in (partial, full):
        type_text(field, typed)
    assert partial.value() == value
    with pytest.raises(KnownError, match="thiếu ngày"):
        full.value()


def test_a_wrong_date_stays_as_typed(qtbot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    type_text(field, "31/02/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "31/02/2026"
    with pytest.raises(KnownError, match="31/02/2026"):
        field.value()


def test_dates_are_shown_and_emptied(qtbot) -> None:
    field = DateField(partial=True)
    qtbot.addWidget(field)
    for value, text in ((date(2026, 1, 2), "02/01/2026"), (PartialDate(1956, 5), "05/1956"), (None, "")):
        field.set_value(value)
        assert field.text() == text
    assert field.value() is None


def test_a_date_field_has_room_for_a_date(qtbot) -> None:
    field = DateField()
    qtbot.addWidget(field)
    assert field.minimumSizeHint().width() > field.fontMetrics().horizontalAdvance("00/00/0000") + 16


def test_search_waits_for_a_pause(qtbot) -> None:
    field = SearchField("Tìm")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    type_text(field, "Lò Văn")
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["Lò Văn"]


def test_enter_searches_at_once_and_only_once(qtbot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    type_text(field, "Đào")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["Đào"]


@pytest.mark.parametrize("size", list(TextSize))
def test_a_choice_has_room_for_its_longest_word(qtbot, free_look: Theme, size: TextSize) -> None:
    free_look.set_size(size)
    choice = Choice([("Cả năm", 0), ("Quý I", 1)])
    qtbot.addWidget(choice)
    choice.show()
    drawn = []
    for wider in (0, 80):
        choice.resize(choice.sizeHint() + QSize(wider, 0))
        drawn.append(choice.grab(QRect(0, 0, choice.sizeHint().width() - 30, choice.height())).toImage())
    assert drawn[0] == drawn[1]


def test_a_choice_keeps_its_value_when_the_entries_change(qtbot) -> None:
    choice = Choice([("Tất cả", None), ("Bản Tin Tốc", 7), ("Bản Pá Hẹ", 8)])
    qtbot.addWidget(choice)
    assert choice.set_value(8)
    choice.set_entries([("Bản Pá Hẹ", 8), ("Bản Co Kham", 9)])
    assert choice.value() == 8
    choice.set_entries([("Bản Co Kham", 9)])
    assert choice.value() == 9
    assert not choice.set_value(1)


class PersonForm(FormDialog):
    """A form that refuses what it is told to refuse."""

    def __init__(self, refuse: KnownError | None = None) -> None:
        super().__init__("Thêm đảng viên")
        self.name = self.add("name", "Họ và tên", QLineEdit(), required=True)
        self.born = self.add("born", "Ngày sinh", DateField(partial=True), hint="có thể chỉ ghi năm")
        self.note = self.add("note", "Ghi chú", QPlainTextEdit())
        self.refuse = refuse
        self.saved: list[str] = []

    def save(self) -> None:
        if self.refuse:
            raise self.refuse
        self.saved.append(self.name.text())


@pytest.fixture
def form(qtbot) -> PersonForm:
    made = PersonForm()
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def test_enter_saves_and_closes(form: PersonForm, qtbot) -> None:
    type_text(form.name, "Nguyễn Thị Đào")
    with qtbot.waitSignal(form.accepted):
        qtbot.keyClick(form.name, Qt.Key.Key_Return)
    assert form.saved == ["Nguyễn Thị Đào"]


def test_ctrl_enter_saves_from_a_field_that_takes_enter(form: PersonForm, qtbot) -> None:
    form.note.setFocus()
    qtbot.keyClick(form.note, Qt.Key.Key_Return)
    assert form.saved == []
    with qtbot.waitSignal(form.accepted):
        qtbot.keyClick(form.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_an_error_stands_beside_the_field_it_names(form: PersonForm, qtbot) -> None:
    form.refuse = KnownError("Năm sinh sau năm vào Đảng. Hãy sửa một trong hai.", "born")
    qtbot.mouseClick(form.save_button, Qt.MouseButton.LeftButton)
    message = form.fields["born"].message
    assert (message.text(), message.property("role")) == (str(form.refuse), "error")
    assert form.born.property("wrong")
    assert form.focusWidget() is form.born
    assert not form.notice.isVisible()
    form.refuse = None
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    assert message.text() == "có thể chỉ ghi năm"


def test_an_error_without_a_name_stands_beside_the_field_it_speaks_of(form: PersonForm) -> None:
    form.name.setText("tám")
    form.born.setText("31/02/1990")
    for error, field in (
        (KnownError("“tám” không phải là số; hãy nhập như 92,5."), "name"),
        (_refused(form.born), "born"),
    ):
        form.refuse = error
        form.try_to_save()
        assert form.fields[field].message.text() == str(error)
        assert not form.notice.isVisible()
    form.born.setText("tám")  # now two fields say so: the sentence stands above
    form.refuse = KnownError("“tám” không phải là số; hãy nhập như 92,5.")
    form.try_to_save()
    assert form.notice.isVisible()


def _refused(field: DateField) -> KnownError:
    with pytest.raises(KnownError) as caught:
        field.value()
    return caught.value


def test_an_error_goes_once_the_field_is_changed(form: PersonForm, qtbot) -> None:
    for name in ("born", "note"):
        form.refuse = KnownError("Hãy sửa lại.", field=name)
        form.try_to_save()
        field = form.fields[name]
        assert (field.message.text(), field.widget.property("wrong")) == ("Hãy sửa lại.", True)
        type_text(field.widget, "1")
        assert not field.widget.property("wrong")
    assert form.fields["born"].message.text() == "có thể chỉ ghi năm"


def test_a_value_read_names_its_field() -> None:
    def fail(_text: str) -> None:
        raise KnownError("Không đọc được.")

    with pytest.raises(KnownError, match="Không đọc được") as caught:
        named("born_on", fail, "x")
    assert caught.value.field == "born_on"


def test_an_error_of_the_whole_form_stands_at_the_top(form: PersonForm) -> None:
    form.refuse = KnownError("Đồng chí này đã có trong danh sách.")
    form.try_to_save()
    assert form.notice.isVisible()
    assert form.notice.text() == str(form.refuse)
    assert form.isVisible()


def test_an_error_of_the_whole_form_goes_once_any_field_is_changed(form: PersonForm) -> None:
    form.refuse = KnownError("Đồng chí này đã có trong danh sách.")
    form.try_to_save()
    assert form.notice.isVisible()
    type_text(form.note, "1")
    assert not form.notice.isVisible()


def test_a_small_form_grows_by_the_error_that_appears(form: PersonForm, qtbot) -> None:
    before = form.height()
    form.refuse = KnownError("Hãy ghi họ và tên đúng như trong lý lịch. " * 5, field="name")
    form.try_to_save()
    qtbot.waitUntil(lambda: form.height() > before)
    inside = form.findChild(QScrollArea)
    assert inside.widget().height() <= inside.viewport().height()


def test_fields_are_named_for_those_who_cannot_see(form: PersonForm) -> None:
    assert form.name.accessibleName() == "Họ và tên"
    assert form.fields["name"].label.text() == "Họ và tên *"
    assert form.fields["name"].label.buddy() is form.name


class GridForm(FormDialog):
    """A form whose fields come into the dialog only once they are all made."""

    def __init__(self) -> None:
        super().__init__("Sửa cuộc họp")
        grid = QHBoxLayout()
        self.day = self.add("day", "Ngày họp", DateField(), into=grid)
        self.note = self.add("note", "Ghi chú", QLineEdit(), into=grid)
        self.form.addLayout(grid)


def test_typing_begins_in_the_first_field_and_tab_stops_only_where_there_is_something(qtbot) -> None:
    form = GridForm()
    form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(form)
    form.open()
    form.activateWindow()
    qtbot.waitUntil(form.day.hasFocus)
    visited = []
    for _ in range(4):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        visited.append(form.focusWidget())
    assert visited == [form.note, form.save_button, form.cancel_button, form.day]


def test_a_person_reached_by_tab_shows_the_beginning_of_the_name(qtbot) -> None:
    field = PersonField([PersonName(1, "Cà Thị Panh", "Cơ quan Đảng, MTTQ, đoàn thể, sinh 1993")])
    qtbot.addWidget(field)
    field.resize(120, 30)
    field.set_value(1)
    field.show()
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    assert field.selectedText() == field.text()
    assert field.cursorPosition() == 0


PEOPLE = [
    PersonName(1, "Hoàng Văn Ỏm", "Na Sáy, sinh 1963"),
    PersonName(2, "Hoàng Văn Ón", "Co Tở, sinh 1970"),
    PersonName(3, "Lò Thị Panh", "Trạm Y tế"),
]


def choose_from_list(field: PersonField | PeopleField, text: str) -> None:
    """Type, go down into the list that hangs open and take the first line with Enter."""
    field.setFocus()
    type_text(field, text)
    popup = field.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)


@pytest.mark.parametrize(("typed", "found"), [("hoang van o", 1), ("hvo", 1), ("tram y", 3), ("on", 2)])
def test_a_person_is_chosen_from_the_list_by_keys(qtbot, typed: str, found: int) -> None:
    field = PersonField(PEOPLE)
    at_work(qtbot, field)
    choose_from_list(field, typed)
    assert field.text() == PEOPLE[found - 1].label
    assert field.value() == found


def test_the_arrow_down_opens_the_list_of_people(qtbot) -> None:
    field = PersonField(PEOPLE)
    at_work(qtbot, field)
    field.setFocus()
    press(field, Qt.Key.Key_Down)
    popup = field.completer().popup()
    assert popup.isVisible()
    assert popup.model().rowCount() == 3
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() == 2
    press(field, Qt.Key.Key_Down)  # with somebody chosen, all of it again
    assert popup.isVisible()
    assert popup.model().rowCount() == 3


def test_several_people_are_chosen_from_the_list_by_keys(qtbot) -> None:
    field = PeopleField()
    field.set_people(PEOPLE)
    at_work(qtbot, field)
    choose_from_list(field, "hvo")
    assert field.text() == "Hoàng Văn Ỏm"
    type_text(field, ", ")
    choose_from_list(field, "panh")
    assert field.text() == "Hoàng Văn Ỏm, Lò Thị Panh"
    assert field.values() == [1, 3]


def test_the_only_one_who_fits_need_not_be_chosen(qtbot) -> None:
    field = PersonField(PEOPLE)
    at_work(qtbot, field)
    type_text(field, "pan")
    field.completer().popup().hide()
    press(field, Qt.Key.Key_Return)
    assert (field.value(), field.text()) == (3, PEOPLE[2].label)
    field.selectAll()
    type_text(field, "hoang")
    with pytest.raises(KnownError, match="Có 2 tên như vậy"):
        field.value()


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("dinh", "Đình chỉ"),
        ("đình", "Đình chỉ"),
        ("chuyen di", "Chuyển đi"),
        ("Chuyển sinh hoạt n", "Chuyển sinh hoạt nội bộ"),
        ("c", "Chuyển sinh hoạt nội bộ"),
        ("cc", "Chuyển đi"),
        ("ccc", "Chuyển sinh hoạt nội bộ"),
        ("tran", "Từ trần"),
        ("q", "Miễn"),
        ("tam thoi di", "Miễn"),  # not offered: the t alone would be “Từ trần”
    ],
)
def test_letters_choose_an_entry_with_or_without_accents(qtbot, typed, chosen):
    choice = Choice((word, word) for word in ("Miễn", "Chuyển sinh hoạt nội bộ", "Chuyển đi", "Đình chỉ", "Từ trần"))
    qtbot.addWidget(choice)
    picked = []
    choice.picked.connect(picked.append)
    unikey_type(choice, typed)
    assert choice.value() == chosen
    assert picked[-1:] == [chosen][: len(picked)]
    assert not choice.view().isVisible()


def test_a_whole_day_is_not_asked_for_with_a_year_alone(qtbot):
    field = DateField()
    qtbot.addWidget(field)
    field.setText("mai")
    with pytest.raises(KnownError) as refused:
        field.value()
    assert refused.value.message == "“mai” không phải là ngày; hãy ghi như 12/05/1956."
