"""Templates of score sheets in *Thiết lập*: copied to a day, lines added, corrected, moved, saved whole or not."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from models import score_sheets, score_templates
from models.database import Database
from models.tables import Comparator, ScoreKind, ScoreSource, WithoutTheme
from tests.models.builders import TODAY, cell, held, people
from tests.user import press
from ui.data.score_cards import ScoreCards
from ui.data.template_form import TemplateForm


@pytest.fixture
def page(db: Database, qtbot: QtBot) -> ScoreCards:
    shown = ScoreCards(db)
    qtbot.addWidget(shown)
    shown.show()
    shown.reload()
    return shown


def names(page: ScoreCards) -> list[str]:
    return [f"{page.rows.columns[0].shown(one)}: {one.name}" for one in page.rows.rows]


def copy(page: ScoreCards, name: str = "Phiếu chi tiết 8 mục") -> TemplateForm:
    page.table.select_key(next(one.id for one in page.rows.rows if one.name == name))
    form = page.add()
    assert form is not None
    form.effective_from.setText("01/12/2026")
    return form


def choose(form: TemplateForm, number: str) -> None:
    assert form.table.select_key(number)


def test_a_pattern_is_put_to_use_from_a_day(page: ScoreCards, qtbot: QtBot) -> None:
    assert names(page) == ["28/10/2025: Khung 7 tiêu chí", "mẫu có sẵn: Phiếu chi tiết 8 mục"]
    form = copy(page)
    form.without_theme.set_value(WithoutTheme.RESCALE)
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    assert names(page)[0] == "01/12/2026: Phiếu chi tiết 8 mục"
    assert page.rows.rows[0].without_theme is WithoutTheme.RESCALE
    assert [page.rows.columns[1].shown(one) for one in page.rows.rows] == ["", "✓ đang dùng", ""]


def test_a_copy_needs_a_day_and_a_hundred_points(page: ScoreCards, qtbot: QtBot) -> None:
    form = copy(page)
    form.effective_from.setText("")
    form.try_to_save()
    assert "ngày" in form.fields["effective_from"].message.text()
    form.effective_from.setText("28/10/2025")
    form.try_to_save()
    assert "chọn ngày khác" in form.fields["effective_from"].message.text()
    form.effective_from.setText("01/12/2026")
    choose(form, "8.3")
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.table.setFocus()
    press(form.table, Qt.Key.Key_Delete)
    assert form.sum.text() == "Tổng 99/100 điểm"
    form.try_to_save()
    assert "Tổng điểm tối đa là 99, phải bằng 100." in form.fields["criteria"].message.text()
    assert len(names(page)) == 2


def test_lines_are_added_corrected_and_moved(page: ScoreCards, db: Database, qtbot: QtBot) -> None:
    form = copy(page)
    choose(form, "1")
    line = form.edit_line()
    assert line is not None
    line.max_points.setText("4")
    line.try_to_save()
    assert "mức cao nhất phải bằng điểm tối đa" in line.fields["options"].message.text()
    line.bands.item(0, 0).setText("4")
    line.bands.item(1, 0).setText("3,5")
    line.bands.item(1, 1).setText(">80")
    line.must_be_max.setChecked(True)
    line.try_to_save()
    added = form.add_line(ScoreKind.NUMBER)
    added.text.setText("Điểm danh đúng giờ")
    added.max_points.setText("1")
    added.try_to_save()
    assert [one.number for one in form.model.rows[:3]] == ["1", "2", "3"]
    form.move_line(1)
    form.indent_line(is_below=True)
    assert [(one.number, one.text) for one in form.model.rows[1:3]] == [
        ("2", "Tỷ lệ đảng viên dự sinh hoạt"),
        ("2.1", "Điểm danh đúng giờ"),
    ]
    assert form.sum.text() == "Tổng 100/100 điểm"
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    with db.read() as session:
        made = score_templates.on(session, date(2026, 12, 1))
    assert made is not None
    first = made.criteria[0]
    assert (first.max_points, first.must_be_max, first.source) == (4, True, ScoreSource.DURATION)
    assert (first.options[1].points, first.options[1].at_least, first.options[1].comparator) == (
        3.5,
        80,
        Comparator.MORE_THAN,
    )
    assert made.criteria[1].max_points == 6


def test_bands_that_only_propose_are_written_where_the_register_knows_something(page: ScoreCards) -> None:
    """The central frame does not say how points are lost; an office that knows writes it, and can still type any."""
    form = copy(page)
    choose(form, "1")
    line = form.edit_line()
    assert line is not None
    line.kind.set_value(ScoreKind.NUMBER)
    assert not line.fields["options"].isHidden()
    assert "Hướng dẫn chưa nêu mức thì để trống cả bảng" in line.hint.text()
    line.source.set_value(None)
    assert line.fields["options"].isHidden()
    line.source.set_value(ScoreSource.DURATION)
    line.try_to_save()
    first = form.model.rows[0]
    assert (first.kind, first.allowed, len(first.options)) == (ScoreKind.NUMBER, None, 5)


def test_a_group_goes_with_its_lines(page: ScoreCards) -> None:
    form = copy(page)
    choose(form, "2")
    form.remove_line()
    assert form.sum.text() == "Tổng 95/100 điểm"
    assert form.model.rows[1].text == "Công tác chuẩn bị"


def test_a_template_in_use_opens_as_a_copy_and_cannot_be_removed(page: ScoreCards, db: Database) -> None:
    with db.write("Chấm") as session:
        home = cell(session)
        people(session, home, 3)
        score_sheets.write(session, held(session, home, date(2026, 10, 5)), on=TODAY)
    page.reload()
    page.table.selectRow(0)
    form = page.edit()
    assert form is not None
    assert form.effective_from.text() == ""
    form.reject()
    page.remove()
    (box,) = page.findChildren(QMessageBox)
    assert "Khung 7 tiêu chí" in box.text()
    box.close()


def test_a_template_in_use_says_that_it_is_changed_as_a_copy(db: Database, page: ScoreCards, qtbot: QtBot) -> None:
    with db.write("Chấm") as session:
        key = cell(session)
        people(session, key, 3)
        meeting = held(session, key, TODAY)
        score_sheets.write(session, meeting, {}, on=TODAY)
    page.reload()
    page.table.select_key(next(one.id for one in page.rows.rows if one.sheets))
    assert page.edit_button.text() == "Sửa bản sao từ ngày mới…"
    form = page.edit()
    assert form is not None
    told = [one.text() for one in form.findChildren(QLabel)]
    assert any("đã có 1 phiếu chấm nên không sửa được" in one for one in told)
    assert form.effective_from.text() == ""
    form.reject()
    page.table.select_key(next(one.id for one in page.rows.rows if not one.sheets))
    assert page.edit_button.text() == "Sửa…"
