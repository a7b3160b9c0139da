"""What stands in a roll that names nobody: that none was held, or who comes later; and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from models import movers
from models.database import Database
from models.meetings import MeetingRow
from models.tables import MeetingKind, MeetingState

_NAMED = 3
"""So many of those who come later are named."""


def words(db: Database, meeting: MeetingRow) -> str:
    """Say why nobody is on the roll of a meeting.

    Whoever was written down by hand without a date is on the list from that day on, and so on no earlier roll.
    """
    tr = QCoreApplication.translate
    if meeting.state is MeetingState.NOT_HELD:
        return tr("Roll", "Không sinh hoạt nên không có điểm danh. Nếu có họp, bấm F9 (Có sinh hoạt).")
    on = meeting.held_on
    with db.read() as session:
        late = movers.late_comers(session, [meeting.cell_id], on)
    if not late:
        return tr(
            "Roll", "Chi bộ chưa có đảng viên nào trong danh sách ngày họp. Hãy thêm đảng viên, hoặc sửa ngày họp (F2)."
        )
    names = ", ".join(f"{one.full_name} ({one.arrives:%d/%m/%Y})" for one in late[:_NAMED])
    more = tr("Roll", " và {n} đồng chí khác").format(n=len(late) - _NAMED) if len(late) > _NAMED else ""
    said = tr(
        "Roll",
        "Ngày họp {day} danh sách chi bộ chưa có ai; vào danh sách sau ngày ấy: {names}.\n"
        "Hãy ghi ngày vào Đảng hoặc ngày về chi bộ trong lý lịch các đồng chí ấy, hoặc sửa ngày họp (F2).",
    )
    return said.format(day=f"{on:%d/%m/%Y}", names=names + more)


def not_held(meeting: MeetingRow, so: str = "") -> str:
    """Say that a meeting was not held, and what follows; without a consequence why, as far as that is written."""
    tr = QCoreApplication.translate
    is_regular = meeting.values.kind is MeetingKind.REGULAR
    said = tr("Roll", "Chi bộ không sinh hoạt tháng này") if is_regular else tr("Roll", "Cuộc họp này không họp")
    if so:
        return f"{said} {so}"
    note = meeting.values.note.rstrip(".")
    return f"{said}: {note}." if note else f"{said}."
