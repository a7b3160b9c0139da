"""The page *Xếp loại*: a cell's ratings of a year or quarter typed line by line, beside what to weigh."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import cell_years, rating_entry, rating_round, ratings, tsv
from models.errors import KnownError
from models.rating_entry import FIELDS, Field
from models.rating_round import LEVELS, Round
from models.rating_rules import RatingRules
from models.ratings import NOTHING, WHOLE_YEAR, RatingLine, RatingValues
from models.tables import RatingLevel, RatingState
from ui import messages, theme
from ui.keys import key_sequence
from ui.members.ratings import RatingForm
from ui.ratings import words
from ui.ratings.bodies import BodyRatingsDialog
from ui.ratings.days import Days, DaysForm
from ui.ratings.head import Head
from ui.ratings.paste import RatingsDialog
from ui.ratings.sums import SumTable
from ui.ratings.table import RatingTable
from ui.widgets.cards import Card
from ui.widgets.chips import KeyHints

if TYPE_CHECKING:
    from models.database import Database

_STATES = {"5": RatingState.EXEMPT.label, "6": RatingState.NOT_YET.label}


class RatingsPage(QWidget):
    """One cell at a time; every entry is written at once."""

    go = Signal(str, object)
    chosen = Signal()
    said = Signal(str)
    turned = Signal()
    """Another quarter was chosen; the screen reads the page anew and says so in its title."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self.year, self.quarter, self.cell_id = db.clock().year, WHOLE_YEAR, 0
        self._on = db.clock().date()
        self.round = Round(self.year, WHOLE_YEAR, RatingRules(""), (), ())
        self.table = RatingTable(self.round.rules)
        self.table.setAccessibleName(self.tr("Xếp loại của chi bộ"))
        self.sums = SumTable()
        self.head = Head()
        self.cell, self.progress, self.bodies = self.head.cell, self.head.progress, self.head.bodies
        self.many_menu = self.head.many_menu
        self._build()
        self._connect()

    @property
    def line(self) -> RatingLine | None:
        """The line chosen."""
        return self.table.current_row()

    @property
    def lines(self) -> list[RatingLine]:
        """The lines of the cell in view."""
        return self.table.rows_model.rows

    @property
    def can_remove(self) -> bool:
        """Whether something is written for the line chosen."""
        return self.line is not None and self.line.values != NOTHING

    @property
    def when(self) -> str:
        """The period as a sentence part: “năm 2026”."""
        told = ratings.period(self.year, self.quarter).label
        return told[:1].lower() + told[1:]

    def reload(self, year: int, on: date) -> str:
        """Read the round of a year, or of its quarter chosen, and return the line for beside the screen's title."""
        self.year, self._on = year, on
        with self._db.read() as session:
            self.round = rating_round.read(session, year, self.quarter, on=on)
            known = [row.cell_id for row in self.round.cells]
            is_new = self.cell_id not in known
            if is_new:
                self.cell_id = next((row.cell_id for row in self.round.cells if not row.is_done), next(iter(known), 0))
            lines = ratings.of_cell(session, self.cell_id, year, self.quarter, on=on)
            months = cell_years.read(session, ratings.period(year, self.quarter), on=on, cell_id=self.cell_id).total
        self.head.show_cells(self.round, self.cell_id)
        self.table.show_lines(lines, self.round.rules, self.quarter)
        if self.line is None:
            self._start()
        mine = next((row for row in self.round.cells if row.cell_id == self.cell_id), None)
        if mine is not None:
            self.sums.show_round(self.round, mine, months)
        self._show_hints()
        self.chosen.emit()
        total = len(self.round.cells)
        told = self.tr("{done}/{all} chi bộ xong").format(done=self.round.done, all=total)
        self.progress.setText(told)
        self.cell.setToolTip(told)
        return self.tr("xếp loại {when}").format(when=self.when)

    def fold(self, is_low: bool) -> None:
        """In a low window the names come first: all but the line of the cell makes room for them."""
        self.hints.setVisible(not is_low)
        self.table.set_dense(is_low)
        self.head.fold(is_low)
        self.sums.fold(is_low)

    def add(self) -> None:
        """Nothing is added here: the lists of the cells are the lines."""

    def edit(self) -> RatingForm | None:
        """Open the whole rating of the member chosen: days, note, points."""
        line = self.line
        if line is None:
            return None
        with self._db.read() as session:
            rows = ratings.of(session, line.member_id)
        row = next((row for row in rows if (row.year, row.quarter) == (self.year, self.quarter)), None)
        form = RatingForm(self._db, line.member_id, self, row=row)
        if row is None:
            form.year.setText(str(self.year))
            form.quarter.set_value(self.quarter)
        form.open()
        return form

    def remove(self) -> None:
        """Take away everything written for those selected."""
        taken = {line.member_id: NOTHING for line in self.table.selected_rows() if line.values != NOTHING}
        self._write(taken, self.tr("Bỏ xếp loại {when}: {who}"))

    def show_cell(self, cell_id: int) -> None:
        """Show another cell, the frame on the first line without a level."""
        self.cell_id = cell_id
        self.reload(self.year, self._on)
        self._start()

    def show_quarter(self, quarter: int) -> None:
        """Show the ratings of a quarter, or of the whole year."""
        self.quarter = quarter
        self.head.check_quarter(quarter)
        self.turned.emit()
        self._start()

    def go_to_cell(self, step: int) -> None:
        """Go to the next or the former cell."""
        known = [row.cell_id for row in self.round.cells]
        if self.cell_id in known and 0 <= (place := known.index(self.cell_id) + step) < len(known):
            self.show_cell(known[place])
        else:
            self.said.emit(self.tr("Đây là chi bộ cuối danh sách.") if step > 0 else self.tr("Đây là chi bộ đầu."))

    def go_to_period(self, step: int) -> None:
        """Go to the next quarter or the former one; the whole year stands before the first of them."""
        if WHOLE_YEAR <= (wanted := self.quarter + step) <= 4:
            self.show_quarter(wanted)
        else:
            self.said.emit(self.tr("Đây là quý cuối năm.") if step > 0 else self.tr("Đây là cả năm."))

    # -- writing ---------------------------------------------------------------------------------------------------

    def take(self, text: str) -> None:
        """Write what a digit stands for, or nothing, in the current cell of the grid and go on to the next line."""
        line, field = self.line, self._field
        if line is None or field is None:
            return
        try:
            if text in _STATES and field != "cause":
                text = _STATES[text]
            values = rating_entry.typed(line.values, field, text, self.round.rules)
        except KnownError as error:
            self.said.emit(f"{line.shown_name}: {error}")
            return
        who = line.member_id
        if values == line.values:
            self._go_on()
        elif self._write({who: values}, self.tr("Xếp loại {when}: {who}")) and text:
            self.table.select_cell(who, field)
            self._go_on()

    def _tell_keys(self, typed: str) -> None:
        """Say which keys are known in the current column, after one that is not."""
        known = ", ".join(f"{digit} {meaning}" for digit, meaning in words.digits(self.round.rules, self._field))
        known = self.tr("{digits}, Delete để trống").format(digits=known)
        self.said.emit(self.tr("Phím “{key}” không dùng ở cột này: {known}.").format(key=typed, known=known))

    def take_points(self, line: RatingLine, _column: str, text: str) -> None:
        """Write the points typed."""
        try:
            values = rating_entry.typed(line.values, "points", text, self.round.rules)
        except KnownError as error:
            messages.explain(self, error)
            return
        if self._write({line.member_id: values}, self.tr("Điểm xếp loại {when}: {who}")):
            self.table.select_cell(line.member_id, "points")
            self._go_on()

    def fill_down(self) -> None:
        """Give the lines selected what the topmost has in the current column."""
        lines, field = self.table.selected_rows(), self._field
        if len(lines) < 2 or field is None:
            self.said.emit(self.tr("Chọn từ hai dòng trở lên (giữ Shift và bấm ↓), đứng ở cột cần điền."))
            return
        try:
            self._write(rating_entry.filled(lines, field), self.tr("Điền xếp loại {when}: {who}"))
        except KnownError as error:
            messages.explain(self, error)

    def paste(self) -> None:
        """Show what a block from Excel changes from the current cell on; one with a mistake in it is not taken."""
        rows = tsv.read(QGuiApplication.clipboard().text())
        try:
            if not rows:
                raise KnownError(self.tr("Chưa chép gì để dán; hãy chép ở Excel rồi dán lại."))
            changed = rating_entry.pasted(self.lines, self.table.rows_for, self._field, rows, self.round.rules)
        except KnownError as error:
            messages.explain(self, error)
            return
        if not changed:
            self.said.emit(self.tr("Không có gì khác để ghi."))
            return
        write = partial(self._write, changed, self.tr("Dán xếp loại {when}: {who}"))
        RatingsDialog(self.cell.currentText().split(" · ")[0], self.round, self.lines, changed, write, self).open()

    def give_blanks(self, level: RatingLevel) -> None:
        """Give a level to everybody in the cell who has none in the current column of levels."""
        field: Field = "committee" if self._field == "committee" else "cell"
        self._write(rating_entry.blanks_given(self.lines, field, level), self.tr("Xếp loại {when}: {who}"))

    def follow_the_cell(self, *, everywhere: bool = False) -> None:
        """Let the committee's level be the cell's where the committee has said nothing, in this cell or in all."""
        lines = self.round.lines if everywhere else self.lines
        changed = rating_entry.as_the_cell_said(lines)
        if not self._write(changed, self.tr("Đảng ủy xếp loại {when} như chi bộ: {who}")):
            self.said.emit(self.tr("Không có ai đã được chi bộ xếp loại mà đảng ủy chưa xếp loại."))

    def ask_days(self) -> DaysForm:
        """Ask for the days on which the cell and the committee rated."""
        form = DaysForm(self.cell.currentText().split(" · ")[0], self._write_days, self)
        form.open()
        return form

    def show_bodies(self) -> BodyRatingsDialog:
        """Show the ratings of the cells and organisations themselves."""
        dialog = BodyRatingsDialog(self._db, self.year, self.quarter, self)
        dialog.open()
        return dialog

    def _write_days(self, days: Days) -> bool:
        return self._write(rating_entry.dated(self.lines, days), self.tr("Ngày xếp loại {when}: {who}"))

    def _write(self, changed: Mapping[int, RatingValues], step: str) -> bool:
        """Write ratings in one step; False if there is nothing to write."""
        if not changed:
            return False
        names = {line.member_id: line.shown_name for line in self.round.lines}
        people = [names[key] for key in changed]
        who = people[0] if len(people) == 1 else self.tr("{n} đảng viên").format(n=len(people))
        label_ = step.format(when=self.when, who=who)
        with self._db.write(label_) as session:
            ratings.put_many(session, changed, self.year, self.quarter, on=self._db.clock().date())
        if len(people) > 1:
            self.said.emit(self.tr("{step}. Ctrl+Z để lấy lại.").format(step=label_))
        return True

    def _go_on(self) -> None:
        if not self.table.go_on():
            self.said.emit(self.tr("Hết danh sách chi bộ; Ctrl+↓ sang chi bộ sau."))

    @property
    def _field(self) -> Field | None:
        return next((one for one in FIELDS if one == self.table.current_column), None)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _start(self) -> None:
        column = self._field or "cell"
        self.table.go_to(next((place for place, one in enumerate(self.lines) if one.is_open), 0), column)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_hints(self) -> None:
        self.hints.show_hints(words.hints(self.round.rules, self._field))

    def _fill_menu(self) -> None:
        self.many_menu.clear()
        rules = self.round.rules
        who = self.tr("đảng ủy") if self._field == "committee" else self.tr("chi bộ")
        for level in LEVELS:
            text = self.tr("Ai {who} chưa xếp loại: {level}").format(who=who, level=rules.label(level).lower())
            self.many_menu.addAction(text, partial(self.give_blanks, level))
        self.many_menu.addSeparator()
        self.many_menu.addAction(self.tr("Đảng ủy xếp loại như chi bộ (chi bộ này)"), self.follow_the_cell)
        everywhere = partial(self.follow_the_cell, everywhere=True)
        self.many_menu.addAction(self.tr("Đảng ủy xếp loại như chi bộ (mọi chi bộ)"), everywhere)
        self.many_menu.addAction(self.tr("Ghi ngày xếp loại cho cả chi bộ…"), self.ask_days)
        if self.bodies.isHidden():  # it made room for the names
            self.many_menu.addAction(self.bodies.text(), self.show_bodies)
        self.many_menu.addSeparator()
        for text, keys, slot in (
            (self.tr("Điền xuống"), "Ctrl+D", self.fill_down),
            (self.tr("Dán từ Excel"), "Ctrl+V", self.paste),
            (self.tr("Chép"), "Ctrl+C", self.table.copy),
            (self.tr("Ghi ngày, ghi chú…"), "F2", self.edit),
        ):
            self.many_menu.addAction(text, slot).setShortcut(key_sequence(keys))
        member = self.line
        if member is not None:
            if self.can_remove:
                self.many_menu.addAction(self.tr("Xóa mọi điều đã ghi của dòng đang chọn"), self.remove)
            self.many_menu.addAction(self.tr("Mở thẻ đảng viên"), partial(self.go.emit, "members", member.member_id))
        self.many_menu.addSeparator()
        to_rules = partial(self.go.emit, "data", ("settings", "ratings"))
        self.many_menu.addAction(self.tr("Quy định: tỷ lệ xuất sắc, ai được miễn…"), to_rules)

    def _open_menu(self, where: QPoint) -> None:
        self._fill_menu()
        self.many_menu.popup(self.table.viewport().mapToGlobal(where))

    def _build(self) -> None:
        self.hints = KeyHints()
        grid = Card()
        grid.fill(self.table)
        self.table.set_empty(self.tr("Chi bộ không có đảng viên nào trong danh sách ở cuối kỳ này."))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addWidget(self.head)
        box.addWidget(self.sums)
        box.addWidget(grid, 1)
        box.addWidget(self.hints)

    def _connect(self) -> None:
        self.head.quarter_picked.connect(self.show_quarter)
        self.cell.picked.connect(self.show_cell)
        self.bodies.clicked.connect(lambda: self.show_bodies())
        self.sums.opened.connect(partial(self.go.emit, "members"))
        self.sums.month_opened.connect(partial(self.go.emit, "meetings"))
        self.table.typed.connect(self.take)
        self.table.refused.connect(self._tell_keys)
        self.table.rows_model.edited.connect(self.take_points, Qt.ConnectionType.QueuedConnection)
        self.table.selectionModel().currentColumnChanged.connect(self._show_hints)
        self.table.fill_asked.connect(self.fill_down)
        self.table.paste_asked.connect(self.paste)
        self.table.chosen.connect(lambda _row: self.chosen.emit())
        self.table.opened.connect(lambda _row: self.edit())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.many_menu.aboutToShow.connect(self._fill_menu)
        keys: tuple[tuple[QKeySequence, Callable[[], object]], ...] = (
            (key_sequence("Ctrl+Down"), partial(self.go_to_cell, 1)),
            (key_sequence("Ctrl+Up"), partial(self.go_to_cell, -1)),
            (key_sequence("Ctrl+Right"), partial(self.go_to_period, 1)),
            (key_sequence("Ctrl+Left"), partial(self.go_to_period, -1)),
            (QKeySequence(QKeySequence.StandardKey.Paste), self.paste),  # standing on a count, a quarter as well
        )
        for pressed, slot in keys:
            shortcut = QShortcut(pressed, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
