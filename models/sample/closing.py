"""A month that was closed, opened again for somebody marked absent by mistake, and closed a second time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from models import closings, months
from models.database import Database
from models.dates import add_months
from models.sample.words import LEADERS
from models.tables import Attendance, Mark, Meeting, MeetingKind


def fill(db: Database, month: date) -> None:
    """Close the month of a first day on the tenth after it, and once more two days later with one mark corrected."""
    after = add_months(month, 1)
    at = datetime(after.year, after.month, 10, 16, 30)
    year, number, by = month.year, month.month, LEADERS[-1][0]
    with db.write(f"Chốt tháng {number}/{year}") as session:
        months.close(session, year, number, at=at, by=by)
    with db.write(f"Đính chính tháng {number}/{year}") as session:
        line = session.scalar(
            select(Attendance)
            .join(Meeting, Meeting.id == Attendance.meeting_id)
            .where(
                Meeting.year == year,
                Meeting.month == number,
                Meeting.kind == MeetingKind.REGULAR,
                Attendance.mark == Mark.EXCUSED,
            )
            .order_by(Attendance.id)
            .limit(1)
        )
        if line is None:
            return
        at += timedelta(days=2)
        closings.reopen(session, year, number, f"Đồng chí {line.full_name} có dự họp, chi bộ ghi nhầm là vắng", at=at)
        line.mark, line.reason = Mark.PRESENT, None
        session.flush()
        months.close(session, year, number, at=at, by=by)
