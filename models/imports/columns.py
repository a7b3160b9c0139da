"""What a line of a member list fills: its values as columns of Member, held against the code lists of the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter
from typing import Any, Final

from models import codes
from models.imports.actions import Action, Difference
from models.imports.register import KnownMember, Register
from models.member_fields import BY_COLUMN, LENGTHS, PLAIN, FieldKind, PlainField, in_words
from models.member_records import MemberRecords
from models.outline import SheetOutline
from models.records import MemberRecord, Problem, Severity
from models.text import fold

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
_ADDRESSES: Final = frozenset(("address", "permanent_address"))
_REMEMBERED: Final = frozenset(field for field, *_rest in _CODED)


LEFT: Final = "Ngày rời, mất, miễn sinh hoạt"
EXEMPT: Final = "Ngày miễn sinh hoạt"
_READ_AS: Final = {
    "Họ và tên": "name",
    "Số CCCD": "citizen",
    "Số thẻ đảng viên": "card",
    "Số thẻ cũ": "old_card",
    "Ngày sinh": "born",
    "Ngày kết nạp": "admitted",
    "Ngày chính thức": "official",
    "Giới tính": "gender",
    "Chi bộ": "cell",
    "Chi bộ nơi cư trú": "residence_cell",
    "Thôn, bản": "village",
    "Thôn, bản cư trú": "village",
    "Trạng thái": "duty",
    LEFT: "left",
    EXEMPT: "exempt",
    "Đề nghị xóa": "removal",
    "Mã ở hệ thống cấp trên": "external_id",
    "Ngày cấp thẻ Đảng": "card_issued",
    "Số CMND cũ": "old_citizen",
    **{label: said for _field, said, label, _list in _CODED},
    **{field.label: field.name for field in PLAIN},
}
"""What a problem calls a column → the field of the list it was read as."""


def placed(actions: Iterable[Action], outlines: Iterable[SheetOutline]) -> list[Action]:
    """Return the actions with the letter of its column in every problem of a line, where the file has that column."""
    letters = {
        (outline.name, column.field): column.letter
        for outline in outlines
        for column in outline.columns
        if column.field
    }

    def in_place(problem: Problem) -> Problem:
        letter = letters.get((problem.sheet, _READ_AS.get(problem.field, "")))
        return replace(problem, column=letter) if letter and problem.row and problem.column is None else problem

    return [
        action._replace(problems=tuple(map(in_place, action.problems))) if action.problems else action
        for action in actions
    ]


class Columns:
    """Which columns of Member the lines of a file speak of, and what each line puts into them."""

    def __init__(self, register: Register, on: date, records: MemberRecords) -> None:
        self._register = register
        self._on = on
        told = set(records.told())
        self._coded = [coded for coded in _CODED if coded[1] in told]
        ids = {field for field, *_rest in self._coded}
        if told & {"residence_cell", "village"}:
            ids.add("village_id")
        plain = frozenset[str]().union(*records.column("plain")) if "plain" in told else frozenset[str]()
        if "more_schooling" in told:
            plain |= {"note"}
        if plain & _ADDRESSES:
            ids.add("village_id")
        if "occupation" in plain:
            ids.add("occupation_id")
        self.fields = [(field, label) for field, label in _FIELDS if field in told or field in ids]
        self._direct = [
            (field, attrgetter(field), LENGTHS.get(field)) for field, _label in self.fields if field in told
        ]
        self.fields += [(field.column, field.label) for field in PLAIN if field.column in plain]
        self._labels: Mapping[int, str] = register.labels if ids or plain else {}  # read now: words may be asked late
        self._villages: Mapping[int, str] = register.village_names if "village_id" in ids else {}

    def given(self, record: MemberRecord, problems: list[Problem], *, is_exact: bool) -> dict[str, Any]:
        """Return the columns of Member that the line fills, labels turned into ids of the code lists."""
        given: dict[str, Any] = {}
        for field, value_of, most in self._direct:
            value = value_of(record)
            if value is None:
                continue
            given[field] = value
            if most is not None and len(value) > most:
                label = _LABELS[field]
                text = f"{label} dài {len(value)} chữ, quá {most}."
                problems.append(problem_of(record, label, value[:60], text, "Viết ngắn lại."))
        for field, said, label, list_name in self._coded:
            text = getattr(record, said)
            if text:
                given[field] = self._register.code(list_name, text)
                if given[field] is None:
                    problems.append(self._not_listed(record, label, text, list_name))
        for column, value in record.plain.items():
            given[column] = self._plain(record, BY_COLUMN[column], value, problems)
        if (group := self._group(given.get("occupation"))) and "occupation_id" not in given:
            given["occupation_id"] = group
            del given["occupation"]
        if record.residence_cell:
            given["village_id"] = self._residence(record, record.residence_cell, problems)
        if record.village:
            village = self._register.find_village(record.village)
            given["village_id"] = village.id if village else given.get("village_id")
            if village is None:
                text = f"Không có thôn, bản “{record.village}” trong sổ."
                repair = "Sửa lại tên, hoặc ghi thôn, bản này vào sổ trước."
                problems.append(problem_of(record, "Thôn, bản", record.village, text, repair, is_warning=not is_exact))
        if not (is_exact or "village_id" in given) and (home := self._home(record)) is not None:
            given["village_id"] = home
        return given

    def noted(self, record: MemberRecord, known: KnownMember | None, note: str | None, problems: list[Problem]) -> str:
        """Return the note with what the line says of schooling beyond the fields for it, behind what stands there.

        `note` is that of the line itself, None if it has none. What has no room is warned of.
        """
        more = record.more_schooling or ""
        stands: str = note or self.before(known, "note") or ""
        there = set(map(fold, stands.split("; ")))
        parts = {fold(part): part for part in more.split("; ")}
        new = [part for folded, part in parts.items() if folded not in there]
        said = "; ".join(filter(None, (stands, *new)))
        if len(said) <= LENGTHS["note"]:
            return said
        text, repair = "Ghi chú không còn chỗ cho các trình độ khác; chưa ghi.", "Rút gọn ghi chú ở thẻ rồi nhập lại."
        problems.append(problem_of(record, "Ghi chú", more, text, repair, is_warning=True))
        return stands

    def contradicted(self, record: MemberRecord, known: KnownMember) -> list[Problem]:
        """Warn of levels in the register that a word of the line meant until somebody said that it means another.

        A list never erases, and the member may have both.
        """
        found: list[Problem] = []
        for column, said, label, list_name in _CODED:
            level = dict(record.once_said).get(said)
            if level is not None and getattr(known, column) == self._register.code(list_name, level):
                text = f"Sổ ghi {label.lower()} “{level}”, có lẽ từ lần nhập trước, khi chữ tắt được hiểu là mục này."
                repair = "Không đúng thì bỏ ở thẻ đảng viên; nhập lại không tự xóa."
                found.append(problem_of(record, label, level, text, repair, is_warning=True))
        return found

    def _home(self, record: MemberRecord) -> int | None:
        """Return the village that somebody's address names: where they live now, else where they are registered."""
        text: str | None = record.plain.get("address") or record.plain.get("permanent_address")
        return self._register.village_of_address(text, self._on) if text else None

    def in_columns(self, column: Callable[[str], list[Any]], odd: set[int]) -> dict[str, list[Any]]:
        """Return what the lines fill as `given` does, but column by column, and no plain fields and no residence.

        `column` gives a field of all lines; those of which there is something to say become `odd`.
        """
        given: dict[str, list[Any]] = {}
        for field, _value_of, most in self._direct:
            given[field] = values = column(field)
            if most is not None:
                odd.update(n for n, value in enumerate(values) if value is not None and len(value) > most)
        for field, said, _label, list_name in self._coded:
            texts = column(said)
            ids = {text: self._register.code(list_name, text) for text in set(texts) if text}
            given[field] = list(map(ids.get, texts))
            if None in ids.values():
                odd.update(n for n, text in enumerate(texts) if text and ids[text] is None)
        return given

    def _plain(self, record: MemberRecord, field: PlainField, value: Any, problems: list[Problem]) -> Any:
        """Return what is written in a plain field; a word of no list and a day yet to come are refused."""
        if field.kind is FieldKind.DATE and value.first > self._on:
            problems.append(problem_of(record, field.label, str(value), f"{field.label} {value} chưa tới.", "Sửa lại."))
        if field.kind is not FieldKind.CODE:
            return value
        found = self._register.code(field.code_list, value)
        if found is None:
            problems.append(self._not_listed(record, field.label, value, field.code_list))
        return found

    def _group(self, work: str | None) -> int | None:
        """Return the group of occupations whose own words somebody's work is told in, as our lists tell it."""
        found = self._register.code(codes.OCCUPATION, work) if work else None
        return found if found is not None and fold(self._labels.get(found, "")) == fold(work or "") else None

    def _not_listed(self, record: MemberRecord, label: str, text: str, list_name: str) -> Problem:
        """Return the problem with a word that no entry of a list is called, with those most like it."""
        alike = ", ".join(f"“{one}”" for one in self._register.like_code(list_name, text))
        repair = f"Ghi như trong danh mục, ví dụ {alike}." if alike else f"Sửa lại {label.lower()}."
        return problem_of(record, label, text, f"Không có “{text}” trong danh mục.", repair)

    def before(self, known: KnownMember | None, field: str) -> Any:
        """Return what the register has in a field, None for somebody new."""
        if known is None:
            return None
        return self._register.plain(field).get(known.id) if field in BY_COLUMN else getattr(known, field)

    def added(self, values: Mapping[str, Any]) -> list[Difference]:
        """Return in words what is written of somebody new."""
        told = ((field, label) for field, label in self.fields if field in values)
        return [Difference(label, "", self.shown(field, values[field])) for field, label in told]

    def _residence(self, record: MemberRecord, name: str, problems: list[Problem]) -> int | None:
        """Return the village of the cell where somebody lives, when that cell serves just one."""
        cell = self._register.find_cell(name)
        village = self._register.village_of_cell(cell.id) if cell else None
        if village is None:
            text = "Chưa rõ thôn, bản cư trú: chi bộ này không ứng với đúng một thôn, bản."
            problems.append(
                problem_of(record, "Chi bộ nơi cư trú", name, text, "Ghi thôn, bản ở thẻ đảng viên.", is_warning=True)
            )
        return village.id if village else None

    def shown(self, field: str, value: Any) -> str:
        """Return a stored value for people."""
        if value is None:
            return ""
        if field in BY_COLUMN and BY_COLUMN[field].kind is not FieldKind.CODE:
            return in_words(value)
        if field in _REMEMBERED or field in BY_COLUMN:
            return self._labels.get(value, "")
        if field == "village_id":
            return self._villages.get(value, "")
        return value.label if field == "gender" else str(value)


def label_of(field: str) -> str:
    """Return what the officer calls a column of Member."""
    return BY_COLUMN[field].label if field in BY_COLUMN else _LABELS[field]


def problem_of(
    record: MemberRecord, field: str, value: str, reason: str, repair: str, *, is_warning: bool = False
) -> Problem:
    """Return what is wrong (an error, or a remark with `is_warning`) with a value of a line: why, and what to do."""
    severity = Severity.WARNING if is_warning else Severity.ERROR
    return Problem(record.sheet, record.row, None, field, value, reason, repair, severity)
