"""The columns of the member table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from models.member_fields import PLAIN
from models.members import MemberRow
from models.tables import Duty, Gender, Standing
from models.text import masked
from ui.members.words import Lookup, day, left_list, unknown
from ui.tables import Column
from ui.theme import State

_GENDERS = {gender.value: gender.label for gender in Gender}
OWN = frozenset({"name", "citizen", "card", *(field.name for field in PLAIN if field.is_own)})
"""Fields that are one person's own: they are never given to many."""
_STANDINGS = {standing.value: standing.label for standing in Standing}
CODED = {
    "religion": "Tôn giáo",
    "education": "Trình độ văn hóa",
    "professional": "Trình độ chuyên môn",
    "theory": "Lý luận chính trị",
    "occupation": "Nhóm nghề nghiệp",
}
"""Fields chosen from a list, which have a column of their own that waits in the menu of columns."""
FIELDS = {
    "full_name": "name",
    "born_on": "born",
    "gender": "gender",
    "ethnic": "ethnic",
    "admitted_on": "admitted",
    "official_on": "official",
    "card_number": "card",
    "citizen_id": "citizen",
    "village": "village",
    **{f"{field}_id": field for field in CODED},
    **{field.column: field.name for field in PLAIN},
}
"""Columns that can be corrected in the table, and what the import calls them; the others follow from events."""
_DUTIES = {duty.value: duty.label for duty in Duty}
_STANDING_STATES = {
    Standing.OFFICIAL.value: State.PLAIN,
    Standing.PROBATIONARY.value: State.WARN,
    Standing.UNKNOWN.value: State.IDLE,
}


def columns(lookup: Lookup) -> tuple[Column[MemberRow], ...]:
    """The columns; their keys are those of models.members.ORDERS wherever the query can sort by them."""
    tr = QCoreApplication.translate
    duties = _short_duties()
    return (
        Column(tr("Members", "STT"), lambda row: lookup.numbers.get(row.id), 4, key="number", role="muted"),
        Column(
            tr("Members", "Họ và tên"), lambda row: row.full_name, 21, key="full_name", edit=lambda row: row.full_name
        ),
        _known(tr("Members", "Ngày sinh"), lambda row: day(row.born), 11, "born_on"),
        _known(tr("Members", "Giới tính"), lambda row: _GENDERS.get(row.gender_code or ""), 9, "gender", leaves=4),
        _known(tr("Members", "Dân tộc"), lambda row: lookup.codes.get(row.ethnic_id or 0), 8, "ethnic", leaves=3),
        Column(tr("Members", "Chi bộ"), lambda row: lookup.cells.get(row.cell_id), 19, key="cell", grows=True),
        Column(tr("Members", "Chức vụ"), lambda row: lookup.titles(row.id), 10, key="position", leaves=1),
        _known(tr("Members", "Ngày vào Đảng"), lambda row: day(row.admitted), 14, "admitted_on", leaves=6),
        Column(
            title=tr("Members", "Ngày chính thức"),
            value=_official,
            width=16,
            state=lambda row: State.PLAIN if row.official else State.IDLE,
            key="official_on",
            leaves=7,
            edit=lambda row: day(row.official),
        ),
        Column(
            title=tr("Members", "Loại"),
            value=lambda row: _STANDINGS[row.standing_code],
            width=10,
            state=lambda row: _STANDING_STATES[row.standing_code],
            key="standing",
            leaves=2,
        ),
        Column(
            title=tr("Members", "Tình trạng"),
            value=lambda row: duties[row.duty_code] if row.left is None else left_list(row),
            width=17,
            state=lambda row: State.PLAIN if row.duty_code == Duty.ACTIVE.value else State.IDLE,
            tip=lambda row: _DUTIES[row.duty_code] if row.left is None else left_list(row),
            key="duty",
            leaves=5,
        ),
        _known(tr("Members", "Tuổi Đảng"), lambda row: _age(lookup, row), 14, "party_age", hidden=True),
        _known(
            title=tr("Members", "Số thẻ"),
            value=lambda row: masked(row.card_number),
            width=15,
            key="card_number",
            leaves=8,
            edit=lambda row: row.card_number or "",
        ),
        _known(
            title=tr("Members", "Số định danh"),
            value=lambda row: masked(row.citizen_id),
            width=15,
            key="citizen_id",
            leaves=9,
            edit=lambda row: row.citizen_id or "",
        ),
        _known(
            tr("Members", "Thôn, bản"), lambda row: lookup.villages.get(row.village_id or 0), 16, "village", hidden=True
        ),
        _known(tr("Members", "Điện thoại"), lambda row: row.phone, 13, "phone", hidden=True),
        *(_written(lookup, title, f"{name}_id") for name, title in CODED.items()),
        *(_written(lookup, field.label, field.column) for field in PLAIN if field.column != "phone"),
    )


def _written(lookup: Lookup, title: str, key: str) -> Column[MemberRow]:
    """A column of the record that few look at: it waits in the menu, and is read when it is shown."""
    waiting = QCoreApplication.translate("Members", "Mục khác của lý lịch")
    return replace(
        _known(title, lambda row: lookup.written(key).get(row.id), max(12, len(title) + 2), key, hidden=True),
        group=waiting,
    )


def _known(
    title: str,
    value: Callable[[MemberRow], str | None],
    width: int,
    key: str,
    *,
    hidden: bool = False,
    leaves: int = 0,
    edit: Callable[[MemberRow], str] | None = None,
) -> Column[MemberRow]:
    """A column that reads “chưa rõ”, in grey, where nothing is recorded; what is edited is mostly what is shown."""
    written = edit or (lambda row: value(row) or "")
    return Column(
        title=title,
        value=lambda row: value(row) or unknown(),
        width=width,
        state=lambda row: State.PLAIN if value(row) else State.IDLE,
        key=key,
        hidden=hidden,
        leaves=leaves,
        edit=written if key in FIELDS else None,
    )


def _official(row: MemberRow) -> str:
    """The official date; one on probation has none yet, which is not the same as unknown."""
    if row.official:
        return day(row.official)
    return "–" if row.standing_code == Standing.PROBATIONARY.value else unknown()


def _age(lookup: Lookup, row: MemberRow) -> str | None:
    age = lookup.ages.get(row.id)
    return str(age) if age else None


def _short_duties() -> dict[str, str]:
    tr = QCoreApplication.translate
    return {
        **_DUTIES,
        Duty.TEMP_AWAY.value: tr("Members", "Tạm thời nơi khác"),
        Duty.SUSPENDED.value: tr("Members", "Đình chỉ"),
        Duty.SPECIAL_DUTY.value: tr("Members", "Nhiệm vụ đặc biệt"),
        Duty.GUEST.value: tr("Members", "Tạm thời tại đây"),
    }
