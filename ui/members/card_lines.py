"""What a page of the card says, line by line, as it is copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtWidgets import QWidget

from ui import copying
from ui.rows import Column


@dataclass(frozen=True)
class CardLine:
    """One line: the part of the page, the day or the name of the field, what it says, and the rest.

    `buttons` are those that stand beside it: while one of them has the keys, this line alone is copied.
    """

    part: str
    at: str
    what: str
    more: str = ""
    buttons: tuple[QWidget, ...] = field(default=(), compare=False)


def mime(lines: Iterable[CardLine], focused: QWidget | None) -> QMimeData:
    """Return the lines as a table with headings; the one beside whose buttons the keys are, else all of them."""
    tr = QCoreApplication.translate
    columns = (
        Column[CardLine](tr("Members", "Phần"), lambda line: line.part),
        Column[CardLine](tr("Members", "Mục, thời gian"), lambda line: line.at),
        Column[CardLine](tr("Members", "Nội dung"), lambda line: line.what),
        Column[CardLine](tr("Members", "Chi tiết"), lambda line: line.more),
    )
    every = list(lines)
    return copying.mime(columns, [line for line in every if focused in line.buttons] or every)
