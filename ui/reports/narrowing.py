"""Choosing what the figures of a cell, of a whole row or of a whole column of a learned form are narrowed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from exports.learned import filters
from models.text import fold
from ui import theme
from ui.fields import Choice, SearchField
from ui.keys import key_sequence
from ui.unsaved import UnsavedDialog
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label
from ui.widgets.room import fit_screen
from ui.widgets.whole_lines import break_lines

_KEY = Qt.ItemDataRole.UserRole
_WIDTH, _HEIGHT = 460, 520


class NarrowingDialog(UnsavedDialog):
    """Ticks filters for one of several places; `chosen` gives place → filters, as they stand.

    `places` are (words, key) in the order shown, `now` key → filters ticked; `more` are filters of this commune, its
    Party cells and villages. Typing finds, Enter or Space ticks, Ctrl+Enter saves.
    """

    def __init__(
        self,
        title: str,
        places: Sequence[tuple[str, str]],
        now: Mapping[str, Sequence[str]],
        more: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chosen: dict[str, list[str]] = {key: list(now.get(key, ())) for _words, key in places}
        self._before_ticking = {key: list(ticked) for key, ticked in self.chosen.items()}
        self._places = {key: words for words, key in places}
        self._keys = [*filters.fixed(), *more]
        self._words = {key: fold(f"{filters.name_of(key)} {filters.where_of(key)}") for key in self._keys}
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.place = Choice(places)
        self.place.setAccessibleName(self.tr("Lọc ở đâu"))
        self.search = SearchField(self.tr("Tìm: nữ, dự bị, 18 - 30, tên chi bộ…"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Bộ lọc"))
        break_lines(self.list)
        self.summary = label("", "muted", wrap=True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.save_button = buttons.button(QDialogButtonBox.StandardButton.Save)
        theme.set_role(self.save_button, "kind", "primary")
        for button in buttons.buttons():
            pass_enter(button)  # type: ignore[arg-type] # Enter belongs to the search
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Áp dụng cho")))
        head.addWidget(self.place, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.GAP)
        box.addLayout(head)
        for widget in (self.search, self.list, self.summary, buttons):
            box.addWidget(widget)
        fit_screen(self, _WIDTH, _HEIGHT)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.place.picked.connect(lambda _key: self._fill())
        self.search.searched.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._turn)
        self.list.itemChanged.connect(self._tick)
        QShortcut(key_sequence("Ctrl+Return"), self, self.accept)
        self._fill()
        self.search.setFocus()

    def tick(self, key: str, *, on: bool = True) -> None:
        """Tick a filter for the place chosen, or untick it."""
        ticked = self.chosen[self.place.value()]
        if on and key not in ticked:
            ticked.append(key)
        if not on and key in ticked:
            ticked.remove(key)
        self._say()

    def _tick(self, line: QListWidgetItem) -> None:
        self.tick(line.data(_KEY), on=line.checkState() is Qt.CheckState.Checked)

    def _turn(self) -> None:
        """Turn the tick of the line chosen, for Enter in the search."""
        line = self.list.currentItem()
        if line is not None:
            is_on = line.checkState() is Qt.CheckState.Checked
            line.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
            self.search.selectAll()

    def has_unsaved(self) -> bool:
        """Whether other filters are ticked than before."""
        return self.chosen != self._before_ticking

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the search to the list; Enter ticks in both and never saves."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.search.hasFocus():  # which has ticked already
                return
            if self.list.hasFocus():
                self._turn()
                return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        """List what fits the words typed, what is ticked before the rest."""
        typed = fold(self.search.text()).split()
        ticked = self.chosen[self.place.value()]
        unknown = [key for key in ticked if key not in self._words]
        found = [key for key in self._keys if all(word in self._words[key] for word in typed)]
        self.list.blockSignals(True)
        self.list.clear()
        for key in [*unknown, *sorted(found, key=lambda key: key not in ticked)]:
            name = filters.name_of(key)
            line = QListWidgetItem(f"{name} · {filters.where_of(key)}" if name else key, self.list)
            line.setData(_KEY, key)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        self.list.blockSignals(False)
        if typed and self.list.count():
            self.list.setCurrentRow(0)
        self._say()

    def _say(self) -> None:
        told = [
            f"{self._places[place]}: {', '.join(filters.name_of(key) or key for key in keys)}"
            for place, keys in self.chosen.items()
            if keys
        ]
        none = self.tr("Chưa lọc gì. Ô vừa lọc theo dòng vừa lọc theo cột thì phải thỏa cả hai.")
        self.summary.setText(self.tr("Đang lọc – {what}.").format(what="; ".join(told)) if told else none)
