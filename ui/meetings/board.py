"""The boards of *Sinh hoạt*: a year as cells × months, and one month as a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models import cells, meetings, months, participation, rules
from models.database import Database
from models.dates import Period
from models.meetings import ClassSource, MeetingRow
from models.months import CellInMonth, Month, MonthStep
from models.participation import EMPTY, Figures, MonthState, Tally
from models.rules import RuleBook
from models.tables import MeetingClass
from models.text import percent, plain
from ui import theme
from ui.keys import key_sequence
from ui.meetings.month_strip import MonthStrip
from ui.meetings.squares import matrix_rows
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.chips import FilterChip
from ui.widgets.labels import label, set_state
from ui.widgets.matrix import Matrix, MatrixCell, MatrixRow
from ui.widgets.sentence import SentenceLine

_CLASS_SIGNS = {MeetingClass.GOOD: "T", MeetingClass.FAIR: "K", MeetingClass.AVERAGE: "TB", MeetingClass.POOR: "Kém"}
_CLASS_STATES = {
    MeetingClass.GOOD: State.GOOD,
    MeetingClass.FAIR: State.PLAIN,
    MeetingClass.AVERAGE: State.WARN,
    MeetingClass.POOR: State.BAD,
}


class BoardPage(QWidget):
    """The year's matrix or the month's list; a choice opens a meeting."""

    opened = Signal(int, int, int)
    """Cell, year and month chosen."""
    names_asked = Signal(int, int)
    absent_asked = Signal(int, int)
    """Who was absent is asked for: the year and the month."""
    """The names behind a month's figure: year, month."""
    cell_asked = Signal(int, int)
    """The months of a cell: cell, year."""
    step_chosen = Signal(object, object)
    """A step of the month in view: MonthStep, Month."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        today = db.clock().date()
        self.year, self.month = today.year, today.month
        self.shown: Month | None = None
        """The month in view, None while a year is."""
        self._build()

    def _build(self) -> None:
        self.year_chip, self.class_chip, self.month_chip = (
            FilterChip(self.tr("Tỷ lệ cả năm")),
            FilterChip(self.tr("Xếp loại cả năm")),
            FilterChip(self.tr("Danh sách tháng")),
        )
        group = QButtonGroup(self)
        chosen = QWidget()
        row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        for number, chip in enumerate((self.year_chip, self.class_chip, self.month_chip)):
            group.addButton(chip, number)
            row.addWidget(chip)
        self.year_chip.setChecked(True)
        group.idClicked.connect(lambda _number: self.reload())
        row.addSpacing(theme.MARGIN)
        self.before, self.after = self._arrow("chevron-left"), self._arrow("chevron-right")
        self.when = label("", "heading")
        for part in (self.before, self.when, self.after):
            row.addWidget(part)
        self._top = SentenceLine(chosen, lines=2)
        self.summary = self._top.sentence
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.message = QPushButton(self.tr("Chép tin nhắn"))
        self.message.setProperty("kind", "link")
        self.message.setShortcut(key_sequence("Ctrl+M"))
        self.message.setToolTip(self.tr("Chép tin nhắn nhắc chi bộ đang chọn, để dán vào Zalo (Ctrl+M)"))
        self.names = QPushButton(self.tr("Danh sách tên"))
        self.names.setProperty("kind", "link")
        self.names.setToolTip(self.tr("Những người làm nên con số của tháng"))
        self.names.clicked.connect(lambda: self.names_asked.emit(self.year, self.month))
        self.absent = QPushButton(self.tr("Người vắng"))
        self.absent.setProperty("kind", "link")
        self.absent.setToolTip(self.tr("Ai vắng trong tháng, trong năm, theo từng thôn, bản"))
        self.absent.clicked.connect(lambda: self.absent_asked.emit(self.year, self.month))
        self.alarms = QPushButton(self.tr("Cảnh báo"))
        self.alarms.setProperty("kind", "link")
        self.alarms.setToolTip(self.tr("Chi bộ chưa họp, chưa có chuyên đề, dưới mục tiêu; đồng chí vắng nhiều lần"))
        self.slips = QPushButton(self.tr("Phiếu"))
        self.slips.setToolTip(self.tr("Phiếu điểm danh cho các chi bộ: in giấy, tệp Excel, nhập về"))
        theme.dress(self.slips, "clipboard-list")
        self.slips.setProperty("menu", True)
        self.slips_menu = QMenu(self.slips)
        self.slips.setMenu(self.slips_menu)
        self.number = QLineEdit()
        self.number.setPlaceholderText(self.tr("Mã cuộc họp"))
        self.number.setToolTip(self.tr("Gõ mã trên phiếu rồi Enter để mở đúng cuộc họp ấy"))
        self.number.setAccessibleName(self.tr("Mã cuộc họp trên phiếu"))
        self.number.setFixedWidth(self.fontMetrics().horizontalAdvance("Mã cuộc họp") + 4 * theme.MARGIN)
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.before.setToolTip(self.tr("Kỳ trước (Alt+←)"))
        self.after.setToolTip(self.tr("Kỳ sau (Alt+→)"))
        self.before.setShortcut(key_sequence("Alt+Left"))
        self.after.setShortcut(key_sequence("Alt+Right"))

        self.matrix = Matrix()
        self.matrix.opened.connect(self._open_square)
        self.matrix.row_opened.connect(self._open_row)
        self.model = RowsModel[CellInMonth](self._columns(), self)
        self.table = Table(self.model, self, key=lambda line: line.cell_id)
        self.strip = MonthStrip()
        self.strip.chosen.connect(self._take_step)
        self.strip.add(self.message, self.names, self.absent, self.alarms, self.slips, self.number)
        self.strip.hide()
        self.table.opened.connect(lambda line: self.opened.emit(line.cell_id, self.year, self.month))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.matrix)
        self.stack.addWidget(self.table)
        card = Card()
        card.box.addWidget(self.strip)
        card.box.addWidget(self.stack, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self._top)
        box.addWidget(card, 1)

    def _arrow(self, icon: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "flat")
        theme.dress(button, icon)
        return button

    def _columns(self) -> tuple[Column[CellInMonth], ...]:
        def rate_state(line: CellInMonth) -> State:
            good = line.month.is_on_target
            return State.IDLE if good is None else State.GOOD if good else State.BAD

        def counted(name: str):  # noqa: ANN202 - a column's value
            return lambda line: getattr(line.month.tally, name) if line.month.tally.meetings else None

        def rate(line: CellInMonth) -> str:
            good = line.month.is_on_target
            return "" if good is None else percent(line.month.tally.rate) + ("" if good else " ▼")

        return (
            Column(self.tr("Chi bộ"), lambda line: cells.short_name(line.name), width=28, least=21),
            Column(
                self.tr("Ngày họp"),
                lambda line: line.meetings[0].held_on if line.meetings else None,
                width=9,
                least=6,
                short=self.tr("Ngày"),
                text=lambda day: f"{day:%d/%m}",
                tip=lambda line: f"{line.meetings[0].held_on:%d/%m/%Y}" if line.meetings else "",
            ),
            Column(self.tr("Tình trạng"), _state_words, width=19, least=17, role="muted"),
            Column(self.tr("Phải dự"), counted("eligible"), width=8, least=5, short=self.tr("P. dự"), align="right"),
            Column(self.tr("Có mặt"), counted("attended"), width=7, align="right"),
            Column(
                self.tr("Có lý do"),
                counted("excused"),
                width=8,
                least=6,
                short=self.tr("Có LD"),
                leaves=2,
                align="right",
            ),
            Column(
                self.tr("Không lý do"),
                counted("unexcused"),
                width=11,
                least=6,
                short=self.tr("K. LD"),
                leaves=1,
                align="right",
            ),
            Column(
                self.tr("Tỷ lệ"),
                rate,
                width=9,
                least=8,
                align="right",
                state=rate_state,
                sort=lambda line: line.month.tally.rate or 0,
            ),
            Column(self.tr("Điểm"), _score, width=6, least=4, align="right", text=_points),
            Column(
                self.tr("Xếp loại"),
                lambda line: line.quality.label + _decided_sign(line.scored) if line.quality else "",
                width=10,
                least=6,
                short=self.tr("XL"),
                header_tip=self.tr("✓ cấp ủy đã xếp loại; còn lại là chi bộ đề nghị hoặc theo điểm"),
                tip=lambda line: _whose(line.scored),
            ),
        )

    def reload(self) -> None:
        """Read the year, or the month, anew."""
        on = self._db.clock().date()
        is_month = self.month_chip.isChecked()
        period = Period.month(self.year, self.month) if is_month else Period.year(self.year)
        self.stack.setCurrentIndex(1 if is_month else 0)
        self.when.setText(f"Tháng {self.month}/{self.year}" if is_month else f"Năm {self.year}")
        self.strip.setVisible(is_month)
        with self._db.read() as session:
            book = rules.book(session)
            if is_month:
                self.shown = months.read(session, self.year, self.month, on=on, as_of=min(period.last, on))
                figures = self.shown.figures
                self.model.set_rows(list(self.shown.rows))
                if self.model.rows and not self.table.currentIndex().isValid():
                    self.table.selectRow(0)  # F3, F4, Ctrl+M speak of a row
                self.strip.show_month(self.shown)
            else:
                self.shown = None
                figures = participation.figures(session, period, on=on)
                rows = matrix_rows(figures, self.year, on, book)
                if self.class_chip.isChecked():
                    rows = _with_classes(rows, _classes(session, period, book))
                self.matrix.set_rows(rows, self.tr("Chi bộ"))
        self._show_summary(figures, period, book, on)

    def _show_summary(self, figures: Figures, period: Period, book: RuleBook, on: date) -> None:
        """Say the pooled rate up to the last month with nothing “chưa ghi”, and what the next one lacks."""
        whole, lacking = EMPTY, ""
        last = 0
        for year, month in period.months():
            tally = figures.month(year, month)
            if not tally.is_complete:
                lacking = self.tr("tháng {month} còn {parts} chưa ghi").format(
                    month=month, parts=self._open_parts(tally)
                )
                break
            if tally.meetings:
                whole, last = whole + tally, month
        parts: list[str] = []
        state = State.IDLE
        if whole.rate is not None:
            rule = book.on(min(period.last, on))
            is_met = rule.is_met(whole.rate)
            words = self.tr("đạt mục tiêu {t}") if is_met else self.tr("chưa đạt mục tiêu {t}")
            head = "" if period.is_month else self.tr("Đến hết tháng {month}: ").format(month=last)
            figure = f"{head}{whole.counted} = {percent(whole.rate, 2)}"
            parts.append(f"{figure} – {words.format(t=rule.target_label)}")
            state = State.GOOD if is_met else State.BAD
        if lacking:
            parts.append(lacking)
        self._top.say(" · ".join(parts) or self.tr("Chưa có điểm danh trong kỳ này"))
        set_state(self.summary, state)

    def _open_parts(self, tally: Tally) -> str:
        parts: list[str] = []
        if tally.unwritten:
            parts.append(self.tr("{n} chi bộ").format(n=tally.unwritten))
        if tally.unrecorded:
            parts.append(self.tr("{n} người").format(n=tally.unrecorded))
        return ", ".join(parts)

    def _step(self, by: int) -> None:
        if self.month_chip.isChecked():
            count = self.year * 12 + self.month - 1 + by
            self.year, self.month = count // 12, count % 12 + 1
        else:
            self.year += by
        self.reload()

    def show_month(self, year: int, month: int) -> None:
        """Show the list of a month."""
        self.year, self.month = year, month
        self.month_chip.setChecked(True)
        self.reload()

    def chosen_cell(self) -> int | None:
        """The cell under the cursor, of the month's list or of the year's squares; None for none."""
        if self.month_chip.isChecked():
            line = self.table.current_row()
            return line.cell_id if line is not None else None
        row = self.matrix.current[0]
        key = self.matrix.rows[row].key if row < len(self.matrix.rows) else None
        return key if isinstance(key, int) else None

    def chosen_month(self) -> tuple[int, int]:
        """The month in view, or that of the square under the cursor."""
        month = self.month if self.month_chip.isChecked() else min(self.matrix.current[1], 11) + 1
        return self.year, month

    def choose(self, cell_id: int, year: int, month: int) -> None:
        """Put the cursor on a cell and a month, where they are in view."""
        if self.month_chip.isChecked():
            if (year, month) == (self.year, self.month):
                self.table.select_key(cell_id)
        elif year == self.year:
            self.matrix.select(cell_id, month)

    def _open_row(self, key: object) -> None:
        if isinstance(key, int):
            self.cell_asked.emit(key, self.year)

    def _take_step(self, step: MonthStep) -> None:
        """Pass a step on; the cursor goes back to the list, where work goes on once the step is done."""
        if self.shown is not None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            self.step_chosen.emit(step, self.shown)

    def _open_square(self, key: object, month: int) -> None:
        if isinstance(key, int):
            self.month = month
            self.opened.emit(key, self.year, month)
        else:
            self.show_month(self.year, month)
            self.table.setFocus()


def _state_words(line: CellInMonth) -> str:
    """How far the month of a cell is; the day of a meeting still to come stands in its own column."""
    tally = line.month.tally
    if line.month.state is MonthState.UNRECORDED and 0 < tally.unrecorded < tally.eligible:
        return QCoreApplication.translate("MonthBoard", "Ghi dở, còn {n}").format(n=tally.unrecorded)
    if line.month.state is MonthState.AHEAD:
        return QCoreApplication.translate("MonthBoard", "Chưa đến ngày")
    return line.month.label.partition(" (")[0]


def _score(line: CellInMonth) -> float | None:
    return line.scored.values.score if line.scored else None


def _points(score: float | None) -> str:
    return "" if score is None else plain(score)


def _whose(meeting: MeetingRow | None) -> str:
    """Say whose class of a meeting is shown."""
    source = meetings.class_source(meeting) if meeting else None
    return source.value if source else ""


def _decided_sign(meeting: MeetingRow | None) -> str:
    return " ✓" if meeting and meetings.class_source(meeting) is ClassSource.DECIDED else ""


_Classes = dict[tuple[int, int], list[tuple[MeetingRow, MeetingClass | None]]]


def _classes(session: Any, period: Period, book: RuleBook) -> _Classes:
    """Return the meetings of a year with their classes, by cell and month."""
    found: _Classes = {}
    for year, month in period.months():
        for row in meetings.of_month(session, year, month):
            found.setdefault((row.cell_id, month), []).append((row, meetings.class_by(book, row)))
    return found


def _with_classes(rows: list[MatrixRow], classes: _Classes) -> list[MatrixRow]:
    """Put the class of each month's meeting where its rate stood."""
    shown: list[MatrixRow] = []
    for row in rows:
        squares = list(row.cells)
        for number, square in enumerate(squares):
            found = classes.get((row.key, number + 1), []) if isinstance(row.key, int) else []
            pair = next((pair for pair in found if pair[1] is not None), None)
            if pair is not None and pair[1] is not None:
                score = "" if pair[0].values.score is None else f" · {plain(pair[0].values.score)} điểm"
                squares[number] = MatrixCell(
                    _CLASS_SIGNS[pair[1]] + _decided_sign(pair[0]).strip(),
                    _CLASS_STATES[pair[1]],
                    f"{square.told} · {pair[1].label}{score}, {_whose(pair[0])}",
                )
            elif square.state in (State.GOOD, State.BAD):
                squares[number] = MatrixCell("?", State.IDLE, f"{square.told} · chưa xếp loại")
        if isinstance(row.key, int):
            shown.append(MatrixRow(row.key, row.label, squares, row.tip))
    return shown
