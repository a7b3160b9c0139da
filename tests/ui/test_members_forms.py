from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from models import members, stays
from models.dates import PartialDate
from models.tables import Duty, Ending, Position, Standing
from tests.ui.members_book import TODAY, day, fill
from ui.members.changes import ChangeForm, LeaveForm, RecogniseForm
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


def test_nothing_is_offered_while_the_twelve_months_run(ids, opened) -> None:
    assert opened(MemberForm, member_id=ids["Đỗ Thị Đào"]).offer.isHidden()
    assert opened(RecogniseForm, ids["Đỗ Thị Đào"]).offer.isHidden()


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


def test_moving_ends_the_position_in_the_old_cell(db, ids, opened) -> None:
    form = opened(ChangeForm, ids["Lò Văn Ánh"])
    form.cell.set_value(history(db, ids["Đỗ Thị Đào"])[-1].cell_id)
    form.on.setText("1/11/2026")
    form.try_to_save()
    assert history(db, ids["Lò Văn Ánh"])[-1].cell_name == "Chi bộ Trạm Y tế"
    with db.read() as session:
        assert members.positions(session, date(2026, 10, 31)) == {ids["Lò Văn Ánh"]: Position.SECRETARY}
        assert members.positions(session, date(2026, 11, 1)) == {}


def test_a_change_of_duty(db, ids, opened) -> None:
    form = opened(ChangeForm, ids["Lò Văn Ánh"])
    form.try_to_save()
    assert form.notice.text().startswith("Chưa đổi gì")
    form.duty.set_value(Duty.TEMP_AWAY)
    form.on.setText("23/11/2026")
    form.try_to_save()
    assert error(form, "on") == "Ngày 23/11/2026 chưa đến; hãy ghi khi đã đến ngày."
    form.on.setText("1/1/2012")
    form.try_to_save()
    assert "hãy chọn ngày sau đó" in error(form, "on")
    form.on.setText("1/6/2026")
    form.try_to_save()
    assert [stay.duty for stay in history(db, ids["Lò Văn Ánh"])][-2:] == [Duty.ACTIVE, Duty.TEMP_AWAY]


def test_recognition_sets_the_standing(db, ids, opened) -> None:
    form = opened(RecogniseForm, ids["Lường Thị Ban"])
    form.try_to_save()
    assert "Hãy ghi ngày" in error(form, "official_on")
    form.offer.click()
    form.try_to_save()
    with db.read() as session:
        assert members.read(session, ids["Lường Thị Ban"]).official_on == PartialDate(1996, 2, 3)
    assert history(db, ids["Lường Thị Ban"])[-1].standing is Standing.OFFICIAL


def test_leaving_says_what_happens_and_ends_the_position(db, ids, opened) -> None:
    member = ids["Lò Văn Ánh"]
    form = opened(LeaveForm, member)
    form.on.setText("31/10/2026")
    assert form.consequence.text().startswith("Từ ngày 31/10/2026, đồng chí Lò Văn Ánh không còn trong danh sách")
    assert "Ctrl+Z" in form.consequence.text()
    form.ending.set_value(Ending.DIED)
    form.try_to_save()
    last = history(db, member)[-1]
    assert (last.until, last.ending) == (date(2026, 10, 30), Ending.DIED)
    with db.read() as session:
        assert members.positions(session, date(2026, 10, 30)) == {member: Position.SECRETARY}
        assert members.positions(session, date(2026, 10, 31)) == {}
    db.undo()
    assert history(db, member)[-1].until is None
    with db.read() as session:
        assert members.positions(session, TODAY) == {member: Position.SECRETARY}


def test_every_step_names_the_person(db, ids, opened) -> None:
    form = opened(MemberForm, member_id=ids["Mùa A Chư"])
    form.born_on.set_value(day("1958"))
    form.try_to_save()
    assert db.undo() == "Sửa lý lịch Mùa A Chư"
