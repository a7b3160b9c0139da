from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from models import codes, events, members, stays
from models.member_fields import PLAIN
from models.members import MemberValues
from models.tables import EventKind, Gender, Position, Scope, Standing
from tests.ui.members_book import TODAY, day, fill
from tests.user import in_front, press, type_text
from ui.members.form import MemberForm


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def opened(qtbot, db):
    window = QWidget()
    qtbot.addWidget(window)

    def make(kind, *arguments, **named):
        form = kind(db, *arguments, **named, parent=window)  # a form deletes itself; its window is qtbot's
        form.open()
        return form

    return make


def history(db, member_id: int):
    with db.read() as session:
        return stays.history(session, member_id)


def steps(db) -> int:
    from models import journal

    with db.read() as session:
        return len(journal.log(session, 100, None))


def error(form, name: str) -> str:
    return form.fields[name].message.text()


def test_the_official_date_is_offered_and_not_written_by_itself(db, ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lường Thị Ban"])
    assert form.offer.isVisibleTo(form)
    assert form.offer.text() == "Ghi 03/02/1996 (ngày kết nạp + 12 tháng)"
    form.inputs["phone"].setText("0912 345 678")
    form.try_to_save()
    assert [stay.standing for stay in history(db, ids["Lường Thị Ban"])][-1] is Standing.UNKNOWN
    form = opened(MemberForm, member_id=ids["Lường Thị Ban"])
    form.offer.click()
    assert form.official_on.text() == "03/02/1996"
    assert form.offer.isHidden()
    form.try_to_save()
    assert [stay.standing for stay in history(db, ids["Lường Thị Ban"])][-1] is Standing.OFFICIAL


def test_the_pages_of_a_member_turn_by_the_keys_of_every_screen(db, ids, opened, qtbot) -> None:
    form = opened(MemberForm, member_id=ids["Lường Thị Ban"])
    in_front(qtbot, form)
    for page in (1, 2, 3, 4, 0):
        press(form, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert form.pages.currentIndex() == page
        assert form.pages.currentWidget().isAncestorOf(form.focusWidget())
    press(form, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert form.pages.currentIndex() == 4


def test_a_page_turned_to_from_the_buttons_is_typed_into_at_once(db, ids, opened, qtbot) -> None:
    form = opened(MemberForm, member_id=ids["Lường Thị Ban"])
    in_front(qtbot, form)
    form.save_button.setFocus()  # where Tab leads from the last field of a page
    press(form, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert form.pages.tabText(form.pages.currentIndex()) == "Kết nạp, đoàn thể"
    type_text(form, "3/2/1995")
    assert form._dates["admission_decided_on"].text() == "3/2/1995"


def test_an_official_date_before_the_end_of_the_probation_is_asked_about_once(db, ids, opened, qtbot) -> None:
    form = opened(MemberForm, member_id=ids["Lường Thị Ban"])
    type_text(form.official_on, "03031995")
    form.save_button.click()
    (box,) = form.findChildren(QMessageBox)
    assert box.text() == "Vẫn ghi ngày chính thức 03/03/1995?"
    assert "Chưa đủ 12 tháng dự bị: kết nạp 03/02/1995" in box.informativeText()
    box.reject()
    assert form.isVisible()
    assert [stay.standing for stay in history(db, ids["Lường Thị Ban"])][-1] is Standing.UNKNOWN
    form.save_button.click()
    box = next(one for one in form.findChildren(QMessageBox) if one.isVisible())
    (yes,) = (button for button in box.buttons() if button.text() == "Vẫn ghi")
    with qtbot.waitSignal(form.accepted):
        press(yes, Qt.Key.Key_Space)
    assert [stay.standing for stay in history(db, ids["Lường Thị Ban"])][-1] is Standing.OFFICIAL
    form = opened(MemberForm, member_id=ids["Lường Thị Ban"])
    form.inputs["phone"].setText("0912 345 678")
    with qtbot.waitSignal(form.accepted):  # what stands on the card is not asked about again
        form.save_button.click()


def test_nothing_is_offered_while_the_twelve_months_run(ids, opened) -> None:
    assert opened(MemberForm, member_id=ids["Đỗ Thị Đào"]).offer.isHidden()


def test_opening_and_saving_changes_nothing(db, ids, opened) -> None:
    before = steps(db)
    with db.read() as session:
        cards = {name: members.read(session, key) for name, key in ids.items()}
    for name, key in ids.items():
        form = opened(MemberForm, member_id=key)
        form.try_to_save()
        with db.read() as session:
            assert members.read(session, key) == cards[name]
    assert steps(db) == before


def test_every_field_of_the_card_is_on_one_of_the_pages_by_the_word_it_has_everywhere(ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    assert {one.name for one in fields(MemberValues)} <= form.fields.keys()
    own_word = {"birth_place", "degree", "discharged_on"}
    named = {one.column: one.label for one in PLAIN if one.column not in own_word}
    assert {name: form.fields[name].label.text() for name in named} == named
    assert all(form.inputs[name].maxLength() == most for name, most in (("phone", 20), ("note", 500), ("address", 200)))


def test_every_wrong_date_is_marked(ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    form.born_on.setText("30/02/1965")
    form.admitted_on.setText("hôm qua")
    form.try_to_save()
    assert "30/02/1965" in error(form, "born_on")
    assert "“hôm qua” không phải là ngày" in error(form, "admitted_on")
    assert form.isVisible()


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("full_name", "", "Hãy nhập họ và tên."),
        ("full_name", "A" * 300, "dài quá 100 chữ"),
        ("citizen_id", "12345", "phải đủ 12 chữ số (đang có 5)"),
        ("citizen_id", "011065006789", "đã ghi cho đồng chí Lò Văn Ánh"),
    ],
)
def test_what_is_refused_is_said_beside_its_field(ids, opened, field: str, typed: str, words: str) -> None:
    form = opened(MemberForm, member_id=ids["Mùa A Chư"])
    form.inputs[field].setText(typed)
    form.try_to_save()
    assert words in error(form, field)


def test_a_new_member_needs_a_cell_and_days_that_fit(db, ids, opened) -> None:
    form = opened(MemberForm)
    form.full_name.setText("Quàng Văn Hặc")
    form.admitted_on.setText("1/6/2020")
    form.try_to_save()
    assert error(form, "cell_id") == "Hãy chọn chi bộ."
    form.cell.setCurrentIndex(1)
    for typed, words in (("1/5/2020", "trước ngày vào Đảng"), ("1/12/2026", "chưa đến"), ("2024", "thiếu ngày")):
        form.since.setText(typed)
        form.try_to_save()
        assert words in error(form, "since")
    form.since.setText("1/7/2024")
    form.position.set_value(Position.COMMITTEE_MEMBER)
    form.position_on.setText("1/8/2024")
    form.try_to_save()
    (stay,) = history(db, form.member_id)
    assert (stay.since, stay.is_since_known, stay.standing) == (date(2024, 7, 1), True, Standing.UNKNOWN)
    with db.read() as session:
        assert members.positions(session, date(2024, 8, 1))[form.member_id] is Position.COMMITTEE_MEMBER
        assert form.member_id not in members.positions(session, date(2024, 7, 31))


def test_one_already_in_the_book_is_asked_about_before_being_added_again(qtbot, db, ids, opened) -> None:
    with db.read() as session:
        before = {row.id for row in members.search(session, on=TODAY)}
    form = opened(MemberForm)
    in_front(qtbot, form)
    type_text(form, "LÒ VĂN ÁNH")
    form.born_on.setFocus()
    type_text(form, "12/5/1965")  # the book has 1965
    form.cell.setFocus()
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (box,) = form.findChildren(QMessageBox)
    assert "Lò Văn Ánh, sinh 1965, Chi bộ bản Tin Tốc" in box.informativeText()
    assert box.defaultButton().text() == "Không"
    with db.read() as session:
        assert {row.id for row in members.search(session, on=TODAY)} == before
    (yes,) = (button for button in box.buttons() if button.text() == "Thêm người khác")
    with qtbot.waitSignal(form.accepted):
        press(yes, Qt.Key.Key_Space)
    assert form.member_id not in before


def test_another_of_that_name_is_added_without_a_question(qtbot, db, ids, opened) -> None:
    form = opened(MemberForm)
    in_front(qtbot, form)
    type_text(form, "Lò Văn Ánh")
    form.born_on.setFocus()
    type_text(form, "1966")
    form.cell.setFocus()
    press(form, Qt.Key.Key_Down)
    with qtbot.waitSignal(form.accepted):
        press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_new_member_starts_in_the_cell_the_list_is_narrowed_to(db, ids, opened) -> None:
    cell_id = history(db, ids["Đỗ Thị Đào"])[-1].cell_id
    assert opened(MemberForm, cell_id=cell_id).cell.value() == cell_id


def test_a_position_asks_for_a_day_only_when_it_changes(db, ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    assert form.position.value() is Position.SECRETARY
    assert not form.position_on.isEnabled()
    form.position.set_value(None)
    assert form.position_on.isEnabled()
    form.try_to_save()
    with db.read() as session:
        assert members.positions(session, TODAY) == {}


def arrive(form, kind: EventKind) -> None:
    form.arrival.kind.set_value(kind)
    form.arrival.follow()


def test_one_who_comes_from_elsewhere_needs_a_day_and_keeps_the_paper(db, ids, opened) -> None:
    form = opened(MemberForm)
    form.full_name.setText("Quàng Văn Hặc")
    form.admitted_on.setText("1/6/2020")
    form.official_on.setText("1/6/2021")
    form.cell.setCurrentIndex(1)
    assert not form.arrival.place.isVisibleTo(form)
    arrive(form, EventKind.TRANSFER_IN)
    assert form.arrival.place.isVisibleTo(form)
    assert not form.arrival.duty.isVisibleTo(form)
    form.try_to_save()
    assert error(form, "since") == "Hãy ghi ngày đến sinh hoạt."
    form.since.setText("1/3/2026")
    form.arrival.scope.set_value(Scope.OTHER_PROVINCE)
    form.arrival.place.setText("Đảng ủy xã Mường Giôn")
    form.arrival.number.setText("15")
    form.try_to_save()
    with db.read() as session:
        (event,) = events.history(session, form.member_id)
    values = event.values
    assert (values.kind, values.scope, values.place) == (
        EventKind.TRANSFER_IN,
        Scope.OTHER_PROVINCE,
        "Đảng ủy xã Mường Giôn",
    )
    (stay,) = history(db, form.member_id)
    assert (stay.since, stay.standing) == (date(2026, 3, 1), Standing.OFFICIAL)


def test_one_newly_admitted_is_on_probation_from_the_day_of_the_decision(db, ids, opened) -> None:
    form = opened(MemberForm)
    form.full_name.setText("Quàng Văn Hặc")
    form.cell.setCurrentIndex(1)
    arrive(form, EventKind.ADMISSION)
    form.try_to_save()
    assert error(form, "admitted_on") == "Hãy ghi ngày vào Đảng."
    form.admitted_on.setText("1/6/2025")
    form.try_to_save()
    (stay,) = history(db, form.member_id)  # no recognition on paper, so still on probation after twelve months
    assert (stay.since, stay.is_since_known, stay.standing) == (date(2025, 6, 1), True, Standing.PROBATIONARY)


def test_the_day_of_the_decision_is_proposed_as_that_of_the_admission(ids, opened) -> None:
    form = opened(MemberForm)
    arrive(form, EventKind.ADMISSION)
    type_text(form.arrival.decision_on, "20112025")
    assert form.admitted_on.text() == "20/11/2025"
    form.arrival.decision_on.selectAll()
    type_text(form.arrival.decision_on, "10/11/2025")  # another: the proposal follows
    assert form.admitted_on.text() == "10/11/2025"
    form.admitted_on.selectAll()
    type_text(form.admitted_on, "12/11/2025")
    form.arrival.decision_on.selectAll()
    type_text(form.arrival.decision_on, "11/11/2025")
    assert form.admitted_on.text() == "12/11/2025"


def test_every_step_names_the_person(db, ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Mùa A Chư"])
    form.born_on.set_value(day("1958"))
    form.try_to_save()
    assert db.undo() == "Sửa lý lịch Mùa A Chư"


def test_the_rest_of_the_card_is_written_from_its_pages(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(MemberForm, member_id=member)
    form.choices["occupation_id"].setCurrentText("Người làm nông, lâm, ngư nghiệp")
    form.choices["is_business_owner"].set_value(False)
    form.choices["is_martyr_family"].set_value(True)
    form.inputs["first_introducer"].setText("Lò Văn Pâng – Bí thư chi bộ")
    form._dates["youth_union_on"].setText("3/1984")
    form.try_to_save()
    with db.read() as session:
        card = members.read(session, member)
        labels = codes.labels(session, codes.OCCUPATION)
    assert labels[card.occupation_id or 0] == "Người làm nông, lâm, ngư nghiệp"
    flags = (card.is_business_owner, card.is_martyr_family, card.is_merit_family)
    assert flags == (False, True, None)  # không, có, chưa rõ
    assert (card.first_introducer, card.youth_union_on) == ("Lò Văn Pâng – Bí thư chi bộ", day("3/1984"))


def test_what_is_odd_is_said_below_its_field_and_saved_all_the_same(db, ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    typed = {"phone": "0912 345", "old_identity_number": "0401234", "party_age_reason": "Quyết định 12-QĐ/TU"}
    for name, text in typed.items():
        form.inputs[name].setText(text)
        form.inputs[name].editingFinished.emit()
    assert error(form, "phone") == "“0912 345” có 7 chữ số; số điện thoại thường có 10."
    assert error(form, "old_identity_number") == "Số CMND cũ có 7 chữ số; thường có 9 hoặc 12."
    assert error(form, "party_age_reason") == "Chưa ghi ngày nên tuổi Đảng vẫn tính theo ngày vào Đảng."
    form.try_to_save()
    assert not form.isVisible()
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    assert "7 chữ số" in error(form, "phone")  # said again of what is written already
    form._dates["party_age_from"].setText("3/2/1985")
    form._dates["party_age_from"].editingFinished.emit()
    assert error(form, "party_age_reason") == ""


def test_a_number_against_sex_or_birth_is_said_below_it_as_soon_as_either_is_told(db, ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    form.born_on.set_value(day("12/5/1977"))
    form.choices["gender"].set_value(Gender.MALE)
    form.citizen_id.setText("011 177 001364")  # a woman's
    form.citizen_id.editingFinished.emit()
    assert error(form, "citizen_id") == "Số cho biết nữ, lý lịch ghi nam. Đối chiếu thẻ căn cước; vẫn lưu được."
    form.choices["gender"].set_value(Gender.FEMALE)
    form.choices["gender"].picked.emit(Gender.FEMALE)
    assert error(form, "citizen_id") == ""
    form.born_on.setText("1978")
    form.born_on.editingFinished.emit()
    assert error(form, "citizen_id").startswith("Số cho biết sinh năm 1977, lý lịch ghi 1978.")
    form.born_on.setText("không rõ")  # what is no day is refused at its own field
    form.born_on.editingFinished.emit()
    assert error(form, "citizen_id") == ""
    form.born_on.setText("1978")
    form.try_to_save()
    assert not form.isVisible()
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    assert "sinh năm 1977" in error(form, "citizen_id")


@pytest.mark.parametrize(("decided", "is_refused"), [("", True), ("1/10/2012", False)])
def test_a_ceremony_before_the_admission_is_refused_unless_a_decision_came_before(
    ids, opened, decided: str, is_refused: bool
) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])  # admitted on 15/10/2012
    form._dates["admission_decided_on"].setText(decided)
    form._dates["admission_ceremony_on"].setText("10/10/2012")
    form.try_to_save()
    assert form.isVisible() is is_refused
    words = "Ngày tổ chức lễ kết nạp 10/10/2012 trước ngày vào Đảng 15/10/2012; hãy sửa lại."
    assert not is_refused or error(form, "admission_ceremony_on") == words


def test_what_is_wrong_on_another_page_is_turned_to(ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    assert form.pages.currentIndex() == 0
    form._dates["enlisted_on"].setText("2/1990")
    form._dates["discharged_on"].setText("2/1987")
    form.try_to_save()
    assert error(form, "discharged_on") == "Ngày xuất ngũ 02/1987 trước ngày nhập ngũ 02/1990; hãy sửa lại."
    assert form.pages.tabText(form.pages.currentIndex()) == "Trình độ, công tác"
    assert form.focusWidget() is form._dates["discharged_on"]


def test_another_name_typed_over_the_card_says_where_a_decision_on_it_goes(ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Lò Văn Ánh"])
    field = form.fields["full_name"]
    assert not field.message.text()
    form.full_name.selectAll()
    type_text(form.full_name, "Lò Văn Ảnh")
    assert "Đổi, cải chính họ tên" in field.message.text()
    new = opened(MemberForm)
    type_text(new.full_name, "Lò Văn Ảnh")
    assert not new.fields["full_name"].message.text()
