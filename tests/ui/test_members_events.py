from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from models import attendance, events, lives, meetings, members, stays
from models.dates import PartialDate
from models.events import EventValues
from models.meetings import MeetingValues
from models.tables import Duty, Ending, EventKind, Flaw, MeetingKind, Position, Scope, Standing
from tests.ui.members_book import TODAY, fill
from tests.user import press, type_text
from ui.members import event_words
from ui.members.event_form import EventForm


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def opened(qtbot, db):
    window = QWidget()
    qtbot.addWidget(window)

    def make(member_id: int, kind: EventKind | None = None, event_id: int | None = None) -> EventForm:
        form = EventForm(db, member_id, window, kind=kind, event_id=event_id)
        form.open()
        return form

    return make


def history(db, member_id: int):
    with db.read() as session:
        return stays.history(session, member_id)


def life(db, member_id: int):
    with db.read() as session:
        return lives.life(session, member_id)


def error(form, name: str) -> str:
    return form.fields[name].message.text()


def shown(form) -> set[str]:
    return {name for name, field in form.fields.items() if field.isVisibleTo(form)}


def kinds(form) -> list[EventKind]:
    return [form.kind.itemData(number) for number in range(form.kind.count())]


def pick(form, kind: EventKind) -> None:
    assert form.kind.set_value(kind)
    form.kind.activated.emit(form.kind.currentIndex())


@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_has_its_words_and_only_fields_of_the_form(ids, opened, kind: EventKind) -> None:
    form = opened(ids["Lò Văn Ánh"])
    assert set(event_words.fields_of(kind)) <= set(form.fields)
    assert event_words.day_title(kind)


def test_only_the_fields_of_the_kind_are_shown(ids, opened) -> None:
    form = opened(ids["Lò Văn Ánh"], EventKind.DIED)
    assert shown(form) == {"kind", "on", "reason"}
    assert form.fields["on"].label.text() == "Ngày từ trần *"
    pick(form, EventKind.TRANSFER_OUT)
    assert shown(form) == {
        *("kind", "on", "scope", "place", "decision_number", "decision_on", "reason", "confirmed_on"),
        "flaw",
    }
    assert form.fields["place"].label.text() == "Tổ chức đảng nơi đến"


def test_what_can_come_next_is_offered(ids, opened) -> None:
    assert EventKind.RECOGNITION in kinds(opened(ids["Đỗ Thị Đào"]))
    official = kinds(opened(ids["Lò Văn Ánh"]))
    assert EventKind.RECOGNITION not in official
    assert {EventKind.EXEMPT_START, EventKind.DIED, EventKind.TEMP_OUT} <= set(official)
    assert EventKind.EXEMPT_END in kinds(opened(ids["Mùa A Chư"]))
    assert EventKind.DIED not in kinds(opened(ids["Trần Văn An"]))  # only a guest here


def test_moving_ends_the_position_in_the_old_cell(db, ids, opened) -> None:
    form = opened(ids["Lò Văn Ánh"], EventKind.TRANSFER_INTERNAL)
    form.on.setText("1/11/2026")
    form.try_to_save()
    assert error(form, "cell_id") == "Hãy chọn chi bộ."
    form.cell.set_value(history(db, ids["Đỗ Thị Đào"])[-1].cell_id)
    form.try_to_save()
    assert history(db, ids["Lò Văn Ánh"])[-1].cell_name == "Chi bộ Trạm Y tế"
    with db.read() as session:
        assert members.positions(session, date(2026, 10, 31)) == {ids["Lò Văn Ánh"]: Position.SECRETARY}
        assert members.positions(session, date(2026, 11, 1)) == {}
    assert db.undo() == "Chuyển sinh hoạt nội bộ: Lò Văn Ánh"


def test_an_impossible_sequence_is_said_beside_the_date(db, ids, opened) -> None:
    form = opened(ids["Lò Văn Ánh"], EventKind.EXEMPT_START)
    form.on.setText("23/11/2026")
    form.try_to_save()
    assert error(form, "on") == "Ngày 23/11/2026 chưa đến; hãy ghi khi đã đến ngày."
    form.on.setText("1/1/2012")
    form.try_to_save()
    assert "lúc đó đồng chí không có trong danh sách" in error(form, "on")
    form.on.setText("")
    form.try_to_save()
    assert error(form, "on").startswith("Hãy ghi ngày")
    form.on.setText("1/6/2026")
    form.reason.setText("tuổi cao, sức yếu")
    form.try_to_save()
    assert [stay.duty for stay in history(db, ids["Lò Văn Ánh"])][-2:] == [Duty.ACTIVE, Duty.EXEMPT]


def test_recognition_is_offered_and_sets_the_standing(db, ids, opened) -> None:
    form = opened(ids["Lường Thị Ban"])
    pick(form, EventKind.RECOGNITION)
    assert form.on.text() == ""
    form.offer.click()
    assert form.on.text() == "03/02/1996"
    form.number.setText("12-QĐ/ĐU")
    form.try_to_save()
    with db.read() as session:
        assert members.read(session, ids["Lường Thị Ban"]).official_on == PartialDate(1996, 2, 3)
    assert history(db, ids["Lường Thị Ban"])[-1].standing is Standing.OFFICIAL
    papers = {line.event.values.kind: line.event.values.decision_number for line in life(db, ids["Lường Thị Ban"])}
    assert papers[EventKind.RECOGNITION] == "12-QĐ/ĐU"


def test_a_recognition_known_by_its_month_keeps_the_month(db, ids, opened) -> None:
    form = opened(ids["Lường Thị Ban"], EventKind.RECOGNITION)
    form.on.setText("2/1996")
    form.try_to_save()
    with db.read() as session:
        assert members.read(session, ids["Lường Thị Ban"]).official_on == PartialDate(1996, 2)


def test_nobody_is_recognised_before_they_were_admitted(ids, opened) -> None:
    form = opened(ids["Lường Thị Ban"], EventKind.RECOGNITION)
    form.on.setText("1/1/1990")
    form.try_to_save()
    assert "trước ngày vào Đảng" in error(form, "on")


def test_a_recognition_before_the_probation_is_over_is_said_before_it_is_written(ids, opened) -> None:
    form = opened(ids["Lường Thị Ban"], EventKind.RECOGNITION)
    form.on.setText("2/2/1996")
    assert form.offer.early.isVisible()
    assert form.offer.early.text() == (
        "! Chưa đủ 12 tháng dự bị: kết nạp 03/02/1995, đến 03/02/1996 mới hết thời gian dự bị."
    )
    form.on.setText("2/1996")  # may be the 3rd or later
    assert not form.offer.early.isVisible()
    form.on.setText("2/2/1996")
    pick(form, EventKind.EXEMPT_START)
    assert not form.offer.early.isVisible()


def test_one_recognised_too_early_is_asked_about_before_it_is_written(qtbot, db, ids, opened) -> None:
    form = opened(ids["Lường Thị Ban"], EventKind.RECOGNITION)
    type_text(form.on, "02021996")
    press(form.on, Qt.Key.Key_Return)
    (box,) = form.findChildren(QMessageBox)
    assert "Chưa đủ 12 tháng dự bị" in box.informativeText()
    assert history(db, ids["Lường Thị Ban"])[-1].standing is not Standing.OFFICIAL
    (yes,) = (button for button in box.buttons() if button.text() == "Vẫn ghi")
    with qtbot.waitSignal(form.accepted):
        yes.click()
    assert history(db, ids["Lường Thị Ban"])[-1].standing is Standing.OFFICIAL


def test_the_day_a_probation_ends_is_said_while_it_is_still_to_come(db, ids, opened) -> None:
    with db.write("Kết nạp") as session:
        card = members.read(session, ids["Lường Thị Ban"])
        members.edit(session, ids["Lường Thị Ban"], replace(card, admitted_on=PartialDate(2026, 11, 10)), on=TODAY)
    form = opened(ids["Lường Thị Ban"], EventKind.RECOGNITION)
    assert "Kết nạp 10/11/2026: hết thời gian dự bị ngày 10/11/2027." in error(form, "on")


@pytest.mark.parametrize("kind", MeetingKind)
def test_a_death_before_a_meeting_they_were_at_is_asked_about(qtbot, db, ids, opened, kind: MeetingKind) -> None:
    with db.write("Điểm danh") as session:
        cell = stays.history(session, ids["Lò Văn Ánh"])[-1].cell_id
        meeting = meetings.add(session, cell, 2026, 10, MeetingValues(kind, date(2026, 10, 5)))
        attendance.write(session, meeting, on=TODAY)  # all present
    form = opened(ids["Lò Văn Ánh"], EventKind.DIED)
    type_text(form.on, "1/10/2026")
    press(form.on, Qt.Key.Key_Return)
    (box,) = form.findChildren(QMessageBox)
    assert "có mặt ở cuộc họp sau đó: 05/10/2026." in box.informativeText()
    assert history(db, ids["Lò Văn Ánh"])[-1].ending is None
    (yes,) = (button for button in box.buttons() if button.text() == "Vẫn ghi")
    with qtbot.waitSignal(form.accepted):
        yes.click()
    assert history(db, ids["Lò Văn Ánh"])[-1].ending is Ending.DIED


def test_leaving_says_what_happens_and_ends_the_position(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(member, EventKind.TRANSFER_OUT)
    form.on.setText("1/11/2026")
    assert "không còn tính trong danh sách" in error(form, "on")
    form.scope.set_value(Scope.OTHER_PROVINCE)
    form.place.setText("Đảng ủy xã Mường Giôn")
    form.flaw.set_value(Flaw.IMPROPER)
    form.try_to_save()
    last = history(db, member)[-1]
    assert (last.until, last.ending) == (date(2026, 10, 31), Ending.TRANSFERRED_OUT)
    with db.read() as session:
        assert events.history(session, member)[-1].values.flaw is Flaw.IMPROPER
        assert members.positions(session, date(2026, 11, 1)) == {}
    db.undo()
    assert history(db, member)[-1].until is None
    with db.read() as session:
        assert members.positions(session, TODAY) == {member: Position.SECRETARY}


def test_the_flaw_of_a_transfer_is_chosen_by_keyboard(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(member, EventKind.TRANSFER_OUT)
    form.on.setFocus()
    form.on.setText("1/11/2026")
    form.scope.set_value(Scope.OTHER_PROVINCE)
    form.place.setText("Đảng ủy xã Mường Giôn")
    for _field in range(20):
        if form.focusWidget() is form.flaw:
            break
        press(form.focusWidget(), Qt.Key.Key_Tab)
    assert form.focusWidget() is form.flaw
    type_text(form.flaw, "gia mao")
    assert form.flaw.value() is Flaw.FORGED
    press(form.flaw, Qt.Key.Key_Return)
    with db.read() as session:
        assert events.history(session, member)[-1].values.flaw is Flaw.FORGED


def test_one_who_left_can_only_come_back(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(member, EventKind.STRUCK_OFF)
    form.on.setText("1/3/2020")
    form.try_to_save()
    form = opened(member)
    assert kinds(form) == [EventKind.READMISSION, EventKind.RESTORED, EventKind.TRANSFER_IN, EventKind.TEMP_IN]
    pick(form, EventKind.READMISSION)
    form.on.setText("1/5/2024")
    form.cell.setCurrentIndex(1)
    form.try_to_save()
    assert history(db, member)[-1].standing is Standing.PROBATIONARY
    form = opened(member, EventKind.RECOGNITION)
    form.on.setText("1/5/2025")
    form.try_to_save()
    recognised = [line.event.values for line in life(db, member) if line.event.values.kind is EventKind.RECOGNITION]
    assert [values.effective_on for values in recognised] == [date(2013, 10, 15), date(2025, 5, 1)]


@pytest.mark.parametrize(
    ("left", "back"),
    [
        (EventKind.STRUCK_OFF, EventKind.READMISSION),
        (EventKind.RESIGNED, EventKind.READMISSION),
        (EventKind.EXPELLED, EventKind.RESTORED),
        (EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN),
    ],
)
def test_one_who_left_comes_back_the_usual_way(db, ids, opened, left: EventKind, back: EventKind) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(member, left)
    form.on.setText("1/3/2026")
    form.try_to_save()
    cell_id = history(db, member)[-1].cell_id
    form = opened(member)
    assert kinds(form)[0] is back
    assert form.cell.value() == (None if left is EventKind.TRANSFER_OUT else cell_id)
    assert f"đã ra khỏi danh sách ({left.label.lower()} từ 01/03/2026)" in form.now.text()


def test_one_restored_comes_as_they_stood(db, ids, opened) -> None:
    member = ids["Đỗ Thị Đào"]
    form = opened(member, EventKind.STRUCK_OFF)
    form.on.setText("1/9/2026")
    form.try_to_save()
    form = opened(member, EventKind.RESTORED)
    assert form.standing.value() is Standing.PROBATIONARY
    form.try_to_save()
    assert history(db, member)[-1].standing is Standing.PROBATIONARY


def test_one_admitted_again_too_soon_is_said_so_and_not_refused(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(member, EventKind.STRUCK_OFF)
    form.on.setText("1/3/2023")
    form.try_to_save()
    form = opened(member, EventKind.READMISSION)
    form.on.setText("1/2/2026")
    assert "chưa đủ 36 tháng để kết nạp lại (đủ từ 01/03/2026)" in form.too_soon.text()
    assert form.too_soon.isVisible()
    form.on.setText("1/3/2026")
    assert not form.too_soon.isVisible()
    form.on.setText("1/2/2026")
    form.try_to_save()
    assert history(db, member)[-1].since == date(2026, 2, 1)


@pytest.mark.parametrize("text", ["03/2010", "01/2010", "2010", "01/01/2010"])
def test_an_event_opens_and_stands_as_exact_as_it_was_told(db, ids, opened, text: str) -> None:
    member = ids["Lò Văn Ánh"]
    with db.write("Ghi") as session:
        first = PartialDate.parse(text)
        told = EventValues(EventKind.DIED, first.first, first.is_full, is_month_known=first.month is not None)
        alone = members.add(
            session, members.MemberValues("Lò Văn Xa"), history(db, member)[0].cell_id, on=date(2009, 1, 1)
        )
        events.record(session, alone, told)
    (line,) = [line for line in life(db, alone) if line.event.values.kind is EventKind.DIED]
    assert event_words.when(line) == text
    form = opened(alone, event_id=line.event.id)
    assert form.on.text() == text
    form.reason.setText("ốm")
    form.try_to_save()
    again = life(db, alone)[-1].event.values
    assert (again.reason, replace(again, reason="")) == ("ốm", line.event.values)
    form = opened(alone, event_id=line.event.id)
    form.on.setText("05/2011")
    form.try_to_save()
    again = life(db, alone)[-1]
    assert event_words.when(again) == "05/2011"
    assert not again.event.values.is_day_known


def test_an_event_is_corrected_and_what_follows_is_derived_anew(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(member, EventKind.TEMP_OUT)
    form.on.setText("1/6/2026")
    form.place.setText("Hà Nội")
    form.try_to_save()
    event_id = life(db, member)[-1].event.id
    form = opened(member, event_id=event_id)
    assert (form.kind.value(), form.on.text(), form.place.text()) == (EventKind.TEMP_OUT, "01/06/2026", "Hà Nội")
    form.on.setText("1/5/2026")
    form.try_to_save()
    last = history(db, member)[-1]
    assert (last.since, last.duty) == (date(2026, 5, 1), Duty.TEMP_AWAY)


def test_opening_and_saving_every_event_changes_nothing(db, ids, opened) -> None:
    before = {name: (life(db, key), history(db, key)) for name, key in ids.items()}
    for name, key in ids.items():
        for line in before[name][0]:
            form = opened(key, event_id=line.event.id)
            form.try_to_save()
            assert not form.isVisible(), (name, form.notice.text())
        assert (life(db, key), history(db, key)) == before[name], name


def test_the_day_the_arrival_was_confirmed_is_written_later(db, ids, opened) -> None:
    form = opened(ids["Lò Văn Ánh"], EventKind.TRANSFER_OUT)
    form.on.setText("1/10/2026")
    form.try_to_save()
    event = life(db, ids["Lò Văn Ánh"])[-1].event
    assert event.values.confirmed_on is None
    form = opened(ids["Lò Văn Ánh"], event_id=event.id)
    form.confirmed_on.setText("5/11/2099")
    form.try_to_save()
    assert "chưa đến" in error(form, "confirmed_on")
    form.confirmed_on.setText("5/11/2026")
    form.try_to_save()
    line = life(db, ids["Lò Văn Ánh"])[-1]
    assert line.event.values.confirmed_on == date(2026, 11, 5)
    assert "Nơi đến xác nhận ngày 05/11/2026" in event_words.paper(line)


def test_an_event_entered_late_says_which_rolls_speak_otherwise(db, ids, opened) -> None:
    who = ids["Lò Văn Ánh"]
    with db.write("Họp") as session:
        cell = stays.current(session, who).cell_id
        for day in (date(2026, 9, 5), date(2026, 10, 5)):
            key = meetings.add(session, cell, day.year, day.month, MeetingValues(MeetingKind.REGULAR, day))
            attendance.write(session, key, on=TODAY)
    form = opened(who, EventKind.DIED)
    assert "điểm danh" not in form.fields["on"].message.text()
    form.on.setText("20/9/2026")
    assert "1 cuộc họp từ ngày này đã điểm danh đồng chí và giữ nguyên" in form.fields["on"].message.text()
    form.on.setText("5/9/2026")
    assert "2 cuộc họp" in form.fields["on"].message.text()
    pick(form, EventKind.TRANSFER_INTERNAL)
    assert "cuộc họp" not in form.fields["on"].message.text()
