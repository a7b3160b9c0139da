"""The first and the last page of an import: where to drop a file, and what came in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.imports import Outcome, Subject, Verdict
from models.text import number
from ui import theme
from ui.theme import State
from ui.widgets.labels import label, set_state

_PICTURE = 40


class Announcement(QWidget):
    """A card in the middle with a sign, a heading, some lines and, if asked for, a button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading = label("", "heading", wrap=True)
        self.words = label("", wrap=True)
        self.button = QPushButton()
        self.button.setProperty("kind", "primary")
        self.button.hide()
        for text in (self.heading, self.words):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = QFrame()
        card.setProperty("card", True)
        card.setMaximumWidth(560)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(*(3 * theme.MARGIN,) * 4)
        inside.setSpacing(theme.MARGIN)
        for widget in (self.picture, self.heading, self.words):
            inside.addWidget(widget)
        inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 8)
        across.addStretch(1)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addLayout(across)
        box.addStretch(3)

    def show_words(self, icon: str, heading: str, words: str, state: State = State.PLAIN) -> None:
        """Show a sign (name of an icon), a heading in the colour of its state, and lines below."""
        role = {State.GOOD: "green", State.WARN: "amber"}.get(state, "muted")
        self.picture.setPixmap(theme.pixmap(icon, role, _PICTURE))
        self.heading.setText(heading)
        set_state(self.heading, state)
        self.words.setText(words)


def summary(outcome: Outcome) -> str:
    """Return what was written, as “Thêm 27 chi bộ, 461 đảng viên. Sửa 2 đảng viên.”"""
    parts: list[str] = []
    for verdict in (Verdict.ADD, Verdict.CHANGE):
        found = {subject: number(count) for (one, subject), count in outcome.counts.items() if one is verdict}
        removed = found.pop(Subject.REMOVAL, None)
        if things := [f"{count} {subject.label.lower()}" for subject, count in found.items()]:
            parts.append(f"{verdict.label} {', '.join(things)}.")
        if removed:
            words = QCoreApplication.translate("ImportDialog", "Chuyển {n} đồng chí vào Thùng rác.")
            parts.append(words.format(n=removed))
    return " ".join(parts)


def left_words(outcome: Outcome, noted: int) -> str:
    """Say how many lines were passed over and how many noted, and where these are found again; "" for none."""
    tr = QCoreApplication.translate
    passed = outcome.of(Verdict.SKIP)
    parts = [tr("ImportDialog", "{n} dòng bỏ qua").format(n=number(passed))] if passed else []
    parts += [tr("ImportDialog", "{n} dòng có điều cần xem").format(n=number(noted))] if noted else []
    if not parts:
        return ""
    where = tr("ImportDialog", "Điều còn phải sửa trong sổ nằm ở trang Kiểm tra số liệu.") if noted else ""
    return f"{', '.join(parts)}. {where}".strip() + "\n"
