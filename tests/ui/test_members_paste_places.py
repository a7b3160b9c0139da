"""Where a block without names goes when several rows are selected: to those rows, from the topmost, as in Excel."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from models.dates import PartialDate
from tests.ui.test_members_grid import CTRL, contents, go_to, ids, paste, put, screen, told, values, write  # noqa: F401
from tests.user import press

SHIFT = Qt.KeyboardModifier.ShiftModifier
PHONES = "0911\r\n0922\r\n0933\r\n"


def phones(dialog) -> list[str]:
    return [f"{name}: {content.split(': ')[-1]}" for _word, name, content in contents(dialog)]


@pytest.mark.parametrize(("start", "key"), [("Lò Văn Ánh", Qt.Key.Key_Down), ("Mùa A Chư", Qt.Key.Key_Up)])
def test_a_block_begins_at_the_top_of_the_rows_selected(qtbot, screen, db, ids, start, key) -> None:  # noqa: F811
    go_to(screen, ids[start], "phone")
    press(screen.table, key, SHIFT)
    press(screen.table, key, SHIFT)
    put(PHONES)
    dialog = paste(qtbot, screen)
    assert phones(dialog) == ["Lò Văn Ánh: 0911", "Lường Thị Ban: 0922", "Mùa A Chư: 0933"]
    write(qtbot, dialog)
    assert [values(db, ids[name]).phone for name in ("Lò Văn Ánh", "Mùa A Chư")] == ["0911", "0933"]


def test_a_block_larger_or_smaller_than_the_selection_goes_on_below_its_top(qtbot, screen, ids) -> None:  # noqa: F811
    go_to(screen, ids["Lò Văn Ánh"], "phone")
    press(screen.table, Qt.Key.Key_Down, SHIFT)
    put(PHONES)
    dialog = paste(qtbot, screen)
    assert phones(dialog) == ["Lò Văn Ánh: 0911", "Lường Thị Ban: 0922", "Mùa A Chư: 0933"]
    dialog.reject()
    for _ in range(2):
        press(screen.table, Qt.Key.Key_Down, SHIFT)
    put("0911\n0922")
    assert phones(paste(qtbot, screen)) == ["Lò Văn Ánh: 0911", "Lường Thị Ban: 0922"]


def choose(screen, people: list[int]) -> None:  # noqa: F811
    """Click the rows of people with Ctrl held; the frame ends on the last."""
    table, model = screen.table, screen.model
    for person in people:
        place = next(place for place, row in enumerate(model.rows) if row.id == person)
        number = next(number for number, one in enumerate(model.columns) if one.name == "phone")
        flag = table.selectionModel().SelectionFlag
        table.selectionModel().setCurrentIndex(model.index(place, number), flag.Select | flag.Rows)


def test_rows_apart_take_a_line_each_and_no_other_block(qtbot, screen, ids) -> None:  # noqa: F811
    go_to(screen, ids["Mùa A Chư"], "phone")
    choose(screen, [ids["Lò Văn Ánh"]])
    put("0911\n0922")
    dialog = paste(qtbot, screen)
    assert phones(dialog) == ["Lò Văn Ánh: 0911", "Mùa A Chư: 0922"]
    dialog.reject()
    put(PHONES)
    press(screen.table, Qt.Key.Key_V, CTRL)
    said = told(qtbot, screen).text()
    assert said.startswith("Khối chép có 3 dòng mà đang chọn 2 dòng rời nhau")


def test_the_frame_moved_away_from_the_one_row_selected_is_what_counts(qtbot, screen, db, ids) -> None:  # noqa: F811
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    press(screen.table, Qt.Key.Key_Down, CTRL)  # moves the frame alone
    put("7/8/1971")
    dialog = paste(qtbot, screen)
    assert [name for _word, name, _content in contents(dialog)] == ["Lường Thị Ban"]
    write(qtbot, dialog)
    assert values(db, ids["Lường Thị Ban"]).born_on == PartialDate(1971, 8, 7)


def test_numbers_of_lines_pasted_onto_the_numbers_of_the_table_are_no_names(qtbot, screen, ids) -> None:  # noqa: F811
    go_to(screen, ids["Lò Văn Ánh"], "number")
    put("1\tLường Thị Ban\t05/1970\tNữ\n2\tLò Văn Ánh\t7/8/1965\tNam\n")
    dialog = paste(qtbot, screen)
    found = {name: content for _word, name, content in contents(dialog)}
    assert found["Lường Thị Ban"].endswith("Giới tính: Nữ")
    assert "Ngày sinh: 1965 → 07/08/1965" in found["Lò Văn Ánh"]
