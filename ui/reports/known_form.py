"""A word above a form being learned that the program has it already: what is otherwise on it, the way to the report."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from exports.learned.reading.known_blanks import Known
from ui import messages, theme
from ui.widgets.buttons import push_button
from ui.widgets.labels import CaptionLabel, set_state


class KnownForm(QWidget):
    """One line, hidden for any other form; `wanted` tells the name of the report that fills this one."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = Known()
        self.told = CaptionLabel()
        set_state(self.told, theme.State.WARN)
        self.more = push_button(self.tr("Xem chỗ khác…"), "list-checks", self.tell, takes_enter=False)
        self.open = push_button(
            self.tr("Mở báo cáo có sẵn"),
            "file-spreadsheet",
            lambda: self.wanted.emit(self._known.report),
            takes_enter=False,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.told, 1)
        row.addWidget(self.more)
        row.addWidget(self.open)
        self.hide()

    def show_known(self, known: Known) -> None:
        """Say which form this is and whether anything on it is otherwise."""
        self._known = known
        words = self.tr("Chương trình đã có sẵn biểu này: {title}.")
        if known.differences:
            words = self.tr("Khác biểu có sẵn ở {n} chỗ, chỗ khác phải tự gắn: {title}.")
        self.told.setText(words.format(title=known.title, n=len(known.differences)))
        self.more.setVisible(bool(known.differences))
        self.setVisible(bool(known.report))

    def tell(self) -> None:
        """Name every row and column that is otherwise."""
        messages.tell(
            self,
            self.tr("Biểu này khác {title} của chương trình ở:").format(title=self._known.title.partition(" – ")[0]),
            "\n".join(f"– {one}" for one in self._known.differences),
        )
