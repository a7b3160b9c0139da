"""Planning the people of a member list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from models import membership_rules, stays
from models.dates import PartialDate
from models.imports import exemptions, newcomers, removals
from models.imports.actions import NEW, Action, Candidate, Choices, Difference, Subject, Verdict, WriteMember
from models.imports.checks import REPAIR, Checks, unwritten
from models.imports.columns import Columns, problem_of
from models.imports.former_names import FormerNames
from models.imports.leaving import Decisions, chosen_event, is_recorded, of_newcomer, question
from models.imports.matching import Match, agree, in_trash, match
from models.imports.numbers import Numbers
from models.imports.past_days import PastDay
from models.imports.places import NAME_THE_CELL
from models.imports.register import KnownMember, Register, ThrownAway, cell_key
from models.imports.said import Said
from models.imports.spellings import Spellings
from models.member_records import MemberRecords
from models.outline import tab_of
from models.records import MemberRecord, Problem, Severity
from models.stays import Life
from models.tables import Duty, TrashKind
from models.text import sort_key


class PeoplePlanner:
    """Plans one person after another; two lines that mean one member refuse each other."""

    def __init__(
        self,
        session: Session,
        register: Register,
        on: date,
        choices: Choices,
        records: MemberRecords,
        fixed: Mapping[tuple[str, int], int] | None = None,
        decisions: Decisions | None = None,
        as_of: date | None = None,
    ) -> None:
        self._register = register
        self._columns = Columns(register, on, records)
        self._former = FormerNames(session, register)
        self.past = None if as_of is None else PastDay(session, register, self._former, decisions or {}, as_of)
        self._as_of = as_of or on
        self._spellings = Spellings(register, records.column("cell_name"), self._former.cells)
        self._on = on
        self._session = session
        self._choices = choices
        self._decisions = decisions or {}
        self._terms = membership_rules.book(session)
        self.events: list[Action] = []
        self.homes = 0
        """How many residences are taken from addresses."""
        self._fixed = fixed or {}
        self._taken: dict[int, MemberRecord] = {}
        self._checks = Checks(register, self._columns, self._terms, self._as_of)
        self._numbers = Numbers(register, records, self._fixed)
        former = self._former.cells or self._former.villages
        self._knows_nobody = not (former or register.members or register.thrown_away)

    def newcomers(self, records: MemberRecords) -> newcomers.Newcomers | None:
        """Return the people of whom there is nothing to be said but that they come; None where that may be nobody.

        The others are to be looked at closely (`plan`).
        """
        if not self._knows_nobody:
            return None
        least_age = max(card.values.least_age for card in self._terms.cards)
        plain = self._spellings.says_plainly
        return newcomers.plan(records, self._columns, plain, least_age, self._words_of_newcomer)

    def plan(self, record: MemberRecord) -> Action:
        """Return what happens to one person of the list."""
        if record.is_refused:
            return _refused(record, self._beside(record))
        if record.double_of is not None:
            return Action(Verdict.SKIP, Subject.MEMBER, record.full_name, record.sheet, record.row, (), record.problems)
        if (fixed := self._fixed.get((record.sheet, record.row))) is not None:
            known = self._register.members[fixed]
            record = self._spellings.of(self._former.of_member(record))
            record = self._former.of_known(record, known, self._register.present_stay(fixed))
            return _refused(record, ()) if record.is_refused else self._compare(record, known, is_exact=True)
        as_written, record = record, self._spellings.of(self._former.of_member(record))
        found = self._match(record)
        if found.maybe:
            return self._question(record, found)
        known = None if found.member_id is None else self._register.members[found.member_id]
        if known is None and (thrown := in_trash(self._register, record)) is not None:
            if record.removal and thrown.kind is TrashKind.MEMBER:  # what the list asks for is done
                return Action(Verdict.SKIP, Subject.MEMBER, record.full_name, record.sheet, record.row)
            chosen = self._choices.get((record.sheet, record.row))
            if chosen is not None and chosen != NEW and chosen == thrown.kept_id:
                known = self._register.members[chosen]
            elif chosen != NEW:
                return self._question_of_trash(record, thrown)
        stay = self._register.present_stay(known.id) if known else None
        if self.past and known is not None:
            record = self.past.held_against(as_written, record, known)
        record = self._former.of_known(self._register.called_now(record, known), known, stay)
        if record.is_refused:
            return _refused(record, ())
        if known is not None:
            if (first := self._taken.setdefault(known.id, record)) is not record:
                text = f"Dòng này và dòng {first.row} trang “{first.sheet}” là cùng một đồng chí."
                return _refused(record, (problem_of(record, "Họ và tên", record.full_name, text, "Chỉ giữ một dòng."),))
            says_gone = record.is_gone or record.left_on or record.leaving
            if stay is None and says_gone and is_recorded(self._register, known.id, record):
                return Action(Verdict.SKIP, Subject.MEMBER, record.full_name, record.sheet, record.row)
            if stay is None and not (self.past and self._register.stay_on(known.id, self.past.day)):
                text = "Đồng chí đã ra khỏi danh sách của đảng bộ."
                repair = "Nếu đồng chí trở lại, hãy tiếp nhận ở thẻ đảng viên; nếu không, bỏ dòng này."
                return _refused(record, (problem_of(record, "Họ và tên", record.full_name, text, repair),))
            wanted = removals.question(self._session, record, known.id, self._decisions)
            if wanted is not None and wanted.write is not None:  # nothing else is written of whoever goes
                return wanted
            dated = (
                record._replace(duty=Duty.EXEMPT) if as_written.duty is Duty.EXEMPT else record
            )  # its day is of that
            asked = question(self._register, self._session, dated, known, self._decisions, self._on)
            is_settled = record.left_on is not None and asked is None  # the line's one question has its answer
            if wanted is not None and not is_settled and (asked is None or asked.verdict is Verdict.SKIP):
                self.events.append(wanted)
            if asked is not None:
                if wanted is not None and asked.candidates:
                    asked = asked._replace(candidates=(*asked.candidates, *wanted.candidates[-1:]))
                self.events.append(asked)
                if asked.verdict is not Verdict.SKIP:  # whoever leaves is not moved as well
                    record = record._replace(cell_name=None, duty=None)
                elif record.duty is Duty.EXEMPT:  # nor exempt from another day, if that was not to be written
                    record = record._replace(duty=None)
            else:
                record = exemptions.ended_since(self._register, record, known)
            if self.past and (wish := self.past.question(record, known)) is not None:
                self.events.append(wish)
                if wish.verdict is not Verdict.CHANGE:
                    record = record._replace(cell_name=None, duty=None)
            if record.is_gone and record.left_on is None:  # nobody knows since when: only the rest comes in
                record = record._replace(cell_name=None, duty=None)
        elif record.is_gone and record.left_on is None:
            problems = (*record.problems, self._checks.undated(record, None))
            return Action(Verdict.SKIP, Subject.MEMBER, record.full_name, record.sheet, record.row, (), problems)
        elif (asked := of_newcomer(record, self._decisions, self._terms, self._on)) is not None:
            if record.is_gone and asked.verdict is not Verdict.CHANGE:  # comes in as history, or not at all
                return asked._replace(problems=(*record.problems, *asked.problems))
            self.events.append(asked)
        return self._compare(record, known)

    def _beside(self, record: MemberRecord) -> tuple[Problem, ...]:
        """Return what else is wrong in a line that is refused already, so that it is mended in one go."""
        problems: list[Problem] = []
        given = self._columns.given(record, problems, is_exact=False)
        self._checks.life(record, None, given, problems)
        known = {(one.field, one.reason) for one in record.problems}
        return tuple(one for one in problems if one.is_error and (one.field, one.reason) not in known)

    def _match(self, record: MemberRecord) -> Match:
        chosen = self._choices.get((record.sheet, record.row))
        found = match(self._register, record, self.past and self.past.day)
        if chosen is None or not found.maybe:
            return found
        if chosen == NEW:
            return Match() if found.may_be_new else found
        return Match(chosen) if chosen in found.maybe else found

    def _question(self, record: MemberRecord, found: Match) -> Action:
        candidates = [Candidate(key, self._register.describe(key)) for key in found.maybe]
        if found.may_be_new:
            candidates.append(Candidate(NEW, "Người khác, chưa có trong sổ"))
        return Action(
            Verdict.ASK,
            Subject.MEMBER,
            record.full_name,
            record.sheet,
            record.row,
            tuple(self._said(record)),
            record.problems,
            tuple(candidates),
        )

    def _question_of_trash(self, record: MemberRecord, thrown: ThrownAway) -> Action:
        """Ask about somebody whom the register has thrown away; restoring is done in the trash itself."""
        day = f"{thrown.removed_on:%d/%m/%Y}"
        maybe = () if thrown.kept_id not in self._register.members else (thrown.kept_id,)
        if thrown.kind is TrashKind.MERGE:
            text, repair = f"Lý lịch này đã gộp vào một lý lịch khác ngày {day}.", "Chọn đồng chí ấy."
        else:
            text = f"Đồng chí này đang nằm trong Thùng rác từ {day}."
            repair = "Khôi phục ở Dữ liệu, trang Thùng rác rồi nhập lại; hoặc bỏ dòng này."
        asked = self._question(record, Match(maybe=maybe, may_be_new=True))
        warning = problem_of(record, "Họ và tên", record.full_name, text, repair, is_warning=True)
        return asked._replace(problems=(*record.problems, warning))

    def _said(self, record: MemberRecord) -> list[Difference]:
        """Return what the line itself says, to be held against the candidates."""
        pairs = (
            ("Số CCCD", record.citizen_id),
            ("Ngày sinh", record.born_on),
            ("Ngày kết nạp", record.admitted_on),
            ("Chi bộ", record.cell_name),
        )
        return [Difference(label, "", str(value)) for label, value in pairs if value]

    def _compare(self, record: MemberRecord, known: KnownMember | None, *, is_exact: bool = False) -> Action:
        problems: list[Problem] = []
        given = self._columns.given(record, problems, is_exact=is_exact)
        if known is not None and record.once_said:
            problems += self._columns.contradicted(record, known)
        if record.more_schooling:
            given["note"] = self._columns.noted(record, known, given.get("note"), problems)
        differences: Sequence[Difference]
        is_of_address = "village_id" in given and not (record.village or record.residence_cell)
        if is_of_address and known is not None and known.village_id is not None:
            del given["village_id"]  # an address is no news of a move
        elif is_of_address:
            self.homes += 1
        if known is None:
            record = self._with_cell_of_tab(record)
            values = {field: value for field, value in given.items() if value is not None}
            cell, duty = self._place_of_newcomer(record, problems)
            differences = Said(partial(self._words_of_newcomer, record, values, duty))
        else:
            values, differences = self._changes(record, known, given, problems, is_exact=is_exact)
            if is_exact:
                self._numbers.check(record, known, problems)
            cell, duty = self._cell_and_duty(record, known, problems, differences)
        self._checks.life(record, known, values, problems)
        self._checks.status(record, known, values, problems)
        if known is not None:
            self._checks.identity(record, known, values, problems)
        if record.removal:
            problems.append(unwritten(record, can_choose=known is not None and not is_exact))
        if any(problem.is_error for problem in problems):
            return _refused(record, tuple(problems))
        verdict = Verdict.ADD if known is None else Verdict.CHANGE if differences else Verdict.SKIP
        leaving = None if known else chosen_event(record, self._decisions, self._terms, self._on)
        write = WriteMember(known.id if known else None, values, cell, duty, leaving)
        return Action(
            verdict,
            Subject.MEMBER,
            record.full_name,
            record.sheet,
            record.row,
            tuple(differences) if known else differences,
            (*record.problems, *problems) if problems else record.problems,
            write=None if verdict is Verdict.SKIP else write,
        )

    def _changes(
        self,
        record: MemberRecord,
        known: KnownMember,
        given: dict[str, Any],
        problems: list[Problem],
        *,
        is_exact: bool,
    ) -> tuple[dict[str, Any], list[Difference]]:
        values: dict[str, Any] = {}
        differences: list[Difference] = []
        for field, label in self._columns.fields:
            after = given.get(field)
            before = self._columns.before(known, field)
            if self.past and field == "village_id":
                before = self.past.home_then(known)
            is_news = before != after if is_exact else _is_news(field, before, after)
            if after is not None and is_news:
                if field == "external_id" and before is not None:
                    others = [self._register.describe(one) for one in self._register.by_external_id.get(after, ())]
                    whose = f"Mã này trong sổ là của đồng chí {'; '.join(others)}. " if others else ""
                    text = f"{whose}Sổ đã ghi mã {before}; mã của hệ thống cấp trên không đổi."
                    problems.append(problem_of(record, label, after, text, "Kiểm tra lại.", is_warning=True))
                    continue
                shown = self._columns.shown(field, before), self._columns.shown(field, after)
                if self.past and self.past.is_outdated(field, before, after):
                    problems.append(self.past.kept(record, label, *shown))
                    continue
                values[field] = after
                if field == "village_id" and before is not None:
                    problems.append(self._moved(record, label))
                differences.append(Difference(label, *shown))
        return values, differences

    def _moved(self, record: MemberRecord, label: str) -> Problem:
        """Return the note that a changed residence begins on the day of the list, and where it is corrected instead."""
        text = f"Ghi là ở đó từ {self._as_of:%d/%m/%Y}; danh sách các ngày trước giữ nơi ở cũ."
        repair = "Nếu nơi ở cũ ghi nhầm, hãy sửa ở thẻ Quá trình."
        return Problem(record.sheet, record.row, None, label, "", text, repair, Severity.NOTE)

    def _place_of_newcomer(self, record: MemberRecord, problems: list[Problem]) -> tuple[str | None, Duty]:
        """Return the key of the cell to which somebody new comes, and the duty there."""
        if not record.cell_name:
            text = "Thiếu chi bộ đang sinh hoạt."
            problems.append(problem_of(record, "Chi bộ", "", text, NAME_THE_CELL))
        return cell_key(record.cell_name) if record.cell_name else None, record.duty or Duty.ACTIVE

    def _words_of_newcomer(self, record: MemberRecord, values: dict[str, Any], duty: Duty) -> list[Difference]:
        place = Difference("Chi bộ", "", self._name_of_cell(record))
        life = Life(values.get("admitted_on"), values.get("official_on"))
        past = Difference(
            "Quá trình sẽ ghi", "", stays.in_words(life, self._on, self._terms, self.past and self.past.day)
        )
        return [*self._columns.added(values), place, Difference("Trạng thái", "", duty.label), past]

    def _with_cell_of_tab(self, record: MemberRecord) -> MemberRecord:
        """Return a line that names no cell with the cell that the sheet's tab names, where it is known."""
        if record.cell_name:
            return record
        key = cell_key(tab_of(record.sheet))
        cell = self._register.cells.get(key) or self._register.spelt_otherwise(key)
        return record._replace(cell_name=cell.name) if cell else record

    def _name_of_cell(self, record: MemberRecord) -> str:
        """Return the name of the line's cell as the register has it, or as the file names a new one."""
        if not record.cell_name:
            return ""
        known = self._register.cells.get(cell_key(record.cell_name))
        return known.name if known else self._spellings.name_of(record.cell_name)

    def _cell_and_duty(
        self, record: MemberRecord, known: KnownMember, problems: list[Problem], differences: list[Difference]
    ) -> tuple[str | None, Duty | None]:
        """Return the key of the cell and the duty where the line changes them."""
        cell = cell_key(record.cell_name) if record.cell_name else None
        if cell is None and record.duty is None:
            return None, None  # they may have left, or stand in no list at all
        stay = self._register.present_stay(known.id) or self._register.stays[known.id][-1]
        before = self._register.cell_names[stay.cell_id]
        moved = cell if cell is not None and cell != cell_key(before) else None
        duty = record.duty if record.duty is not None and record.duty is not stay.duty else None
        name = self._name_of_cell(record)
        if moved is not None:
            differences.append(Difference("Chi bộ", before, name))
        if duty is not None:
            differences.append(Difference("Trạng thái", stay.duty.label, duty.label))
        if (moved or duty) and stay.since > self._on:
            text = f"Đồng chí sinh hoạt như hiện nay từ {stay.since:%d/%m/%Y}, sau ngày nhập."
            problems.append(problem_of(record, "Chi bộ", name, text, REPAIR))
        return moved, duty


def _is_news(field: str, before: Any, after: Any) -> bool:
    """Tell whether a value says more or other than what is known; a vaguer date or another tone place does not."""
    if before is None or before == after:
        return before is None
    if isinstance(after, PartialDate) and agree(before, after):
        return (after.month is not None, after.day is not None) > (before.month is not None, before.day is not None)
    if field == "full_name":
        return sort_key(str(before)) != sort_key(str(after))
    return before != after


def _refused(record: MemberRecord, problems: tuple[Problem, ...]) -> Action:
    return Action(
        Verdict.ERROR,
        Subject.MEMBER,
        record.full_name,
        record.sheet,
        record.row,
        (),
        (*record.problems, *problems),
    )
