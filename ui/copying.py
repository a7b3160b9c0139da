"""What *Sao chép* puts on the clipboard: the same table as plain text and as HTML, so that Excel keeps it as it is."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QMimeData

from models import tsv
from ui.rows import Column, show

_FIRST_DAY = date(1899, 12, 30)
"""The day that Excel counts as 0."""
_HEAD = '<table xmlns:x="urn:schemas-microsoft-com:office:excel">'


def mime(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> QMimeData:
    """Return rows with a line of titles: text/plain (tabs) and text/html.

    In HTML a date goes as the day and a number as the number, in their Vietnamese form, whatever the language of Excel;
    everything else is text, so that “0123…” keeps its zero.
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


def _cell(column: Column[Any], value: object, text: str) -> str:
    shown = html.escape(text)
    if column.text is not show:  # a year, and whatever has a form of its own, goes as it is shown
        value = None
    match value:
        case bool():
            exact = None
        case datetime():
            exact = None  # its hour would be lost; as text it is whole
        case date():
            exact = (value - _FIRST_DAY).days, "dd/mm/yyyy"
        case int():
            exact = value, "\\#\\,\\#\\#0"
        case Fraction():
            exact = float(value), "0\\.0%"
        case _:
            exact = None
    if exact is None or not text:
        return f"<td style=\"mso-number-format:'\\@'\">{shown}</td>"
    number, form = exact
    return f'<td x:num="{number}" sdval="{number}" style="mso-number-format:\'{form}\'">{shown}</td>'


def _one_line(cell: str) -> str:
    return " ".join(cell.split())
