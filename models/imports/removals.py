"""A list that asks for somebody to be removed: put to the officer line by line, never done by itself.

Whoever was written down by mistake goes into the trash, from which all of it comes back; for whoever left there are
the events (see `leaving`).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from models import trash
from models.errors import KnownError
from models.imports.actions import KEEP, Action, Candidate, Difference, Subject, Verdict, WriteRemoval
from models.imports.leaving import Decisions
from models.records import MemberRecord, Problem, Severity
from models.tables import TrashKind

TO_TRASH: Final = 1_000
"""The decision “into the trash”; smaller numbers are events."""


def question(session: Session, record: MemberRecord, member_id: int, decisions: Decisions) -> Action | None:
    """Return what is to be decided about a member whom the list wants removed, or what was; None if it does not."""
    if not record.removal:
        return None
    said = Difference("Đề nghị xóa", "", "Có")
    about = Action(Verdict.DECIDE, Subject.REMOVAL, record.full_name, record.sheet, record.row, (said,))
    try:
        goes = trash.what_goes(session, TrashKind.MEMBER, member_id)
    except KnownError as error:
        reason, _sign, repair = str(error).partition("; ")
        place = (record.sheet, record.row, None, "Đề nghị xóa", "Có")
        problem = Problem(*place, f"{reason}.", f"{repair[:1].upper()}{repair[1:]}", Severity.WARNING)
        return about._replace(verdict=Verdict.SKIP, problems=(problem,))
    way = f"Chuyển vào Thùng rác (ghi nhầm; lấy lại được){f', cùng {goes}' if goes else ''}"
    about = about._replace(candidates=(Candidate(KEEP, "Giữ đồng chí trong sổ"), Candidate(TO_TRASH, way)))
    chosen = decisions.get((record.sheet, record.row))
    if chosen == TO_TRASH:
        done = Difference("Thùng rác", "", f"chuyển vào cùng {goes}" if goes else "chuyển vào")
        write = WriteRemoval(member_id, "Tệp nhập vào đề nghị xóa")
        return about._replace(verdict=Verdict.CHANGE, differences=(done,), write=write)
    return about if chosen is None else about._replace(verdict=Verdict.SKIP)
