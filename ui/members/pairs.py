"""Small things the forms of this screen share: fields two by two, and dates whose errors name their field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from models.dates import PartialDate
from models.errors import KnownError
from ui import theme
from ui.fields import Choice, DateField, FormDialog
from ui.widgets.labels import label


class Pairs:
    """A part of a form, or of a page of it, with its fields two by two; the `into` of FormDialog.add.

    With a `title` it has a heading; without one it goes on with what stands before it.
    """

    def __init__(self, form: FormDialog, title: str = "", page: QVBoxLayout | None = None) -> None:
        page = form.form if page is None else page
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.MARGIN)
        self._grid.setVerticalSpacing(theme.GAP)
        self._count = 0
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        if title:
            if page.count():
                page.addSpacing(theme.GAP)
            page.addWidget(label(title, "heading"))
        page.addLayout(self._grid)

    def addWidget(self, widget: QWidget) -> None:
        """Put the next field at the right of the last one, or below."""
        self._grid.addWidget(widget, *divmod(self._count, 2), Qt.AlignmentFlag.AlignTop)
        self._count += 1


def choice(entries: Iterable[tuple[str, Any]]) -> Choice:
    """A choice that is as wide as its column, whatever its longest entry."""
    made = Choice(entries)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(14)
    return made


def dates_of(form: FormDialog, fields: dict[str, DateField]) -> dict[str, PartialDate | None]:
    """Read date fields by name. Shows the sentence beside every wrong one, then raises KnownError for the first."""
    read: dict[str, PartialDate | None] = {}
    wrong: list[KnownError] = []
    for name, field in fields.items():
        try:
            read[name] = field.value()
        except KnownError as error:
            wrong.append(KnownError(error.message, field=name))
            form.fields[name].show_error(error.message)
    if wrong:
        raise wrong[0]
    return read


def check_when_left(form: FormDialog, fields: dict[str, DateField]) -> None:
    """Say beside a date that it is wrong as soon as the field is left."""

    def check(name: str, field: DateField) -> None:
        try:
            field.value()
        except KnownError as error:
            form.fields[name].show_error(error.message)
        else:
            form.fields[name].show_error("")

    for name, field in fields.items():
        field.editingFinished.connect(lambda name=name, field=field: check(name, field))


def not_ahead(day: date, today: date, field: str) -> date:
    """Return a day that has come; raise KnownError naming the field for one still to come."""
    if day > today:
        words = QCoreApplication.translate("Members", "Ngày {day} chưa đến; hãy ghi khi đã đến ngày.")
        raise KnownError(words.format(day=f"{day:%d/%m/%Y}"), field=field)
    return day
