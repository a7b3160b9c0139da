"""The boards of *Sinh hoạt*: a year as cells × months, and one month as a list."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
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

from models import months, overview, participation, rules
from models.database import Database
from models.dates import Period
from models.months import CellInMonth, Month, MonthStep
from models.participation import EMPTY, Figures
from models.rules import RuleBook
from models.text import percent
from ui import theme
from ui.keys import key_sequence
from ui.meetings.class_squares import with_classes
from ui.meetings.month_columns import month_columns
from ui.meetings.month_strip import MonthStrip
from ui.meetings.squares import matrix_rows
from ui.tables import RowsModel, Table
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.chips import FilterChip
from ui.widgets.labels import label, set_state
from ui.widgets.matrix import Matrix
from ui.widgets.sentence import SentenceLine


class BoardPage(QWidget):
    """The year's matrix or the month's list; a choice opens a meeting."""

    opened = Signal(int, int, int)
    """Cell, year and month chosen."""
    names_asked = Signal(int, int)
    """The names behind a month's figure: year, month."""
    absent_asked = Signal(int, int)
    """Who was absent is asked for: the year and the month."""
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
        self.model = RowsModel[CellInMonth](month_columns(), self)
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
                self.model.set_rows([*self.shown.rows, *self.shown.apart])
                if self.model.rows and not self.table.currentIndex().isValid():
                    self.table.selectRow(0)  # F3, F4, Ctrl+M speak of a row
                self.strip.show_month(self.shown)
            else:
                self.shown = None
                figures = participation.figures(session, period, on=on)
                rows = matrix_rows(figures, self.year, on, book)
                if self.class_chip.isChecked():
                    rows = with_classes(rows, session, period, book)
                self.matrix.set_rows(rows, self.tr("Chi bộ"))
        self._show_summary(figures, period, book, on)

    def _show_summary(self, figures: Figures, period: Period, book: RuleBook, on: date) -> None:
        """Say the pooled rate up to the last month with nothing “chưa ghi”, and what the next one lacks."""
        whole, lacking = EMPTY, ""
        last = 0
        for year, month in period.months():
            tally = figures.month(year, month)
            if not tally.is_complete:
                open_cells = overview.month_figure(figures, book, year, month).unwritten
                left = open_cells.words() if open_cells.total else self.tr("chỗ chưa ghi")
                lacking = self.tr("tháng {month} còn {left}").format(month=month, left=left)
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
        met, asked = figures.met(self.year, self.month) if period.is_month else (0, 0)
        if parts and met < asked:
            parts.append(self.tr("{met}/{asked} chi bộ đã họp").format(met=met, asked=asked))
        said = " · ".join(parts) or self.tr("Chưa có điểm danh trong kỳ này")
        self._top.say(said[0].upper() + said[1:])
        set_state(self.summary, state)

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
