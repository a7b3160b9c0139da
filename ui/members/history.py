"""The tab *Quá trình* of the card: cells, standing and duty over time, newest first."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from models.stays import StayRow
from models.tables import Duty, Standing
from ui import theme
from ui.theme import State
from ui.widgets.chips import tag
from ui.widgets.labels import label

STANDING_STATES = {
    Standing.OFFICIAL: State.GOOD,
    Standing.PROBATIONARY: State.WARN,
    Standing.UNKNOWN: State.IDLE,
}


class HistoryTab(QScrollArea):
    """One block for each stay: from when to when, in which cell, as what."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: list[str] = []
        self._fill([])

    def show_stays(self, stays: list[StayRow]) -> None:
        """Show a member's history."""
        self._fill(list(reversed(stays)))

    def _fill(self, stays: list[StayRow]) -> None:
        inside = QWidget()
        inside.setProperty("bare", True)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        box.setSpacing(theme.GAP)
        self.lines = [self._when(stay) for stay in stays]
        for number, (stay, when) in enumerate(zip(stays, self.lines, strict=True)):
            if number:
                rule = QFrame()
                rule.setProperty("rule", True)
                box.addWidget(rule)
            box.addWidget(label(when, "small", wrap=True))
            box.addWidget(label(stay.cell_name, wrap=True))
            box.addLayout(self._tags(stay))
        box.addStretch(1)
        self.setWidget(inside)

    def _when(self, stay: StayRow) -> str:
        if stay.is_since_known:
            since = self.tr("Từ {day}").format(day=f"{stay.since:%d/%m/%Y}")
        else:
            since = self.tr("Chưa rõ từ ngày nào")
        if stay.until is None:
            return self.tr("{since} đến nay").format(since=since) if stay.is_since_known else since
        return self.tr("{since} đến {day}").format(since=since, day=f"{stay.until:%d/%m/%Y}")

    def _tags(self, stay: StayRow) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        row.addWidget(tag(stay.standing.label, STANDING_STATES[stay.standing]))
        if stay.duty is not Duty.ACTIVE:
            row.addWidget(tag(stay.duty.label))
        if stay.ending is not None:
            row.addWidget(tag(stay.ending.label, State.BAD))
        row.addStretch(1)
        return row


def stay_on(stays: list[StayRow], on: date) -> StayRow | None:
    """The stay that counts on a day, else the last one."""
    held = [stay for stay in stays if stay.since <= on and (stay.until is None or stay.until >= on)]
    return held[-1] if held else stays[-1] if stays else None
