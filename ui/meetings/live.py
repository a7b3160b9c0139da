"""The live line of the roll-call: the rate as it stands, the target, and the counts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.attendance import Roll
from models.tables import Mark, MeetingState
from models.text import percent
from ui import theme
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.labels import label, set_state
from ui.widgets.sentence import SentenceLine


class LiveLine(Card):
    """“38/41 = 92,7 % – đạt mục tiêu ≥ 90 % · còn được vắng 1 đồng chí”, counts at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.figure = label("", "figure")
        counts = QWidget()
        counts.setProperty("bare", True)
        row = QHBoxLayout(counts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.MARGIN + theme.UNIT)
        self.counts = [
            _count(row, self.tr("Có mặt"), State.GOOD),
            _count(row, self.tr("Có lý do"), State.WARN),
            _count(row, self.tr("Không lý do"), State.BAD),
            _count(row, self.tr("Chưa ghi"), State.IDLE),
            _count(row, self.tr("Ngoài diện"), State.IDLE),
        ]
        longest = (
            self.tr("dự kiến {figure}").format(figure="88/88 = 88,8 %"),
            self.tr("dự kiến: {text}").format(text=self.tr("chưa đạt mục tiêu ≥ 90 % · thiếu 8 đồng chí")),
        )
        self._line = SentenceLine(self.figure, counts, lines=2, longest=longest)  # the counts are as high
        self.verdict = self._line.sentence
        self.box.addWidget(self._line)

    def show_roll(self, roll: Roll, today: date) -> None:
        """Show the figures of a roll, a proposal marked as such; nothing is achieved by a meeting still to come."""
        tally = roll.tally
        is_ahead = not roll.is_written and roll.meeting.held_on > today
        theme.set_role(self.figure, "role", "muted" if is_ahead else "figure")
        numbers = (tally.attended, tally.excused, tally.unexcused, tally.unrecorded, tally.outside)
        for shown, number in zip(self.counts, numbers, strict=True):
            shown.setText(str(number))
        if roll.meeting.state is MeetingState.NOT_HELD:
            self.figure.setText(roll.meeting.state.label)
            self._line.say(roll.meeting.values.note)
            set_state(self.figure, State.IDLE)
            return
        if tally.rate is None:
            self.figure.setText(f"{tally.counted}")
            self._line.say(
                self.tr("còn {n} đồng chí chưa ghi, chưa tính tỷ lệ").format(n=tally.unrecorded)
                if tally.unrecorded
                else self.tr("không có ai phải dự")
            )
            set_state(self.figure, State.IDLE)
            return
        is_met = roll.rule.is_met(tally.rate)
        spare = roll.rule.spare_absences(tally.attended, tally.eligible)
        words = (
            self.tr("đạt mục tiêu {target} · còn được vắng {n} đồng chí")
            if is_met
            else self.tr("chưa đạt mục tiêu {target} · thiếu {n} đồng chí")
        )
        sentence = words.format(target=roll.rule.target_label, n=abs(spare))
        self.figure.setText(f"{tally.counted} = {percent(tally.rate)}")
        set_state(self.figure, State.GOOD if is_met else State.BAD)
        if is_ahead:
            self.figure.setText(self.tr("dự kiến {figure}").format(figure=self.figure.text()))
            set_state(self.figure, State.IDLE)
            self._line.say(sentence)
            return
        self._line.say(sentence if roll.is_written else self.tr("dự kiến: {text}").format(text=sentence))


NAMED = 3
"""So many people are called by name; more are a number."""


def written_text(roll: Roll) -> str:
    """Say that a roll is written, and who of it is still “chưa ghi”, by name if they are few."""
    text = QCoreApplication.translate("LiveLine", "Đã ghi {cell}: {counted} có mặt.").format(
        cell=roll.meeting.cell_name, counted=roll.tally.counted
    )
    left = [line.shown_name for line in roll.expected if line.mark is Mark.UNRECORDED]
    if not left:
        return text
    names = f": {', '.join(left)}" if len(left) <= NAMED else ""
    more = QCoreApplication.translate("LiveLine", "Còn {n} đồng chí chưa ghi{names}.").format(n=len(left), names=names)
    return f"{more} {text}"


def _count(row: QHBoxLayout, text: str, state: State) -> QLabel:
    pair = QWidget()
    box = QVBoxLayout(pair)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    shown, caption = label("0", "heading"), label(text, "small")
    for part in (shown, caption):
        part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(part)
    set_state(shown, state)
    row.addWidget(pair)
    return shown
