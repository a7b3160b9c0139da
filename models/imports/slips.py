"""Planning slips: what each would change in its meeting, or the sentence why it cannot be taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy.orm import Session

from models import attendance, closings, journal, meeting_codes, meetings, office, reasons
from models.attendance import Roll, RollLine
from models.errors import KnownError
from models.imports.actions import Action, Difference, Subject, Verdict, WriteSlip
from models.imports.former_names import FormerNames
from models.imports.register import Register, cell_key
from models.meetings import MeetingRow
from models.records import Problem, Severity, SlipLine, SlipRecord
from models.tables import Mark, MeetingKind, MeetingState, Member
from models.text import fold
from models.times import end_trouble, show_time

_NEW_SLIP: Final = "Xuất phiếu mới cho chi bộ, hoặc ghi thẳng vào màn hình điểm danh."
_NAMES: Final = 5
_ABSENT: Final = (Mark.EXCUSED, Mark.UNEXCUSED)
_YEAR: Final = re.compile(r" \(\d{4}\)$")  # tells two of one name apart (models.namesakes)


class SlipPlanner:
    """Plans the slips of one import on day `on`; `month` is the one the officer brings in, None for any."""

    def __init__(
        self, session: Session, on: date, records: Sequence[SlipRecord], month: tuple[int, int] | None = None
    ) -> None:
        self._session = session
        self._on = on
        self._month = month
        self._commune = office.read(session).commune
        self._identity = office.identity(session)
        self._reasons = reasons.book(session)
        self._former = FormerNames(session, Register(session))
        self._same = {id(record): self._others(record, records) for record in records}

    @staticmethod
    def _others(record: SlipRecord, records: Sequence[SlipRecord]) -> list[SlipRecord]:
        return [one for one in records if one is not record and one.code == record.code]

    def plan(self, record: SlipRecord) -> Action:
        """Return what happens to the meeting of one slip."""
        try:
            return self._plan(record)
        except _Refused as refusal:
            return Action(
                Verdict.ERROR, Subject.SLIP, _name(record), record.sheet, refusal.row, (), tuple(refusal.problems)
            )

    def _plan(self, record: SlipRecord) -> Action:
        meeting = self._meeting(record)
        held_on = self._held_on(record, meeting)
        roll = attendance.roll(self._session, meeting.id, held_on=held_on)
        warned = (
            *self._renamed(record, meeting),
            *self._renamed_people(record, roll),
            *self._led_by_one(record),
            *_now_apart(record, roll),
        )
        record = replace(record, lines=self._with_known_reasons(record))
        problems = [*record.problems, *_list_problems(record, roll)]
        _refuse(problems)
        if record.rest is None and not any(line.mark for line in record.lines):
            _refuse([_said(record, "Phiếu chưa điền dấu điểm danh nào.", "Gửi lại chi bộ để điền.")])
        values = self._values(record, roll, meeting, held_on)
        marks = _marks(record, roll)
        if not values and not marks and roll.is_written:
            return Action(Verdict.SKIP, Subject.SLIP, _name(record), record.sheet, None, (), warned)
        write = WriteSlip(meeting.id, values, marks)
        differences = (*_value_differences(meeting, roll, values), *_mark_differences(roll, marks))
        return Action(Verdict.CHANGE, Subject.SLIP, _name(record), record.sheet, None, differences, warned, write=write)

    # Whether it is the slip of a meeting of ours, as it went out

    def _meeting(self, record: SlipRecord) -> MeetingRow:
        """Return the meeting of a slip; refuse what is not ours, not of this month, or come twice."""
        is_ours = record.identity == self._identity if record.identity else fold(record.commune) == fold(self._commune)
        if not is_ours and fold(record.commune) == fold(self._commune):
            text = f"Phiếu lập từ một tệp dữ liệu khác, cũng của “{self._commune}”."
            _refuse([_said(record, text, "Mở đúng tệp dữ liệu đã xuất phiếu, hoặc xuất phiếu mới cho chi bộ.")])
        if not is_ours:
            theirs, ours = (f"“{name}”" if name else "nơi chưa khai tên" for name in (record.commune, self._commune))
            _refuse([_said(record, f"Phiếu của {theirs}, sổ này là của {ours}.", "Hỏi lại nơi gửi phiếu.")])
        if self._month is not None and self._month != (record.year, record.month):
            text = f"Phiếu của tháng {record.month}/{record.year}, đang nhập tháng {self._month[1]}/{self._month[0]}."
            _refuse([_said(record, text, "Chọn phiếu đúng tháng, hoặc nhập phiếu này ở tháng của nó.")])
        if record.month in closings.closed_months(self._session, record.year):
            text = f"Tháng {record.month}/{record.year} đã chốt số liệu."
            repair = "Muốn sửa, bấm “Mở lại để đính chính” rồi nhập lại phiếu."
            _refuse([_said(record, text, repair)])
        gone = _said(record, f"Cuộc họp mã {record.code} của phiếu không còn trong sổ.", _NEW_SLIP)
        try:
            meeting = meetings.read(self._session, meeting_codes.meeting_id(record.code) or 0)
        except KnownError:
            raise _Refused([gone]) from None
        if (meeting.year, meeting.month) != (record.year, record.month) and self._is_same_cell(record, meeting):
            text = f"Cuộc họp của phiếu nay thuộc tháng {meeting.month}/{meeting.year}."
            _refuse([_said(record, text, _NEW_SLIP)])
        if meeting_codes.find(self._session, record.code) is None:
            raise _Refused([gone])
        if meeting.state is MeetingState.NOT_HELD:
            is_regular = meeting.values.kind is MeetingKind.REGULAR
            text = "chi bộ không sinh hoạt tháng này" if is_regular else "cuộc họp này không họp"
            repair = "Nếu có họp, bấm “Có sinh hoạt” ở cuộc họp rồi nhập lại phiếu."
            _refuse([_said(record, f"Trong sổ đã ghi {text}.", repair)])
        for other in self._same[id(record)]:
            text = f"Có hai phiếu của cùng cuộc họp này: “{record.sheet}” và “{other.sheet}”."
            _refuse([_said(record, text, "Chỉ giữ một phiếu rồi nhập lại.")])
        return meeting

    def _with_known_reasons(self, record: SlipRecord) -> tuple[SlipLine, ...]:
        """“om” is “ốm”: a slip brought in again says nothing new then."""
        return tuple(replace(line, reason=self._reasons.meant(line.reason)) for line in record.lines)

    def _is_same_cell(self, record: SlipRecord, meeting: MeetingRow) -> bool:
        return self._former.means(record.cell_name, meeting.cell_id)

    def _renamed(self, record: SlipRecord, meeting: MeetingRow) -> tuple[Problem, ...]:
        """Warn of a slip that went out under the name its cell had before."""
        if cell_key(record.cell_name) == cell_key(meeting.cell_name) or not self._is_same_cell(record, meeting):
            return ()
        text = f"“{record.cell_name}” là tên cũ, nay là “{meeting.cell_name}”."
        problem = _said(record, text, "Đã ghi cho chi bộ mang tên hiện nay.")
        return (replace(problem, severity=Severity.WARNING),)

    def _renamed_people(self, record: SlipRecord, roll: Roll) -> tuple[Problem, ...]:
        """Warn of those whose name was corrected here after the slip went out; refuse those who never bore its name.

        The number of somebody who was undone is given again, so an untouched slip may speak of another person.
        """
        if record.seal != record.seal_found:
            return ()
        known = {line.member_id: line.shown_name for line in roll.lines}
        differing = [line for line in record.lines if known.get(line.member_id or 0, line.name) != line.name]
        others = [line for line in differing if not self._was_called(line)]
        _refuse([_another_person(record, line, known[line.member_id or 0]) for line in others])
        return tuple(_renamed_person(record, line, known[line.member_id or 0]) for line in differing)

    def _was_called(self, line: SlipLine) -> bool:
        """Whether the member of a line has, or had before a correction, the name that stands there."""
        member_id = line.member_id or 0
        names = journal.said_before(self._session, "member", member_id, "full_name")
        names.add(self._session.get_one(Member, member_id).full_name)
        return fold(_YEAR.sub("", line.name)) in {fold(str(name)) for name in names}

    def _led_by_one(self, record: SlipRecord) -> tuple[Problem, ...]:
        """Warn of one person who led and wrote."""
        if not record.chair or fold(record.chair) != fold(record.secretary):
            return ()
        problem = _said(record, f"Chủ trì và thư ký cùng là “{record.chair}”.", "Kiểm tra lại; vẫn nhập được.")
        return (replace(problem, severity=Severity.WARNING),)

    def _held_on(self, record: SlipRecord, meeting: MeetingRow) -> date:
        """Return the day the cell met: what it wrote, unless it left the planned one and the register knows better."""
        written = record.held_on if record.held_on not in (None, record.planned_on) else None
        day = written or meeting.held_on
        if day > self._on:
            text = f"Chưa đến ngày họp {day:%d/%m/%Y}."
            _refuse([_said(record, text, "Sửa ngày họp trong phiếu, hoặc chờ đến ngày rồi nhập.")])
        if meeting.state is MeetingState.RECORDED and written is None and day != record.planned_on:
            return day  # the roll is frozen on its day; the slip of the old day says nothing of it
        if (day.year, day.month) != (record.year, record.month):
            text = f"Cuộc họp đã dời sang ngày {day:%d/%m/%Y}, ngoài tháng {record.month}/{record.year} của phiếu."
            repair = "Sửa ngày họp trong phiếu." if written else _NEW_SLIP
            _refuse([_said(record, text, repair)])
        return day

    # What it says of the meeting

    def _values(self, record: SlipRecord, roll: Roll, meeting: MeetingRow, held_on: date) -> dict[str, Any]:
        """Return the fields of the meeting that would change; an empty one of the slip changes nothing."""
        known = meeting.values
        said: dict[str, Any] = {
            "held_on": held_on,
            "starts_at": record.starts_at,
            "ends_at": record.ends_at,
            "chair_id": self._person(record, roll, "Chủ trì", record.chair),
            "secretary_id": self._person(record, roll, "Thư ký", record.secretary),
        }
        found = {name: value for name, value in said.items() if value is not None and value != getattr(known, name)}
        times = replace(known, **found)
        if trouble := end_trouble(times.starts_at, times.ends_at):
            _refuse([_said(record, trouble, "Sửa giờ trong phiếu.")])
        return found

    def _person(self, record: SlipRecord, roll: Roll, field: str, name: str) -> int | None:
        if not name:
            return None
        called = {fold(line.shown_name): line.member_id for line in roll.lines}
        called |= {fold(line.name): line.member_id for line in record.lines if line.member_id}  # what the cell saw
        if found := called.get(fold(name)):
            return found
        text = f"{field} “{name}” không có trong danh sách điểm danh."
        raise _Refused([_said(record, text, "Chọn tên trong danh sách của ô.")])


class _Refused(Exception):
    """A slip that cannot be taken, with everything that speaks against it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems
        self.row = problems[0].row


def _refuse(problems: list[Problem]) -> None:
    """Stop at problems that cannot stand, if there are any."""
    if problems:
        raise _Refused(problems)


def _name(record: SlipRecord) -> str:
    return f"{record.cell_name} – {record.month}/{record.year}"


def _said(record: SlipRecord, reason: str, repair: str, line: SlipLine | None = None) -> Problem:
    """Return a problem of a slip, or of one of its lines."""
    row, value = (line.row, line.name) if line else (None, record.cell_name)
    return Problem(record.sheet, row, "B" if line else None, "Phiếu điểm danh", value, reason, repair)


def _list_problems(record: SlipRecord, roll: Roll) -> Iterator[Problem]:
    """Say where the list of a slip is not that of the meeting: rows added or changed there, people moved here."""
    known = {line.member_id: line for line in roll.lines}
    seen: set[int] = set()
    is_untouched = record.seal == record.seal_found
    count = 0
    for line in record.lines:
        person = known.get(line.member_id or 0)
        if line.member_id is None or line.member_id in seen:
            count += 1
            text = f"Dòng {line.row} “{line.name}” là dòng thêm vào phiếu."
            yield _said(record, text, "Xóa dòng này; người mới thì ghi vào sổ đảng viên rồi xuất phiếu mới.", line)
            continue
        seen.add(line.member_id)
        problem = _person_problem(record, line, person, is_untouched=is_untouched)
        if problem is not None:
            count += 1
            yield problem
    missing = [person.shown_name for key, person in known.items() if key not in seen]
    if missing:
        count += 1
        names = _few(missing)
        if is_untouched:
            yield _said(record, f"Phiếu đã cũ: danh sách ngày họp nay có thêm {names}.", _NEW_SLIP)
        else:
            yield _said(record, f"Phiếu thiếu dòng của {names}.", "Nhập lại phiếu gốc, không xóa dòng.")
    if not is_untouched and not count:
        yield _said(record, "Phần khóa của phiếu (mã, tháng, tên xã hoặc thứ tự người) đã bị sửa.", _NEW_SLIP)


def _person_problem(
    record: SlipRecord, line: SlipLine, person: RollLine | None, *, is_untouched: bool
) -> Problem | None:
    if person is None:
        text = f"Phiếu đã cũ: {line.name} không còn trong danh sách của ngày họp (chuyển đi hoặc ra khỏi danh sách)."
        return _said(record, text, _NEW_SLIP, line)
    if person.shown_name != line.name and not is_untouched:
        text = f"Tên “{line.name}” trong phiếu khác tên “{person.shown_name}” trong sổ."
        repair = "Không sửa tên trong phiếu: sửa ở sổ đảng viên rồi xuất phiếu mới."
        return _said(record, text, repair, line)
    if person.is_expected != line.is_expected and not _is_blank_of_one_apart(line, person):
        duty = person.duty.label.lower()
        return _said(record, f"Phiếu đã cũ: {line.name} nay là {duty}.", _NEW_SLIP, line)
    if line.reason and line.mark not in (*_ABSENT, Mark.ONLINE):
        text = f"{line.name} có lý do vắng mà không có dấu vắng."
        return _said(record, text, "Chọn dấu ở ô Điểm danh, hoặc xóa lý do.", line)
    return None


def _is_blank_of_one_apart(line: SlipLine, person: RollLine) -> bool:
    """Whether nothing is written of somebody who had to come when the slip went out and need not come any more."""
    return line.is_expected and not person.is_expected and line.mark is None and not line.reason


def _now_apart(record: SlipRecord, roll: Roll) -> Iterator[Problem]:
    """Warn of those who were left blank and need not come, as the register has learned since."""
    known = {line.member_id: line for line in roll.outside}
    for line in record.lines:
        person = known.get(line.member_id or 0)
        if person is not None and _is_blank_of_one_apart(line, person):
            text = f"{line.name} nay là {person.duty.label.lower()}, không tính vào tỷ lệ."
            problem = _said(record, text, "Ô điểm danh để trống nên vẫn nhập phiếu.", line)
            yield replace(problem, severity=Severity.WARNING)


def _another_person(record: SlipRecord, line: SlipLine, name: str) -> Problem:
    text = f"Dòng của “{line.name}” nay là của “{name}”, một người khác (người cũ đã bị bỏ khỏi sổ)."
    return _said(record, text, _NEW_SLIP, line)


def _renamed_person(record: SlipRecord, line: SlipLine, name: str) -> Problem:
    text = f"“{line.name}” là tên trong phiếu, nay trong sổ là “{name}”."
    problem = _said(record, text, "Đã ghi cho đồng chí mang tên hiện nay; không đúng người thì bỏ phiếu.", line)
    return replace(problem, severity=Severity.WARNING)


def _marks(record: SlipRecord, roll: Roll) -> dict[int, tuple[Mark, str]]:
    """Return the marks to write; of a roll not yet written everybody's, “chưa ghi” too.

    “Those without a mark were present” is not said of those whom the roll before left out: the slip tells so.
    """
    known = {line.member_id: line for line in roll.expected}
    found: dict[int, tuple[Mark, str]] = {}
    for line in record.lines:
        person = known.get(line.member_id or 0)
        if person is None:
            continue
        mark = line.mark or (record.rest if person.left_out is None else None)
        if not roll.is_written:
            found[person.member_id] = (mark or Mark.UNRECORDED, line.reason)
            continue
        if mark is None or mark is Mark.UNRECORDED:
            continue  # an empty cell takes no mark away
        if line.mark is None and person.mark is Mark.ONLINE:
            continue  # “those without a mark were present” says no less than online
        reason = line.reason or (person.reason if mark in _ABSENT else "")
        if (mark, reason) != (person.mark, person.reason):
            found[person.member_id] = (mark, reason)
    return found


_VALUE_WORDS: Final = {"held_on": "Ngày họp", "starts_at": "Bắt đầu", "ends_at": "Kết thúc"}
_PERSON_WORDS: Final = {"chair_id": "Chủ trì", "secretary_id": "Thư ký"}


def _value_differences(meeting: MeetingRow, roll: Roll, values: dict[str, Any]) -> Iterator[Difference]:
    names = {line.member_id: line.shown_name for line in roll.lines}
    known = meeting.values
    for name, after in values.items():
        before = getattr(known, name)
        if name in _PERSON_WORDS:
            yield Difference(_PERSON_WORDS[name], names.get(before or 0, ""), names.get(after, ""))
        elif isinstance(after, date):
            yield Difference(_VALUE_WORDS[name], f"{before:%d/%m/%Y}", f"{after:%d/%m/%Y}")
        else:
            yield Difference(_VALUE_WORDS[name], show_time(before), show_time(after))


def _mark_differences(roll: Roll, marks: dict[int, tuple[Mark, str]]) -> Iterator[Difference]:
    """Say the counts of the whole roll and who is not present; of a written one, each mark old and new."""
    lines = [
        replace(line, mark=marks[line.member_id][0]) if line.member_id in marks else line for line in roll.expected
    ]
    if marks:
        before = _counts(roll.expected) if roll.is_written else MeetingState.PLANNED.label
        yield Difference("Điểm danh", before, _counts(lines))
    for old, new in zip(roll.expected, lines, strict=True):
        reason = marks.get(old.member_id, (new.mark, ""))[1]
        after = f"{new.mark.label} ({reason})" if reason else new.mark.label
        if old.member_id in marks and (roll.is_written or new.mark is not Mark.PRESENT):
            yield Difference(old.shown_name, old.mark.label if roll.is_written else "", after)


def _counts(lines: Sequence[RollLine]) -> str:
    counted = Counter(line.mark for line in lines)
    parts = [f"{counted[mark]} {mark.label.lower()}" for mark in Mark if counted[mark] and mark is not Mark.UNRECORDED]
    if counted[Mark.UNRECORDED]:
        parts.append(f"{counted[Mark.UNRECORDED]} chưa ghi")
    return f"{len(lines)} phải dự: {', '.join(parts)}"


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_NAMES])
    return f"{shown} và {len(names) - _NAMES} đồng chí khác" if len(names) > _NAMES else shown
