from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from tests.looking import faults
from ui import theme
from ui.rows import Column, RowsModel
from ui.tables import Table

KIND, UNKNOWN = "Thôn, bản, tổ dân phố", "2 đảng viên chưa rõ"


def test_columns_that_may_shrink_make_room_and_call_themselves_by_short_titles(qtbot) -> None:
    columns = (
        Column("Chi bộ", lambda row: row, width=30, least=10),
        Column("Vắng không lý do", lambda row: row, width=20, least=6, short="K. LD"),
        Column("Điểm", lambda row: row, width=6),
    )
    model = RowsModel(columns)
    table = Table(model)
    qtbot.addWidget(table)
    model.set_rows(["Bản Tin Tốc"])
    asked = [column.width * table.fontMetrics().averageCharWidth() + 16 for column in columns]
    table.resize(sum(asked) + 80, 200)
    table.show()
    title = partial(model.headerData, 1, Qt.Orientation.Horizontal)
    assert [table.columnWidth(number) for number in (0, 1)] == asked[:2]
    assert title() == "Vắng không lý do"
    table.resize(sum(asked) // 2, 200)
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().maximum())
    assert table.columnWidth(0) >= 10 * table.fontMetrics().averageCharWidth()
    assert title() == "K. LD"
    assert title(Qt.ItemDataRole.ToolTipRole) == "Vắng không lý do"
    table.resize(sum(asked) + 80, 200)
    qtbot.waitUntil(lambda: [table.columnWidth(number) for number in (0, 1)] == asked[:2])
    assert title() == "Vắng không lý do"


def test_a_column_that_makes_room_still_shows_its_whole_title(qtbot) -> None:
    columns = (
        Column("Tình trạng đầu kỳ", lambda row: row, width=30, least=2),
        Column("Người thực hiện", lambda row: row, width=30, least=2, short="Người"),
        Column("Hạn", lambda row: row, width=40),
    )
    model = RowsModel(columns)
    table = Table(model, sorting="none")
    qtbot.addWidget(table)
    model.set_rows(["Lò Văn Ánh, Bí thư Chi bộ bản Tin Tốc"])
    wanted = table.wanted_width()
    assert wanted == sum(column.width * table.fontMetrics().averageCharWidth() + 16 for column in columns)
    table.resize(wanted // 2, 200)
    table.show()
    header = table.horizontalHeader()
    for number in (0, 1):
        assert table.columnWidth(number) < table.room.asked(columns[number])
        assert header.sectionSize(number) >= header.sectionSizeHint(number)
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Người"
    assert table.wanted_width() == wanted


def test_a_column_with_all_the_room_it_asked_for_keeps_its_title(qtbot) -> None:
    model = RowsModel((Column("Ngày họp", lambda row: row, width=5, least=4, short="Ngày"),))
    table = Table(model)
    qtbot.addWidget(table)
    model.set_rows(["06/11"])
    table.resize(table.wanted_width() + 200, 200)
    table.show()
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Ngày họp"


def test_lesser_columns_leave_where_there_is_no_room_and_come_back(qtbot) -> None:
    columns = (
        Column("Chi bộ", lambda row: row, width=20, least=12),
        Column("Loại hình", lambda _row: KIND, width=20, leaves=1),
        Column("Chưa rõ", lambda _row: UNKNOWN, width=20, leaves=2),
    )
    model = RowsModel(columns)
    settings = theme.MemorySettings()
    table = Table(model, name="cells", settings=settings)
    qtbot.addWidget(table)
    model.set_rows(["Bản Tin Tốc"])
    table.resize(table.wanted_width() + 80, 200)
    table.show()
    assert table.shown_columns() == [0, 1, 2]
    two = table.room.asked(columns[0]) + table.room.asked(columns[1])
    table.resize(two + 20, 200)
    assert table.shown_columns() == [0, 1]
    table.resize(table.room.asked(columns[0]), 200)
    assert table.shown_columns() == [0]
    qtbot.waitUntil(lambda: not table.horizontalScrollBar().maximum())
    table.selectRow(0)
    assert (
        table.copied().text() == f"Chi bộ\tLoại hình\tChưa rõ\nBản Tin Tốc\t{KIND}\t{UNKNOWN}"
    )  # nothing is lost by it
    assert table.hover_words(model.index(0, 0)).splitlines()[-2:] == [f"Loại hình: {KIND}", f"Chưa rõ: {UNKNOWN}"]
    titles = [action.text() for action in table.column_menu().actions()]
    assert titles == ["Chi bộ", "Loại hình (ẩn vì thiếu chỗ)", "Chưa rõ (ẩn vì thiếu chỗ)"]

    table.set_column_shown(2, True)  # the officer wants this one all the same
    assert table.shown_columns() == [0, 2]
    assert settings.value("cells/hidden") == ""
    table.resize(table.wanted_width() + 80, 200)
    assert table.shown_columns() == [0, 1, 2]
    table.set_column_shown(1, False)
    table.resize(two, 200)
    table.resize(table.wanted_width() + 400, 200)
    assert table.shown_columns() == [0, 2]  # what he has hidden stays hidden


def people(table: Table[str], model: RowsModel[str], rows: list[str]) -> list[int]:
    model.set_rows(rows)
    return [table.columnWidth(number) for number in range(len(model.columns))]


def test_words_that_would_be_cut_get_what_other_columns_do_not_need(qtbot) -> None:
    long = "Chi bộ cơ quan Đảng, Mặt trận Tổ quốc và các đoàn thể"
    model = RowsModel[str](
        (
            Column("TT", lambda _row: 1, width=20),
            Column("Chi bộ", str, width=16),
            Column("Bí thư", lambda _row: "Lò Văn Ánh", width=60),
        )
    )
    table = Table(model, sorting="none")
    qtbot.addWidget(table)
    table.resize(table.wanted_width() + 4, 200)
    table.show()
    few = people(table, model, ["Bản Pá Lếch"])
    assert few[:2] == [table.room.asked(column) for column in model.columns[:2]]
    many = people(table, model, [long, "Bản Pá Lếch"])
    assert not any(table.heights.is_cut(model.index(0, number)) for number in range(3))
    assert table.horizontalScrollBar().maximum() == 0
    assert people(table, model, ["Bản Pá Lếch"]) == many  # a filter moves no column


def test_of_a_long_list_few_rows_are_measured_and_a_filter_looks_at_those_in_view(qtbot) -> None:
    asked: list[str] = []
    model = RowsModel[str]((Column("Họ và tên", lambda row: asked.append(row) or row),))
    table = Table(model)
    qtbot.addWidget(table)
    table.show()
    model.set_rows([f"Lò Văn {number}" for number in range(5000)])
    page = table.viewport().height() // table.rowHeight(0) + 1
    assert len(set(asked)) <= 90 + page  # those in view, some of the rest, and the last page
    asked.clear()
    model.set_rows([f"Lò Văn {number}" for number in range(4000)])
    assert len(set(asked)) <= 2 * page


def test_a_width_the_officer_drags_stays(qtbot, monkeypatch) -> None:
    model = RowsModel[str]((Column("Chi bộ", str, width=20, grows=True), Column("Bí thư", str, width=20)))
    table = Table(model)
    qtbot.addWidget(table)
    model.set_rows(["Bản Pá Lếch"])
    table.resize(700, 200)
    table.show()
    header = table.horizontalHeader()
    border = QPoint(header.sectionViewportPosition(1) - 1, header.height() // 2)
    narrow = table.columnWidth(0) - 100
    monkeypatch.setattr(header.viewport(), "underMouse", lambda: True)
    qtbot.mousePress(header.viewport(), Qt.MouseButton.LeftButton, pos=border)
    monkeypatch.setattr(QGuiApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    qtbot.mouseMove(header.viewport(), QPoint(border.x() - 100, border.y()))
    monkeypatch.undo()
    qtbot.mouseRelease(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(border.x() - 100, border.y()))
    assert table.columnWidth(0) == narrow
    table.resize(900, 200)
    model.set_rows(["Bản Pá Lếch", "Bản Tin Tốc"])
    assert table.columnWidth(0) == narrow


def test_the_header_says_how_many_columns_have_no_room_and_offers_them(qtbot) -> None:
    columns = (
        Column("Họ và tên", lambda row: row, width=20),
        Column("Giới tính", lambda row: row, width=20, leaves=2),
        Column("Dân tộc", lambda row: row, width=20, leaves=1),
        Column("Số", lambda _row: 7, width=6),
    )
    model = RowsModel(columns)
    table = Table(model)
    qtbot.addWidget(table)
    model.set_rows(["Lò Văn Ánh"])
    table.resize(table.wanted_width() + 60, 200)
    table.show()
    assert table.away_sign is None
    table.resize(table.wanted_width() * 2 // 5, 200)
    qtbot.waitUntil(lambda: table.away_sign is not None and table.away_sign.isVisible())
    sign, header = table.away_sign, table.horizontalHeader()
    assert sign is not None
    assert sign.text() == "+2 cột"
    assert "Giới tính, Dân tộc" in sign.toolTip()
    assert sign.x() == header.sectionViewportPosition(3)  # its title stands at the right
    assert faults(table) == []
    sign.click()
    menu = table.findChild(QMenu)
    assert [one.text() for one in menu.actions()][1] == "Giới tính (ẩn vì thiếu chỗ)"
    menu.close()
    table.resize(table.wanted_width() + 60, 200)
    qtbot.waitUntil(lambda: not sign.isVisible())


def test_the_last_title_is_short_where_the_sign_of_the_columns_away_would_lie_over_it(qtbot) -> None:
    columns = (
        Column("Họ và tên", lambda row: row, width=20),
        Column("Kỷ luật", lambda _row: "Khiển trách, cảnh cáo", width=24, leaves=1),
        Column("Những điều cần xem", lambda row: row, width=20, least=4, short="Xem"),
    )
    model = RowsModel(columns)
    table = Table(model, sorting="none")
    qtbot.addWidget(table)
    model.set_rows(["Lò"])
    title = partial(model.headerData, 2, Qt.Orientation.Horizontal)
    table.resize(table.wanted_width() + 80, 200)
    table.show()
    assert title() == "Những điều cần xem"
    seen = set[str]()
    for width in range(table.wanted_width() + 80, 60, -9):
        table.resize(width, 200)
        QApplication.processEvents()
        sign = table.away_sign
        if sign is not None and sign.isVisible():
            seen.add(title())
            assert faults(table) == []
    assert "Xem" in seen


@pytest.mark.parametrize("is_sorted", [True, False])
@pytest.mark.parametrize("value", ["Bản Pá Lếch", 7], ids=["left", "right"])
def test_the_sign_covers_neither_the_last_title_nor_its_arrow_where_nothing_can_give(qtbot, is_sorted, value) -> None:
    columns = (
        Column("Họ và tên", lambda row: row, width=12),
        Column("Kỷ luật", lambda _row: "Khiển trách, cảnh cáo", width=24, leaves=1),
        Column("Họp nhiều lần", lambda _row: value, width=8),
    )
    model = RowsModel(columns)
    table = Table(model)
    qtbot.addWidget(table)
    model.set_rows(["Nguyễn Thị Hồng Nhung"])
    if is_sorted:
        table.set_sorted("Họp nhiều lần")
    table.show()
    for width in range(420, 60, -7):
        table.resize(width, 200)
        QApplication.processEvents()
        assert faults(table) == [], width
    assert table.away_sign is not None
    assert table.away_sign.text() == "+1"
    assert table.away_sign.accessibleName() == "+1 cột"


def test_wide_columns_give_a_little_before_the_table_is_scrolled_and_no_title_lies_below_the_sign(qtbot) -> None:
    columns = (
        Column("Chi bộ", lambda row: row, width=34),
        Column("Tình trạng", lambda _row: UNKNOWN, width=20),
        Column("Ngoài", lambda _row: 1, width=8, leaves=1),
        Column("Tỷ lệ", lambda _row: 97, width=8),
    )
    model = RowsModel(columns)
    table = Table(model, sorting="none")
    qtbot.addWidget(table)
    model.set_rows(["Chi bộ cơ quan Đảng, Mặt trận Tổ quốc"])
    kept = table.wanted_width() - table.room.asked(columns[2])
    table.resize(kept - 60, 200)
    table.show()
    qtbot.waitUntil(lambda: table.away_sign is not None and table.away_sign.isVisible())
    assert table.horizontalScrollBar().maximum() == 0
    assert faults(table) == []
    table.resize(kept // 3, 200)  # far too little: it is scrolled, and nothing is made narrower for that
    assert table.horizontalScrollBar().maximum() > 0
    assert not any(table.heights.is_cut(model.index(0, number)) for number in (0, 1))
