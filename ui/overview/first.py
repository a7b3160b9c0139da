"""What a new office sees instead of figures: the three steps to the first roll-call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.overview import Stock
from models.text import number
from ui import theme
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.labels import label, set_state

OFFICE, LISTS, MONTH = range(3)


class FirstSteps(QWidget):
    """Three numbered steps; those done carry a ✓ and what is there, the next one has the marked button."""

    chosen = Signal(int)
    """A step's button was pressed: OFFICE, LISTS or MONTH."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.signs: list[QLabel] = []
        self.details: list[QLabel] = []
        self.buttons: list[QPushButton] = []
        self.next: QPushButton | None = None
        card = Card(self.tr("Ba việc để bắt đầu"))
        card.setMaximumWidth(theme.UNIT * 190)
        card.box.setContentsMargins(*(theme.MARGIN * 2,) * 4)
        card.box.setSpacing(theme.MARGIN + theme.UNIT)
        hint = self.tr("Làm lần lượt từng việc. Việc nào cũng sửa lại được, và Ctrl+Z lấy lại việc vừa làm.")
        card.box.addWidget(label(hint, "muted", wrap=True))
        for title, button, icon in (
            (self.tr("Khai tên đảng ủy xã"), self.tr("Khai tên"), "house"),
            (self.tr("Nhập danh sách: thôn bản, đảng viên, sổ điểm danh"), self.tr("Nhập từ tệp"), "upload"),
            (self.tr("Mở kỳ sinh hoạt đầu tiên"), self.tr("Mở kỳ"), "calendar-plus"),
        ):
            card.box.addLayout(self._step(title, button, icon))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 8)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addStretch(1)
        box.addLayout(across)
        box.addStretch(2)

    def show_stock(self, stock: Stock, month: int) -> None:
        """Show how far the office has come; `month` is the one to open."""
        done = (bool(stock.commune), bool(stock.cells and stock.members), bool(stock.meetings))
        words = (
            stock.commune or self.tr("Tên này đứng ở đầu mọi báo cáo."),
            self._lists(stock),
            self.tr("Mỗi chi bộ có một cuộc họp của tháng để điểm danh."),
        )
        first_open = done.index(False) if False in done else MONTH
        self.next = self.buttons[first_open]
        self.buttons[MONTH].setText(self.tr("Mở kỳ tháng {month}").format(month=month))
        self.buttons[MONTH].setEnabled(bool(stock.cells))
        for place, (is_done, text) in enumerate(zip(done, words, strict=True)):
            self.signs[place].setText(State.GOOD.sign if is_done else str(place + 1))
            set_state(self.signs[place], State.GOOD if is_done else State.PLAIN)
            self.details[place].setText(text)
            is_next = place == first_open
            theme.set_role(self.buttons[place], "kind", "primary" if is_next else "")
            theme.dress(
                self.buttons[place], str(self.buttons[place].property("icon_name")), "on_accent" if is_next else "text"
            )

    def _lists(self, stock: Stock) -> str:
        if not stock.cells and not stock.members and not stock.villages:
            return self.tr(
                "Nhận tệp Excel đang có của văn phòng; xem trước rồi mới ghi. Không có tệp thì ghi tay: thêm chi bộ "
                "(Ctrl+3), rồi thêm đảng viên (Ctrl+2)."
            )
        return self.tr("Đã có {villages} thôn bản, {cells} chi bộ, {members} đảng viên.").format(
            villages=number(stock.villages), cells=number(stock.cells), members=number(stock.members)
        )

    def _step(self, title: str, button: str, icon: str) -> QHBoxLayout:
        place = len(self.buttons)
        sign = label(str(place + 1), "figure")
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign.setFixedWidth(sign.fontMetrics().height() * 2)
        detail = label("", "small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, "heading", wrap=True))
        words.addWidget(detail)
        push = QPushButton(button)
        push.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        push.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.dress(push, icon)
        push.clicked.connect(lambda: self.chosen.emit(place))
        self.signs.append(sign)
        self.details.append(detail)
        self.buttons.append(push)
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        row.addWidget(sign)
        row.addLayout(words, 1)
        row.addWidget(push)
        return row
