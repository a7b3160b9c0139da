"""What a line of a member list says, held against what the register knows: a life in order, a status that can be."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from models import stays
from models.dates import PartialDate, add_months
from models.identity import mismatches
from models.imports.actions import Verdict
from models.imports.columns import Columns, label_of, problem_of
from models.imports.register import KnownMember, KnownStay, Register
from models.member_fields import BY_COLUMN
from models.member_values import BY_ADMISSION, in_order
from models.membership_rules import TermBook
from models.records import MemberRecord, Problem
from models.tables import Standing
from models.text import masked

_ON_NUMBER: Final = ("citizen_id", "gender", "born_on")
"""What an identity number speaks of, the number first."""
REPAIR: Final = "Sửa lại trong tệp hoặc ở thẻ đảng viên cho khớp."
_STATUS: Final = "Trạng thái"


class Checks:
    """Looks at one line after another; what is wrong is put to its `problems`.

    `values` are the columns of Member that the line changes, `known` the member it means, None for somebody new.
    """

    def __init__(self, register: Register, columns: Columns, terms: TermBook, on: date) -> None:
        self._register = register
        self._columns = columns
        self._terms = terms
        self._on = on

    def status(
        self, record: MemberRecord, known: KnownMember | None, values: dict[str, Any], problems: list[Problem]
    ) -> None:
        """Hold a status against the days and the stay that will stand: the register goes by these, not by a word."""
        stay = self._register.present_stay(known.id) if known else None
        if record.is_gone and record.left_on is None and (known is None or stay is not None):
            problems.append(self.undated(record, stay))
        if record.standing is None:
            return
        official: PartialDate | None = values.get("official_on") or (known and known.official_on)
        text, repair = "", "Sổ theo ngày chính thức: ghi thêm hoặc sửa ngày trong tệp, ở thẻ đảng viên."
        if record.standing is Standing.PROBATIONARY and official is not None and official.last <= self._on:
            source = "ngày chính thức" if record.official_on else "sổ có ngày chính thức"
            text = f"Ghi là dự bị, nhưng {source} {official} đã qua."
        elif record.standing is Standing.OFFICIAL and official is None:
            text = "Ghi là chính thức, nhưng tệp và sổ đều không có ngày chính thức."
            if stay is not None and stay.standing is Standing.PROBATIONARY:
                text = "Ghi là chính thức, nhưng sổ ghi còn dự bị và không có ngày chính thức."
        elif record.standing is Standing.PROBATIONARY and official is None:
            admitted: PartialDate | None = values.get("admitted_on") or (known and known.admitted_on)
            proved = stays.standing_from(admitted, None, self._on, self._terms)
            if Standing.PROBATIONARY not in (proved, stay and stay.standing):
                text = (
                    f"kết nạp {admitted} đã quá thời hạn dự bị" if admitted else "tệp và sổ đều không có ngày kết nạp"
                )
                text = f"Ghi là dự bị, nhưng {text}; sổ ghi là chưa rõ."
                repair = "Ghi thêm ngày kết nạp, ngày chính thức trong tệp, ở thẻ đảng viên."
        if text:
            problems.append(problem_of(record, _STATUS, record.standing.label, text, repair, is_warning=True))

    def undated(self, record: MemberRecord, stay: KnownStay | None) -> Problem:
        """Return the warning that somebody is gone since nobody knows when, which is not written for that."""
        text = "Đồng chí không còn trong danh sách, nhưng tệp không ghi từ ngày nào nên không thêm vào sổ."
        repair = "Cần ghi quá trình đã qua thì thêm ngày vào tệp rồi nhập lại."
        if stay is not None:
            there = self._register.cell_names[stay.cell_id]
            text = f"Sổ ghi đồng chí đang ở {there}; tệp không ghi rời đi từ ngày nào nên chưa ghi việc ấy."
            repair = "Ghi việc này, kèm ngày, ở thẻ đảng viên, hoặc thêm ngày vào tệp rồi nhập lại."
        return problem_of(record, _STATUS, _leaving(record), text, repair, is_warning=True)

    def identity(
        self, record: MemberRecord, known: KnownMember, values: dict[str, Any], problems: list[Problem]
    ) -> None:
        """Warn where the identity number says otherwise than sex and birth, as both will stand."""
        if not values.keys() & set(_ON_NUMBER) or any(one.field == "Số CCCD" for one in record.problems):
            return
        number, gender, born = (values.get(field) or getattr(known, field) for field in _ON_NUMBER)
        if number and (wrong := mismatches(number, gender, born)):
            text = f"Số {masked(number)}: {'; '.join(wrong)}."
            problems.append(problem_of(record, "Số CCCD", "", text, "Đối chiếu thẻ căn cước.", is_warning=True))

    def life(
        self, record: MemberRecord, known: KnownMember | None, values: dict[str, Any], problems: list[Problem]
    ) -> None:
        """Hold what the file says against what is known: a life must stay in order."""

        def day(field: str) -> PartialDate | None:
            return values.get(field) or (known and self._columns.before(known, field))

        told = values.keys() & BY_COLUMN.keys() if record.plain else frozenset[str]()
        is_moved = known is not None and "admitted_on" in values  # the ceremony may stand on the card
        pairs = in_order(day("admission_decided_on")) if told or is_moved else ()
        for earlier, later in pairs:  # the other pairs are held together below
            if told.isdisjoint((earlier, later)) and not (is_moved and (earlier, later) == BY_ADMISSION):
                continue
            first, second = day(earlier), day(later)
            if first and second and second.last < first.first:
                label = label_of(later)
                text = f"{label} {second} trước {label_of(earlier).lower()} {first}."
                problems.append(problem_of(record, label, str(second), text, REPAIR))
        born, admitted, official = day("born_on"), day("admitted_on"), day("official_on")
        least = self._terms.on(admitted.last).least_age if born and admitted else 0
        if born and admitted and admitted.year - born.year < least:  # as strict as the member's card
            text, repair = f"Kết nạp {admitted} khi chưa đủ {least} tuổi (sinh {born}).", "Kiểm tra lại hai ngày."
            if admitted.last < born.first:
                text, repair = f"Ngày kết nạp {admitted} trước ngày sinh {born}.", REPAIR
            problems.append(problem_of(record, "Ngày kết nạp", str(admitted), text, repair))
        elif (
            born
            and admitted
            and values.keys() & {"born_on", "admitted_on"}
            and admitted.last < add_months(born.first, 12 * least)  # the month alone makes it doubtful
        ):
            text = f"Kết nạp {admitted} khi còn thiếu ít tháng mới đủ {least} tuổi."
            problems.append(problem_of(record, "Ngày kết nạp", str(admitted), text, "Kiểm tra lại.", is_warning=True))
        if admitted and official and official.year <= admitted.year and official.first < admitted.first:
            text = f"Ngày chính thức {official} trước ngày kết nạp {admitted}."
            problems.append(problem_of(record, "Ngày chính thức", str(official), text, REPAIR))


def _leaving(record: MemberRecord) -> str:
    return record.leaving.label if record.leaving else ""


def unwritten(record: MemberRecord, *, can_choose: bool) -> Problem:
    """Return the warning that a wish of the list to have somebody removed is not carried out by itself."""
    text = "Tệp đề nghị xóa đồng chí này khỏi chi bộ."
    repair = "Ghi việc rời đi ở thẻ đảng viên, hoặc gộp nếu là một người ghi hai lần."
    if can_choose:
        repair = f"Ghi nhầm thì chọn Thùng rác ở dòng “{Verdict.DECIDE.label}”. {repair}"
    return problem_of(record, "Đề nghị xóa", "Có", text, repair, is_warning=True)
