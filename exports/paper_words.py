"""What a Word template can name: the words of a meeting, or of the month's calendar, for each tag (domain.md 4.4).

The tags are plain Vietnamese without accents, since the office may change the templates. What is not known is dots.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from exports import meeting_calendar
from exports.report import Needs, Report
from models import attendance, content, meetings, members, office, score_sheets, tasks, votes
from models.attendance import Roll
from models.content import LineRow
from models.dates import Period, add_months, long_date, office_date
from models.office import Office
from models.tables import Duty, Mark, MeetingKind, Part, Position
from models.text import fold, plain
from models.times import show_time

DOTS = "……"
Words = dict[str, Any]


def of_meeting(session: Session, meeting_id: int) -> Words:
    """Return what minutes, resolution and invitation of a meeting can name. Raises KnownError if it is gone."""
    roll = attendance.roll(session, meeting_id)
    meeting, values, tally = roll.meeting, roll.meeting.values, roll.tally
    names = {line.member_id: line.full_name for line in roll.lines}
    own = office.read(session)
    before = add_months(date(meeting.year, meeting.month, 1), -1)
    is_known = roll.is_written
    absent = [line for line in roll.expected if line.mark in (Mark.EXCUSED, Mark.UNEXCUSED)]
    return {
        "cap_tren": own.commune.upper() or DOTS,
        "co_quan": meeting.cell_name.upper(),
        "dang_uy": own.commune or "Đảng ủy xã",
        "chi_bo": meeting.cell_name,
        "loai_hop": values.kind.label.lower(),
        "hinh_thuc": values.form.label.lower() if values.form else DOTS,
        "thang": meeting.month,
        "nam": meeting.year,
        "thang_truoc": f"{before.month}/{before.year}",
        "ngay_hop": office_date(meeting.held_on),
        "bat_dau": _hour(show_time(values.starts_at)),
        "ket_thuc": _hour(show_time(values.ends_at)),
        "so_phut": DOTS if meeting.minutes is None else meeting.minutes,
        "dia_diem": values.place or DOTS,
        "chu_tri": names.get(values.chair_id or 0, DOTS),
        "thu_ky": names.get(values.secretary_id or 0, DOTS),
        "khach": values.superior_guest,
        "tong_so": tally.listed,
        "chinh_thuc": tally.official,
        "du_bi": tally.probationary,
        "mien": tally.exempt,
        "ngoai_dien": _others_outside(roll),
        "phai_du": tally.eligible,
        "co_mat": tally.attended if is_known else DOTS,
        "vang": len(absent) if is_known else DOTS,
        "vang_co_ly_do": tally.excused if is_known else DOTS,
        "vang_khong_ly_do": tally.unexcused if is_known else DOTS,
        "danh_sach_vang": [
            {"ho_ten": line.full_name, "ly_do": line.reason or _why(line.mark)} for line in absent if is_known
        ],
        **_content(session, meeting_id),
        **_tasks(session, meeting_id),
        **_votes(session, meeting_id),
        **_score(session, meeting_id),
    }


def _others_outside(roll: Roll) -> str:
    """Name who else need not attend, so that the sums of the minutes add up; "" for nobody."""
    duties = Counter(line.duty for line in roll.outside if line.duty is not Duty.EXEMPT)
    return "; ".join(f"{duty.label.lower()}: {count}" for duty, count in duties.items())


def _hour(text: str) -> str:
    return f"{text.replace(':', ' giờ ')} phút" if text else DOTS


def _why(mark: Mark) -> str:
    return "có lý do" if mark is Mark.EXCUSED else "không lý do"


def _content(session: Session, meeting_id: int) -> Words:
    lines = content.read(session, meeting_id)

    def of(part: Part) -> list[str]:
        return [line.text for line in lines if line.part is part]

    opinions: Iterable[LineRow] = (line for line in lines if line.part is Part.OPINION)
    return {
        "noi_dung": of(Part.AGENDA),
        "chinh_tri": of(Part.POLITICS),
        "ket_qua": of(Part.WORK),
        "bieu_duong": of(Part.PRAISE),
        "nhac_nho": of(Part.REMINDER),
        "han_che": of(Part.LIMIT),
        "phuong_huong": of(Part.DIRECTION),
        "ket_luan": of(Part.CONCLUSION),
        "dang_phi": " ".join(of(Part.FEE)),
        "y_kien": [{"nguoi": line.speaker, "noi_dung": line.text} for line in opinions],
    }


def _tasks(session: Session, meeting_id: int) -> Words:
    back = tasks.brought_back(session, meeting_id)
    given = tasks.given(session, meeting_id)
    return {
        "nhiem_vu_truoc": [
            {
                "tt": number,
                "noi_dung": row.task.text,
                "nguoi": row.task.who,
                "han": office_date(row.task.due_on) if row.task.due_on else "",
                "dau_ky": row.start_words,
                "ket_qua": row.result_words or DOTS,
            }
            for number, row in enumerate(back, 1)
        ],
        "nhiem_vu": [
            {
                "tt": number,
                "noi_dung": row.text,
                "nguoi": row.who,
                "han": office_date(row.due_on) if row.due_on else "",
            }
            for number, row in enumerate(given, 1)
        ],
    }


def _votes(session: Session, meeting_id: int) -> Words:
    rows = votes.read(session, meeting_id)
    blank = f"{DOTS}/{DOTS} đồng chí tán thành, đạt tỷ lệ {DOTS} %"
    own = [row for row in rows if "nghi quyet" in fold(row.subject)]
    return {
        "bieu_quyet": [{"noi_dung": row.subject, "ket_qua": row.result_words or blank} for row in rows],
        "bieu_quyet_nghi_quyet": (own[-1].result_words if own else "") or blank,
    }


def _score(session: Session, meeting_id: int) -> Words:
    """Return the cell's own score: of its sheet if one is written, else what is written of the meeting."""
    sheet = score_sheets.read(session, meeting_id)
    values = sheet.roll.meeting.values
    is_scored = sheet.is_written and not sheet.total.left
    score = sheet.self_score if sheet.self_score is not None else sheet.total.score if is_scored else values.score
    own = sheet.self_class or (sheet.total.quality if is_scored else None)
    if own is None and score is not None:
        own = sheet.roll.rule.class_of(score)
    return {
        "diem": DOTS if score is None else plain(score),
        "xep_loai": DOTS if own is None else own.label,
        "bang_diem": [
            {
                "so": line.criterion.number,
                "noi_dung": line.criterion.text,
                "diem": DOTS if line.points is None else plain(line.points),
                "toi_da": plain(line.criterion.max_points),
            }
            for line in sheet.lines
            if sheet.is_written and not line.criterion.is_below and not line.is_out
        ],
    }


def of_calendar(session: Session, year: int, month: int, on: date) -> Words:
    """Return what the notice of the month's calendar can name; the lines are those of the report."""
    own = office.read(session)
    report: Report[meeting_calendar.Calendar] = meeting_calendar.REPORT
    assert report.needs is Needs.MONTH
    data = report.fetch(session, report.scope(Period.month(year, month), on, own))
    return {
        "cap_tren": own.superior.upper() or DOTS,
        "co_quan": own.commune.upper() or DOTS,
        "ten_co_quan": own.commune or "Đảng ủy xã",
        "thang": month,
        "nam": year,
        "lich": [
            {
                "tt": number,
                "chi_bo": line.name,
                "so_luong": line.members,
                "thoi_gian": line.when,
                "dia_diem": line.place,
                "bi_thu": line.reached,
                "ghi_chu": line.note,
            }
            for number, line in enumerate(data.lines, 1)
        ],
    }


def usual_title(session: Session, kind_words: str, meeting_id: int) -> str:
    """Return what a document of a meeting is usually said to be about."""
    row = meetings.read(session, meeting_id)
    kind = row.values.kind
    which = f"sinh hoạt {kind.label.lower()}" if kind in (MeetingKind.REGULAR, MeetingKind.THEMATIC) else kind.label
    return kind_words.format(month=row.month, year=row.year, kind=which[:1].lower() + which[1:])


def signer_of(session: Session, meeting_id: int) -> tuple[str, str]:
    """Return title and name of who signs for a cell: its secretary on the day, else the deputy; dots for nobody."""
    row = meetings.read(session, meeting_id)
    posts = members.positions(session, row.held_on, row.cell_id)
    names = {line.member_id: line.full_name for line in attendance.roll(session, meeting_id).lines}
    for position, title in ((Position.SECRETARY, "BÍ THƯ"), (Position.DEPUTY_SECRETARY, "PHÓ BÍ THƯ")):
        found = next((names[one] for one, post in posts.items() if post is position and one in names), None)
        if found is not None:
            return title, found
    return "BÍ THƯ", ""


def place_and_day(own: Office, day: date) -> str:
    """Return “Mường Mẫu, ngày 05 tháng 02 năm 2026”."""
    return f"{own.place or DOTS}, {long_date(day)}"
