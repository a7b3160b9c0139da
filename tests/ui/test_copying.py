"""What is copied out of a table, as Excel and LibreOffice read it: days and numbers exact, everything else text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from models import tsv
from ui import copying
from ui.rows import Column, RowsModel
from ui.tables import Table


@dataclass(frozen=True)
class Line:
    """One value of whatever kind."""

    value: Any


COLUMNS = (Column[Line]("Giá trị", lambda line: line.value),)


def cell(value: Any, columns: tuple[Column[Line], ...] = COLUMNS) -> tuple[str, str, str]:
    """Return the exact value, LibreOffice's form and the shown text of one cell; the first is "" for a text."""
    html = copying.mime(columns, [Line(value)]).html()
    found = re.search(r'<td(?: x:num="(.*?)" sdval="(.*?)")? sdnum="1033;1066;(.*?)" style="[^"]*">(.*?)</td>', html)
    assert found is not None, html
    assert found[1] == found[2]
    return found[1] or "", found[3], found[4]


@pytest.mark.parametrize(
    ("value", "exact", "form", "shown"),
    [
        (date(1990, 5, 3), "32996", "DD/MM/YYYY", "03/05/1990"),
        ("03/05/1990", "32996", "DD/MM/YYYY", "03/05/1990"),  # as the date of a record that may be partial is kept
        ("05/1990", "", "@", "05/1990"),
        ("1959", "", "@", "1959"),
        ("31/02/1990", "", "@", "31/02/1990"),
        ("03/05/1890", "", "@", "03/05/1890"),  # before Excel's first day
        ("ngày 03/05/1990", "", "@", "ngày 03/05/1990"),
        ("0912345678", "", "@", "0912345678"),
        (datetime(2026, 11, 2, 7, 30), "", "@", "02/11/2026 07:30"),
        (1459, "1459", "#.##0", "1.459"),
        (Fraction(463, 500), "0.926", "0,00%", "92,6 %"),
        (92.5, "92.5", "General", "92,5"),
        (True, "", "@", "True"),
        (None, "", "@", ""),
    ],
)
def test_a_cell_is_what_it_is(value: Any, exact: str, form: str, shown: str) -> None:
    assert cell(value) == (exact, form, shown)


def test_a_year_with_a_form_of_its_own_stays_as_it_is_shown() -> None:
    assert cell(2026, (Column[Line]("Năm", lambda line: line.value, text=str),)) == ("", "@", "2026")


@pytest.mark.parametrize(
    ("text", "exact", "form"),
    [
        ("450", "450", "#.##0"),
        ("1.459", "1459", "#.##0"),
        ("92,5", "92.5", "General"),
        ("92,7 %", "0.927", "0,00%"),
        ("100 %", "1.0", "0,00%"),
        ("16/24", "", "@"),
        ("2026", "", "@"),  # a year
        ("≥ 90 %", "", "@"),
        ("–", "", "@"),
    ],
)
def test_a_figure_kept_as_text_is_a_number_where_figures_stand(text: str, exact: str, form: str) -> None:
    """As an indicator, of which one is counted and the next a rate: Excel adds them up, whatever they are kept as."""
    at_right = (Column[Line]("Giá trị", lambda line: line.value, align="right"),)
    assert cell(text, at_right) == (exact, form, text)


@pytest.mark.parametrize(
    ("text", "form"), [("99,95 %", "0\\.00%"), ("92,7 %", "0\\.0%"), ("100 %", "0\\.0%"), ("0,004 %", "0\\.000%")]
)
def test_excel_writes_a_share_with_all_its_decimals(text: str, form: str) -> None:
    at_right = (Column[Line]("Giá trị", lambda line: line.value, align="right"),)
    assert f"mso-number-format:'{form}'" in copying.mime(at_right, [Line(text)]).html()


def test_a_code_is_no_figure() -> None:
    assert cell("11.900.000.000.001") == ("", "@", "11.900.000.000.001")


def test_a_long_table_is_copied_without_asking_of_every_cell_whether_it_is_selected(qtbot, monkeypatch) -> None:
    asked: list[object] = []
    table = Table(RowsModel[Line]([Column[Line](f"Cột {n}", lambda line: line.value) for n in range(60)]))
    qtbot.addWidget(table)
    table.rows_model.set_rows([Line(number) for number in range(300)])
    table.selectAll()
    monkeypatch.setattr(RowsModel, "flags", lambda *_given: asked.append(1))
    assert tsv.read(table.copied().text())[300][:2] == ["299", "299"]
    assert len(asked) < 60


def test_copying_no_rows_leaves_the_clipboard_as_it_is(qtbot) -> None:
    table = Table(RowsModel[Line](COLUMNS))
    qtbot.addWidget(table)
    QGuiApplication.clipboard().setText("chép từ trước")
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "chép từ trước"
