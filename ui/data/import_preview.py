"""The preview of an import: every change in a table with filters, the chosen line in full, the question it asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models.imports import ImportPlan, Subject, Verdict
from models.outline import MEMBER_LIST, ReadingChoices
from models.records import Reading
from models.text import number
from ui import theme
from ui.choice import ActingChoice, Choice
from ui.data.import_as_of import AsOf
from ui.data.import_meanings import Meanings
from ui.data.import_rows import PlanLine, columns, lines
from ui.rows import RowsModel
from ui.tables import Table
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow
from ui.widgets.labels import CaptionLabel, ElidedLabel, label
from ui.widgets.scrolled import Scrolled

_LINES_BELOW, _LEAST_BELOW = 4, 2
_LEAST_LINES = 5
"""Heights of a row that the lines keep, header and all; where there is less room, what is above them scrolls away."""
_LOW = 420  # px, as at 150 %: the lines of the file come first
_KIND_LETTERS = 14
_YEARS = 12
_REFUSED = (Verdict.ERROR.label, Verdict.ASK.label)
_WIDEST = 16_777_215  # Qt's own limit: the answers are long, let them have the row


class ImportPreview(QWidget):
    """Shows a plan; tells when the officer answers a question or decides about the refused rows."""

    answered = Signal(object, int)
    """The action of the line that asks (models.imports.Action), and the id chosen."""
    looked_through = Signal()
    """Enter on a line that asks nothing: on to the button."""
    decided = Signal()
    """*Bỏ các dòng lỗi* was ticked or not."""
    errors_wanted = Signal()
    """The list of errors is wanted as a file."""
    marked_wanted = Signal()
    """The file itself is wanted back with its errors marked."""
    columns_wanted = Signal()
    """The columns are to be looked at."""
    as_stored = Signal(bool)
    """Text is to be read as it is stored (True), or converted where it looks like an old encoding."""

    turned_days = Signal(bool)
    """Days that look turned are to be put right (True), or left as they stand."""

    told = Signal(dict)
    """What is said of the file otherwise than it was read: fields of models.outline.ReadingChoices."""

    def __init__(self, parent: QWidget | None = None, *, has_file: bool = True) -> None:
        super().__init__(parent)
        self._has_file = has_file
        self._lines: list[PlanLine] = []
        self.title = ElidedLabel()
        self.title.setProperty("role", "heading")
        self.sentence = CaptionLabel()
        self.kind = ActingChoice()
        self.kind.setAccessibleName(self.tr("Loại danh sách"))
        self.kind.setToolTip(self.tr("Nhận nhầm loại thì chọn lại ở đây; tệp được đọc lại, chưa ghi gì"))
        self.kind.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(_KIND_LETTERS)
        self.kind.hide()
        self.year = ActingChoice()
        self.year.setAccessibleName(self.tr("Xếp loại của năm"))
        self.year.hide()
        self.as_of = AsOf()
        self.notes = CaptionLabel()
        self.notes.setProperty("role", "muted")
        self.chips: dict[str, FilterChip] = {}
        self.table = Table(
            RowsModel(columns(), self),
            key=lambda line: (line.sheet, line.row, line.kind, line.name),
            name="import/table",
        )
        self.full = QPlainTextEdit(readOnly=True)
        self.full.setAccessibleName(self.tr("Nội dung đầy đủ của dòng đang chọn"))
        self.question = label()
        self.answer = ActingChoice()
        self.answer.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.answer.setMinimumContentsLength(20)
        self.answer.setMaximumWidth(_WIDEST)
        self.skip = QCheckBox()
        self.copy_errors = self._small_button(self.tr("Sao chép lỗi"), "copy")
        self.save_errors = self._small_button(self.tr("Lưu danh sách lỗi…"), "save")
        self.save_marked = self._small_button(self.tr("Lưu tệp có đánh dấu lỗi…"), "file-spreadsheet")
        self.columns = self._small_button(self.tr("Cột và chữ…"), "columns-3")
        self.keep_text = QPushButton(self.tr("Giữ nguyên chữ"))
        self.keep_text.setCheckable(True)
        self.keep_text.setProperty("kind", "flat")
        self.keep_text.setToolTip(self.tr("Bấm nếu chữ bị đổi nhầm; bấm lần nữa để đổi lại."))
        self.turn_days = QCheckBox()
        self.turn_days.hide()
        self.meanings = Meanings(behind=self.turn_days)
        self.marks = self.meanings.choices
        self._build()
        self.table.chosen.connect(self._show_line)
        self.table.opened.connect(self._go_on)
        self.answer.picked.connect(self._tell_answer)
        self.skip.toggled.connect(lambda _on: self.decided.emit())
        self.copy_errors.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.errors_text()))
        self.save_errors.clicked.connect(self.errors_wanted)
        self.save_marked.clicked.connect(self.marked_wanted)
        self.columns.clicked.connect(self.columns_wanted)
        self.keep_text.clicked.connect(self.as_stored)
        self.turn_days.clicked.connect(self.turned_days)
        self.year.picked.connect(lambda year: self.told.emit({"year": year}))
        self.as_of.told.connect(lambda day: self.told.emit({"as_of": day}))
        self.kind.picked.connect(lambda key: self.told.emit({"layout": key, "fields": {}}))

    def offer_kinds(self, kinds: Iterable[tuple[str, str]], key: str) -> None:
        """Offer what else the file may be (title, key); of a kind that no choice leads to, nothing."""
        entries = list(kinds)
        self.kind.set_entries(entries)
        self.kind.set_value(key)
        self.kind.setVisible(key in (known for _title, known in entries))

    def ask_of_file(self, reading: Reading, decided: ReadingChoices, today: date) -> None:
        """Ask what is to be said once of a whole file that was read as decided."""
        is_of_members = reading.layout == MEMBER_LIST
        self.as_of.ask(reading.as_of, today) if is_of_members else self.as_of.hide()
        asks = reading.wants_year or decided.year is not None
        self.ask_of_year(range(today.year, today.year - _YEARS, -1) if asks else (), decided.year)
        self.ask_of_days(letter for outline in reading.outlines for letter in outline.turned)
        said = {mark: key for outline in reading.outlines for mark, key in outline.said.items()}
        unknown = (mark for outline in reading.outlines for mark in outline.marks)
        marks = {**decided.marks, **said, **dict.fromkeys(unknown, "")}
        self.meanings.ask(marks, are_levels=is_of_members)

    def ask_of_year(self, years: Iterable[int], chosen: int | None) -> None:
        """Ask of which year the ratings of a file are that says none; no years: no question."""
        entries = [(self.tr("Xếp loại năm {year}").format(year=year), year) for year in years]
        self.year.set_entries([(self.tr("Xếp loại của năm nào?"), None), *entries])
        self.year.set_value(chosen)
        self.year.setVisible(bool(entries))

    def first(self) -> QWidget:
        """Return where the keys belong once a file is read: what is to be chosen first, else the lines."""
        return self.year if self.unanswered() else self.table

    def unanswered(self) -> str:
        """Return what to choose above the table before any line can be right, "" if that is not what is missing."""
        is_open = not self.year.isHidden() and self.year.value() is None
        return self.tr("Hãy chọn năm xếp loại ở phía trên bảng.") if is_open else ""

    def ask_of_days(self, letters: Iterable[str]) -> None:
        """Offer to turn the days of columns in which day and month seem to have changed places; none: no offer."""
        said = ", ".join(dict.fromkeys(letters))
        words = self.tr("Đảo ngày với tháng ở cột {columns} (có vẻ máy tiếng Anh đã đổi chỗ)")
        self.turn_days.setText(words.format(columns=said))
        self.turn_days.setVisible(bool(said))

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan, keeping filter and chosen line."""
        self._lines = lines(plan)
        is_beside = not self.kind.isHidden()  # the kind of list stands there
        self.title.setText(plan.file_name if is_beside else f"{plan.file_name} – {plan.title}")
        self.sentence.setText(plan.sentence)
        self.sentence.setVisible(bool(plan.writes))
        self.keep_text.setVisible(self.keep_text.isChecked() or any(line.is_converted for line in self._lines))
        self.notes.setText(" ".join(plan.notes))
        self.notes.setVisible(bool(plan.notes))
        words = Counter(line.word for line in self._lines)
        said = [line for line in self._lines if line.problems]  # of many lines a few
        counts = {"all": len(self._lines), **{one.value: words[one.label] for one in Verdict}}
        for key, chip in self.chips.items():
            count = counts[key] if key in counts else sum(map(_FILTERS[key], said))
            chip.set_count(count)
            is_offered = bool(count) or chip.isChecked()
            chip.setEnabled(is_offered)
            chip.setVisible(is_offered)  # on a small screen the lines of the file need the room
        refused = words[Verdict.ERROR.label] + words[Verdict.ASK.label]
        self.skip.setText(self.tr("Bỏ {n} dòng lỗi hoặc chưa chọn, nhập các dòng còn lại").format(n=number(refused)))
        is_mended = refused > plan.asks_year  # a year is chosen above, not in the file
        for widget in (self.skip, self.copy_errors, self.save_errors, self.save_marked):
            widget.setVisible(is_mended)
        self.save_marked.setVisible(is_mended or plan.leaves_out)
        if not self._has_file:  # pasted: there is no file to give back, nor columns to be remembered
            for widget in (self.save_errors, self.save_marked, self.columns):
                widget.hide()
        if not is_mended:
            self.skip.setChecked(False)
        self._keep_rows()
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips and buttons stay in view in all their lines, however low the window is."""
        super().resizeEvent(event)
        self._keep_rows()
        lines = _LINES_BELOW if self.height() >= _LOW else _LEAST_BELOW
        self.full.setMaximumHeight(self.fontMetrics().lineSpacing() * lines + theme.MARGIN)

    def _keep_rows(self) -> None:
        for row in (self._chip_row, self.meanings, self._below):
            row.keep_room(self._area.viewport().width())

    def _keep_in_view(self) -> None:
        """Where not all has room, the lines come before what stands above them."""
        if self.table.currentIndex().isValid():
            self._area.ensureWidgetVisible(self.table, 0, 0)

    def errors_text(self) -> str:
        """Return every error and question, one a line, for the clipboard or a file."""
        return _as_text(line for line in self._lines if line.word in _REFUSED)

    @property
    def left(self) -> list[PlanLine]:
        """What is still to be looked at once the file is in: rows left out, and those taken with a remark."""
        return [line for line in self._lines if line.word in _REFUSED or line.has_warning]

    def left_text(self) -> str:
        """Return the lines still to be looked at, one a line, for a file."""
        return _as_text(self.left)

    def filter_by(self, key: str) -> None:
        """Show only lines of one kind ("all", "warning", or the value of a Verdict), from the first on.

        The line chosen before may be among them too, but far below, where nobody looks.
        """
        self.chips[key].setChecked(True)
        self._fill()
        if self.table.rows_model.rows:
            self.table.selectRow(0)
            self.table.scrollToTop()

    def _build(self) -> None:
        self._chip_row = FlowRow()
        group = QButtonGroup(self)
        words = {"all": self.tr("Tất cả"), "warning": self.tr("Lưu ý"), "converted": self.tr("Đổi chữ cũ")}
        for key in _FILTERS:
            chip = FilterChip(words[key] if key in words else Verdict(key).label)
            chip.clicked.connect(lambda _on, key=key: self.filter_by(key))
            group.addButton(chip)
            self.chips[key] = chip
            self._chip_row.add(chip)
        self.chips["all"].setChecked(True)
        self._ask = QFrame()
        asking = QHBoxLayout(self._ask)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self.question)
        asking.addWidget(self.answer, 1)
        self._ask.hide()
        self.full.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_BELOW + theme.MARGIN)
        self._below = FlowRow()
        self._below.add(self.skip, self.copy_errors, self.save_errors, self.save_marked)
        self.table.setMinimumHeight(_LEAST_LINES * theme.CONTROL_HEIGHT)
        inside = QWidget()
        self._area = Scrolled(inside)
        self._area.verticalScrollBar().rangeChanged.connect(lambda _least, _most: self._keep_in_view())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        above = QHBoxLayout()
        above.addWidget(self.title)
        above.addWidget(self.kind, 1)  # as wide as there is room, beside long names of files too
        above.addStretch()
        above.addWidget(self.keep_text)
        above.addWidget(self.columns)
        box.addLayout(above)
        box.addWidget(self.sentence)
        box.addWidget(self.year, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.as_of)
        box.addWidget(self.notes)
        box.addWidget(self.turn_days)
        box.addWidget(self.meanings)
        box.addWidget(self._chip_row)
        box.addWidget(self.table, 1)
        box.addWidget(self._ask)
        box.addWidget(self.full)
        box.addWidget(self._below)

    def _small_button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "flat")
        theme.dress(button, icon)
        return button

    def _fill(self) -> None:
        key = next(key for key, chip in self.chips.items() if chip.isChecked())
        shown = [line for line in self._lines if _FILTERS[key](line)]
        self.table.rows_model.set_rows(shown)
        if self.table.current_row() is None and shown:
            self.table.selectRow(0)
        self._show_line(self.table.current_row())

    def _show_line(self, line: PlanLine | None) -> None:
        self.full.setPlainText(line.full_text or line.content if line else "")
        is_asked = line is not None and line.action is not None and bool(line.action.candidates)
        self._ask.setVisible(is_asked)
        if line is not None and line.action is not None and is_asked:
            who = self.tr("“{name}” (dòng {row}) là ai?")
            what = self.tr("“{name}” (dòng {row}): việc gì?")
            how = self.tr("“{name}” (dòng {row}): ghi thế nào?")
            words = who if line.verdict is Verdict.ASK else how if line.action.subject is Subject.BADGE else what
            if line.action.subject is Subject.MEETING:
                words = self.tr("“{name}” (dòng {row}): cuộc họp nào?")
            self.question.setText(words.format(name=line.name, row=line.row))
            is_open = line.verdict in (Verdict.ASK, Verdict.DECIDE)
            unsaid = self.tr("Chưa chọn") if is_open else self.tr("Ghi như trên; muốn khác thì chọn lại")
            entries = [(unsaid, None), *((one.text, one.id) for one in line.action.candidates)]
            self.answer.set_entries(entries)
            self.answer.set_value(None)

    def _go_on(self, _line: PlanLine) -> None:
        """Go where Enter leads from a line: to its question, or on."""
        if self._ask.isVisible():
            self.answer.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.looked_through.emit()

    def open_choice(self) -> QWidget | None:
        """Return what is asked above the table of the whole file and not answered yet, None where nothing is."""
        if self.unanswered():
            return self.year
        return self.meanings.open_choice()

    def go_to_lacking(self, *, can_skip: bool) -> None:
        """Go to what keeps the file out: what is asked of the whole, the first question of a line, then leaving lines
        out if others can come in.

        Where none can, to the list of errors, by which the file is mended.
        """
        rows = self.table.rows_model.rows
        asks = next((n for n, line in enumerate(rows) if line.verdict is Verdict.ASK), None)
        if (choice := self.open_choice()) is not None:
            choice.setFocus(Qt.FocusReason.TabFocusReason)
        elif asks is not None:
            self.table.selectRow(asks)
            self.answer.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.skip.isVisible():
            (self.skip if can_skip else self.save_errors).setFocus(Qt.FocusReason.TabFocusReason)

    def refused_words(self) -> str:
        """Return what to do about the refused lines, by which keys."""
        asks = any(line.verdict is Verdict.ASK for line in self._lines)
        if asks:
            return self.tr(
                "Hãy chọn ở các dòng hỏi (Enter đến từng dòng), sửa dòng lỗi trong tệp, hoặc đánh dấu bỏ các dòng ấy; "
                "rồi Ctrl+Enter để nhập."
            )
        return self.tr(
            "Hãy sửa dòng lỗi trong tệp, hoặc bỏ các dòng ấy (Enter đến ô đánh dấu, phím cách để đánh dấu); "
            "rồi Ctrl+Enter để nhập."
        )

    def _tell_answer(self, chosen: int | None) -> None:
        line = self.table.current_row()
        if line is not None and line.action is not None and line.row is not None and chosen is not None:
            self.answered.emit(line.action, chosen)


def _as_text(found: Iterable[PlanLine]) -> str:
    """Return lines as sheet, row, name and words, parted by tabs."""
    cells = ((line.sheet, str(line.row or ""), line.name, line.full_text or line.content) for line in found)
    return "\n".join("\t".join(" ".join(cell.split()) for cell in line) for line in cells)


def _of(verdict: Verdict) -> Callable[[PlanLine], bool]:
    return lambda line: line.word == verdict.label


_FILTERS: dict[str, Callable[[PlanLine], bool]] = {
    "all": lambda _line: True,
    **{verdict.value: _of(verdict) for verdict in Verdict},
    "warning": lambda line: line.has_warning,
    "converted": lambda line: line.is_converted,
}
