"""A small made-up commune in October 2026, with everything a monthly report has to cope with."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy.orm import Session

from models import attendance, cells, meetings, members, office, stays
from models.cells import CellValues
from models.dates import PartialDate, Period
from models.meetings import MeetingValues
from models.members import MemberValues
from models.office import Office
from models.tables import Duty, Gender, Mark, MeetingForm, MeetingKind

TODAY = date(2026, 11, 10)
OCTOBER = Period.month(2026, 10)
OFFICE = Office(
    commune="Đảng ủy xã Mường Mẫu",
    superior="Tỉnh ủy Điện Biên",
    place="Mường Mẫu",
    preparer="Lò Thị Hương",
    preparer_phone="0912 345 678",
    signer="Quàng Văn Pâng",
)
CO_MAN, SCHOOL, CO_KHAM = "Chi bộ bản Co Mận - Nà Hin", "Chi bộ Trường Mầm non", "Chi bộ bản Co Kham"
_FULL = PartialDate(2010, 5, 19)
_PEOPLE = (  # cell, name, official since, duty, born
    (CO_MAN, "Lò Văn Ánh", PartialDate(2011, 5, 19), Duty.ACTIVE, PartialDate(1977, 5, 12)),
    (CO_MAN, "Quàng Thị Đôi", PartialDate(2011, 5, 19), Duty.ACTIVE, PartialDate(1956)),
    (CO_MAN, "Cà Văn Ấm", None, Duty.ACTIVE, PartialDate(1990, 3)),
    (CO_MAN, "Tòng Văn Cú", PartialDate(2011, 5, 19), Duty.EXEMPT, PartialDate(1940)),
    (SCHOOL, "Nguyễn Thị Đào", PartialDate(2011, 5, 19), Duty.ACTIVE, PartialDate(1988, 1, 2)),
    (SCHOOL, "Nguyễn Thị Ảnh", PartialDate(2011, 5, 19), Duty.ACTIVE, PartialDate(1989, 1, 2)),
    (SCHOOL, "Vi Thị Anh", PartialDate(2011, 5, 19), Duty.TEMP_AWAY, PartialDate(1989, 1, 2)),
    (CO_KHAM, "Sùng A Dơ", PartialDate(2011, 5, 19), Duty.ACTIVE, PartialDate(1970, 1, 2)),
)
FORMULA = "=1+1 đi làm ăn xa"


def fill(session: Session) -> dict[str, int]:
    """Write the commune and its meetings of September and October; return the ids of the people by name."""
    office.save(session, OFFICE)
    of = {name: cells.add(session, CellValues(name)) for name in (CO_MAN, SCHOOL, CO_KHAM)}
    ids = {
        name: members.add(
            session,
            MemberValues(
                name,
                gender=Gender.FEMALE if " Thị " in name else Gender.MALE,
                born_on=born,
                admitted_on=_FULL,
                official_on=official,
                citizen_id="011056000001" if name == "Lò Văn Ánh" else "",
            ),
            of[cell],
            on=TODAY,
            since=date(2020, 1, 1),
            duty=duty,
        )
        for cell, name, official, duty, born in _PEOPLE
    }
    _make_probationary(session, ids["Cà Văn Ấm"])
    for month in (9, 10):
        held_on = date(2026, month, 5)
        first = _add(session, of[CO_MAN], month, held_on, score=95.0, is_thematic_combined=True)
        marks = {ids["Quàng Thị Đôi"]: (Mark.UNEXCUSED, "")}
        if month == 10:
            marks[ids["Cà Văn Ấm"]] = (Mark.EXCUSED, FORMULA)
        attendance.write(session, first, marks, on=TODAY)
        second = _add(session, of[SCHOOL], month, held_on, score=68.5, deduction_note="-1 đến muộn")
        attendance.write(session, second, {ids["Nguyễn Thị Ảnh"]: (Mark.ONLINE, "")}, on=TODAY)
    missed = _add(session, of[CO_KHAM], 10, date(2026, 10, 5))
    meetings.set_not_held(session, missed, "Đường sạt lở")
    return ids


def _make_probationary(session: Session, member_id: int) -> None:
    from models.tables import Standing

    stay = stays.current(session, member_id)
    assert stay is not None
    stay.standing = Standing.PROBATIONARY


def _add(
    session: Session,
    cell_id: int,
    month: int,
    held_on: date,
    *,
    score: float | None = None,
    deduction_note: str = "",
    is_thematic_combined: bool = False,
) -> int:
    values = MeetingValues(
        MeetingKind.REGULAR,
        held_on,
        form=MeetingForm.IN_PERSON,
        starts_at=time(8),
        ends_at=time(9, 30),
        superior_guest="",
        score=score,
        deduction_note=deduction_note,
        is_thematic_combined=is_thematic_combined,
    )
    return meetings.add(session, cell_id, 2026, month, values)
