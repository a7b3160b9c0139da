"""Planning lists of transfers: each line one dated event of a member, or of somebody who comes with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import codes, deriving, events, journal, members, membership_rules, stays
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventRow, EventValues, Histories
from models.imports import unknown_beginnings
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
from models.imports.arrivals import NAME_FORMS
from models.imports.columns import problem_of
from models.imports.ground import Ground
from models.imports.matching import agree, differs, in_trash
from models.imports.register import KnownCell
from models.imports.transfer_lines import COMING, DAY, FORM, KINDS, MADE, TO, TO_CELL, TransferLines, is_same
from models.imports.unknown_beginnings import possible
from models.imports.whose import Whose
from models.members import MemberValues
from models.records import MemberRecord, Problem, TransferRecord
from models.stays import Life
from models.tables import EventKind, Member
from models.text import fold, forms_of_names

_FROM, _LETTER = "Nơi đi", "Số giấy giới thiệu"
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
        self._lines = TransferLines(ground.register, ground.on)
        self._whose = Whose(ground.register, ground.choices)
        self._decisions = ground.decisions
        self._terms = membership_rules.book(ground.session)
        self._planned: dict[int, list[EventValues]] = defaultdict(list)
        self._numbers: dict[str, MemberRecord] = {}
        self._anew: dict[int, list[EventValues]] = {}
        self._corrected: set[int] = set()
        self._taken: dict[tuple[int, EventKind, date], MemberRecord] = {}
        self._arrived = _Arrived()
        self._turn = 0

    @cached_property
    def _histories(self) -> Histories:
        return Histories(self._session)

    def plan(self, record: TransferRecord) -> Action:
        """Return what happens to one line."""
        who = record.who
        if who.is_refused:
            return _refused(who, ())
        problems: list[Problem] = []
        values, cell = self._lines.event(record, problems)
        if values is None:
            return _refused(who, problems)
        found = self._whose.find(who, (who.cell_name, record.came_from, record.went_to))
        comes = values.kind in COMING
        if found.maybe:
            return self._whose.question(who, found, _said(values, cell), may_be_new=comes)
        if found.member_id is not None:
            first = self._taken.setdefault((found.member_id, values.kind, values.effective_on), who)
            if first is who:
                return self._of_known(who, found.member_id, values, cell, problems)
            text = f"Dòng này và dòng {first.row} trang “{first.sheet}” ghi cùng một việc của một đồng chí."
            problems.append(problem_of(who, "Họ và tên", who.full_name, text, "Chỉ giữ một dòng."))
        elif comes and (self._whose.is_new(who) or in_trash(self._register, who) is None):
            return self._of_newcomer(who, values, cell, problems)
        else:
            problems.append(self._whose.missing(who))
        return _refused(who, problems)

    def waits(self, record: TransferRecord) -> bool:
        """Tell whether a line of somebody known cannot be as things stand: another of its day may make it possible."""
        who = record.who
        values, _cell = (None, None) if who.is_refused else self._lines.event(record, [])
        member_id = values and self._whose.find(who, (who.cell_name, record.came_from, record.went_to)).member_id
        if values is None or member_id is None:
            return False
        try:
            possible([*self._known(member_id), *self._planned[member_id], values])
        except KnownError:
            return True
        return False

    def _known(self, member_id: int) -> list[EventValues]:
        """Return the events of a member that are written, or as another line of the file says they should be."""
        return self._anew.get(member_id) or [row.values for row in self._histories.of(member_id)]

    def _of_known(
        self, who: MemberRecord, member_id: int, values: EventValues, cell: KnownCell | None, problems: list[Problem]
    ) -> Action:
        history = self._histories.of(member_id)
        same = [row for row in history if row.values.kind is values.kind and is_same(row.values, values)]
        if same:
            return self._compare(who, same[0], values, problems)
        if cell is None and values.kind in TO_CELL:
            return _refused(who, [*problems, _lacks_cell(who)])
        if values.kind not in KINDS:
            text = f"Danh sách chuyển sinh hoạt không ghi việc “{values.kind.label.lower()}”."
            problems.append(problem_of(who, FORM, values.kind.label, text, "Ghi việc này ở thẻ đảng viên."))
            return _refused(who, problems)
        if values.kind in COMING:
            values = self._with_standing(member_id, values)
        known = self._known(member_id)
        self._turn += 1
        write: Write = WriteEvent(member_id, values, new_cell=_made(cell), turn=self._turn)
        now = self._place(member_id, values.effective_on)
        try:
            possible([*known, *self._planned[member_id], values])
        except KnownError as error:
            if values.kind is EventKind.TRANSFER_INTERNAL and cell and now == cell.name:
                text = f"Đồng chí đã ở {cell.name}; sổ không ghi lần chuyển này."
                problems.append(problem_of(who, TO, cell.name, text, "Không cần làm gì.", is_warning=True))
                return _action(Verdict.SKIP, who, problems)
            comes = values.kind in COMING
            anew = unknown_beginnings.anew(values, known, self._planned[member_id]) if comes else None
            if anew is None or member_id in self._corrected:
                return _refused(who, [*problems, self._against(who, error, values, history)])
            return self._earlier(who, member_id, values, anew, known, problems)
        self._planned[member_id].append(values)
        differences = _said(values, cell, before=now)
        return _action(Verdict.ADD, who, problems)._replace(differences=differences, write=write)

    def _earlier(
        self,
        who: MemberRecord,
        member_id: int,
        values: EventValues,
        anew: tuple[EventValues, ...],
        known: list[EventValues],
        problems: list[Problem],
    ) -> Action:
        """Return the question whether somebody listed from an unknown day was here only from the arrival on."""
        before: str = self._register.plain("note").get(member_id) or ""
        note = unknown_beginnings.note_of(known, anew, before)
        if note is None:
            text = "Ghi chú ở thẻ đảng viên đã dài, không còn chỗ giữ số quyết định công nhận."
            problem = problem_of(who, DAY, str(values.day), text, "Rút gọn ghi chú ấy rồi nhập lại.")
            return _refused(who, [*problems, problem])
        decided = self._decisions.get((who.sheet, who.row))
        if decided is None:
            text = f"Sổ có đồng chí từ trước ngày {values.day}, mà chưa rõ từ ngày nào."
            problems.append(problem_of(who, DAY, str(values.day), text, "Chọn một trong hai cách.", is_warning=True))
        said = unknown_beginnings.told(values, known, anew, (before, note))
        ways = unknown_beginnings.ways(values)
        done = _action(Verdict.DECIDE, who, problems)._replace(differences=said, candidates=ways)
        if decided != unknown_beginnings.FROM_ARRIVAL:
            return done if decided is None else done._replace(verdict=Verdict.SKIP)
        self._anew[member_id] = list(anew)
        return done._replace(verdict=Verdict.CHANGE, write=WriteHistory(member_id, anew, note))

    def _against(self, who: MemberRecord, error: KnownError, values: EventValues, history: list[EventRow]) -> Problem:
        written = [str(row.values.day) for row in history if row.values.kind is values.kind]
        repair = "Kiểm tra lại ngày, người ở thẻ Quá trình."
        if written:
            repair = f"Sổ đã ghi “{values.kind.label.lower()}” {', '.join(written)}; sổ sai thì sửa ở thẻ Quá trình."
        return problem_of(who, DAY, str(values.day), error.message, repair)

    def _compare(self, who: MemberRecord, row: EventRow, values: EventValues, problems: list[Problem]) -> Action:
        """Return what a line says more or other of an event that is written; a blank says nothing."""
        known, news, differences = row.values, dict[str, Any](), list[Difference]()
        if values.day != known.day and (values.is_day_known or not known.is_day_known) and not _holds(values, known):
            news |= {
                "effective_on": values.effective_on,
                "is_day_known": values.is_day_known,
                "is_month_known": values.is_month_known,
            }
            differences.append(Difference(DAY, str(known.day), str(values.day)))
        told = "; ".join(part for part in (known.place, known.reason) if part)
        for name, label in (
            ("place", _FROM if values.kind in COMING else TO),
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
        if values.cell_id not in (None, MADE, known.cell_id):
            news["cell_id"] = values.cell_id
            names = self._register.cell_names
            differences.append(Difference("Chi bộ", names.get(known.cell_id or 0, ""), names[values.cell_id or 0]))
        if not news or values.kind not in KINDS:
            return _action(Verdict.SKIP, who, problems)
        if row.member_id in self._anew:
            text = "Dòng khác của tệp ghi lại cả Quá trình của đồng chí này."
            return _refused(who, [*problems, problem_of(who, DAY, "", text, "Nhập xong thì nhập lại dòng này.")])
        changed = replace(known, **news)
        others = [one.values for one in self._histories.of(row.member_id) if one.id != row.id]
        try:
            events.check(changed)
            possible([*others, *self._planned[row.member_id], changed])
        except KnownError as error:
            return _refused(who, [*problems, self._against(who, error, values, [row])])
        self._corrected.add(row.member_id)
        self._turn += 1
        write = WriteEvent(row.member_id, changed, row.id, turn=self._turn)
        return _action(Verdict.CHANGE, who, problems)._replace(differences=tuple(differences), write=write)

    def _of_newcomer(
        self, who: MemberRecord, values: EventValues, cell: KnownCell | None, problems: list[Problem]
    ) -> Action:
        for other in self._arrived.alike(who):
            if agree(other.born_on, who.born_on) and not differs(other, who):
                text = f"Dòng {other.row} trang “{other.sheet}” đã thêm đồng chí này."
                repair = "Cùng một việc thì chỉ giữ một dòng; việc khác thì nhập xong rồi nhập lại dòng này."
                return _refused(who, [*problems, problem_of(who, "Họ và tên", who.full_name, text, repair)])
        given = {name: value for name, _label in _WHO if (value := getattr(who, name)) is not None}
        ethnic = self._register.code(codes.ETHNIC, who.ethnic) if who.ethnic else None
        if who.ethnic and ethnic is None:
            text = f"Không có “{who.ethnic}” trong danh mục."
            problems.append(problem_of(who, "Dân tộc", who.ethnic, text, "Sửa lại dân tộc."))
        if who.citizen_id and (holder := self._register.by_citizen_id.get(who.citizen_id)):
            text = f"Số định danh này đang ghi cho {self._register.describe(holder)}."
            problems.append(problem_of(who, "Số CCCD", who.citizen_id, text, "Kiểm tra lại."))
        elif who.citizen_id and (first := self._numbers.setdefault(who.citizen_id, who)) is not who:
            text = f"Dòng {first.row} trang “{first.sheet}” cũng ghi số định danh này."
            problems.append(problem_of(who, "Số CCCD", who.citizen_id, text, "Kiểm tra lại."))
        fields: dict[str, Any] = {"full_name": who.full_name, **given, "ethnic_id": ethnic}
        try:
            values_of = MemberValues(**fields)
            admitted = values_of.admitted_on or PartialDate.of(self._on)
            values_of = members.checked(values_of, self._on, self._terms.on(admitted.last).least_age)
            fields = {name: getattr(values_of, name) for name, value in fields.items() if value is not None}
        except KnownError as error:
            problems.append(problem_of(who, "Họ và tên", who.full_name, error.message, "Sửa lại dòng này."))
        if cell is None or any(problem.is_error for problem in problems):
            return _refused(who, [*problems, *(() if cell else (_lacks_cell(who),))])
        said = [Difference(label, "", _text(given[name])) for name, label in _WHO if name in given]
        write = WriteArrival(fields, values, _made(cell))
        self._arrived.add(who)
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


class _Arrived:
    """The newcomers of the lines before, found by name and year of birth: one name may come again and again."""

    def __init__(self) -> None:
        self._by_name: dict[str, dict[int | None, list[MemberRecord]]] = {}

    def add(self, who: MemberRecord) -> None:
        """Take up a newcomer."""
        by_year = self._by_name.setdefault(fold(who.full_name), {})
        by_year.setdefault(who.born_on.year if who.born_on else None, []).append(who)

    def alike(self, who: MemberRecord) -> list[MemberRecord]:
        """Return those of the same name and, where both are known, year of birth."""
        by_year = self._by_name.get(fold(who.full_name), {})
        years = (who.born_on.year, None) if who.born_on else tuple(by_year)
        return [one for year in years for one in by_year.get(year, ())]


def write_events(session: Session, many: Sequence[WriteEvent], on: date) -> None:
    """Write down events, or write some anew, in the order given."""
    del on
    for is_new, some in groupby(many, key=lambda one: one.event_id is None):
        if is_new:
            wanted: dict[int, list[EventValues]] = defaultdict(list)
            for one in some:
                wanted[one.member_id].append(one.values)
            events.record_all(session, wanted)
        else:
            events.correct_all(session, {one.event_id or 0: one.values for one in some})


def write_histories(session: Session, many: Sequence[WriteHistory], on: date) -> None:
    """Let the events of members, and the notes on their cards, be those planned."""
    del on
    wanted = {one.member_id: one.events for one in many}
    cards = {card.id: card for card in session.scalars(select(Member).where(Member.id.in_(wanted)))}
    for one in many:
        if one.note is not None:
            cards[one.member_id].note = one.note or None
    for member_id, known in events.of_members(session, list(wanted)):
        events.write_anew(session, member_id, known, wanted[member_id])
    session.flush()
    deriving.derive(session, *wanted)


def write_arrivals(session: Session, many: Sequence[WriteArrival], on: date) -> None:
    """Add those who came from other Party bodies; what they say was checked when it was planned."""
    terms = membership_rules.book(session)
    session.flush()
    names = dict.fromkeys(name for one in many for name in one.values)
    columns: dict[str, Sequence[Any]] = {name: [one.values.get(name) for one in many] for name in names}
    columns |= zip(NAME_FORMS, zip(*forms_of_names(columns["full_name"]), strict=True), strict=True)
    ids = journal.insert_many(session, Member, columns)
    lives = (Life(one.values.get("admitted_on"), one.values.get("official_on")) for one in many)
    steps = (stays.arrived(life, one.by, on, terms) for life, one in zip(lives, many, strict=True))
    events.record_first_all(session, dict(zip(ids, steps, strict=True)))


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
    comes = values.kind in COMING
    rest = (
        (_FROM if comes else TO, values.place),
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


def made_cell(action: Action) -> str | None:
    """Return the name of the cell that an action makes somebody join and the file makes."""
    return action.write.new_cell if isinstance(action.write, (WriteArrival, WriteEvent)) else None


def _made(cell: KnownCell | None) -> str | None:
    """Return the name of a cell that the file makes."""
    return cell.name if cell is not None and cell.id == MADE else None


def _lacks_cell(who: MemberRecord) -> Problem:
    return problem_of(who, TO, "", "Thiếu chi bộ nhận đồng chí.", "Ghi đúng tên chi bộ như trong sổ.")


def _refused(who: MemberRecord, problems: list[Problem] | tuple[()]) -> Action:
    return _action(Verdict.ERROR, who, list(problems))
