"""What the office writes to a cell about its month: a short text for the phone, ready to be sent (Zalo)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import attendance, office
from models.months import CellInMonth
from models.participation import MonthState
from models.tables import Mark
from models.text import percent

_MOST_NAMES = 8


def reminder(session: Session, row: CellInMonth, year: int, month: int) -> str:
    """Return the text for the secretary of a cell: what is still lacking of the month, or that nothing is."""
    head = f"[{office.read(session).commune or 'Đảng ủy xã'}] Gửi {row.name}: "
    return f"{head}{' '.join(_sentences(session, row, year, month))}"


def _sentences(session: Session, row: CellInMonth, year: int, month: int) -> list[str]:
    when = f"tháng {month}/{year}"
    meeting = row.meetings[0] if row.meetings else None
    if row.is_apart and row.month.is_silent and meeting is not None:
        held = f"{meeting.values.kind.label.lower()} ngày {meeting.held_on:%d/%m/%Y}"
        if row.members:
            return [f"{when} chưa phải họp thường kỳ; sổ có {held}."]
        return [f"chưa có đảng viên nào trong danh sách nên không tính cuộc họp {held}. Có thì đề nghị báo lại."]
    if row.state is MonthState.NOT_MET:
        if meeting is not None:
            why = f" ({meeting.values.note})" if meeting.values.note else ""
            return [f"đã ghi chi bộ không sinh hoạt {when}{why}. Nếu có họp, đề nghị báo lại ngày họp."]
        return [f"chưa có lịch sinh hoạt {when}. Đề nghị báo ngày, giờ, nơi họp và tổ chức sinh hoạt trong tháng."]
    assert meeting is not None  # every other state comes from a meeting
    values = meeting.values
    if row.state is MonthState.AHEAD:
        at = f"{values.starts_at:%Hh%M} " if values.starts_at else ""
        place = f", tại {values.place}" if values.place else ""
        return [f"lịch sinh hoạt {when}: {at}ngày {values.held_on:%d/%m/%Y}{place}. Đề nghị chuẩn bị và dự đầy đủ."]
    if not row.has_roll:
        return [f"cuộc họp ngày {values.held_on:%d/%m/%Y} chưa có danh sách điểm danh. Đề nghị gửi sớm."]
    tally, found = row.month.tally, list[str]()
    if tally.unrecorded:
        names = [
            line.full_name for line in attendance.roll(session, meeting.id).expected if line.mark is Mark.UNRECORDED
        ]
        more = f" và {len(names) - _MOST_NAMES} đồng chí khác" if len(names) > _MOST_NAMES else ""
        found.append(f"điểm danh ngày {values.held_on:%d/%m/%Y} còn thiếu: {', '.join(names[:_MOST_NAMES])}{more}.")
    elif tally.rate is not None:
        figure = f"{tally.attended}/{tally.eligible} = {percent(tally.rate)}"
        is_met = row.month.is_on_target
        words = "đạt" if is_met else "chưa đạt"
        target = row.month.meetings[0].rule.target_label
        found.append(f"tỷ lệ tham gia sinh hoạt {when} {figure}, {words} mục tiêu {target}.")
    if row.scored is None:
        found.append("Đề nghị gửi điểm và mức tự xếp loại cuộc họp.")
    return found
