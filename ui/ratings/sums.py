"""The counts of a round above the grid: the cell and the commune, as form 6 counts, with the cap on excellent ones.

Every count opens the names behind it, by mouse or keys: Tab comes to the counts, the arrows go from one to the next,
Enter opens.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QWidget

from models import cells
from models.cell_years import CellYear
from models.rating_round import CLOSING, LEVELS, Cap, CellRound, RatingCounts, Round
from models.rating_rules import RatingRules
from models.tables import MeetingClass
from models.text import number
from ui import theme
from ui.ratings.behind import months_behind, names_behind
from ui.theme import State
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label
from ui.widgets.names import NamesDialog
from ui.widgets.sentence import SentenceLine

_STEPS = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
_LAST = 8  # the column of the cap
_AROUND = theme.GAP + 4  # beside the text of a figure: the room between columns, its border and padding


class SumTable(QFrame):
    """Two lines of counts under one heading; `names` are those of the lines, `counts` the buttons of each.

    `opened` gives the member chosen among the names behind a count, `month_opened` the cell and month chosen
    among those of its meetings, as the screen of meetings takes them.
    """

    opened = Signal(int)
    month_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.UNIT)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(0)
        self.heads = [label("", "small") for _ in range(_LAST + 1)]
        self.names = [label(), label()]
        self.counts = [[_Count(self, row, column) for column in range(_LAST)] for row in range(2)]
        self.rule = label("", "small", wrap=True)
        self._round: Round | None = None
        self._cell: CellRound | None = None
        self._year: CellYear | None = None
        for column in range(_LAST + 1):
            line = self.names if column == 0 else [one[column - 1] for one in self.counts]
            side = Qt.AlignmentFlag.AlignLeft if column in (0, _LAST) else Qt.AlignmentFlag.AlignRight
            place = column + (column == _LAST)  # its words stand apart from the figures, which end at the right
            for row, shown in enumerate((self.heads[column], *line)):
                grid.addWidget(shown, row, place, side | Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(_LAST + 1, 1)
        self.months_button = QPushButton(QCoreApplication.translate("Ratings", "Sinh hoạt của chi bộ trong kỳ"))
        self.months_button.setProperty("kind", "link")
        pass_enter(self.months_button)
        self.months_button.setToolTip(QCoreApplication.translate("Ratings", "Xem từng tháng, cuộc họp (Enter)"))
        self.months_button.clicked.connect(self.open_months)
        self.months_line = SentenceLine(self.months_button, lines=2)
        self.months = self.months_line.sentence
        theme.set_role(self.months, "role", "small")
        grid.addWidget(self.months_line, 3, 0, 1, _LAST + 2)
        grid.addWidget(self.rule, 4, 0, 1, _LAST + 2)
        self.more = QPushButton()
        self.more.setCheckable(True)
        self.more.setProperty("kind", "flat")
        self.more.setAccessibleName(QCoreApplication.translate("Ratings", "Toàn đảng bộ, sinh hoạt của chi bộ"))
        self.more.setToolTip(QCoreApplication.translate("Ratings", "Xem cả toàn đảng bộ, sinh hoạt của chi bộ (Space)"))
        self.more.toggled.connect(self._show_rest)
        grid.addWidget(self.more, 0, _LAST + 2, 2, 1)
        self.fold(False)
        self.stand_on(self.counts[0][0])

    def show_round(self, found: Round, cell: CellRound, months: CellYear) -> None:
        """Show the cell in view and the commune, and what the cell's own meetings were."""
        tr = QCoreApplication.translate
        self._round, self._cell, self._year = found, cell, months
        rules = found.rules
        titles = ["", tr("Ratings", "Đảng viên"), tr("Ratings", "Được miễn"), tr("Ratings", "Chưa XL")]
        titles += [*map(rules.short, LEVELS), tr("Ratings", "Xuất sắc tối đa")]
        for shown, text in zip(self.heads, titles, strict=True):
            shown.setText(text)
        names = (cells.short_name(cell.name), tr("Ratings", "Toàn đảng bộ"))
        both = ((cell.counts, cap_of(found, cell)), (found.counts, cap_of(found)))
        for shown, line, name, (counts, cap) in zip(self.names, self.counts, names, both, strict=True):
            shown.setText(name)
            _fill(line, counts, cap)
            for one, title in zip(line, titles[1:], strict=True):
                one.setAccessibleName(f"{title}, {name}: {one.text()}")
        self.rule.setText(rule_words(rules))
        self.months_line.say(month_words(months))
        self.months_button.setEnabled(bool(months.months))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep all of every figure in sight."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write shorter where the lines are wider than the room: not how the cap comes about, smaller, no shares."""
        if self._round is None or self._cell is None:
            return
        tr, rules = QCoreApplication.translate, self._round.rules
        is_alone = self.names[1].isHidden()
        told = [(self._cell.counts, self._cell), (self._round.counts, None)]
        room = self.width() - 2 * theme.MARGIN
        room -= 0 if self.more.isHidden() else self.more.sizeHint().width() + theme.GAP
        ways = ((True, False, False), (False, False, False), (False, True, False), (False, True, True))
        is_tight, heads, rows = False, list[str](), list[list[str]]()
        for is_full, is_tight, is_bare in ways:
            heads = ["", tr("Ratings", "Đảng viên"), tr("Ratings", "Miễn") if is_tight else tr("Ratings", "Được miễn")]
            heads += [tr("Ratings", "Chưa XL"), *map(rules.short, LEVELS)]
            most = tr("Ratings", "Tối đa") if is_bare else tr("Ratings", "Xuất sắc tối đa")
            is_of_all = is_alone and is_tight and not rules.is_capped_by_cell  # no room to say it with the number
            heads.append(tr("Ratings", "{most} ĐB").format(most=most) if is_of_all else most)
            rows = [
                _texts(counts, cap.in_full if is_full else cap.text, not is_bare)
                for counts, cell in told
                for cap in (cap_of(self._round, cell, is_short=is_tight, is_alone=is_alone),)
            ]
            small = self.heads[0].fontMetrics().horizontalAdvance
            wide = small if is_tight else self.fontMetrics().horizontalAdvance
            lines = [[name.text(), *row] for name, row in zip(self.names, rows, strict=True)]
            columns = zip(heads, *(lines[:1] if is_alone else lines), strict=True)
            if sum(max(small(head), *map(wide, texts)) + _AROUND for head, *texts in columns) <= room:
                break
        for shown, text in zip(self.heads, heads, strict=True):
            shown.setText(text)
        for line, row in zip(self.counts, rows, strict=True):
            for one, text in zip(line, row, strict=True):
                one.setText(text)
        for one in (*self.names, *(one for line in self.counts for one in line)):
            if (one.property("tight") or "") != (tight := "true" if is_tight else ""):
                theme.set_role(one, "tight", tight)

    def fold(self, is_low: bool) -> None:
        """Where there is little height show the line of the cell alone; a button brings the rest."""
        self.more.setVisible(is_low)
        self._show_rest()

    def _show_rest(self) -> None:
        """Show what a low window folds away, or fold it."""
        is_shown = self.more.isHidden() or self.more.isChecked()
        theme.dress(self.more, "minus" if self.more.isChecked() else "ellipsis")
        for one in (self.names[1], *self.counts[1], self.months_line, self.rule):
            one.setVisible(is_shown)
        if not is_shown:
            self.stand_on(self.counts[0][0])
        self._fit()

    def open_names(self, row: int, column: int) -> NamesDialog | None:
        """List who is behind a count of a line, counted from 0; none before anything is shown."""
        if self._round is None or self._cell is None:
            return None
        dialog = names_behind(self._round, None if row else self._cell, column, self)
        dialog.opened.connect(lambda line: self.opened.emit(line.member_id))
        dialog.open()
        return dialog

    def open_months(self) -> NamesDialog | None:
        """List the months of the cell in view with their meetings; none before anything is shown."""
        if self._round is None or self._cell is None or self._year is None:
            return None
        dialog = months_behind(self._round, self._cell, self._year, self)
        dialog.opened.connect(
            lambda line: self.month_opened.emit({"cell_id": line.cell_id, "year": line.year, "month": line.month})
        )
        dialog.open()
        return dialog

    def stand_on(self, wanted: QPushButton) -> None:
        """Let Tab come to one count alone: the one stood on last."""
        for one in (one for line in self.counts for one in line):
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is wanted else Qt.FocusPolicy.ClickFocus)


class _Count(QPushButton):
    """A figure that opens its names; the arrows go to the figure beside, above or below it."""

    def __init__(self, table: SumTable, row: int, column: int) -> None:
        super().__init__(table)
        self._table, self._row, self._column = table, row, column
        self.setProperty("kind", "count")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(partial(table.open_names, row, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by the arrows; Enter opens as the blank does."""
        step = _STEPS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            row = min(max(self._row + step[0], 0), 1)
            column = min(max(self._column + step[1], 0), _LAST - 1)
            beside = self._table.counts[row if self._table.names[1].isVisible() else 0][column]
            self._table.stand_on(beside)
            beside.setFocus(Qt.FocusReason.OtherFocusReason)


def month_words(year: CellYear) -> str:
    """The months of a cell by class, those without a meeting, those below the target; its head is the button."""
    tr = QCoreApplication.translate
    classes = year.classes
    parts = [f"{one.label} {classes[one]}" for one in MeetingClass if classes[one]]
    for words, many in (
        (tr("Ratings", "chưa xếp loại {n}"), classes[None]),
        (tr("Ratings", "không họp {n}"), year.count(lambda line: line.is_missed)),
        (tr("Ratings", "dưới mục tiêu tham gia {n}"), year.count(lambda line: line.is_below)),
    ):
        parts += [words.format(n=many)] if many else []
    told = " · ".join(parts) or tr("Ratings", "chưa có tháng nào")
    return tr("Ratings", "(tháng): {told}").format(told=told)


def rule_words(rules: RatingRules) -> str:
    """The cap and the document; a sign before one that nobody compared."""
    told = QCoreApplication.translate("Ratings", "Xuất sắc {cap} đã ghi").format(cap=rules.cap_words)
    return f"{told} · {'' if rules.is_checked else f'{State.WARN.sign} '}{rules.document}"


def _texts(counts: RatingCounts, cap: str, has_shares: bool = True) -> list[str]:
    """The figures of a line, as they are shown."""
    shares = [
        f"{number(count)} ({str(share).replace('.', ',')} %)" if counts.rated and has_shares else number(count)
        for count, share in zip(counts.levels, counts.shares, strict=True)
    ]
    return [number(counts.present), number(counts.exempt), number(counts.not_yet), *shares, cap]


def _fill(line: list[_Count], counts: RatingCounts, cap: CapShown) -> None:
    tr, texts = QCoreApplication.translate, _texts(counts, cap.text)
    tips = ["", "", "", *(f"{text}\n{CLOSING}" for text in texts[3:-1]), cap.tip]
    for shown, text, tip in zip(line, texts, tips, strict=True):
        shown.setText(text)
        shown.setToolTip("\n".join(filter(None, (tip, tr("Ratings", "Xem là những ai (Enter)")))))
    for place, is_warned in ((2, counts.open), (_LAST - 1, cap.is_over)):
        theme.set_role(line[place], "state", (State.WARN if is_warned else State.PLAIN).value)


class CapShown(NamedTuple):
    """What stands in the column of the cap, whether it is exceeded, and what more there is to say."""

    text: str
    is_over: bool
    tip: str

    @property
    def in_full(self) -> str:
        """The text and, where it is one sentence, what more there is to say."""
        return self.text if not self.tip or "\n" in self.tip else f"{self.text} ({self.tip})"


def cap_of(found: Round, cell: CellRound | None = None, *, is_short: bool = False, is_alone: bool = False) -> CapShown:
    """Return the cap beside the counts of a cell, or (None) of the commune: it counts in one of the two by the rules.

    The line of a cell that stands alone tells the cap of all cells where that is the one that counts.
    """
    tr = QCoreApplication.translate
    if found.rules.is_capped_by_cell:
        if cell is not None and cell.cap is not None:
            return CapShown(cap_words(cell.cap, is_short=is_short), cell.is_over, cell.cap.reckoned)
        names = ", ".join(cells.short_name(one.name) for one in found.over)
        if not names:
            return CapShown(tr("Ratings", "không chi bộ nào quá"), False, "")
        words = tr("Ratings", "{sign} {n} chi bộ quá").format(sign=State.WARN.sign, n=number(len(found.over)))
        return CapShown(words, True, names)
    cap = found.cap(found.counts)
    told = CapShown(cap_words(cap, is_short=is_short), cap.over > 0, cap.reckoned)
    if cell is None or cap.most is None:
        return told
    if is_alone and is_short:
        return told  # the heading says whose it is
    if is_alone:
        return told._replace(text=tr("Ratings", "đảng bộ: {cap}").format(cap=told.text))
    text = tr("Ratings", "toàn ĐB") if is_short else tr("Ratings", "theo toàn đảng bộ")
    part = tr("Ratings", "Chi bộ có {n} xuất sắc; toàn đảng bộ được {cap}.")
    tip = part.format(n=number(cell.counts.levels[0]), cap=cap_words(cap).removeprefix(State.WARN.sign).strip())
    return CapShown(text, False, f"{tip}\n{rule_words(found.rules)}")


def cap_words(cap: Cap, *, is_short: bool = False) -> str:
    """How many may be excellent, and how many more or too many."""
    tr = QCoreApplication.translate
    if cap.most is None:
        return tr("Ratings", "không giới hạn")
    if cap.over:
        words = (
            tr("Ratings", "{sign} {most}, quá {over}") if is_short else tr("Ratings", "{sign} {most} – đang quá {over}")
        )
        return words.format(sign=State.WARN.sign, most=number(cap.most), over=number(cap.over))
    if not cap.most:
        return number(0)
    left = cap.most - cap.excellent
    words = tr("Ratings", "{most} – còn {left}") if left else tr("Ratings", "{most} – vừa đủ")
    if is_short:
        words = tr("Ratings", "{most}, còn {left}") if left else tr("Ratings", "{most}, đủ")
    return words.format(most=number(cap.most), left=number(left))
