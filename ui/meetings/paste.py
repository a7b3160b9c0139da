"""The preview of marks pasted from Excel into a roll: who had which mark, and which it would be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from models.attendance import Marks, Roll, RollLine
from models.tables import Mark
from ui.meetings.columns import STATES
from ui.tables import Column
from ui.widgets.preview import PreviewDialog

_ABSENT = (Mark.EXCUSED, Mark.UNEXCUSED)


@dataclass(frozen=True)
class Change:
    """One person whose mark the block says."""

    line: RollLine
    before: Mark | None
    after: Mark


class MarksDialog(PreviewDialog[Change]):
    """Shows every mark that would be written; *Ghi* hands them to `write` in one step."""

    def __init__(
        self, roll: Roll, marks: Mapping[int, Mark], write: Callable[[Marks], object], parent: QWidget | None = None
    ) -> None:
        changes = [
            Change(line, line.mark if roll.is_written else None, marks[line.member_id])
            for line in roll.expected
            if line.member_id in marks
        ]
        counts = Counter(marks.get(line.member_id, line.mark) for line in roll.expected)
        words = ", ".join(f"{counts[mark]} {mark.label.lower()}" for mark in Mark if counts[mark])
        tr = partial(QCoreApplication.translate, "MarksDialog")  # there is no dialog yet whose words these were
        said = tr("{cell}: {n} đồng chí phải dự, sẽ là {counts}.")
        reasons = {line.member_id: line.reason for line in roll.lines}
        written = {key: (mark, reasons[key] if mark in _ABSENT else "") for key, mark in marks.items()}
        super().__init__(
            tr("Dán cột điểm danh – xem trước"),
            said.format(cell=roll.meeting.cell_name, n=len(roll.expected), counts=words),
            _columns(),
            changes,
            partial(write, written),
            parent,
            key=lambda row: row.line.member_id,
            empty=tr("Không có dấu nào khác với đã ghi."),
        )


def _columns() -> tuple[Column[Change], ...]:
    tr = partial(QCoreApplication.translate, "MarksDialog")
    return (
        Column(tr("Họ và tên"), lambda row: row.line.shown_name, width=22),
        Column(tr("Đang ghi"), lambda row: row.before or Mark.UNRECORDED, width=13, role="muted"),
        Column(tr("Sẽ ghi"), lambda row: row.after, width=16, state=lambda row: STATES[row.after]),
    )
