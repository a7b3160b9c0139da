"""The head of the score sheet: sum and class, what was decided, and the steps on the whole sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.score_sheets import Sheet
from models.text import plain
from ui import theme
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.header import ActionButton
from ui.widgets.labels import label, set_state
from ui.widgets.sentence import SentenceLine


class ScoreHead(Card):
    """“96/100 – Tốt”, grey while it is only proposed; the buttons are connected by the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.figure = label("", "figure")
        self.edit_button = _button(self.tr("Sửa (F2)"), "pencil", self.tr("Sửa ngày, giờ của cuộc họp"))
        tip = self.tr("Thuyết minh điểm trừ, chi bộ tự chấm, cấp ủy xếp loại")
        self.result_button = _button(self.tr("Xếp loại (F6)"), "clipboard-check", tip)
        tip = self.tr("Cấp ủy xếp loại mọi chi bộ trong tháng như chi bộ đề nghị")
        self.month_button = _button(self.tr("Cả tháng (F7)"), "list-checks", tip)
        self.buttons = (self.edit_button, self.result_button, self.month_button)
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.MARGIN)
        for button in self.buttons:
            row.addWidget(button)
        self._line = SentenceLine(self.figure, steps, lines=2)
        self.verdict = self._line.sentence
        self.box.addWidget(self._line)

    def set_low(self, is_low: bool) -> None:
        """Make room for the lines of the sheet: the buttons show their icons alone."""
        for button in self.buttons:
            button.set_short(is_low)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show the sum and class as the sheet stands, what is open, and what was decided."""
        total = sheet.total
        quality = total.quality.label if total.quality else ""
        figure = f"{plain(total.score)}/100"
        self.figure.setText(f"{figure} – {quality}" if quality else figure)
        set_state(self.figure, State.PLAIN if sheet.is_written and not total.left else State.IDLE)
        parts: list[str] = []
        if total.left:
            parts.append(self.tr("còn {n} mục chưa có điểm").format(n=total.left))
        if total.is_lowered:
            parts.append(self.tr("từ mức Tốt xuống Khá vì có mục phải đạt điểm tối đa"))
        values = sheet.roll.meeting.values
        decided = sheet.roll.meeting.decided_on
        if values.quality is not None:
            day = f" {decided:%d/%m/%Y}" if decided else ""
            parts.append(self.tr("cấp ủy xếp: {name}{day}").format(name=values.quality.label, day=day))
        elif sheet.is_written and not total.left:
            parts.append(self.tr("cấp ủy chưa xếp loại"))
        if sheet.template is not None:
            parts.append(sheet.template.name)
        self._line.say(" · ".join(parts))


def _button(text: str, icon: str, tip: str) -> ActionButton:
    button = ActionButton(text)
    theme.dress(button, icon)
    button.setToolTip(tip)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
