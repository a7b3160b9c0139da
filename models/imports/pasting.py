"""A block pasted into the member table: planned as an import, but knowing what the officer has in view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import namesakes
from models.imports.actions import Action, Choices
from models.imports.former_names import FormerNames
from models.imports.leaving import Decisions
from models.imports.matching import NOBODY, differs, match
from models.imports.planning import plan
from models.imports.plans import ImportPlan
from models.imports.register import Register
from models.progress import SILENT, Progress
from models.records import MemberRecord, Problem, Reading, Record, Severity
from models.tables import Member

_NUMBER = "Số CCCD"
_STATUS = "Trạng thái"
_MANY = 10_000
"""So many members are not asked for one by one: SQLite takes only so many values in one query."""
_AGAIN = "Ghi lại cho đúng, hoặc để trống."


def plan_people(
    session: Session,
    reading: Reading,
    on: date,
    *,
    shown: Set[int],
    cell_name: str | None = None,
    choices: Choices | None = None,
    decisions: Decisions | None = None,
    progress: Progress = SILENT,
) -> ImportPlan:
    """Plan lines that say whose they are; what an import would ask of a name is answered by the rows in view.

    A name that only one of the members `shown` bears, with nothing said against it, is that member, with a word of
    warning. Somebody new comes into the cell `cell_name` if the line names none.
    """
    register = Register(session)
    former = FormerNames(session, register)
    answers = dict(choices or {})
    records: list[MemberRecord] = []
    for record in reading.records:
        if not isinstance(record, MemberRecord):
            continue
        key = (record.sheet, record.row)
        record = former.of_member(record)
        found = match(register, record)
        if found == NOBODY and record.cell_name is None and cell_name:
            record = record._replace(cell_name=cell_name)
        seen = [one for one in found.maybe if one in shown and not differs(register.members[one], record)]
        if len(seen) == 1 and key not in answers:
            answers[key] = seen[0]
            who = register.describe(seen[0])
            text = f"Nhận ra theo họ tên: {who}."
            seen_by_name = Problem(
                *(record.sheet, record.row, None, "Họ và tên", record.full_name, text),
                "Kiểm tra có đúng đồng chí này không.",
                Severity.WARNING,
            )
            record = record._replace(problems=(*record.problems, seen_by_name))
        records.append(record)
    reading = replace(reading, records=tuple(records))
    return plan(session, reading, on, choices=answers, decisions=decisions, progress=progress)


def plan_rows(
    session: Session, reading: Reading, on: date, members: Sequence[int], progress: Progress = SILENT
) -> ImportPlan:
    """Plan lines each of which is for the member at the same place; what a line says holds as it stands.

    Two of one name are told apart by their birth, as in every list.
    """
    fixed: Mapping[tuple[str, int], int] = {
        (record.sheet, record.row): member
        for record, member in zip(reading.records, members, strict=False)
        if isinstance(record, MemberRecord)
    }
    reading = replace(reading, records=tuple(map(_exact, reading.records)))
    found = plan(session, reading, on, fixed=fixed, progress=progress)
    marks = _marks(session, set(members))
    if not marks:
        return found

    def told(one: Action) -> Action:
        member = fixed.get((one.sheet, one.row)) if one.row is not None else None
        return one._replace(name=one.name + marks.get(member, "")) if member is not None else one

    return replace(found, single=tuple(map(told, found.single)))


def _marks(session: Session, members: Set[int]) -> dict[int, str]:
    """Return what tells those of one name apart, by member."""
    query = select(Member.id, Member.full_name, Member.born_on)
    if len(members) < _MANY:
        query = query.where(Member.id.in_(members))
    return namesakes.marks((key, name, born) for key, name, born in session.execute(query) if key in members)


def _exact(record: Record) -> Record:
    """Return a line refused if a value of it was left out, or a status not understood: it was put there just now."""
    if not isinstance(record, MemberRecord):
        return record
    has_number = record.citizen_id or record.old_identity_number

    def judged(one: Problem) -> Problem:
        if one.field == _STATUS and not (record.duty or record.is_gone or record.standing):
            return replace(one, severity=Severity.ERROR)
        is_number = one.field == _NUMBER and not has_number and any(map(str.isdigit, one.value))
        if one.is_left_out or is_number:
            return replace(one, severity=Severity.ERROR, repair=_AGAIN)
        return one

    return record._replace(problems=tuple(map(judged, record.problems)))
