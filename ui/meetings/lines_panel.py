"""The lines of one part of a meeting: agenda, opinions, conclusions and the like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from models import content
from models.content import LineRow
from models.person_names import PersonName
from models.tables import Mark, Part
from ui.meetings.panel import Panel
from ui.tables import Column
from ui.theme import State
from ui.widgets.people_field import PeopleField


class LinesPanel(Panel[LineRow]):
    """One part at a time; opinions also ask who gave them."""

    part = Part.AGENDA

    def columns(self) -> Sequence[Column[LineRow]]:
        """Number, who, text."""
        return (
            Column(self.tr("TT"), lambda row: self.model.rows.index(row) + 1, width=5, align="right"),
            Column(
                self.tr("Người phát biểu"),
                self._speaker,
                width=24,
                least=14,
                key="speaker",
                state=lambda row: State.WARN if self._denied(row) else State.PLAIN,
                tip=self._speaker,
            ),
            Column(self.tr("Nội dung"), lambda row: row.text, width=74, least=20, tip=lambda row: row.text),
        )

    def _denied(self, row: LineRow) -> str:
        """What the written roll says against a speaker: “vắng có lý do”; "" for nothing."""
        if row.member_id is None or self.roll is None or not self.roll.is_written:
            return ""
        mark = next((line.mark for line in self.roll.lines if line.member_id == row.member_id), None)
        if mark is None:
            return self.tr("không có trong điểm danh")
        return mark.label.lower() if mark in (Mark.EXCUSED, Mark.UNEXCUSED) else ""

    def _speaker(self, row: LineRow) -> str:
        denied = self._denied(row)
        return f"{row.speaker} ▼ {denied}" if denied else row.speaker

    def build(self) -> list[QWidget]:
        """Who, and the text."""
        self.who = PeopleField()
        self.who.setPlaceholderText(self.tr("Người phát biểu"))
        self.who.setAccessibleName(self.tr("Người phát biểu"))
        self.who.setMinimumWidth(200)
        self.text = QLineEdit()
        self.text.setMaxLength(content.LONGEST)
        self.entry.addWidget(self.who, 1)
        self.entry.addWidget(self.text, 4)
        return [self.who, self.text]

    def set_part(self, part: Part) -> None:
        """Show another part from the next `show_roll` on."""
        self.part = part
        self.edited = None
        self.fill(None)
        is_opinion = part is Part.OPINION
        self.who.setVisible(is_opinion)
        self.setFocusProxy(self.who if is_opinion else self.text)
        self.table.set_column_shown(1, is_opinion)
        self.text.setPlaceholderText(self.tr("{part}: gõ rồi Enter để thêm dòng").format(part=part.label))
        self.text.setAccessibleName(part.label)
        self.table.set_empty(self.tr("Chưa có dòng nào. Gõ ở dưới rồi Enter; mỗi lần Enter thêm một dòng."))

    def offer(self, people: Sequence[PersonName]) -> None:
        """Those on the list of the day may speak."""
        self.who.set_people(people)

    def read(self, session: Any) -> list[LineRow]:
        """The lines of the part."""
        assert self.roll is not None
        return content.read(session, self.roll.meeting.id, self.part)

    def write(self, session: Any, row: LineRow | None) -> None:
        """Write a line."""
        assert self.roll is not None
        who = self.who.value() if self.part is Part.OPINION else None
        if row is None:
            content.add(session, self.roll.meeting.id, self.part, self.text.text(), who)
        else:
            content.edit(session, row.id, self.text.text(), who)

    def fill(self, row: LineRow | None) -> None:
        """Show a line in the fields."""
        self.who.set_values([row.member_id] if row is not None and row.member_id is not None else [])
        self.text.setText(row.text if row is not None else "")

    def take_out(self, session: Any, row: LineRow) -> None:
        """Take a line out."""
        content.remove(session, row.id)

    def put(self, session: Any, row: LineRow, step: int) -> None:
        """Move a line within its part."""
        content.shift(session, row.id, step)

    @property
    def words(self) -> str:
        """The part."""
        return self.part.label
