from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from models import badges, members, party_age
from models.badges import BadgeValues
from models.dates import PartialDate
from tests.models.builders import left_to_do
from tests.ui.members_book import TODAY, fill
from tests.user import type_text
from ui.members.badge_form import BadgeForm
from ui.members.card import MemberCard
from ui.members.form import MemberForm
from ui.members.screen import MembersScreen
from ui.members.words import Lookup
from ui.overview.people import PeopleBehind
from ui.overview.todo import TodoCard
from ui.overview.todo_lines import TodoLines
from ui.overview.wave import WaveForm


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def given(db, member_id: int) -> list[int]:
    with db.read() as session:
        return [badge.values.years for badge in badges.of(session, member_id)]


def test_the_badge_reached_is_offered_written_and_taken_back(db, ids, window) -> None:
    member = ids["Mùa A Chư"]  # vào Đảng 1980
    form = BadgeForm(db, member, window)
    form.open()
    assert form.years.value() == 45
    type_text(form.awarded_on, "31/2/2025")
    form.try_to_save()
    assert "31/02/2025 không có thật" in form.fields["awarded_on"].message.text()
    form.awarded_on.setText("7/11/2025")
    form.number.setText("15-QĐ/TU")
    form.try_to_save()
    assert given(db, member) == [45]
    form = BadgeForm(db, member, window)
    form.open()
    assert form.years.value() == 40
    (bin_,) = form.bins.values()
    bin_.click()
    assert given(db, member) == []
    assert db.undo() == "Bỏ Huy hiệu 45 năm tuổi Đảng: Mùa A Chư"
    assert given(db, member) == [45]


def test_a_badge_nobody_has_chosen_is_asked_for(db, ids, window) -> None:
    form = BadgeForm(db, ids["Đỗ Thị Đào"], window)
    form.open()
    assert form.years.value() is None
    form.try_to_save()
    assert form.fields["years"].message.text() == "Hãy chọn số năm của huy hiệu."


@pytest.mark.parametrize("field", ["awarded_on", "decision_on"])
def test_a_badge_of_a_day_to_come_is_not_written_yet(db, ids, window, field: str) -> None:
    form = BadgeForm(db, ids["Lường Thị Ban"], window)
    form.open()
    type_text(getattr(form, field), "03022126")
    form.try_to_save()
    assert form.fields[field].message.text() == "Ngày 03/02/2126 chưa đến; hãy ghi khi đã đến ngày."
    assert given(db, ids["Lường Thị Ban"]) == []


def test_the_card_shows_age_and_badges(qtbot, db, ids) -> None:
    with db.write("Trao") as session:
        badges.award(session, ids["Lường Thị Ban"], BadgeValues(30, date(2025, 2, 3)))
    lookup = Lookup()
    lookup.read(db, TODAY)
    card = MemberCard(db, lookup)
    qtbot.addWidget(card)
    card.show_member(ids["Lường Thị Ban"], TODAY)
    words = {name: shown.text() for name, shown in card.profile.values.items()}
    assert (words["party_age"], words["badges"]) == ("31 năm 9 tháng", "30 năm")
    card.show_member(ids["Mùa A Chư"], TODAY)
    assert card.profile.values["party_age"].text() == "khoảng 46 năm 10 tháng"
    assert card.profile.values["badges"].text() == "chưa ghi"


def test_the_override_is_asked_for_its_reason(db, ids, window) -> None:
    form = MemberForm(db, window, member_id=ids["Lò Văn Ánh"])
    form.open()
    form._dates["party_age_from"].setText("1/5/2010")
    form.try_to_save()
    assert form.fields["party_age_reason"].message.text() == "Hãy ghi lý do tính tuổi Đảng từ ngày này."
    form.inputs["party_age_reason"].setText("kết nạp theo điều lệ cũ")
    form.try_to_save()
    with db.read() as session:
        assert party_age.ages(session, TODAY)[ids["Lò Văn Ánh"]].counted_from == date(2010, 5, 1)


def test_the_table_can_be_sorted_by_party_age(qtbot, db, ids) -> None:
    screen = MembersScreen(db)
    qtbot.addWidget(screen)
    screen.reload()
    screen._sort("party_age", False)
    eldest = [row.full_name for row in screen.model.rows]
    assert eldest == ["Mùa A Chư", "Lường Thị Ban", "Trần Văn An", "Lò Văn Ánh", "Đỗ Thị Đào"]
    screen._sort("party_age", True)
    assert [row.full_name for row in screen.model.rows] == eldest[::-1]


def test_the_overview_tells_the_wave_and_lists_the_names(qtbot, db, ids, window) -> None:
    with db.write("Thêm người đến hạn") as session:
        cell_id = members.search(session, "ban", on=TODAY)[0].cell_id
        values = members.MemberValues("Quàng Văn Hặc", admitted_on=PartialDate(1997, 1, 5))
        new = members.add(session, values, cell_id, on=TODAY)
    with db.read() as session:
        left = left_to_do(session, TODAY)
    todo = TodoCard(window)
    todo.show_lines(TodoLines().all(left, {}, TODAY))
    assert "badges" in todo.rows
    names = PeopleBehind(db, window).badges(left.wave, left.badges)
    assert names.windowTitle() == "Huy hiệu Đảng, đợt 03/02/2027"
    assert [row.full_name for row in names.rows] == ["Quàng Văn Hặc", "Mùa A Chư", "Lường Thị Ban"]
    assert [chip.text() for chip in names.chips] == ["Tất cả · 3", "Đến hạn đợt này · 1", "Đã đủ từ trước · 2"]
    with db.write("Trao") as session:
        badges.award(session, new, BadgeValues(30, date(2026, 11, 7)))
    with db.read() as session:
        left = left_to_do(session, TODAY)
    todo.show_lines(TodoLines().all(left, {}, TODAY))
    assert "badges" not in todo.rows


def test_the_badges_of_a_wave_are_written_at_once(qtbot, db, ids, window) -> None:
    with db.read() as session:
        todo = left_to_do(session, TODAY)
    dialog = PeopleBehind(db, window).badges(todo.wave, todo.badges)
    assert [line.full_name for line in todo.badges] == ["Mùa A Chư", "Lường Thị Ban"]
    dialog.table.selectAll()
    next(button for button in dialog.findChildren(QPushButton) if button.text() == "Ghi đã trao…").click()
    form = dialog.findChild(WaveForm)
    assert form.awarded_on.text() == "07/11/2026"  # the wave that has been; the next one is still to come
    form.awarded_on.setText("3/2/2027")
    form.try_to_save()
    assert "chưa đến" in form.fields["awarded_on"].message.text()
    form.awarded_on.setText("7/11/2026")
    form.number.setText("15-QĐ/TU")
    with qtbot.waitSignal(dialog.accepted):
        form.try_to_save()
    assert (given(db, ids["Mùa A Chư"]), given(db, ids["Lường Thị Ban"])) == ([45], [30])
    with db.read() as session:
        (badge,) = badges.of(session, ids["Lường Thị Ban"])
    assert badge.values == BadgeValues(30, date(2026, 11, 7), "15-QĐ/TU")
    assert db.undo() == "Trao Huy hiệu Đảng ngày 07/11/2026: 2 đồng chí"
    assert given(db, ids["Mùa A Chư"]) == []
