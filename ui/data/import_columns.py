"""The page of an import on which columns and encodings are put right: what each column is, and how its letters read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from models.legacy_text import Script
from models.outline import HAS_ONE_CELL, ROLL_BOOK, ColumnOutline, ReadingChoices, SheetOutline
from ui import theme
from ui.fields import Choice
from ui.widgets.find_choice import FindOrWrite
from ui.widgets.flow import FlowRow, together
from ui.widgets.labels import label

_MOST_ROWS = 1_000_000
_WIDTHS = {0: 6, 1: 24, 3: 28, 4: 27}  # characters of the columns of the table
_SAMPLE = 15  # those left at least to what the file says


class ColumnsPage(QWidget):
    """A table with one line a column of the file; *Đọc lại tệp* reads it as decided here."""

    decided = Signal(object)
    """The `ReadingChoices` to read the file with."""
    left = Signal()
    """Back to the preview, nothing changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outlines: dict[str, SheetOutline] = {}
        self._kinds: Mapping[str, tuple[str, Mapping[str, str]]] = {}
        self._choices = ReadingChoices()
        self._shown = ""
        self._is_unknown = False
        self.title = label("", "heading", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.kind = Choice()
        self.sheet = Choice()
        self.is_wanted = QCheckBox(self.tr("Nhập trang này"))
        self.header = QSpinBox(minimum=0, maximum=_MOST_ROWS)
        self.header.setSpecialValueText(self.tr("không có"))
        self.header.setToolTip(self.tr("Dòng cuối của tiêu đề, đếm như Excel; 0 nếu danh sách không có dòng tiêu đề"))
        self.days = QSpinBox(minimum=0, maximum=_MOST_ROWS)
        self.days.setSpecialValueText(self.tr("tự tìm"))
        self.days.setToolTip(self.tr("Dòng của sổ điểm danh ghi ngày họp từng tháng; đếm như Excel"))
        self.cell = FindOrWrite([("", "")])
        self.cell.setToolTip(
            self.tr(
                "Chi bộ của những dòng không ghi chi bộ nào, hay của cả sổ điểm danh; gõ tên để tìm hoặc ghi tên mới"
            )
        )
        self.script = Choice([(self.tr("Tự nhận"), None), *((script.label, script) for script in Script)])
        self.table = QTableWidget(0, 5)
        self.fields: dict[int, Choice] = {}
        self.scripts: dict[int, Choice] = {}
        self.again = QPushButton(self.tr("Đọc lại tệp"))
        self.again.setProperty("kind", "primary")
        self.back = QPushButton(self.tr("Trở lại"))
        self._names: list[QLabel] = []
        self._build()
        self.again.clicked.connect(lambda: self.decided.emit(self.choices()))
        self.back.clicked.connect(self.left)
        self.sheet.picked.connect(self._change_sheet)
        self.kind.picked.connect(self._change_kind)

    def show_file(
        self,
        name: str,
        outlines: tuple[SheetOutline, ...],
        kinds: Mapping[str, tuple[str, Mapping[str, str]]],
        choices: ReadingChoices,
        cells: Iterable[str] = (),
        *,
        unknown: str = "",
    ) -> None:
        """Show how a file was understood; `unknown` is the sentence for a file that was not, else empty.

        `kinds` are the kinds of list, each with its title and the fields a column of it can be, with their names;
        `cells` those of the register, one of which a whole sheet may be of.
        """
        self._outlines = {outline.name: outline for outline in outlines}
        self._kinds = kinds
        self._choices = choices
        self.kind.set_entries([(title, key) for key, (title, _labels) in kinds.items()])
        self.kind.set_value(choices.layout or (outlines[0].layout if outlines else None))
        self.cell.set_entries([("", ""), *((cell, cell) for cell in cells)])
        self.title.setText(self.tr("{name} – các cột").format(name=name))
        if unknown:
            words = self.tr("Chưa nhận ra danh sách này. Hãy chọn loại, chỉ cột nào là gì, rồi bấm Đọc lại tệp.")
        else:
            words = self.tr("Cột nhận sai thì chọn lại ở đây; lần sau tệp cùng tiêu đề được đọc như đã chọn.")
        self.note.setText(words)
        self.note.setToolTip(unknown)
        self._is_unknown = bool(unknown)
        self.back.setVisible(not unknown)
        self.sheet.set_entries([(outline.name, outline.name) for outline in outlines])
        for part in (self.sheet, self._names[1], self.is_wanted):
            part.setVisible(len(outlines) > 1)
        self.script.set_value(choices.script)
        self.again.setDefault(True)  # Enter in a field, once the window is known
        self._show_sheet(outlines[0].name if outlines else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns take what they ask for, on a small screen each its share; what the file says has the rest."""
        super().resizeEvent(event)
        digit = self.fontMetrics().averageCharWidth()
        room = self.width() - _SAMPLE * digit
        share = min(1.0, room / (sum(_WIDTHS.values()) * digit))
        for column, width in _WIDTHS.items():
            self.table.setColumnWidth(column, int(width * digit * share))

    def choices(self) -> ReadingChoices:
        """Return what is decided on this page, on all sheets looked at."""
        self._keep()
        return self._choices

    def take_keys(self) -> None:
        """Put the cursor on the second of two columns taken for one thing, or else on what the first column is."""
        sheet, column = next(self._twice(), (self._shown, next(iter(self.fields), None)))
        if sheet != self._shown:
            self.sheet.set_value(sheet)
            self._show_sheet(sheet)
        if column in self.fields:
            self.table.scrollTo(self.table.model().index(list(self.fields).index(column), 0))
            self.fields[column].setFocus(Qt.FocusReason.OtherFocusReason)

    def _twice(self) -> Iterator[tuple[str, int]]:
        """Yield sheet and place of each column taken for what another before it is."""
        for sheet in self._outlines.keys() - self._choices.left_out:
            taken: set[str] = set()
            for column, field in sorted(self._choices.fields.get(sheet, {}).items()):
                if field and field in taken:
                    yield sheet, column
                taken.add(field)

    def _build(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [self.tr("Cột"), self.tr("Tiêu đề"), self.tr("Trong tệp ghi"), self.tr("Là"), self.tr("Chữ")]
        )
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setTabKeyNavigation(False)  # from one choice to the next, no cell between them
        sizes = self.table.horizontalHeader()
        sizes.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for narrow in (
            self.kind,
            self.sheet,
            self.cell,
        ):  # on a small screen their words may be cut, not those beside them
            narrow.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            narrow.setMinimumContentsLength(18)
        above = FlowRow()
        for text, widget in (
            (self.tr("Loại"), self.kind),
            (self.tr("Trang"), self.sheet),
            (self.tr("Dòng tiêu đề"), self.header),
            (self.tr("Dòng ngày họp"), self.days),
            (self.tr("Chi bộ của cả trang"), self.cell),
            (self.tr("Chữ của cả tệp"), self.script),
        ):
            name = label(text, "small")
            name.setBuddy(widget)
            self._names.append(name)
            above.add(together(name, widget))
            if widget is self.sheet:
                above.add(self.is_wanted)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.back)
        below.addWidget(self.again)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self.title)
        box.addWidget(self.note)
        box.addWidget(above)
        box.addWidget(self.table, 1)
        box.addLayout(below)

    def _change_kind(self, kind: str) -> None:
        """Read the file anew as another kind of list, whose columns are guessed again."""
        self.decided.emit(replace(self._choices, layout=kind, fields={}))

    def _change_sheet(self, name: str) -> None:
        self._keep()
        self._show_sheet(name)

    def _show_sheet(self, name: str) -> None:
        self._shown = name
        self.fields, self.scripts = {}, {}
        outline = self._outlines.get(name)
        columns = outline.columns if outline else ()
        self.is_wanted.setChecked(name not in self._choices.left_out)
        self.header.setValue(outline.header_row if outline else 1)
        self.days.setValue(self._day_row(outline) if outline else 0)
        for part in (self.days, self._names[3]):
            part.setVisible(outline is not None and outline.layout == ROLL_BOOK)
        self.cell.write(self._choices.cells.get(name, ""))
        for part in (self.cell, self._names[4]):
            part.setVisible(outline is not None and outline.layout in HAS_ONE_CELL)
        self.table.setRowCount(len(columns))
        entries = [(self.tr("(không đọc)"), ""), *((text, field) for field, text in self._labels().items())]
        for row, column in enumerate(columns):
            for place, text in enumerate((column.letter, column.heading, _samples(column))):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                self.table.setItem(row, place, cell)
            field = self.fields[column.index] = Choice(entries)
            field.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setAccessibleName(self.tr("Cột {letter} là").format(letter=column.letter))
            field.set_value(self._choices.fields.get(name, {}).get(column.index, column.field or ""))
            script = self.scripts[column.index] = Choice(
                [
                    (self.tr("Tự nhận ({script})").format(script=column.script.label.split(" (")[0]), None),
                    *((one.label, one) for one in Script),
                ]
            )
            script.setAccessibleName(self.tr("Chữ của cột {letter}").format(letter=column.letter))
            script.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            script.set_value(self._choices.scripts.get((name, column.index)))
            self.table.setCellWidget(row, 3, field)
            self.table.setCellWidget(row, 4, script)
            self.table.setRowHeight(row, field.sizeHint().height() + theme.UNIT)
        choices = [widget for index in self.fields for widget in (self.fields[index], self.scripts[index])]
        for before, after in pairwise([self.script, *choices, self.back, self.again]):
            QWidget.setTabOrder(before, after)

    def _day_row(self, outline: SheetOutline) -> int:
        """Return the row of days decided on or found, 0 for none."""
        return self._choices.date_rows.get(outline.name, outline.date_row or 0)

    def _labels(self) -> Mapping[str, str]:
        """Return the fields a column of the kind shown can be."""
        return self._kinds[self.kind.value()][1] if self.kind.value() in self._kinds else {}

    def _keep(self) -> None:
        """Take what the widgets say of the sheet shown into the choices."""
        outline = self._outlines.get(self._shown)
        if outline is None:
            return
        name = self._shown
        left_out = self._choices.left_out - {name} if self.is_wanted.isChecked() else self._choices.left_out | {name}
        said = {index: field.value() for index, field in self.fields.items()}
        found = {column.index: column.field or "" for column in outline.columns}
        fields = dict(self._choices.fields)
        if said != found or name in fields or self._is_unknown:  # of an unknown list what was guessed is decided here
            fields[name] = said
        rows = dict(self._choices.header_rows)
        if self.header.value() != outline.header_row:
            rows[name] = self.header.value()
            if said == found:
                fields.pop(name, None)  # another header has other columns
        days = dict(self._choices.date_rows)
        if self.days.value() != self._day_row(outline):
            days[name] = self.days.value()
        cells = {sheet: cell for sheet, cell in self._choices.cells.items() if sheet != name}
        if cell := self.cell.written():
            cells[name] = cell
        scripts = {key: script for key, script in self._choices.scripts.items() if key[0] != name}
        scripts |= {(name, index): box.value() for index, box in self.scripts.items() if box.value() is not None}
        self._choices = replace(
            self._choices,
            script=self.script.value(),
            scripts=scripts,
            fields=fields,
            header_rows=rows,
            date_rows=days,
            cells=cells,
            left_out=left_out,
            layout=self.kind.value() if fields else self._choices.layout,
        )


def _samples(column: ColumnOutline) -> str:
    return " · ".join(after if before == after else f"{before} → {after}" for before, after in column.samples)
