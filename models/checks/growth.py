"""Rules about the source list and those admitted from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from models.checks.finding import Hit, Rule, Severity
from models.checks.people import on_list
from models.tables import Candidate, Cell, Event, EventKind, Member, Standing, Stay


def _is_member_already(session: Session, on: date) -> Iterator[Hit]:
    """Yield those still in the source list although somebody of their name and birth is on a cell's list."""
    waiting = Candidate.member_id.is_(None), Candidate.left_on.is_(None), Candidate.born_on.is_not(None)
    named = Member.name_fold.in_(select(Candidate.name_fold).where(*waiting))
    members = {(who.name_fold, who.born_on): who for who in on_list(session, on, named)}
    query = (
        select(Candidate, Cell.name)
        .join(Cell, Cell.id == Candidate.cell_id)
        .where(*waiting)
        .order_by(Cell.sort_order, Cell.id, Candidate.name_sort, Candidate.id)
    )
    for row, cell in session.execute(query):
        who = members.get((row.name_fold, row.born_on))
        if who is not None:
            what = f"Cùng tên, cùng ngày sinh {row.born_on} với đảng viên {who.full_name}, {who.place}."
            yield Hit(what, row.full_name, cell, cell_id=row.cell_id, candidate_id=row.id)


def _without_introducers(session: Session, on: date) -> Iterator[Hit]:
    """Yield those on probation, admitted in this register, on whose card two introducers are not written.

    The branch of the youth union may be one of the two; so an admission is never refused for it.
    """
    admitted = select(Event.id).where(Event.member_id == Member.id, Event.kind == EventKind.ADMISSION)
    lacking = or_(Member.first_introducer.is_(None), Member.second_introducer.is_(None))
    written = {key: first or second for key, first, second in session.execute(_INTRODUCERS.where(lacking))}
    for person in on_list(session, on, Stay.standing == Standing.PROBATIONARY, lacking, admitted.exists()):
        known = written[person.id]
        told = f"mới ghi một người giới thiệu: {known}" if known else "chưa ghi người giới thiệu nào"
        yield person.hit(f"Kết nạp {person.admitted_on or 'chưa rõ ngày'}, {told}.")


_INTRODUCERS = select(Member.id, Member.first_introducer, Member.second_introducer)


RULES = (
    Rule(
        "candidate_is_member",
        "Người trong nguồn có lẽ đã là đảng viên",
        Severity.WARNING,
        "Cùng một người thì mở dòng này rồi xóa khỏi nguồn; việc kết nạp nên ghi từ nguồn để giữ các bước.",
        _is_member_already,
    ),
    Rule(
        "no-introducers",
        "Kết nạp chưa ghi đủ hai người giới thiệu",
        Severity.WARNING,
        "Mở lý lịch, trang “Kết nạp, đoàn thể”, ghi theo hồ sơ kết nạp; đoàn viên thì một bên là Ban Chấp hành Đoàn.",
        _without_introducers,
        field="first_introducer",
    ),
)
