from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models import cell_posts, cells, committee, members, organizations, stays
from models.committee import PostValues
from models.organizations import OrganizationValues
from models.tables import CommitteeRole, Organization, Position
from tests.ui.members_book import TODAY, fill, names
from ui.fields import FormDialog
from ui.members.posts import CellPostForm, PostForm
from ui.members.screen import MembersScreen


@pytest.fixture
def screen(qtbot, db) -> MembersScreen:
    ids = fill(db)
    shown = MembersScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    shown.reload()
    shown.bring(ids["Lò Văn Ánh"])
    shown.card.tabs.setCurrentWidget(shown.card.history)
    shown._show_card()
    return shown


def added(qtbot, screen, words: str, form: type[FormDialog]):
    """Press the plus, choose the line of the menu with these words, and give the form that comes."""
    posts = screen.card.history.posts
    qtbot.mouseClick(posts.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(posts.menu.isVisible)
    assert posts.menu.activeAction() is posts.menu.actions()[0]  # which Enter at once takes
    (line,) = (one for one in posts.menu.actions() if words in one.text())
    posts.menu.setActiveAction(line)
    qtbot.keyClick(posts.menu, Qt.Key.Key_Return)
    (shown,) = (one for one in screen.findChildren(form) if one.isVisible())
    return shown


def test_a_position_is_written_corrected_and_shown_on_the_card(qtbot, db, screen) -> None:
    posts = screen.card.history.posts
    assert [entry.title for entry in posts.entries] == ["Bí thư"]
    form = added(qtbot, screen, "trong cấp ủy", PostForm)
    form.try_to_save()
    assert form.fields["role"].message.text() == "Hãy chọn chức vụ."
    form.role.set_value(CommitteeRole.COMMITTEE_MEMBER)
    form.since.setText("1/7/2025")
    form.try_to_save()
    screen.reload()
    screen._show_card()
    assert [entry.title for entry in posts.entries] == ["Đảng ủy viên", "Bí thư"]
    assert posts.entries[0].tags[0][0] == "Đang giữ"
    assert screen.card.place.text() == "Bản Tin Tốc · Đảng ủy viên, Bí thư"
    qtbot.mouseClick(posts.pencils[posts.entries[0].key], Qt.MouseButton.LeftButton)
    form = next(one for one in screen.findChildren(PostForm) if one.isVisible())
    assert form.since.text() == "01/07/2025"
    form.until.setText("31/10/2026")
    form.try_to_save()
    screen.reload()
    screen._show_card()
    assert screen.card.place.text() == "Bản Tin Tốc · Bí thư"
    key = next(entry.key for entry in posts.entries if entry.title == "Đảng ủy viên")
    qtbot.mouseClick(posts.bins[key], Qt.MouseButton.LeftButton)
    box = screen.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Bỏ").click()
    assert db.undo() == "Bỏ chức vụ Đảng ủy viên của Lò Văn Ánh"


def test_a_position_in_a_body_since_closed_stays_there_when_corrected(qtbot, db, screen) -> None:
    with db.write("Đảng ủy bộ phận, nay không còn") as session:
        body = organizations.add(session, OrganizationValues("Đảng ủy bộ phận cơ quan"))
        held = PostValues(CommitteeRole.COMMITTEE_MEMBER, date(2020, 1, 1), date(2022, 12, 31), organization_id=body)
        committee.write(session, screen.card.member_id, held, on=TODAY)
        session.get_one(Organization, body).valid_to = date(2024, 6, 30)
    screen.reload()
    screen._show_card()
    posts = screen.card.history.posts
    key = next(entry.key for entry in posts.entries if entry.title == "Đảng ủy viên")
    qtbot.mouseClick(posts.pencils[key], Qt.MouseButton.LeftButton)
    form = next(one for one in screen.findChildren(PostForm) if one.isVisible())
    assert form.body.currentText() == "Đảng ủy bộ phận cơ quan"
    form.note.setText("kiêm nhiệm")
    form.try_to_save()
    with db.read() as session:
        (row,) = (one for one in committee.of(session, screen.card.member_id) if one.values)
    assert row.values == replace(held, note="kiêm nhiệm")


def test_a_position_in_a_cell_is_corrected_and_taken_off_also_when_given_up(qtbot, db, screen) -> None:
    posts = screen.card.history.posts
    member = screen.card.member_id
    with db.write("Thôi") as session:
        members.set_position(session, member, None, on=date(2026, 7, 1))
    screen.reload()
    screen._show_card()
    (entry,) = posts.entries
    qtbot.mouseClick(posts.pencils[entry.key], Qt.MouseButton.LeftButton)
    form = screen.findChild(CellPostForm)
    assert (form.position.currentText(), form.until.text()) == ("Bí thư", "30/06/2026")
    form.since.setText("1/7/2026")
    form.try_to_save()
    assert "trước ngày bắt đầu" in form.fields["until"].message.text()
    form.position.set_value(Position.DEPUTY_SECRETARY)
    form.since.setText("1/7/2022")
    form.until.setText("31/12/2025")
    form.try_to_save()
    screen.reload()
    screen._show_card()
    (entry,) = posts.entries
    assert (entry.title, entry.when) == ("Phó Bí thư", "01/07/2022 – 31/12/2025")
    with db.read() as session:
        assert members.positions(session, date(2025, 12, 31))[member] is Position.DEPUTY_SECRETARY
        assert member not in members.positions(session, date(2026, 1, 1))
    qtbot.mouseClick(posts.bins[entry.key], Qt.MouseButton.LeftButton)
    box = screen.findChild(QMessageBox)
    next(button for button in box.buttons() if button.text() == "Bỏ").click()
    with db.read() as session:
        assert member not in members.positions(session, date(2025, 12, 31))
    assert db.undo() == "Bỏ chức vụ Phó Bí thư của Lò Văn Ánh"
    assert db.undo() == "Chức vụ trong chi bộ: Lò Văn Ánh"


def test_a_position_given_up_long_ago_is_added_in_the_cell_of_that_time(qtbot, db, screen) -> None:
    posts = screen.card.history.posts
    member = screen.card.member_id
    with db.write("Chuyển") as session:
        other = next(key for key, name in cells.names(session).items() if "Trạm" in name)
        stays.change(session, member, on=date(2026, 10, 1), cell_id=other)
        places = cell_posts.places(session, member)
    screen.reload()
    screen._show_card()
    form = added(qtbot, screen, "trong chi bộ", CellPostForm)
    assert [form.cell.itemText(place) for place in range(form.cell.count())] == [
        "Chi bộ Trạm Y tế",
        "Chi bộ bản Tin Tốc",
    ]
    form.try_to_save()
    assert form.fields["position"].message.text() == "Hãy chọn chức vụ."
    form.position.set_value(Position.DEPUTY_SECRETARY)
    form.since.setText("1/1/2015")
    form.until.setText("31/12/2020")
    form.number.setText("15-QĐ/ĐU")
    form.decision_on.setText("20/12/2014")
    form.try_to_save()
    assert "từ 01/10/2026 đến nay; hãy sửa ngày hoặc chọn chi bộ khác" in form.fields["since"].message.text()
    form.cell.set_value(next(key for key, name in places.items() if "Tin Tốc" in name))
    form.try_to_save()
    assert not form.isVisible()
    screen.reload()
    screen._show_card()
    entry = posts.entries[-1]
    assert (entry.title, entry.when, entry.tags) == ("Phó Bí thư", "01/01/2015 – 31/12/2020", ())
    assert entry.lines[:2] == ("Chi bộ bản Tin Tốc", "Quyết định số 15-QĐ/ĐU ngày 20/12/2014")
    assert db.undo() == "Chức vụ trong chi bộ: Lò Văn Ánh"
    screen.reload()
    screen._show_card()
    assert [one.title for one in posts.entries] == ["Bí thư"]


def test_the_table_sorts_by_the_highest_position(db, screen) -> None:
    with db.write("Chức vụ") as session:
        chosen = next(row.id for row in screen.model.rows if row.full_name == "Mùa A Chư")
        committee.write(
            session, chosen, PostValues(CommitteeRole.STANDING_DEPUTY, date(2025, 7, 1)), on=date(2026, 11, 14)
        )
    screen.reload()
    screen._sort("position", False)
    assert names(screen)[:2] == ["Mùa A Chư", "Lò Văn Ánh"]
