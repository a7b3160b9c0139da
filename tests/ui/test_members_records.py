from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import awards, badges, codes, committee, events, members, stays, training
from models.awards import DisciplineValues
from models.badges import BadgeValues
from models.committee import PostValues
from models.dates import PartialDate
from models.events import EventValues
from models.tables import ClassParticipant, CommitteeRole, EventKind, Member, Position
from models.training import ClassValues
from tests.ui.members_book import TODAY, card_shown, fill
from ui.members.badge_form import BadgeForm
from ui.members.card import MemberCard
from ui.members.discipline_form import DisciplineForm
from ui.members.record_forms import CardIssueForm, CommendationForm, CourseForm


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def card(qtbot, db, ids) -> MemberCard:
    shown = card_shown(qtbot, db)
    shown.tabs.setCurrentWidget(shown.records)
    shown.show_member(ids["Lò Văn Ánh"], TODAY)
    return shown


def again(card: MemberCard) -> None:
    card.show_member(card.member_id, TODAY)


def test_a_commendation_is_written_corrected_and_taken_out(qtbot, db, card) -> None:
    tab = card.records
    qtbot.mouseClick(tab.commendations.add, Qt.MouseButton.LeftButton)
    form = card.findChild(CommendationForm)
    form.try_to_save()
    assert form.fields["kind_id"].message.text() == "Hãy chọn hình thức khen thưởng."
    form.choices["kind_id"].setCurrentText("Giấy khen của đảng ủy")
    form.dates["awarded_on"].setText("2/2026")
    form.texts["decision_number"].setText("45-QĐ/ĐU")
    form.try_to_save()
    again(card)
    (entry,) = tab.commendations.entries
    assert (entry.title, entry.when) == ("Giấy khen của đảng ủy", "02/2026")
    assert "Quyết định số 45-QĐ/ĐU" in entry.lines
    qtbot.mouseClick(tab.commendations.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = next(one for one in card.findChildren(CommendationForm) if one.isVisible())
    assert form.texts["decision_number"].text() == "45-QĐ/ĐU"
    form.texts["title"].setText("Dân vận khéo")
    form.try_to_save()
    again(card)
    assert tab.commendations.entries[0].title == "Dân vận khéo"
    assert db.undo() == "Sửa khen thưởng: Lò Văn Ánh"


def test_a_discipline_in_force_is_marked_and_an_expulsion_offers_the_leaving(qtbot, db, card) -> None:
    tab = card.records
    with db.write("Kỷ luật") as session:
        for form, day, end in (("warning", date(2026, 3, 1), None), ("reprimand", date(2020, 3, 1), date(2021, 3, 1))):
            values = DisciplineValues(codes.id_of(session, codes.DISCIPLINE, form), day, ends_on=end)
            awards.write(session, card.member_id, values, on=TODAY)
    again(card)
    shown = [(entry.title, entry.tags[0][0]) for entry in tab.disciplines.entries]
    assert shown == [("Cảnh cáo", "Còn hiệu lực"), ("Khiển trách", "Đã hết hiệu lực")]
    qtbot.mouseClick(tab.disciplines.add, Qt.MouseButton.LeftButton)
    form = card.findChild(DisciplineForm)
    form.choices["form_id"].setCurrentText("Khai trừ")
    assert form.leaves.isVisible()
    form.choices["form_id"].setCurrentText("Cảnh cáo")
    assert form.leaves.isHidden()


def test_an_expulsion_takes_the_member_off_the_list_in_the_same_step(qtbot, db, card) -> None:
    qtbot.mouseClick(card.records.disciplines.add, Qt.MouseButton.LeftButton)
    form = card.findChild(DisciplineForm)
    form.choices["form_id"].setCurrentText("Khai trừ")
    form.texts["content"].setText("Vi phạm pháp luật")
    form.texts["decision_number"].setText("12-QĐ/UBKT")
    form.dates["effective_on"].setText("2/11/2026")
    form.try_to_save()
    with db.read() as session:
        last = stays.history(session, card.member_id)[-1]
        event = events.history(session, card.member_id)[-1].values
        assert last.until == date(2026, 11, 1)
        assert (event.kind, event.decision_number, event.reason) == (
            EventKind.EXPELLED,
            "12-QĐ/UBKT",
            "Vi phạm pháp luật",
        )
    assert db.undo() == "Khai trừ: Lò Văn Ánh"
    with db.read() as session:
        assert stays.current(session, card.member_id) is not None
        assert awards.of(session, card.member_id).disciplines == {}


def test_an_expulsion_may_be_written_alone_and_the_leaving_on_correcting_it(qtbot, db, card) -> None:
    qtbot.mouseClick(card.records.disciplines.add, Qt.MouseButton.LeftButton)
    form = card.findChild(DisciplineForm)
    form.choices["form_id"].setCurrentText("Khai trừ")
    form.dates["effective_on"].setText("2/11/2026")
    form.leaves.setChecked(False)
    form.try_to_save()
    again(card)
    (entry,) = card.records.disciplines.entries
    qtbot.mouseClick(card.records.disciplines.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = next(one for one in card.findChildren(DisciplineForm) if one.isVisible())
    assert (form.leaves.isVisible(), form.leaves.isChecked()) == (True, False)
    form.leaves.setChecked(True)
    form.try_to_save()
    with db.read() as session:
        assert stays.current(session, card.member_id) is None


def test_a_discipline_by_the_government_has_its_own_forms(qtbot, db, card) -> None:
    qtbot.mouseClick(card.records.disciplines.add, Qt.MouseButton.LeftButton)
    form = card.findChild(DisciplineForm)
    form.side.set_value(codes.STATE_DISCIPLINE)
    names = [form.choices["form_id"].itemText(place) for place in range(form.choices["form_id"].count())]
    assert "Buộc thôi việc" in names
    assert "Khai trừ" not in names
    form.choices["form_id"].setCurrentText("Cách chức")
    form.dates["effective_on"].setText("2/3/2026")
    form.try_to_save()
    again(card)
    (entry,) = card.records.disciplines.entries
    assert (entry.title, entry.tags[1][0]) == ("Cách chức", "Chính quyền, pháp luật")
    qtbot.mouseClick(card.records.disciplines.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = next(one for one in card.findChildren(DisciplineForm) if one.isVisible())
    assert (form.side.value(), form.choices["form_id"].currentText()) == (codes.STATE_DISCIPLINE, "Cách chức")


def test_a_course_needs_its_name(qtbot, card) -> None:
    qtbot.mouseClick(card.records.courses.add, Qt.MouseButton.LeftButton)
    form = card.findChild(CourseForm)
    form.try_to_save()
    assert form.fields["name"].message.text() == "Hãy ghi tên lớp hoặc ngành học."
    form.texts["name"].setText("Trung cấp lý luận chính trị")
    form.dates["last_on"].setText("2018")
    form.try_to_save()
    again(card)
    assert [(one.title, one.when) for one in card.records.courses.entries] == [("Trung cấp lý luận chính trị", "2018")]


def test_a_badge_is_corrected_and_taken_out_from_the_card(qtbot, db, card) -> None:
    with db.write("Trao") as session:
        badges.award(session, card.member_id, BadgeValues(30, date(2025, 2, 3)))
    again(card)
    tab = card.records
    (entry,) = tab.badges.entries
    assert (entry.title, entry.when) == ("Huy hiệu 30 năm", "03/02/2025")
    qtbot.mouseClick(tab.badges.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = card.findChild(BadgeForm)
    assert (form.years.value(), form.years.isEnabled()) == (30, False)
    form.number.setText("11-QĐ/TU")
    form.try_to_save()
    again(card)
    assert tab.badges.entries[0].lines[0] == "Quyết định số 11-QĐ/TU"
    qtbot.mouseClick(tab.badges.bins[entry.key], Qt.MouseButton.LeftButton)
    question = card.findChild(QMessageBox)
    next(button for button in question.buttons() if button.text() == "Bỏ").click()
    again(card)
    assert tab.badges.entries == []
    assert db.undo() == "Bỏ “Huy hiệu 30 năm” của Lò Văn Ánh"


def test_the_titles_of_the_tabs_are_whole_and_reached_by_arrows(qtbot, card) -> None:
    for button in card.tabs.buttons:
        assert button.width() >= button.sizeHint().width()
    first = card.tabs.buttons[0]
    first.setFocus()
    first.setChecked(True)
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert card.tabs.currentWidget() is card.history


def test_a_dismissal_ends_the_positions_ticked_and_gives_them_back(qtbot, db, card) -> None:
    with db.write("Chức vụ") as session:
        members.set_position(session, card.member_id, Position.SECRETARY, on=date(2024, 1, 1))
        committee.write(session, card.member_id, PostValues(CommitteeRole.COMMITTEE_MEMBER, date(2025, 7, 1)), on=TODAY)
    qtbot.mouseClick(card.records.disciplines.add, Qt.MouseButton.LeftButton)
    form = card.findChild(DisciplineForm)
    assert form.posts.isHidden()
    form.choices["form_id"].setCurrentText("Cách chức")
    assert form.posts.isVisible()
    titles = {box.text(): box for box in form.given_up.values()}
    assert list(titles) == ["Đảng ủy viên", "Bí thư · Chi bộ bản Tin Tốc"]
    titles["Đảng ủy viên"].setChecked(False)
    form.dates["effective_on"].setText("2/11/2026")
    form.try_to_save()

    def ends() -> list[date | None]:
        with db.read() as session:
            return [row.until for row in sorted(committee.of(session, card.member_id), key=lambda row: row.title)]

    assert ends() == [date(2026, 11, 1), None]
    again(card)
    (entry,) = card.records.disciplines.entries
    qtbot.mouseClick(card.records.disciplines.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = next(one for one in card.findChildren(DisciplineForm) if one.isVisible())
    assert sorted((box.text(), box.isChecked()) for box in form.given_up.values()) == [
        ("Bí thư · Chi bộ bản Tin Tốc", True),
        ("Đảng ủy viên", False),
    ]
    form.dates["effective_on"].setText("5/11/2026")
    form.try_to_save()
    assert ends() == [date(2026, 11, 4), None]
    with db.write("Bỏ") as session:
        awards.remove(session, DisciplineValues, entry.key)
    assert ends() == [None, None]


def test_taking_out_an_expulsion_says_that_its_other_side_goes_too(qtbot, db, card) -> None:
    with db.write("Khai trừ") as session:
        events.record(session, card.member_id, EventValues(EventKind.EXPELLED, date(2026, 11, 2)))
    again(card)
    (entry,) = card.records.disciplines.entries
    qtbot.mouseClick(card.records.disciplines.bins[entry.key], Qt.MouseButton.LeftButton)
    box = card.window().findChild(QMessageBox)
    assert "Biến động khai trừ cũng được bỏ" in box.informativeText()
    next(button for button in box.buttons() if button.text() == "Bỏ").click()
    with db.read() as session:
        assert stays.current(session, card.member_id) is not None
        assert awards.of(session, card.member_id).disciplines == {}


def test_a_suspension_is_shown_among_the_disciplines(db, card) -> None:
    with db.write("Đình chỉ") as session:
        paper = EventValues(EventKind.SUSPEND_START, date(2026, 11, 2), decision_number="3-QĐ", reason="Đang xem xét")
        events.record(session, card.member_id, paper)
    again(card)
    (entry,) = card.records.disciplines.entries
    assert (entry.key, entry.title, entry.when) == (None, "Đình chỉ sinh hoạt đảng", "02/11/2026")
    assert "Quyết định số 3-QĐ" in entry.lines


def test_a_card_given_again_stands_beside_the_first(qtbot, db, card) -> None:
    with db.write("Ngày cấp thẻ") as session:
        session.get_one(Member, card.member_id).card_issued_on = PartialDate(2011, 2, 3)
    again(card)
    tab = card.records
    (first,) = tab.cards.entries
    assert (first.key, first.title, first.when) == (None, "Phát thẻ", "03/02/2011")
    qtbot.mouseClick(tab.cards.add, Qt.MouseButton.LeftButton)
    form = card.findChild(CardIssueForm)
    form.try_to_save()
    assert form.fields["kind"].message.text() == "Hãy chọn việc cấp lại hay đổi thẻ."
    form.choices["kind"].setCurrentText("Cấp lại do mất")
    form.dates["issued_on"].setText("10/2026")
    form.try_to_save()
    again(card)
    assert [(entry.title, entry.when) for entry in tab.cards.entries] == [
        ("Cấp lại do mất", "10/2026"),
        ("Phát thẻ", "03/02/2011"),
    ]
    qtbot.mouseClick(tab.cards.pencils[tab.cards.entries[0].key], Qt.MouseButton.LeftButton)
    form = next(one for one in card.findChildren(CardIssueForm) if one.isVisible())
    form.dates["issued_on"].setText("3/2/2011")
    form.try_to_save()
    again(card)
    assert [entry.title for entry in tab.cards.entries] == ["Cấp lại do mất"]  # the day on the record is this card's
    assert db.undo() == "Sửa cấp lại, đổi thẻ: Lò Văn Ánh"


def test_a_paper_of_which_only_the_day_is_known_is_still_called_a_paper(db, card) -> None:
    with db.write("Kỷ luật, lớp") as session:
        form = codes.id_of(session, codes.DISCIPLINE, "warning")
        values = DisciplineValues(form, date(2026, 3, 1), decision_on=date(2026, 2, 20))
        awards.write(session, card.member_id, values, on=TODAY)
        kind = codes.items(session, codes.CLASS_KIND)[0].id
        held = training.add(session, ClassValues(kind, "Lớp đảng viên mới", date(2025, 5, 5)))
        session.add(ClassParticipant(class_id=held, member_id=card.member_id, certificate_on=date(2025, 5, 30)))
    again(card)
    assert "Quyết định ngày 20/02/2026" in card.records.disciplines.entries[0].lines
    assert "Chứng nhận ngày 30/05/2025" in card.records.courses.entries[0].lines
