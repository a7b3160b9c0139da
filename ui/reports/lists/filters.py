"""The page *Lọc*: conditions on fields, each a line “trường – phép – giá trị”."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.listing.kinds import Field, Kind, Subject
from models.listing.view import OPS, Filter, Op
from models.text import fold
from ui import theme
from ui.fields import Choice
from ui.widgets.buttons import pass_enter
from ui.widgets.find_choice import FindChoice
from ui.widgets.labels import label

Offer = Callable[[Field], Sequence[str]]
"""Gives the words a field of choices can hold."""

_SHOWN_WORDS = 5
_PAUSE = 1000  # milliseconds after which typing into a list begins anew


class FilterLine(QFrame):
    """One condition: the field, what is asked of it, and a text or words to tick."""

    changed = Signal()
    dropped = Signal(object)

    def __init__(self, subject: Subject, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._subject, self._offer = subject, offer
        self.field = FindChoice((one.label, one.key) for one in subject.fields)
        self.field.setAccessibleName(self.tr("Trường để lọc"))
        self.op = Choice()
        self.op.setAccessibleName(self.tr("Phép so"))
        self.text = QLineEdit()
        self.text.setAccessibleName(self.tr("Giá trị"))
        self.words = _Words()
        self.words.setAccessibleName(self.tr("Các giá trị"))
        for choice in (self.field, self.op):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(9)
            choice.setMaxVisibleItems(20)
        self.drop_button = QPushButton()
        self.drop_button.setProperty("kind", "flat")
        pass_enter(self.drop_button)
        theme.dress(self.drop_button, "x", "muted")
        self.drop_button.setToolTip(self.tr("Bỏ điều kiện này"))
        self.drop_button.setAccessibleName(self.tr("Bỏ điều kiện này"))
        self.idle = label(self.tr("Chưa có giá trị nên chưa lọc theo điều kiện này."), "muted", wrap=True)
        self._build()
        QWidget.setTabOrder(self.words, self.drop_button)
        self._show_field()
        self.changed.connect(self._say)
        self.field.picked.connect(lambda _key: self._take_field())
        self.op.picked.connect(lambda _op: self._take_op())
        self.text.textEdited.connect(lambda _text: self.changed.emit())
        self.words.itemChanged.connect(lambda _line: self.changed.emit())
        self.drop_button.clicked.connect(lambda: self.dropped.emit(self))

    def _build(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self.drop_button)
        below.addWidget(self.op, 1)
        below.addWidget(self.text, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.GAP,) * 4)
        box.setSpacing(theme.UNIT)
        for row in (top, below):
            row.setSpacing(theme.UNIT)
            box.addLayout(row)
        box.addWidget(self.words)
        box.addWidget(self.idle)

    def show_filter(self, one: Filter) -> None:
        """Show a condition."""
        self.field.set_value(one.field)
        self._show_field()
        self.op.set_value(one.op)
        self.text.setText(one.values[0] if one.values else "")
        self.words.tick(one.values)
        self._show_value()

    @property
    def filter(self) -> Filter | None:
        """The condition; None while it has nothing to compare with."""
        op: Op = self.op.value()
        if not op.takes_value:
            return Filter(self.field.value(), op)
        values = self.words.ticked if self._kind is Kind.CODE else (self.text.text().strip(),)
        return Filter(self.field.value(), op, values) if any(values) else None

    @property
    def _kind(self) -> Kind:
        return self._subject.by_key[self.field.value()].kind

    def _take_field(self) -> None:
        self._show_field()
        self.changed.emit()

    def _take_op(self) -> None:
        self._show_value()
        self.changed.emit()

    def _show_field(self) -> None:
        """Offer what the field can be asked, with an empty value."""
        field = self._subject.by_key[self.field.value()]
        self.op.set_entries((op.label, op) for op in OPS[field.kind])
        self.op.setCurrentIndex(0)
        self.text.clear()
        self.text.setPlaceholderText(self._hint(field.kind))
        self.words.set_words(self._offer(field) if field.kind is Kind.CODE else ())
        self._show_value()

    def _show_value(self) -> None:
        takes = self.op.value().takes_value
        is_code = self._kind is Kind.CODE
        self.text.setVisible(takes and not is_code)
        self.words.setVisible(takes and is_code)
        self._say()

    def _say(self) -> None:
        """Say that a condition without a value does not hold anything back."""
        self.idle.setVisible(self.filter is None)

    def _hint(self, kind: Kind) -> str:
        if kind is Kind.DATE:
            return self.tr("12/05/1990, 05/1990, 1990")
        return self.tr("90 (%)") if kind is Kind.RATE else ""


class _Words(QListWidget):
    """Words to tick with Space; typing goes to the one with a word that begins so, with or without accents."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("framed", True)
        self._typed, self._since = "", QElapsedTimer()

    def keyboardSearch(self, search: str) -> None:
        """Qt: letters typed one after the other are looked for together, from the line stood on."""
        is_late = not self._since.isValid() or self._since.hasExpired(_PAUSE)
        self._typed = search if is_late else self._typed + search
        self._since.start()
        asked, count = fold(self._typed), self.count()
        begin = self.currentRow() + (len(asked) == 1)  # the same letter again: the next one
        rows = [(begin + step) % count for step in range(count)] if asked else []
        found = next((row for row in rows if f" {asked}" in f" {fold(self.item(row).text())}"), None)
        if found is not None:
            self.setCurrentRow(found)

    def forget(self) -> None:
        """Begin anew with the next letter, however soon it comes."""
        self._since.invalidate()

    def set_words(self, words: Sequence[str]) -> None:
        """Offer other words, none ticked."""
        self.blockSignals(True)
        self.clear()
        for word in dict.fromkeys(words):
            self._add(word)
        self.setCurrentRow(0)
        self.blockSignals(False)
        self.updateGeometry()

    def tick(self, words: Sequence[str]) -> None:
        """Tick these and no others; one that is not offered here stays in sight, ticked."""
        wanted = {fold(word): word for word in words}
        self.blockSignals(True)
        for row in range(self.count()):
            known = wanted.pop(fold(self.item(row).text()), None)
            self.item(row).setCheckState(Qt.CheckState.Unchecked if known is None else Qt.CheckState.Checked)
        for word in wanted.values():
            self._add(word).setCheckState(Qt.CheckState.Checked)
        first = next((line for line in map(self.item, range(self.count())) if _is_ticked(line)), None)
        if first is not None:  # not below the few that are in sight
            self.setCurrentItem(first)
            self.scrollToItem(first)
        self.blockSignals(False)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The words ticked."""
        lines = (self.item(row) for row in range(self.count()))
        return tuple(line.text() for line in lines if _is_ticked(line))

    def sizeHint(self) -> QSize:
        """Room for a few words; the rest is scrolled to."""
        rows = min(_SHOWN_WORDS, max(1, self.count()))
        line = self.sizeHintForRow(0) if self.count() else self.fontMetrics().height()
        return QSize(120, rows * line + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """The same: the page scrolls, not the line."""
        return self.sizeHint()

    def _add(self, word: str) -> QListWidgetItem:
        line = QListWidgetItem(word, self)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        line.setCheckState(Qt.CheckState.Unchecked)
        return line


def _is_ticked(line: QListWidgetItem) -> bool:
    return line.checkState() is Qt.CheckState.Checked


class FiltersPage(QWidget):
    """The conditions below one another, and whether all have to hold or one is enough."""

    changed = Signal()

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offer = offer
        self._subject: Subject | None = None
        self.lines: list[FilterLine] = []
        self.any = Choice(((self.tr("Đúng mọi điều kiện"), False), (self.tr("Đúng một điều kiện là đủ"), True)))
        self.any.setAccessibleName(self.tr("Cách gộp điều kiện"))
        self.add_button = QPushButton(self.tr("Thêm điều kiện"))
        pass_enter(self.add_button)
        theme.dress(self.add_button, "plus")
        self.add_button.clicked.connect(lambda: self.add())
        self.any.picked.connect(lambda _value: self.changed.emit())
        self._empty = label(self.tr("Chưa lọc gì: danh sách gồm tất cả."), "muted", wrap=True)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.GAP)
        self._box.addWidget(self._empty)
        self._box.addStretch(1)
        self.area = QScrollArea()
        self.area.setProperty("bare", True)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the line stood in; a stop of its own does nothing
        self.area.setWidget(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.GAP,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(self.any)
        box.addWidget(self.area, 1)
        box.addWidget(self.add_button)

    def show_filters(self, subject: Subject, filters: Sequence[Filter], *, is_any: bool) -> None:
        """Show the conditions of a list."""
        self._subject = subject
        for line in self.lines:
            self._remove(line)
        self.lines = []
        for one in filters:
            self._line(subject).show_filter(one)
        self.any.set_value(is_any)
        self._say()

    @property
    def filters(self) -> tuple[Filter, ...]:
        """The conditions that are complete."""
        return tuple(found for line in self.lines if (found := line.filter) is not None)

    def add(self) -> FilterLine | None:
        """Add an empty condition and go to it."""
        if self._subject is None:
            return None
        line = self._line(self._subject)
        self._say()
        line.field.setFocus()
        QTimer.singleShot(0, line, lambda: self.area.ensureWidgetVisible(line))  # all of it, once it is laid out
        return line

    def _line(self, subject: Subject) -> FilterLine:
        line = FilterLine(subject, self._offer)
        line.changed.connect(self.changed)
        line.dropped.connect(self._drop)
        self._box.insertWidget(self._box.count() - 1, line)
        stops = (line.field, line.op, line.text, line.words, line.drop_button)
        before = self.lines[-1].drop_button if self.lines else self.any
        for one in stops:  # a widget made later stands last, behind the buttons of the whole dialog
            QWidget.setTabOrder(before, one)
            before = one
        self.lines.append(line)
        return line

    def _drop(self, line: FilterLine) -> None:
        self.lines.remove(line)
        self._remove(line)
        self._say()
        self.add_button.setFocus()
        self.changed.emit()

    def _remove(self, line: FilterLine) -> None:
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _say(self) -> None:
        self._empty.setVisible(not self.lines)
