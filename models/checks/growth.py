"""Rules about the source list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.checks.finding import Hit, Rule, Severity
from models.checks.people import on_list
from models.tables import Candidate, Cell, Member


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
            what = f"cùng tên, cùng ngày sinh {row.born_on} với đảng viên {who.full_name}, {who.place}"
            yield Hit(what, row.full_name, cell, member_id=who.id, cell_id=row.cell_id)


RULES = (
    Rule(
        "candidate_is_member",
        "Người trong nguồn có lẽ đã là đảng viên",
        Severity.WARNING,
        "Cùng một người thì xóa khỏi nguồn ở màn hình Chỉ tiêu; việc kết nạp nên ghi từ nguồn để giữ các bước.",
        _is_member_already,
    ),
)
