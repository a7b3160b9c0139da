"""Planning lists of transfers: each line one dated event of a member, or of somebody who comes with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from models import codes, deriving, events, members, membership_rules, stays, timeline
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventRow, EventValues
from models.imports.actions import (
    Action,
    Difference,
    Subject,
    Verdict,
    Write,
    WriteArrival,
    WriteEvent,
    WriteHistory,
)
from models.imports.columns import problem_of
from models.imports.ground import Ground
from models.imports.matching import agree, in_trash
from models.imports.register import KnownCell, cell_key
from models.imports.whose import Whose
from models.members import MemberValues
from models.outline import tab_of
from models.records import TEMPORARY, MemberRecord, Problem, TransferRecord
from models.tables import EventKind, Standing
from models.text import fold

_COMING: Final = frozenset({EventKind.TRANSFER_IN, EventKind.TEMP_IN})
_KINDS: Final = frozenset({*_COMING, EventKind.TRANSFER_OUT, EventKind.TEMP_OUT, EventKind.TRANSFER_INTERNAL})
_DAY, _TO, _FROM = "Ngày chuyển", "Nơi đến", "Nơi đi"
_LETTER, _FORM = "Số giấy giới thiệu", "Hình thức chuyển"
_WHO: Final = (
    ("born_on", "Ngày sinh"),
    ("gender", "Giới tính"),
    ("citizen_id", "Số CCCD"),
    ("card_number", "Số thẻ đảng viên"),
    ("admitted_on", "Ngày kết nạp"),
    ("official_on", "Ngày chính thức"),
)


class TransferPlanner:
    """Plans one transfer after another: new, more exactly known, already there, or against what is written."""

    def __init__(self, ground: Ground) -> None:
        self._register = ground.register
        self._session = ground.session
        self._on = ground.on
        self._whose = Whose(ground.register, ground.choices)
        self._terms = membership_rules.book(ground.session)
        self._planned: dict[int, list[EventValues]] = defaultdict(list)
        self._taken: dict[tuple[Any, ...], int] = {}

    def plan(self, record: TransferRecord) -> Action:
        """Return what happens to one line."""
        who = record.who
        if who.is_refused:
            return _refused(who, ())
        problems: list[Problem] = []
        kind, cell = self._way(record, problems)
        values = self._values(record, kind, cell, problems) if kind else None
        if values is None:
            return _refused(who, problems)
        found = self._whose.find(who, (who.cell_name, record.came_from, record.went_to))
        comes = values.kind in _COMING
        if found.maybe:
            return self._whose.question(who, found, _said(values, cell), may_be_new=comes)
        key = (found.member_id or (fold(who.full_name), str(who.born_on)), values.kind, values.effective_on)
        if (first := self._taken.setdefault(key, who.row)) != who.row:
            text = f"Dòng này và dòng {first} ghi cùng một việc của một đồng chí."
            problems.append(problem_of(who, "Họ và tên", who.full_name, text, "Chỉ giữ một dòng."))
        elif found.member_id is not None:
            return self._of_known(who, found.member_id, values, cell, problems)
        elif comes and (self._whose.is_new(who) or in_trash(self._register, who) is None):
            return self._of_newcomer(who, values, cell, problems)
        else:
            problems.append(self._whose.missing(who))
        return _refused(who, problems)

    def _way(self, record: TransferRecord, problems: list[Problem]) -> tuple[EventKind | None, KnownCell | None]:
        """Return what happened, and the cell it leads to if that is one of ours."""
        who = record.who
        source = self._register.cells.get(cell_key(record.came_from)) if record.came_from else None
        target = self._register.cells.get(cell_key(record.went_to)) if record.went_to else None
        kind = record.kind
        if kind is None:
            kind = _by_places(record, source, target)
            kind = TEMPORARY.get(kind, kind) if kind and record.is_temporary else kind
        elif (kind is EventKind.TRANSFER_OUT and target) or (kind is EventKind.TRANSFER_IN and source):
            body = target if kind is EventKind.TRANSFER_OUT else source
            text = f"“{body.name if body else ''}” là chi bộ của đảng bộ này nên ghi là chuyển sinh hoạt nội bộ."
            problems.append(problem_of(who, _TO, "", text, "Kiểm tra lại.", is_warning=True))
            kind = EventKind.TRANSFER_INTERNAL
        if kind is None:
            text = "Không rõ là chuyển đi, chuyển đến hay nội bộ."
            problems.append(problem_of(who, _FORM, "", text, "Chọn lại loại danh sách, hoặc thêm cột Hình thức."))
        if kind in _COMING or kind is EventKind.TRANSFER_INTERNAL:
            target = self._cell(record, kind, target, problems)
        return kind, target

    def _cell(
        self, record: TransferRecord, kind: EventKind, target: KnownCell | None, problems: list[Problem]
    ) -> KnownCell | None:
        """Return the cell that somebody joins; who comes may have only one cell named."""
        who = record.who
        name = record.went_to
        if target is None and (name is None or kind in _COMING):
            name = (None if kind is EventKind.TRANSFER_INTERNAL and not record.came_from else who.cell_name) or name
            name = name or (tab_of(who.sheet) if cell_key(tab_of(who.sheet)) in self._register.cells else None)
            target = self._register.find_cell(name) if name else None
        target = target or (self._register.find_cell(name) if name else None)
        if target is None:
            text = f"Không có chi bộ “{name}” trong sổ." if name else "Thiếu chi bộ nhận đồng chí."
            problems.append(problem_of(who, _TO, name or "", text, "Ghi đúng tên chi bộ như trong sổ."))
        return target

    def _values(
        self, record: TransferRecord, kind: EventKind, cell: KnownCell | None, problems: list[Problem]
    ) -> EventValues | None:
        """Return the event that a line tells of, None if something in it cannot stand."""
        who, day = record.who, record.on
        if day is None and record.letter_on is not None:
            day = PartialDate.of(record.letter_on)
            text = f"Tệp không ghi ngày chuyển; lấy ngày giấy giới thiệu {day}."
            problems.append(problem_of(who, _DAY, "", text, "Sửa sau ở thẻ nếu khác.", is_warning=True))
        if day is None:
            problems.append(problem_of(who, _DAY, "", "Thiếu ngày chuyển.", "Ghi ngày chuyển vào dòng này."))
        elif day.first > self._on:
            problems.append(problem_of(who, _DAY, str(day), f"Ngày chuyển {day} chưa tới.", "Sửa lại ngày."))
        if day is None or any(problem.is_error for problem in problems):
            return None
        place = record.came_from if kind in _COMING else record.went_to
        values = EventValues(
            kind,
            day.first,
            is_day_known=day.is_full,
            is_month_known=day.month is not None,
            cell_id=cell.id if cell and (kind in _COMING or kind is EventKind.TRANSFER_INTERNAL) else None,
            place="" if kind is EventKind.TRANSFER_INTERNAL else place or "",
            decision_number=record.letter_number or "",
            decision_on=record.letter_on,
            scope=None if kind is EventKind.TRANSFER_INTERNAL else record.scope,
            reason=record.reason or "",
        )
        try:
            if kind in _KINDS:
                events.check(values)
        except KnownError as error:
            problems.append(problem_of(who, _DAY, str(day), error.message, "Sửa lại dòng này."))
            return None
        return values

    def _of_known(
        self, who: MemberRecord, member_id: int, values: EventValues, cell: KnownCell | None, problems: list[Problem]
    ) -> Action:
        history = events.history(self._session, member_id)
        same = [row for row in history if row.values.kind is values.kind and _is_same(row.values, values)]
        if same:
            return self._compare(who, same[0], values, problems)
        if values.kind not in _KINDS:
            text = f"Danh sách chuyển sinh hoạt không ghi việc “{values.kind.label.lower()}”."
            problems.append(problem_of(who, _FORM, values.kind.label, text, "Ghi việc này ở thẻ đảng viên."))
            return _refused(who, problems)
        if values.kind in _COMING:
            values = self._with_standing(member_id, values)
        known = [row.values for row in history]
        write: Write = WriteEvent(member_id, values)
        now = self._place(member_id, values.effective_on)
        try:
            _possible([*known, *self._planned[member_id], values])
        except KnownError as error:
            if values.kind is EventKind.TRANSFER_INTERNAL and cell and now == cell.name:
                text = f"Đồng chí đã ở {cell.name}; sổ không ghi lần chuyển này."
                problems.append(problem_of(who, _TO, cell.name, text, "Không cần làm gì.", is_warning=True))
                return _action(Verdict.SKIP, who, problems)
            anew = self._listed_only_later(values, known)
            if anew is None:
                return _refused(who, [*problems, self._against(who, error, values, history)])
            write = WriteHistory(member_id, anew)
            text = f"Sổ có đồng chí từ trước mà chưa rõ từ ngày nào; sẽ ghi là chuyển đến {values.day}."
            problems.append(problem_of(who, _DAY, str(values.day), text, "Xem lại trước khi nhập.", is_warning=True))
        self._planned[member_id].append(values)
        differences = _said(values, cell, before=now)
        return _action(Verdict.ADD, who, problems)._replace(differences=differences, write=write)

    def _against(self, who: MemberRecord, error: KnownError, values: EventValues, history: list[EventRow]) -> Problem:
        written = [str(row.values.day) for row in history if row.values.kind is values.kind]
        repair = "Kiểm tra lại ngày, người ở thẻ Quá trình."
        if written:
            repair = f"Sổ đã ghi “{values.kind.label.lower()}” {', '.join(written)}; sổ sai thì sửa ở thẻ Quá trình."
        return problem_of(who, _DAY, str(values.day), error.message, repair)

    def _listed_only_later(self, values: EventValues, known: list[EventValues]) -> tuple[EventValues, ...] | None:
        """Return the history of somebody found on a list of unknown beginning, as it is once the arrival is known."""
        first = known[0]
        if values.kind not in _COMING or first.kind is not EventKind.LISTED or first.is_day_known:
            return None
        if first.cell_id != values.cell_id:
            return None
        standing = values.standing
        if standing in (None, Standing.UNKNOWN):
            standing = first.standing
        later = [
            one
            for one in known[1:]
            if not (one.kind in (EventKind.RECOGNITION, EventKind.LISTED) and one.effective_on <= values.effective_on)
        ]
        anew = (replace(values, standing=standing), *later)
        try:
            _possible(list(anew))
        except KnownError:
            return None
        return anew

    def _compare(self, who: MemberRecord, row: EventRow, values: EventValues, problems: list[Problem]) -> Action:
        """Return what a line says more or other of an event that is written; a blank says nothing."""
        known, news, differences = row.values, dict[str, Any](), list[Difference]()
        if values.day != known.day and (values.is_day_known or not known.is_day_known) and not _holds(values, known):
            news |= {
                "effective_on": values.effective_on,
                "is_day_known": values.is_day_known,
                "is_month_known": values.is_month_known,
            }
            differences.append(Difference(_DAY, str(known.day), str(values.day)))
        told = "; ".join(part for part in (known.place, known.reason) if part)
        for name, label in (
            ("place", _FROM if values.kind in _COMING else _TO),
            ("decision_number", _LETTER),
            ("decision_on", "Ngày giấy giới thiệu"),
            ("scope", "Phạm vi"),
            ("reason", "Lý do"),
        ):
            before, after = getattr(known, name), getattr(values, name)
            is_told = name == "place" and fold(after) in (fold(told), fold(before))
            if after in (None, "") or after == before or is_told:
                continue
            news[name] = after
            differences.append(Difference(label, _text(before), _text(after)))
        if values.cell_id is not None and values.cell_id != known.cell_id:
            news["cell_id"] = values.cell_id
            names = self._register.cell_names
            differences.append(Difference("Chi bộ", names.get(known.cell_id or 0, ""), names[values.cell_id]))
        if not news or values.kind not in _KINDS:
            return _action(Verdict.SKIP, who, problems)
        changed = replace(known, **news)
        others = [one.values for one in events.history(self._session, row.member_id) if one.id != row.id]
        try:
            events.check(changed)
            _possible([*others, *self._planned[row.member_id], changed])
        except KnownError as error:
            return _refused(who, [*problems, self._against(who, error, values, [row])])
        write = WriteEvent(row.member_id, changed, row.id)
        return _action(Verdict.CHANGE, who, problems)._replace(differences=tuple(differences), write=write)

    def _of_newcomer(
        self, who: MemberRecord, values: EventValues, cell: KnownCell | None, problems: list[Problem]
    ) -> Action:
        given = {name: value for name, _label in _WHO if (value := getattr(who, name)) is not None}
        ethnic = self._register.code(codes.ETHNIC, who.ethnic) if who.ethnic else None
        if who.ethnic and ethnic is None:
            text = f"Không có “{who.ethnic}” trong danh mục."
            problems.append(problem_of(who, "Dân tộc", who.ethnic, text, "Sửa lại dân tộc."))
        if who.citizen_id and (holder := self._register.by_citizen_id.get(who.citizen_id)):
            text = f"Số định danh này đang ghi cho {self._register.describe(holder)}."
            problems.append(problem_of(who, "Số CCCD", who.citizen_id, text, "Kiểm tra lại."))
        fields: dict[str, Any] = {"full_name": who.full_name, **given, "ethnic_id": ethnic}
        try:
            members.checked_for(self._session, MemberValues(**fields), on=self._on)
        except KnownError as error:
            problems.append(problem_of(who, "Họ và tên", who.full_name, error.message, "Sửa lại dòng này."))
        if cell is None or any(problem.is_error for problem in problems):
            return _refused(who, problems)
        said = [Difference(label, "", _text(given[name])) for name, label in _WHO if name in given]
        write = WriteArrival(fields, cell.id, values)
        done = _action(Verdict.ADD, who, problems)._replace(subject=Subject.MEMBER)
        return done._replace(differences=(*said, *_said(values, cell)), write=write)

    def _with_standing(self, member_id: int, values: EventValues) -> EventValues:
        """Return the arrival of somebody known with the standing that their card gives for the day."""
        member = self._register.members[member_id]
        day = values.effective_on
        return replace(values, standing=stays.standing_from(member.admitted_on, member.official_on, day, self._terms))

    def _place(self, member_id: int, day: date) -> str:
        """Return the cell of a member on the eve of a day, "" for who was on no list."""
        held = (stay for stay in self._register.stays.get(member_id, ()) if stay.since < day)
        now = next((stay for stay in held if stay.until is None or stay.until >= day), None)
        return self._register.cell_names[now.cell_id] if now else ""


def write_event(session: Session, one: WriteEvent, on: date) -> None:
    """Write down an event, or write one anew."""
    del on
    if one.event_id is None:
        events.record(session, one.member_id, one.values)
    else:
        events.correct(session, one.event_id, one.values)


def write_history(session: Session, one: WriteHistory, on: date) -> None:
    """Let the events of a member be those planned."""
    del on
    events.write_anew(session, one.member_id, events.of_member(session, one.member_id), one.events)
    session.flush()
    deriving.derive(session, one.member_id)


def write_arrival(session: Session, one: WriteArrival, on: date) -> None:
    """Add somebody who came from another Party body."""
    members.add(session, MemberValues(**one.values), one.cell_id, on=on, by=one.by)


def _by_places(record: TransferRecord, source: KnownCell | None, target: KnownCell | None) -> EventKind | None:
    """Return what a line with two places tells of: whether each of them is a cell of ours."""
    if source and target:
        return EventKind.TRANSFER_INTERNAL
    if target and (record.came_from or record.who.cell_name is None):
        return EventKind.TRANSFER_IN
    if source or (record.went_to and not target and not record.came_from):
        return EventKind.TRANSFER_OUT
    return EventKind.TRANSFER_IN if record.came_from and not record.went_to else None


def _possible(known: list[EventValues]) -> None:
    """Raise KnownError if events cannot follow each other so."""
    timeline.spells(map(events.step_of, known))


def _is_same(known: EventValues, told: EventValues) -> bool:
    """Tell whether a line speaks of an event that is written: by its day, or by the number of its letter."""
    numbers = fold(known.decision_number), fold(told.decision_number)
    return agree(known.day, told.day) or (bool(numbers[0]) and numbers[0] == numbers[1])


def _holds(vaguer: EventValues, exact: EventValues) -> bool:
    """Tell whether a day known in part says nothing new beside the one written."""
    return not vaguer.is_day_known and vaguer.day.first <= exact.day.first and exact.day.last <= vaguer.day.last


def _said(values: EventValues, cell: KnownCell | None, before: str = "") -> tuple[Difference, ...]:
    """Return in words what an event writes."""
    found = [Difference(values.kind.label, "", f"từ {values.day}")]
    if values.cell_id is not None:
        found.append(Difference("Chi bộ", before, cell.name if cell else ""))
    elif before and values.kind is EventKind.TRANSFER_OUT:
        found.append(Difference("Chi bộ", before, "ra khỏi danh sách"))
    comes = values.kind in _COMING
    rest = (
        (_FROM if comes else _TO, values.place),
        (_LETTER, values.decision_number),
        ("Ngày giấy giới thiệu", values.decision_on),
        ("Phạm vi", values.scope),
        ("Lý do", values.reason),
    )
    return (*found, *(Difference(label, "", _text(value)) for label, value in rest if value))


def _text(value: Any) -> str:
    if value in (None, ""):
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(getattr(value, "label", value))


def _action(verdict: Verdict, who: MemberRecord, problems: list[Problem]) -> Action:
    found = (*who.problems, *problems)
    return Action(verdict, Subject.EVENT, who.full_name, who.sheet, who.row, (), found)


def _refused(who: MemberRecord, problems: list[Problem] | tuple[()]) -> Action:
    return _action(Verdict.ERROR, who, list(problems))
