from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import attendance, awards, codes, meetings, ratings, stays
from models.awards import DisciplineValues
from models.meetings import MeetingValues
from models.tables import Mark, MeetingKind, RatingCause, RatingLevel
from tests.ui.members_book import TODAY, card_shown, fill
from ui.members.card import MemberCard
from ui.members.ratings import RatingForm


@pytest.fixture
def card(qtbot, db) -> MemberCard:
    ids = fill(db)
    member = ids["Lò Văn Ánh"]
    with db.write("Họp") as session:
        cell_id = stays.history(session, member)[-1].cell_id
        for month, mark in ((1, Mark.EXCUSED), (2, Mark.PRESENT)):
            values = MeetingValues(MeetingKind.REGULAR, date(2026, month, 5))
            meeting = meetings.add(session, cell_id, 2026, month, values)
            attendance.write(session, meeting, {member: (mark, "")}, on=TODAY)
    shown = card_shown(qtbot, db)
    shown.tabs.setCurrentWidget(shown.ratings)
    shown.show_member(member, TODAY)
    return shown


def opened(qtbot, card) -> RatingForm:
    qtbot.mouseClick(card.ratings.list.add, Qt.MouseButton.LeftButton)
    return card.findChild(RatingForm)


def test_the_meetings_of_the_year_stand_beside_the_rating(qtbot, db, card) -> None:
    words = "phải dự 2 · có mặt 1 · vắng có lý do 1 · không lý do 0"
    assert card.ratings.meetings.text() == f"Sinh hoạt năm 2026: {words}"
    form = opened(qtbot, card)
    assert form.year.text() == "2026"  # in November the year is being rated
    assert form.meetings.text() == f"Sinh hoạt năm 2026: {words}"
    form.levels["cell_rating"].set_value(RatingLevel.GOOD)
    form._dates["cell_rated_on"].setText("12/11/2026")
    form.points.setText("82,5")
    form.try_to_save()
    card.show_member(card.member_id, TODAY)
    (entry,) = card.ratings.list.entries
    assert (entry.when, entry.title) == ("Năm 2026", "Hoàn thành tốt nhiệm vụ")
    assert entry.lines == ("Chi bộ: hoàn thành tốt nhiệm vụ (12/11/2026)", "Điểm: 82,5", f"Sinh hoạt: {words}")
    assert card.ratings.meetings.isHidden()
    assert db.undo() == "Xếp loại năm 2026: Lò Văn Ánh"


def test_a_cause_is_asked_for_only_where_tasks_were_not_fulfilled(qtbot, db, card) -> None:
    form = opened(qtbot, card)
    assert form.fields["cause"].isHidden()
    form.levels["committee_rating"].set_value(RatingLevel.NOT_FULFILLED)
    assert not form.fields["cause"].isHidden()
    form.cause.set_value(RatingCause.UNDER_HALF)
    form.quarter.set_value(3)
    form.try_to_save()
    with db.read() as session:
        (row,) = ratings.of(session, card.member_id)
    assert (row.year, row.quarter, row.values.cause) == (2026, 3, RatingCause.UNDER_HALF)


def test_what_speaks_against_a_level_is_said_and_does_not_refuse(qtbot, db, card) -> None:
    with db.write("Kỷ luật") as session:
        values = DisciplineValues(codes.id_of(session, codes.DISCIPLINE, "warning"), date(2026, 3, 1))
        awards.write(session, card.member_id, values, on=TODAY)
    form = opened(qtbot, card)
    form.levels["cell_rating"].set_value(RatingLevel.EXCELLENT)
    form.points.setText("80")
    assert "từ 90 điểm" in form.doubts.text()
    assert "cảnh cáo" in form.doubts.text()
    form.try_to_save()
    with db.read() as session:
        assert len(ratings.of(session, card.member_id)) == 1


@pytest.mark.parametrize(
    ("field", "typed", "words"), [("year", "26", "bốn chữ số"), ("points", "tốt", "từ 0 đến 100"), ("", "", "")]
)
def test_what_cannot_be_read_is_said_beside_it(qtbot, card, field: str, typed: str, words: str) -> None:
    form = opened(qtbot, card)
    if field:
        getattr(form, field).setText(typed)
    form.try_to_save()
    message = form.fields[field or "cell_rating"].message.text()
    assert words in message if field else message == "Hãy chọn mức xếp loại, hoặc ghi vì sao chưa có."


def test_a_rating_moved_to_another_period_leaves_nothing_behind(qtbot, db, card) -> None:
    with db.write("Xếp loại") as session:
        ratings.put(session, card.member_id, 2026, 1, ratings.RatingValues(RatingLevel.GOOD), on=TODAY)
    card.show_member(card.member_id, TODAY)
    (entry,) = card.ratings.list.entries
    qtbot.mouseClick(card.ratings.list.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = card.findChild(RatingForm)
    form.quarter.set_value(2)
    form.try_to_save()
    card.show_member(card.member_id, TODAY)
    (entry,) = card.ratings.list.entries
    assert entry.when == "Quý II năm 2026"
    qtbot.mouseClick(card.ratings.list.bins[entry.key], Qt.MouseButton.LeftButton)
    next(button for button in card.findChild(QMessageBox).buttons() if button.text() == "Bỏ").click()
    with db.read() as session:
        assert ratings.of(session, card.member_id) == []


@pytest.mark.parametrize("corrects", [False, True])
def test_a_rating_is_not_written_over_that_of_another_period(qtbot, db, card, corrects: bool) -> None:
    with db.write("Xếp loại") as session:
        for quarter, level in ((1, RatingLevel.GOOD), (2, RatingLevel.FULFILLED)):
            ratings.put(session, card.member_id, 2026, quarter, ratings.RatingValues(level), on=TODAY)
        before = ratings.of(session, card.member_id)
    card.show_member(card.member_id, TODAY)
    if corrects:
        key = next(row.id for row in before if row.quarter == 2)
        qtbot.mouseClick(card.ratings.list.pencils[key], Qt.MouseButton.LeftButton)
        form = card.findChild(RatingForm)
    else:
        form = opened(qtbot, card)
        form.levels["cell_rating"].set_value(RatingLevel.EXCELLENT)
    form.quarter.set_value(1)
    form.try_to_save()
    words = "Quý I năm 2026 đã có xếp loại; hãy sửa xếp loại ấy trên thẻ."
    assert form.fields["quarter"].message.text() == words
    with db.read() as session:
        assert ratings.of(session, card.member_id) == before


def test_an_old_year_has_the_words_of_its_time(qtbot, db, card) -> None:
    form = opened(qtbot, card)
    assert form.levels["cell_rating"].itemText(4) == "Không hoàn thành nhiệm vụ"
    form.levels["cell_rating"].set_value(RatingLevel.NOT_FULFILLED)
    form.year.setText("2013")
    assert form.levels["cell_rating"].currentText() == "Vi phạm tư cách đảng viên"
    form.try_to_save()
    card.show_member(card.member_id, TODAY)
    (entry,) = card.ratings.list.entries
    assert (entry.title, entry.tags[0][0]) == ("Vi phạm tư cách đảng viên", "VPTC")
