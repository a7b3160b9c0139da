"""Undo says where what it took back is to be seen, if that is another screen than the one in view."""

from __future__ import annotations

from models.tables import Base
from tests.models.builders import cell
from tests.ui.test_keys_everywhere import window  # noqa: F401  (a fixture)
from ui.main_window import SCREENS, MainWindow
from ui.whereabouts import PLACES, screen_of


def test_every_table_is_seen_on_one_screen() -> None:
    shown = [table for _key, tables in PLACES for table in tables]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(Base.metadata.tables) - {"step", "change"}
    assert {key for key, _tables in PLACES} <= {spec.key for spec in SCREENS}


def test_a_decision_on_cells_is_looked_up_there_though_it_moves_members() -> None:
    assert screen_of(frozenset({"stay", "event", "reorganization", "cell"})) == "cells"
    assert screen_of(frozenset({"stay", "event", "attendance"})) == "members"
    assert screen_of(frozenset({"meeting", "attendance"})) == "meetings"
    assert screen_of(frozenset()) is None


def test_undo_on_another_screen_says_where_to_look(window: MainWindow) -> None:  # noqa: F811
    with window.db.write("Thêm chi bộ") as session:
        cell(session, "Chi bộ thử")
    window.show_screen("reports")
    window.undo()
    assert window.status.message.text() == "Đã hoàn tác ở Chi bộ, thôn bản (Ctrl+3): Thêm chi bộ"
    window.redo()
    assert window.status.message.text() == "Đã làm lại ở Chi bộ, thôn bản (Ctrl+3): Thêm chi bộ"
    window.show_screen("cells")
    window.undo()
    assert window.status.message.text() == "Đã hoàn tác: Thêm chi bộ"
