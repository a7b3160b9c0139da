"""What *Sao chép* puts on the clipboard: the same table as plain text and as HTML, so that Excel keeps it as it is."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from PySide6.QtCore import QMimeData

from models import tsv
from ui.rows import Column, show

_ZERO: Final = date(1899, 12, 30)
"""The day from which Excel counts."""
_FIRST_SURE: Final = date(1900, 3, 1)
"""Before it Excel is a day out, and knows no days before 1900."""
_DAY: Final = re.compile(r"(\d\d)/(\d\d)/(\d{4})")
_FIGURE: Final = re.compile(r"(\d{1,3}(?:\.\d{3})*(?:,\d+)?)( %)?")
_LANGUAGES: Final = "1033;1066"
"""What LibreOffice reads a number and its form in: English, Vietnamese. Without a form it would guess by the text."""
_HEAD: Final = '<table xmlns:x="urn:schemas-microsoft-com:office:excel">'


def mime(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> QMimeData:
    """Return rows with a line of titles: text/plain (tabs) and text/html.

    In HTML a date goes as the day and a number as the number, in their Vietnamese form, whatever the language of Excel
    or LibreOffice; everything else is text, so that “0123…” keeps its zero.
    """
    rows = list(rows)
    titles = [column.title for column in columns]
    lines = [[_one_line(column.shown(row)) for column in columns] for row in rows]
    made = QMimeData()
    made.setText(tsv.write([titles, *lines]))
    head = "".join(f"<th style=\"mso-number-format:'\\@'\">{html.escape(title)}</th>" for title in titles)
    body = "".join(
        "<tr>"
        + "".join(_cell(column, column.value(row), text) for column, text in zip(columns, line, strict=True))
        + "</tr>"
        for row, line in zip(rows, lines, strict=True)
    )
    made.setHtml(f"{_HEAD}<tr>{head}</tr>{body}</table>")
    return made


def of_one(text: str) -> QMimeData:
    """Return one cell of a sheet as it is shown: a figure goes as the number, a day as the day."""
    made = QMimeData()
    made.setText(tsv.write([[text]]))
    made.setHtml(f"{_HEAD}<tr>{_written(_day_in(text) or _figure_in(text), text)}</tr></table>")
    return made


def _cell(column: Column[Any], value: object, text: str) -> str:
    told = _exact(value if column.text is show else None, text)
    if told is None and (column.align == "right" or text.endswith("%")):
        told = _figure_in(text)
    return _written(told, text)


def _written(told: tuple[str, str, str] | None, text: str) -> str:
    exact, excel, other = told or ("", "\\@", "@")
    number = f' x:num="{exact}" sdval="{exact}"' if exact else ""
    return f'<td{number} sdnum="{_LANGUAGES};{other}" style="mso-number-format:\'{excel}\'">{html.escape(text)}</td>'


def _exact(value: object, text: str) -> tuple[str, str, str] | None:
    """Return the number a cell holds, its form for Excel and for LibreOffice; None if it holds the text."""
    if not text:
        return None
    match value:
        case bool() | datetime():  # the hour would be lost; as text it is whole
            return None
        case date():
            return _day(value)
        case int():
            return str(value), "\\#\\,\\#\\#0", "#.##0"
        case Fraction():
            return str(float(value)), f"0\\.{'0' * _decimals(text)}%", "0,00%"
        case float():
            return str(value), "General", "General"
        case _:
            return _day_in(text)


def _decimals(share: str) -> int:
    """Return with how many decimals Excel writes a share, that 99,95 % does not become a full hundred: one or more."""
    return max(1, len(share.removesuffix(" %").partition(",")[2]))


def _figure_in(text: str) -> tuple[str, str, str] | None:
    """Take a text for the figure it is, where figures stand: “1.459”, “92,5”, “92,7 %”."""
    if not (found := _FIGURE.fullmatch(text)):
        return None
    figure = Fraction(found[1].replace(".", "").replace(",", "."))
    if found[2]:
        return _exact(figure / 100, text)
    return _exact(int(figure) if figure.denominator == 1 else float(figure), text)


def _day_in(text: str) -> tuple[str, str, str] | None:
    """Take a text that is a whole day for that day: the dates of a record are kept as text, since some are partial."""
    if not (found := _DAY.fullmatch(text)):
        return None
    try:
        return _day(date(int(found[3]), int(found[2]), int(found[1])))
    except ValueError:
        return None


def _day(day: date) -> tuple[str, str, str] | None:
    return (str((day - _ZERO).days), "dd/mm/yyyy", "DD/MM/YYYY") if day >= _FIRST_SURE else None


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
