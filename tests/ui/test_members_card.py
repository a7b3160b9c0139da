from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from models import attendance, events, meetings, members, stays, tsv
from models.events import EventValues
from models.meetings import MeetingValues
from models.tables import Duty, EventKind, Mark, MeetingKind, Member
from tests.models.builders import held
from tests.ui.members_book import TODAY, card_shown, fill
from tests.user import in_front, press
from ui.members.card import MemberCard
from ui.members.year import months, read_years
from ui.overview.cell_history import CellHistory
from ui.theme import State


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def card(qtbot, db, ids) -> MemberCard:
    return card_shown(qtbot, db)


@pytest.fixture
def year(db, ids) -> list[int]:
    """Return three meetings of the year: an absence with a reason, one without, one online."""
    member = ids["Lò Văn Ánh"]
    marks = ((1, Mark.EXCUSED, "ốm"), (2, Mark.UNEXCUSED, ""), (3, Mark.ONLINE, ""))
    made = []
    with db.write("Họp") as session:
        cell_id = stays.history(session, member)[-1].cell_id
        for month, mark, reason in marks:
            meeting = meetings.add(
                session, cell_id, 2026, month, MeetingValues(MeetingKind.REGULAR, date(2026, month, 5))
            )
            attendance.write(session, meeting, {member: (mark, reason)}, on=TODAY)
            made.append(meeting)
    return made


def test_the_arrows_go_through_all_titles_in_their_order_over_the_end_of_a_line_too(card, ids) -> None:
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    card.resize(300, 600)
    assert len({button.y() for button in card.tabs.buttons}) > 1
    card.tabs.buttons[0].setFocus()
    for place in (1, 2, 3, 4, 0):
        QTest.keyClick(card.focusWidget(), Qt.Key.Key_Right)
        assert card.tabs.currentIndex() == place
        assert card.tabs.buttons[place].hasFocus()
    QTest.keyClick(card.focusWidget(), Qt.Key.Key_Left)
    assert card.tabs.currentIndex() == 4


def test_every_field_is_there_and_what_is_missing_is_said(card, ids) -> None:
    card.show_member(ids["Lường Thị Ban"], TODAY)
    words = {name: shown.text() for name, shown in card.profile.values.items()}
    assert words["born_on"] == "05/1970"
    assert words["gender"] == words["official_on"] == words["citizen_id"] == "chưa rõ"
    assert words["other_name"] == "không có"
    assert words["ethnic_id"] == "Thái"
    assert "" not in words.values()
    assert card.place.text() == "Bản Tin Tốc"


def test_what_few_have_stands_only_where_it_is_written(db, card, ids) -> None:
    member = ids["Lường Thị Ban"]
    with db.write("Ghi") as session:
        values = members.read(session, member)
        members.edit(session, member, replace(values, is_merit_family=True, health="Tốt"), on=TODAY)
    card.show_member(member, TODAY)
    shown = {name: field.text() for name, field in card.profile.values.items() if not field.isHidden()}
    assert (shown["is_merit_family"], shown["health"]) == ("có", "Tốt")
    assert shown["occupation_id"] == "chưa rõ"  # forms 2 and 3 ask for it of everybody
    assert "is_martyr_family" not in shown
    assert "Gia đình liệt sĩ" in card.profile.lacking.text()
    assert "Sức khỏe" not in card.profile.lacking.text()


def test_long_words_of_how_a_member_stands_are_not_cut(qtbot, db, card, ids) -> None:
    member = ids["Lường Thị Ban"]
    with db.write("Tạm thời đi") as session:
        stays.change(session, member, on=date(2026, 5, 1), duty=Duty.TEMP_AWAY)
    card.setFixedWidth(280)
    card.show_member(member, TODAY)
    words = {"Chưa rõ chính thức hay dự bị", "Sinh hoạt tạm thời nơi khác"}

    def in_view() -> set[str]:
        tags = [one for one in card.findChildren(QLabel) if one.isVisible() and one.text() in words]
        return {one.text() for one in tags if one.geometry().right() < one.parentWidget().width()}

    qtbot.waitUntil(lambda: in_view() == words)


def test_a_guest_who_went_home_is_said_to_be_gone(qtbot, db, card, ids) -> None:
    guest = ids["Trần Văn An"]
    words = {"Sinh hoạt tạm thời tại đây", "Về nơi sinh hoạt chính thức"}

    def said() -> set[str]:
        return {one.text() for one in card.findChildren(QLabel) if one.isVisible()} & words

    card.show_member(guest, TODAY)
    qtbot.waitUntil(lambda: said() == {"Sinh hoạt tạm thời tại đây"})
    with db.write("Về") as session:
        events.record(session, guest, EventValues(EventKind.TEMP_IN_END, date(2026, 11, 10)))
    card.show_member(guest, TODAY)
    qtbot.waitUntil(lambda: said() == {"Về nơi sinh hoạt chính thức"})


def test_age_and_position(card, ids) -> None:
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    assert card.place.text() == "Bản Tin Tốc · Bí thư"
    assert card.profile.values["citizen_id"].text() == "011•••••6789"  # whole once it is asked for
    card.show_member(ids["Đỗ Thị Đào"], TODAY)
    assert card.profile.values["official_on"].text() == "chưa, đang dự bị"


def test_the_history_shows_each_event_and_what_followed(qtbot, db, card, ids) -> None:
    member = ids["Lường Thị Ban"]
    with db.write("Miễn") as session:
        stays.change(session, member, on=date(2026, 5, 1), duty=Duty.EXEMPT)
    card.tabs.setCurrentWidget(card.history)
    card.show_member(member, TODAY)
    assert card.history.lines[0] == "01/05/2026 · Miễn công tác và sinh hoạt đảng"
    assert card.history.lines[-1] == "03/02/1995 (chưa rõ đúng ngày) · Ghi sổ"
    newest = max(card.history.pencils)
    with qtbot.waitSignal(card.history.correct_asked) as asked:
        card.history.pencils[newest].click()
    assert asked.args == [newest]
    with qtbot.waitSignal(card.history.remove_asked) as asked:
        card.history.bins[newest].click()
    assert asked.args == [newest, card.history.lines[0]]


def test_the_year_counts_and_names_the_absences(db, card, ids, year) -> None:
    member = ids["Lò Văn Ánh"]
    read = read_years(db, member)[2026]
    assert (read.counts.attended, read.counts.obliged, read.rate) == (1, 3, Fraction(1, 3))
    squares = months(read)
    assert [(one.letter, one.state) for one in squares[:4]] == [
        ("P", State.WARN),
        ("K", State.BAD),
        ("T", State.GOOD),
        ("", State.IDLE),
    ]
    assert squares[0].tip == "05/01/2026: Vắng có lý do (ốm)"
    card.tabs.setCurrentWidget(card.year)
    card.show_member(member, TODAY)
    assert card.year.figure.text() == "1/3 = 33,3 %"


def test_no_rate_while_a_mark_is_unrecorded(db, card, ids, year) -> None:
    member = ids["Lò Văn Ánh"]
    with db.write("Chưa ghi") as session:
        attendance.write(session, year[2], {member: (Mark.UNRECORDED, "")}, on=TODAY)
    card.tabs.setCurrentWidget(card.year)
    card.show_member(member, TODAY)
    assert card.year.figure.text() == "0/2"
    assert "chưa ghi nên chưa tính tỷ lệ" in card.year.caption.text()


def test_one_who_need_not_attend_is_outside_the_count(db, card, ids, year) -> None:
    read = read_years(db, ids["Mùa A Chư"])[2026]
    assert read.rate is None
    assert [one.letter for one in months(read)[:3]] == ["M", "M", "M"]


def test_a_square_opens_its_meeting_and_the_arrows_turn_years(qtbot, card, ids, year) -> None:
    card.tabs.setCurrentWidget(card.year)
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    with qtbot.waitSignal(card.year.meeting_asked) as asked:
        card.year.strip.chosen.emit(2)
    assert asked.args == [year[1]]
    assert not card.year.forward.isEnabled()
    card.year.back.click()
    assert card.year.title.text() == "Năm 2025"
    assert card.year.caption.text() == "Chưa có điểm danh nào trong năm này."


def test_the_years_stand_one_below_the_other_and_their_meetings_are_walked(qtbot, db, card, ids, year) -> None:
    member = ids["Lò Văn Ánh"]
    with db.write("Năm trước") as session:
        cell_id = stays.current(session, member).cell_id
        before = held(session, cell_id, date(2025, 3, 5), {member: Mark.EXCUSED})
        held(session, cell_id, date(2025, 4, 5))
    card.tabs.setCurrentWidget(card.year)
    card.show_member(member, TODAY)
    assert [line.held_on.month for line in card.year.model.rows] == [3, 2, 1]
    assert [card.year.model.index(2, column).data() for column in range(2)] == ["05/01/2026", "Vắng có lý do (ốm)"]
    button, strip = card.year.others
    assert button.text() == "2025 · 1/2 = 50 %"
    card.show()
    card.window().activateWindow()
    strip.setFocus()
    for _step in range(2):
        QTest.keyClick(strip, Qt.Key.Key_Right)
    with qtbot.waitSignal(card.year.meeting_asked) as asked:
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert asked.args == [before]
    with qtbot.waitSignal(card.year.meeting_asked) as asked:
        card.year.meetings.opened.emit(card.year.model.rows[1])
    assert asked.args == [year[1]]
    button.click()
    assert card.year.title.text() == "Năm 2025"
    assert [widget.text() for widget in card.year.others[::2]] == ["2026 · 1/3 = 33,3 %"]


def test_the_card_leads_to_the_months_of_the_cell(qtbot, card, ids, year) -> None:
    card.tabs.setCurrentWidget(card.year)
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    card.year.cell_button.click()
    (dialog,) = card.year.findChildren(CellHistory)
    assert dialog.number == 2026
    with qtbot.waitSignal(card.year.rolls.go) as heard:
        dialog.table.opened.emit(dialog.model.rows[1])
    assert heard.args == ["meetings", {"cell_id": dialog.cell_id, "year": 2026, "month": 2}]


def test_an_identity_number_is_shown_on_asking_and_masked_for_the_next(qtbot, db, card, ids) -> None:
    profile = card.profile
    number, eye = profile.values["citizen_id"], profile.eyes["citizen_id"]
    with db.write("Số") as session:
        for key, whole in ((ids["Lò Văn Ánh"], "011065006789"), (ids["Lường Thị Ban"], "011165001234")):
            session.get_one(Member, key).citizen_id = whole
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    assert (number.text(), eye.accessibleName()) == ("011•••••6789", "Hiện số định danh")
    eye.setFocus()
    assert eye.hasFocus()
    qtbot.keyClick(eye, Qt.Key.Key_Space)
    assert (number.text(), eye.accessibleName()) == ("011065006789", "Che số định danh")
    card.show_member(ids["Lò Văn Ánh"], TODAY)  # read anew, still the same person
    assert number.text() == "011065006789"
    card.show_member(ids["Lường Thị Ban"], TODAY)
    assert number.text() == "011•••••1234"
    assert profile.eyes["old_card_number"].isHidden()


def test_a_narrow_card_keeps_its_values_and_the_eye_in_sight(qtbot, card, ids) -> None:
    card.show_member(ids["Lường Thị Ban"], TODAY)
    longest = next(
        one for one in card.profile.findChildren(QLabel) if one.text() == "Gia đình, sức khỏe, lịch sử bản thân"
    )
    longest.show()  # as for one of whom such things are written
    card.resize(260, 600)
    qtbot.waitUntil(lambda: card.profile.viewport().width() < 260)
    inside = card.profile.widget()
    qtbot.waitUntil(lambda: inside.width() <= card.profile.viewport().width())


@pytest.mark.parametrize("tab", [0, 1])
def test_the_next_member_is_read_from_the_top(qtbot, card, ids, tab: int) -> None:
    card.resize(320, 260)
    card.tabs.setCurrentIndex(tab)
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    (area,) = (one for one in card.findChildren(QScrollArea) if one.isVisible())
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    assert bar.value() > 0  # the same person, read anew
    card.show_member(ids["Lường Thị Ban"], TODAY)
    assert bar.value() == 0
    assert card.tabs.currentIndex() == tab


def copied(widget: QWidget) -> list[list[str]]:
    QGuiApplication.clipboard().setText("")
    press(widget, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return tsv.read(QGuiApplication.clipboard().text())


def test_the_pages_of_the_card_are_copied_by_the_keys(qtbot, card, db, ids, year) -> None:
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    in_front(qtbot, card.window())
    card.profile.setFocus()
    head, *rows = copied(card)
    assert head == ["Phần", "Mục, thời gian", "Nội dung", "Chi tiết"]
    shown = {one.accessibleName(): one.text() for one in card.profile.values.values() if not one.isHidden()}
    assert {row[1]: row[2] for row in rows} == shown
    assert any("•" in text or "*" in text for text in shown.values())  # a number that is hidden goes out hidden
    card.tabs.setCurrentIndex(2)
    card.tabs.buttons[2].setFocus()
    assert [row[1:3] for row in copied(card)[1:]] == [
        ["05/03/2026", "Trực tuyến"],
        ["05/02/2026", "Vắng không lý do"],
        ["05/01/2026", "Vắng có lý do (ốm)"],
    ]


def test_beside_an_event_of_the_card_it_alone_is_copied(qtbot, card, db, ids) -> None:
    with db.write("Miễn") as session:
        events.record(session, ids["Lò Văn Ánh"], EventValues(EventKind.EXEMPT_START, date(2026, 5, 5)))
    card.show_member(ids["Lò Văn Ánh"], TODAY)
    card.tabs.setCurrentIndex(1)
    in_front(qtbot, card.window())
    card.tabs.buttons[1].setFocus()
    every = copied(card)
    first = next(iter(card.history.pencils.values()))
    first.setFocus()
    assert len(every) > 2
    assert copied(card) == [every[0], next(row for row in every if row[2] == EventKind.EXEMPT_START.label)]
