"""Planning the people of a member list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import String
from sqlalchemy.orm import Session

from models import codes
from models.dates import PartialDate
from models.imports.actions import NEW, Action, Candidate, Choices, Difference, Subject, Verdict, WriteMember
from models.imports.leaving import Decisions, is_recorded, question
from models.imports.matching import Match, agree, match
from models.imports.register import KnownMember, Register, cell_key
from models.member_fields import BY_COLUMN, PLAIN, FieldKind, PlainField, in_words
from models.member_values import IN_ORDER
from models.records import MemberRecord, Problem, Severity
from models.tables import Duty, Member
from models.text import sort_key

_FIELDS: Final = (
    ("full_name", "Họ và tên"),
    ("citizen_id", "Số CCCD"),
    ("card_number", "Số thẻ đảng viên"),
    ("old_card_number", "Số thẻ cũ"),
    ("born_on", "Ngày sinh"),
    ("admitted_on", "Ngày kết nạp"),
    ("official_on", "Ngày chính thức"),
    ("gender", "Giới tính"),
    ("ethnic_id", "Dân tộc"),
    ("religion_id", "Tôn giáo"),
    ("village_id", "Thôn, bản cư trú"),
    ("education_id", "Trình độ văn hóa"),
    ("schooling", "Lớp đã học"),
    ("professional_id", "Trình độ chuyên môn"),
    ("theory_id", "Lý luận chính trị"),
    ("occupation_id", "Nhóm nghề nghiệp"),
    ("external_id", "Mã ở hệ thống cấp trên"),
    ("card_issued_on", "Ngày cấp thẻ Đảng"),
    ("old_identity_number", "Số CMND cũ"),
)
_LABELS: Final = dict(_FIELDS)
_CODED: Final = (
    ("ethnic_id", "ethnic", "Dân tộc", codes.ETHNIC),
    ("religion_id", "religion", "Tôn giáo", codes.RELIGION),
    ("education_id", "education", "Trình độ văn hóa", codes.EDUCATION),
    ("professional_id", "professional", "Trình độ chuyên môn", codes.PROFESSIONAL),
    ("theory_id", "theory", "Lý luận chính trị", codes.THEORY),
    ("occupation_id", "occupation", "Nhóm nghề nghiệp", codes.OCCUPATION),
)
_REMEMBERED: Final = frozenset(field for field, *_rest in _CODED)
_LENGTHS: Final = {
    column.name: column.type.length
    for column in Member.__table__.columns
    if isinstance(column.type, String) and column.type.length
}
_ADULT: Final = 18
_REPAIR: Final = "Sửa lại trong tệp hoặc ở thẻ đảng viên cho khớp."


class PeoplePlanner:
    """Plans one person after another; two lines that mean one member refuse each other."""

    def __init__(
        self,
        session: Session,
        register: Register,
        on: date,
        choices: Choices,
        records: Sequence[MemberRecord],
        fixed: Mapping[tuple[str, int], int] | None = None,
        decisions: Decisions | None = None,
    ) -> None:
        self._register = register
        told = {
            name for name, column in zip(MemberRecord._fields, zip(*records, strict=True), strict=False) if any(column)
        }
        self._coded = [coded for coded in _CODED if coded[1] in told]
        ids = {field for field, *_rest in self._coded}
        if told & {"residence_cell", "village"}:
            ids.add("village_id")
        self._fields = [(field, label) for field, label in _FIELDS if field in told or field in ids]
        self._direct = [field for field, _label in self._fields if field in told]
        plain = frozenset[str]().union(*(record.plain for record in records))
        self._fields += [(field.column, field.label) for field in PLAIN if field.column in plain]
        self._on = on
        self._session = session
        self._choices = choices
        self._decisions = decisions or {}
        self.events: list[Action] = []
        self._fixed = fixed or {}
        self._taken: dict[int, MemberRecord] = {}

    def plan(self, record: MemberRecord) -> Action:
        """Return what happens to one person of the list."""
        if record.is_refused:
            return _refused(record, ())
        if record.double_of is not None:
            return Action(Verdict.SKIP, Subject.MEMBER, record.full_name, record.sheet, record.row, (), record.problems)
        if (fixed := self._fixed.get((record.sheet, record.row))) is not None:
            return self._compare(record, self._register.members[fixed], is_exact=True)
        found = self._match(record)
        if found.maybe:
            return self._question(record, found)
        known = None if found.member_id is None else self._register.members[found.member_id]
        if known is not None:
            if (first := self._taken.setdefault(known.id, record)) is not record:
                text = f"Dòng này và dòng {first.row} trang “{first.sheet}” là cùng một đồng chí."
                return _refused(record, (_problem(record, "Họ và tên", record.full_name, text, "Chỉ giữ một dòng."),))
            stay = self._register.present_stay(known.id)
            if stay is None and (record.is_gone or record.left_on) and is_recorded(self._register, known.id, record):
                return Action(Verdict.SKIP, Subject.MEMBER, record.full_name, record.sheet, record.row)
            if stay is None:
                text = "Đồng chí đã ra khỏi danh sách của đảng bộ."
                repair = "Nếu đồng chí trở lại, hãy tiếp nhận ở thẻ đảng viên; nếu không, bỏ dòng này."
                return _refused(record, (_problem(record, "Họ và tên", record.full_name, text, repair),))
            asked = question(self._register, self._session, record, known, self._decisions, self._on)
            if asked is not None:
                self.events.append(asked)
                if asked.verdict is not Verdict.SKIP:  # whoever leaves is not moved as well
                    record = record._replace(cell_name=None, duty=None)
        elif record.is_gone:
            text = "Đồng chí không còn trong danh sách và chưa có trong sổ."
            repair = "Bỏ dòng này; muốn giữ trong sổ thì thêm ở thẻ đảng viên rồi ghi việc rời đi."
            return _refused(record, (_problem(record, "Trạng thái", record.full_name, text, repair),))
        return self._compare(record, known)

    def _match(self, record: MemberRecord) -> Match:
        chosen = self._choices.get((record.sheet, record.row))
        found = match(self._register, record)
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
        given = self._given(record, problems, is_exact=is_exact)
        values, differences = self._changes(record, known, given, problems, is_exact=is_exact)
        if known is not None and is_exact:
            self._check_number(record, known, problems)
        cell, duty = self._cell_and_duty(record, known, problems, differences)
        self._check_merged(record, known, values, problems)
        if record.removal or (known is None and record.left_on is not None):
            problems.append(_unwritten(record))
        if any(problem.is_error for problem in problems):
            return _refused(record, tuple(problems))
        verdict = Verdict.ADD if known is None else Verdict.CHANGE if differences else Verdict.SKIP
        write = None if verdict is Verdict.SKIP else WriteMember(known.id if known else None, values, cell, duty)
        return Action(
            verdict,
            Subject.MEMBER,
            record.full_name,
            record.sheet,
            record.row,
            tuple(differences),
            (*record.problems, *problems),
            write=write,
        )

    def _given(self, record: MemberRecord, problems: list[Problem], *, is_exact: bool) -> dict[str, Any]:
        """Return the columns of Member that the line fills, labels turned into ids of the code lists."""
        given: dict[str, Any] = {}
        for field in self._direct:
            value = getattr(record, field)
            if value is None:
                continue
            given[field] = value
            if isinstance(value, str) and len(value) > _LENGTHS[field]:
                label = _LABELS[field]
                text = f"{label} dài {len(value)} chữ, quá {_LENGTHS[field]}."
                problems.append(_problem(record, label, value[:60], text, "Viết ngắn lại."))
        for field, said, label, list_name in self._coded:
            text = getattr(record, said)
            if text:
                given[field] = self._register.code(list_name, text)
                if given[field] is None:
                    problems.append(
                        _problem(record, label, text, f"Không có “{text}” trong danh mục.", f"Sửa lại {label.lower()}.")
                    )
        for column, value in record.plain.items():
            given[column] = self._plain(record, BY_COLUMN[column], value, problems)
        if record.residence_cell:
            given["village_id"] = self._residence(record, record.residence_cell, problems)
        if record.village:
            village = self._register.find_village(record.village)
            given["village_id"] = village.id if village else given.get("village_id")
            if village is None:
                text = f"Không có thôn, bản “{record.village}” trong sổ."
                repair = "Sửa lại tên, hoặc ghi thôn, bản này vào sổ trước."
                problems.append(_problem(record, "Thôn, bản", record.village, text, repair, is_warning=not is_exact))
        return given

    def _plain(self, record: MemberRecord, field: PlainField, value: Any, problems: list[Problem]) -> Any:
        """Return what is written in a plain field; a word of no list and a day yet to come are refused."""
        if field.kind is FieldKind.DATE and value.first > self._on:
            problems.append(_problem(record, field.label, str(value), f"{field.label} {value} chưa tới.", "Sửa lại."))
        if field.kind is not FieldKind.CODE:
            return value
        found = self._register.code(field.code_list, value)
        if found is None:
            text = f"Không có “{value}” trong danh mục."
            problems.append(_problem(record, field.label, value, text, f"Sửa lại {field.label.lower()}."))
        return found

    def _before(self, known: KnownMember | None, field: str) -> Any:
        """Return what the register has in a field, None for somebody new."""
        if known is None:
            return None
        return self._register.plain(field).get(known.id) if field in BY_COLUMN else getattr(known, field)

    def _check_number(self, record: MemberRecord, known: KnownMember, problems: list[Problem]) -> None:
        """Refuse an identity number that is another member's."""
        other = self._register.by_citizen_id.get(record.citizen_id) if record.citizen_id else None
        if other not in (None, known.id):
            text = f"Số này đã ghi cho đồng chí {self._register.describe(other)}."
            problems.append(_problem(record, "Số CCCD", record.citizen_id or "", text, "Đối chiếu thẻ căn cước."))

    def _residence(self, record: MemberRecord, name: str, problems: list[Problem]) -> int | None:
        """Return the village of the cell where somebody lives, when that cell serves just one."""
        cell = self._register.find_cell(name)
        village = self._register.village_of_cell(cell.id) if cell else None
        if village is None:
            text = "Chưa rõ thôn, bản cư trú: chi bộ này không ứng với đúng một thôn, bản."
            problems.append(
                _problem(record, "Chi bộ nơi cư trú", name, text, "Ghi thôn, bản ở thẻ đảng viên.", is_warning=True)
            )
        return village.id if village else None

    def _changes(
        self,
        record: MemberRecord,
        known: KnownMember | None,
        given: dict[str, Any],
        problems: list[Problem],
        *,
        is_exact: bool,
    ) -> tuple[dict[str, Any], list[Difference]]:
        values: dict[str, Any] = {}
        differences: list[Difference] = []
        for field, label in self._fields:
            after = given.get(field)
            before = self._before(known, field)
            is_news = before != after if is_exact else _is_news(field, before, after)
            if after is not None and is_news:
                if field == "external_id" and before is not None:
                    text = f"Sổ đã ghi mã {before}; mã của hệ thống cấp trên không đổi."
                    problems.append(_problem(record, label, after, text, "Kiểm tra lại.", is_warning=True))
                    continue
                values[field] = after
                differences.append(Difference(label, self._shown(field, before), self._shown(field, after)))
        return values, differences

    def _cell_and_duty(
        self, record: MemberRecord, known: KnownMember | None, problems: list[Problem], differences: list[Difference]
    ) -> tuple[str | None, Duty | None]:
        """Return the key of the cell and the duty where the line changes them."""
        cell = cell_key(record.cell_name) if record.cell_name else None
        name = self._register.cells[cell].name if cell in self._register.cells else record.cell_name or ""
        if known is None:
            if cell is None:
                problems.append(
                    _problem(record, "Chi bộ", "", "Thiếu chi bộ đang sinh hoạt.", "Ghi tên chi bộ vào dòng này.")
                )
            differences.append(Difference("Chi bộ", "", name))
            differences.append(Difference("Trạng thái", "", (record.duty or Duty.ACTIVE).label))
            return cell, record.duty or Duty.ACTIVE
        if cell is None and record.duty is None:
            return None, None  # they may have left, or stand in no list at all
        stay = self._register.present_stay(known.id) or self._register.stays[known.id][-1]
        before = self._register.cell_names[stay.cell_id]
        moved = cell if cell is not None and cell != cell_key(before) else None
        duty = record.duty if record.duty is not None and record.duty is not stay.duty else None
        if moved is not None:
            differences.append(Difference("Chi bộ", before, name))
        if duty is not None:
            differences.append(Difference("Trạng thái", stay.duty.label, duty.label))
        if (moved or duty) and stay.since > self._on:
            text = f"Đồng chí sinh hoạt như hiện nay từ {stay.since:%d/%m/%Y}, sau ngày nhập."
            problems.append(_problem(record, "Chi bộ", name, text, _REPAIR))
        return moved, duty

    def _check_merged(
        self, record: MemberRecord, known: KnownMember | None, values: dict[str, Any], problems: list[Problem]
    ) -> None:
        """Hold what the file says against what is known: a life must stay in order."""

        def day(field: str) -> PartialDate | None:
            return values.get(field) or self._before(known, field)

        for earlier, later in IN_ORDER:
            if not (values.keys() & BY_COLUMN.keys() & {earlier, later}):
                continue
            first, second = day(earlier), day(later)
            if first and second and second.last < first.first:
                label = _label(later)
                text = f"{label} {second} trước {_label(earlier).lower()} {first}."
                problems.append(_problem(record, label, str(second), text, _REPAIR))
        born, admitted, official = day("born_on"), day("admitted_on"), day("official_on")
        if born and admitted and admitted.last < born.first:
            text = f"Ngày kết nạp {admitted} trước ngày sinh {born}."
            problems.append(_problem(record, "Ngày kết nạp", str(admitted), text, _REPAIR))
        elif born and admitted and admitted.last.year - born.first.year < _ADULT:  # as strict as the member's card
            text = f"Kết nạp {admitted} khi chưa đủ 18 tuổi (sinh {born})."
            problems.append(_problem(record, "Ngày kết nạp", str(admitted), text, "Kiểm tra lại hai ngày."))
        if admitted and official and official.first < admitted.first:
            text = f"Ngày chính thức {official} trước ngày kết nạp {admitted}."
            problems.append(_problem(record, "Ngày chính thức", str(official), text, _REPAIR))

    def _shown(self, field: str, value: Any) -> str:
        if value is None:
            return ""
        if field in BY_COLUMN and BY_COLUMN[field].kind is not FieldKind.CODE:
            return in_words(value)
        if field in _REMEMBERED or field in BY_COLUMN:
            return self._register.labels.get(value, "")
        if field == "village_id":
            return self._register.village_names.get(value, "")
        return value.label if field == "gender" else str(value)


def _label(field: str) -> str:
    return BY_COLUMN[field].label if field in BY_COLUMN else _LABELS[field]


def _is_news(field: str, before: Any, after: Any) -> bool:
    """Tell whether a value says more or other than what is known; a vaguer date or another tone place does not."""
    if before is None:
        return True
    if isinstance(after, PartialDate) and agree(before, after):
        return (after.month is not None, after.day is not None) > (before.month is not None, before.day is not None)
    if field == "full_name":
        return sort_key(str(before)) != sort_key(str(after))
    return before != after


def _unwritten(record: MemberRecord) -> Problem:
    """Return the warning that a remark of the list on somebody's leaving is not written by itself."""
    if record.removal:
        text, field, value = "Tệp đề nghị xóa đồng chí này khỏi chi bộ.", "Đề nghị xóa", "Có"
        repair = "Ghi việc rời đi ở thẻ đảng viên, hoặc gộp nếu là một người ghi hai lần."
    else:
        text, field, value = "Ngày này chưa ghi vào sổ.", "Ngày rời, mất, miễn sinh hoạt", str(record.left_on)
        repair = "Nhập xong, nhập lại tệp này để quyết định, hoặc ghi ở thẻ đảng viên."
    return _problem(record, field, value, text, repair, is_warning=True)


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


def _problem(
    record: MemberRecord, field: str, value: str, reason: str, repair: str, *, is_warning: bool = False
) -> Problem:
    severity = Severity.WARNING if is_warning else Severity.ERROR
    return Problem(record.sheet, record.row, None, field, value, reason, repair, severity)
