"""Planning attendance sheets: a meeting a month, and who stands on its roster with which mark."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from models import cells, closings, membership_rules, stays
from models.imports.actions import (
    Action,
    Candidate,
    Choices,
    Difference,
    Subject,
    Verdict,
    WriteLine,
    WriteMeeting,
)
from models.imports.former_names import FormerNames
from models.imports.register import KnownCell, Register
from models.imports.roll_cells import cell_of
from models.imports.whose_meeting import KnownMeeting, Meetings
from models.records import CellSheet, HeldMeeting, Problem, RollLine, RollMark, Severity
from models.tables import Duty, Mark, MeetingKind, MeetingState, Standing
from models.text import fold, sort_key

_MEMBERS_FIRST: Final = "Nhập danh sách đảng viên trước, hoặc sửa tên cho khớp với sổ đảng viên."
_NAMES_SHOWN: Final = 6


class RollPlanner:
    """Plans the sheets of an attendance book."""

    def __init__(
        self,
        session: Session,
        register: Register,
        choices: Choices,
        years: set[int],
        sheets: Iterable[CellSheet] = (),
    ) -> None:
        self._register = register
        self._former = FormerNames(session, register)
        self._choices = choices
        self._meetings = Meetings(session, years, sheets)
        self._terms = membership_rules.book(session)
        self._closed = {(year, month) for year in years for month in closings.closed_months(session, year)}
        self._cell_members: dict[int, list[int]] = defaultdict(list)
        self._cells_of_name: dict[str, list[int]] = defaultdict(list)
        self._cell_people: dict[tuple[int, str], list[int]] = defaultdict(list)
        for member_id, history in register.stays.items():
            for cell_id in {stay.cell_id for stay in history}:
                self._cell_members[cell_id].append(member_id)
                name = register.members[member_id].name_fold
                self._cell_people[cell_id, name].append(member_id)
                self._cells_of_name[name].append(cell_id)

    def plan(self, sheet: CellSheet) -> list[Action]:
        """Return what happens to the lines and meetings of one sheet."""
        parts = self._former.of_sheet(sheet)
        if not parts:
            cell, problems = cell_of(self._register, sheet, self._cells_of_name)
            sheet = replace(sheet, problems=(*sheet.problems, *problems))
            return self._plan_of(sheet, cell)
        return [action for part, cell in parts for action in self._plan_of(part, cell)]

    def _plan_of(self, sheet: CellSheet, cell: KnownCell | None) -> list[Action]:
        problems = list(sheet.problems)
        if cell is None:
            problems += [problem for line in sheet.lines for problem in line.problems]
            return [Action(Verdict.ERROR, Subject.SHEET, sheet.cell_name, sheet.sheet, sheet.row, (), tuple(problems))]
        actions: list[Action] = []
        people = self._people(sheet, cell, actions)
        problems += self._missing(sheet, cell, people)
        if problems:
            verdict = Verdict.ERROR if any(problem.is_error for problem in problems) else Verdict.SKIP
            actions.insert(0, Action(verdict, Subject.SHEET, cell.name, sheet.sheet, sheet.row, (), tuple(problems)))
        actions += [self._meeting(sheet, cell, held, people) for held in sheet.meetings]
        return actions

    # Who the lines are

    def _people(self, sheet: CellSheet, cell: KnownCell, actions: list[Action]) -> dict[int, RollLine]:
        """Return member id → line for every line that surely means one member; the others become actions."""
        meant: dict[int, list[RollLine]] = defaultdict(list)
        for line in sheet.lines:
            found = self._who(sheet, cell, line)
            if line.is_refused:
                actions.append(_line_action(Verdict.ERROR, sheet, line, ()))
            elif not found:
                actions.append(_line_action(Verdict.ERROR, sheet, line, (self._unknown(sheet, cell, line),)))
            elif len(found) > 1:
                actions.append(self._question(sheet, line, found))
            else:
                meant[found[0]].append(line)
        people: dict[int, RollLine] = {}
        for member_id, lines in meant.items():
            trouble = _twins(sheet, lines) or self._before_admission(sheet, member_id, lines[0])
            if trouble:
                pairs = zip(lines, trouble, strict=True)
                actions += [_line_action(Verdict.ERROR, sheet, line, (problem,)) for line, problem in pairs]
            else:
                people[member_id] = lines[0]
        return people

    def _who(self, sheet: CellSheet, cell: KnownCell, line: RollLine) -> list[int]:
        """Return the members of the cell, present or past, whom a line may mean; an old sheet has an old name."""
        name = fold(line.full_name)
        found = self._cell_people.get((cell.id, name), [])
        if not found:
            others = self._register.by_other_name.get(name, ())
            found = [
                key for key in others if any(stay.cell_id == cell.id for stay in self._register.stays.get(key, ()))
            ]
        if line.birth_year is not None:
            found = [key for key in found if self._is_born(key, line.birth_year)]
        if len(found) > 1:  # the same letters with other tones are other names
            wanted = sort_key(line.full_name)
            found = [key for key in found if self._register.members[key].name_sort == wanted] or found
        if len(found) > 1:
            days = [held.held_on for held in sheet.meetings]
            found = [key for key in found if self._is_listed(key, cell.id, days)] or found
        chosen = self._choices.get((line.sheet or sheet.sheet, line.row))
        return [chosen] if chosen in found else found

    def _is_born(self, member_id: int, year: int) -> bool:
        born_on = self._register.members[member_id].born_on
        return born_on is None or born_on.year == year

    def _is_listed(self, member_id: int, cell_id: int, days: list[datetime.date]) -> bool:
        history = self._register.stays.get(member_id, ())
        return any(stay.cell_id == cell_id and stay.holds_on(day) for stay in history for day in days)

    def _unknown(self, sheet: CellSheet, cell: KnownCell, line: RollLine) -> Problem:
        alike = self._register.by_name.get(fold(line.full_name), ())
        elsewhere = [key for key in alike if self._register.stays.get(key)]
        reason = f"Không có đồng chí này trong danh sách {cell.name}."
        repair = _MEMBERS_FIRST
        if len(elsewhere) == 1:
            place = self._register.cell_names[self._register.stays[elsewhere[0]][-1].cell_id]
            reason = f"Đồng chí này ở {place}, không phải {cell.name}."
            repair = "Chuyển sinh hoạt ở thẻ đảng viên trước, hoặc sửa tên trong sổ điểm danh."
        if line.birth_year is not None and self._cell_people.get((cell.id, fold(line.full_name))):
            reason = f"Không có đồng chí nào tên này sinh năm {line.birth_year} trong danh sách {cell.name}."
        return _problem(sheet, line, reason, repair)

    def _question(self, sheet: CellSheet, line: RollLine, found: list[int]) -> Action:
        candidates = tuple(Candidate(key, self._register.describe(key)) for key in found)
        said = (Difference("Điểm danh", "", " ".join(mark.text for mark in line.marks)),)
        return Action(
            *(Verdict.ASK, Subject.ROLL_LINE, line.full_name, line.sheet or sheet.sheet, line.row),
            *(said, line.problems, candidates),
        )

    def _before_admission(self, sheet: CellSheet, member_id: int, line: RollLine) -> list[Problem]:
        """Refuse a line with a mark on a day when the person was not yet a member."""
        admitted = self._register.members[member_id].admitted_on
        days = {held.month: held.held_on for held in sheet.meetings}
        for mark in line.marks:
            if admitted is not None and mark.month in days and days[mark.month] < admitted.first:
                reason = f"Có dấu “{mark.text}” ngày {days[mark.month]:%d/%m/%Y}, trước ngày kết nạp {admitted}."
                repair = "Xóa dấu ấy, hoặc sửa ngày kết nạp ở thẻ đảng viên."
                return [_problem(sheet, line, reason, repair, column=mark.column)]
        return []

    def _missing(self, sheet: CellSheet, cell: KnownCell, people: dict[int, RollLine]) -> list[Problem]:
        """Warn of people on the cell's list on a meeting's day whom the sheet does not have."""
        named = {fold(line.full_name) for line in sheet.lines}
        days = [held.held_on for held in sheet.meetings]
        lacking = [
            self._register.members[member_id].full_name
            for member_id in self._cell_members[cell.id]
            if member_id not in people
            and self._register.members[member_id].name_fold not in named
            and self._is_listed(member_id, cell.id, days)
        ]
        if not lacking:
            return []
        shown = ", ".join(lacking[:_NAMES_SHOWN]) + (" …" if len(lacking) > _NAMES_SHOWN else "")
        return [
            Problem(
                sheet.sheet,
                sheet.row,
                None,
                "Chi bộ",
                cell.name,
                f"Sổ điểm danh không có {len(lacking)} đồng chí trong danh sách chi bộ: {shown}.",
                "Kiểm tra lại; các đồng chí ấy không được tính ở các cuộc họp này.",
                Severity.WARNING,
            )
        ]

    # What the meetings become

    def _meeting(self, sheet: CellSheet, cell: KnownCell, held: HeldMeeting, people: dict[int, RollLine]) -> Action:
        found = self._meetings.meant(cell.id, sheet, held, self._choices.get((sheet.sheet, held.row)))
        year, month = (found.old.year, found.old.month) if found.old else (held.year, held.month)
        kind = "" if found.kind is MeetingKind.REGULAR else f" ({found.kind.label.lower()})"
        name = f"Tháng {month}/{year}, {cells.short_name(cell.name)}{kind}"
        if found.is_open:
            day = f"{held.held_on:%d/%m/%Y}"
            problem = Problem(
                sheet.sheet, held.row, held.column, "Ngày họp", day, found.reason, found.repair, Severity.WARNING
            )
            if not found.candidates:
                problem = replace(problem, severity=Severity.ERROR)
            verdict = Verdict.ASK if found.candidates else Verdict.ERROR
            return Action(
                verdict, Subject.MEETING, name, sheet.sheet, held.row, (), (problem,), tuple(found.candidates)
            )
        old = found.old
        lines, problems = self._lines(sheet, cell, held, people)
        changed = [line for line in lines if _is_other(line, old)]
        if lines or (old is not None and old.lines):
            state = MeetingState.RECORDED
            differences = self._differences(held, old, changed)
        else:  # a day alone is no roll: one with nobody on it would count as a cell that has met
            state = MeetingState.PLANNED
            differences = _without_roll(held, old)
            reason = "Có ngày họp nhưng không ghi được ai vào điểm danh; cuộc họp để “chưa ghi”."
            repair = "Ghi dấu vào sổ rồi nhập lại, hoặc điểm danh trong chương trình."
            day = f"{held.held_on:%d/%m/%Y}"
            problems.append(
                Problem(sheet.sheet, held.row, held.column, "Ngày họp", day, reason, repair, Severity.WARNING)
            )
        verdict = Verdict.ADD if old is None else Verdict.CHANGE if differences else Verdict.SKIP
        if verdict is not Verdict.SKIP and (year, month) in self._closed:
            reason = f"Tháng {month}/{year} đã chốt số liệu nên không nhập đè."
            repair = "Mở lại tháng để đính chính ở màn hình Sinh hoạt, rồi nhập lại."
            day = f"{held.held_on:%d/%m/%Y}"
            problem = Problem(sheet.sheet, held.row, held.column, "Ngày họp", day, reason, repair)
            return Action(Verdict.ERROR, Subject.MEETING, name, sheet.sheet, held.row, (), (problem,))
        key = old.id if old else None
        write = WriteMeeting(key, cell.id, year, month, held.held_on, state, tuple(changed), found.kind)
        return Action(
            verdict,
            Subject.MEETING,
            name,
            sheet.sheet,
            held.row,
            differences,
            tuple(problems) if verdict is not Verdict.SKIP else (),
            write=None if verdict is Verdict.SKIP else write,
        )

    def _lines(
        self, sheet: CellSheet, cell: KnownCell, held: HeldMeeting, people: dict[int, RollLine]
    ) -> tuple[list[WriteLine], list[Problem]]:
        """Return the roster that the sheet proves, and warnings of people it leaves “chưa ghi”."""
        found: list[WriteLine] = []
        problems: list[Problem] = []
        for member_id, line in sorted(people.items(), key=lambda item: item[1].row):
            mark = next((mark for mark in line.marks if mark.month == held.month), None)
            if mark is not None:
                found.append(self._line(cell, held, member_id, mark))
            elif self._is_due_without_mark(cell, member_id, line, held):
                found.append(self._line(cell, held, member_id, None))
                reason = f"Chưa có dấu điểm danh ngày {held.held_on:%d/%m/%Y}; ghi là “chưa ghi”."
                repair = "Ghi dấu vào sổ rồi nhập lại, hoặc điểm danh trong chương trình."
                problems.append(_problem(sheet, line, reason, repair, column=held.column, severity=Severity.WARNING))
        return found, problems

    def _is_due_without_mark(self, cell: KnownCell, member_id: int, line: RollLine, held: HeldMeeting) -> bool:
        """Tell whether an empty mark is a gap; before the first mark it means: not yet a member, if that can be."""
        history = self._register.stays[member_id]
        if not any(stay.cell_id == cell.id and stay.may_hold_on(held.held_on) for stay in history):
            return False
        if line.marks and line.marks[0].month < held.month:
            return True
        admitted = self._register.members[member_id].admitted_on
        return admitted is not None and admitted.last < held.held_on

    def _line(self, cell: KnownCell, held: HeldMeeting, member_id: int, mark: RollMark | None) -> WriteLine:
        name = self._register.called_on(member_id, held.held_on)
        history = [stay for stay in self._register.stays[member_id] if stay.holds_on(held.held_on)]
        stay = next((stay for stay in history if stay.cell_id == cell.id), None)
        standing = stay.standing if stay else self._standing(member_id, held)
        duty = mark.duty if mark else stay.duty if stay else Duty.ACTIVE
        if duty is Duty.ACTIVE and stay is not None and stay.duty is Duty.GUEST:
            duty = Duty.GUEST  # marked like all others
        return WriteLine(member_id, name, standing, duty, mark.mark if mark else Mark.UNRECORDED)

    def _standing(self, member_id: int, held: HeldMeeting) -> Standing:
        member = self._register.members[member_id]
        return stays.standing_from(member.admitted_on, member.official_on, held.held_on, self._terms)

    def _differences(
        self, held: HeldMeeting, old: KnownMeeting | None, changed: list[WriteLine]
    ) -> tuple[Difference, ...]:
        day = f"{held.held_on:%d/%m/%Y}"
        if old is None or old.state is not MeetingState.RECORDED:
            before = old.state.label if old else ""
            counts = Counter(_shown(line.duty, line.mark) for line in changed)
            roster = ", ".join(f"{counts[word]} {word.lower()}" for word in _WORDS if counts[word])
            return (
                Difference("Ngày họp", f"{old.held_on:%d/%m/%Y}" if old else "", day),
                Difference("Điểm danh", before, f"{len(changed)} người: {roster}"),
            )
        found = [] if old.held_on == held.held_on else [Difference("Ngày họp", f"{old.held_on:%d/%m/%Y}", day)]
        for line in changed:
            before = _shown(*old.lines[line.member_id]) if line.member_id in old.lines else ""
            found.append(Difference(line.full_name, before, _shown(line.duty, line.mark)))
        return tuple(found)


def _without_roll(held: HeldMeeting, old: KnownMeeting | None) -> tuple[Difference, ...]:
    """What a day without anybody's mark says: the meeting is due; it does not unsay that none was held."""
    if old is not None and old.state is MeetingState.NOT_HELD:
        return ()
    found: list[Difference] = []
    if old is None or old.held_on != held.held_on:
        found.append(Difference("Ngày họp", f"{old.held_on:%d/%m/%Y}" if old else "", f"{held.held_on:%d/%m/%Y}"))
    if old is None or old.state is not MeetingState.PLANNED:
        found.append(Difference("Điểm danh", old.state.label if old else "", MeetingState.PLANNED.label))
    return tuple(found)


def _is_other(line: WriteLine, old: KnownMeeting | None) -> bool:
    """Tell whether a line says other than the roster; “chưa ghi” takes no mark away, an x no “trực tuyến”."""
    known = old.lines.get(line.member_id) if old else None
    if known is None:
        return True
    says_less = (line.mark is Mark.UNRECORDED and line.duty in (Duty.ACTIVE, Duty.GUEST)) or (
        line.mark is Mark.PRESENT and known == (line.duty, Mark.ONLINE)
    )
    return not says_less and known != (line.duty, line.mark)


_WORDS: Final = tuple(word.label for kind in (Mark, Duty) for word in kind)


def _shown(duty: Duty, mark: Mark) -> str:
    return mark.label if duty is Duty.ACTIVE else duty.label


def _twins(sheet: CellSheet, lines: list[RollLine]) -> list[Problem]:
    """Refuse lines that all mean one member."""
    if len(lines) == 1:
        return []
    rows = ", ".join(f"dòng {line.row}" for line in lines)
    return [_problem(sheet, line, f"Cùng một đồng chí ở {rows}.", "Mỗi người chỉ giữ một dòng.") for line in lines]


def _line_action(verdict: Verdict, sheet: CellSheet, line: RollLine, problems: tuple[Problem, ...]) -> Action:
    place = (line.sheet or sheet.sheet, line.row)
    return Action(verdict, Subject.ROLL_LINE, line.full_name, *place, (), (*line.problems, *problems))


def _problem(
    sheet: CellSheet,
    line: RollLine,
    reason: str,
    repair: str,
    *,
    column: str | None = None,
    severity: Severity = Severity.ERROR,
) -> Problem:
    place = (line.sheet or sheet.sheet, line.row, column or line.name_column or sheet.name_column)
    return Problem(*place, "Họ và tên", line.full_name, reason, repair, severity)
