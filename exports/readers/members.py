"""Member lists: the upper system's export (8 fields) and any list with such columns, in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from exports.readers import values
from exports.readers.cellxml import column_letter
from exports.readers.headings import Header, Heading, Headings
from exports.readers.rows import Body, Row, aside_note
from exports.readers.workbook import Sheet
from models.dates import PartialDate, add_months
from models.progress import SILENT, Progress
from models.records import MemberRecord, Problem
from models.tables import Gender
from models.text import fold

HEADINGS: Final = Headings(
    Heading(
        "name", "Họ và tên", ("ho va ten", "ho ten", "ho va ten dang vien", "ho ten dang vien", "ho va ten khai sinh")
    ),
    Heading(
        "card",
        "Số thẻ đảng viên",
        ("so the dang vien", "so the dang", "so the", "so the dv", "so tdv", "the dang vien", "ma the dang vien"),
    ),
    Heading(
        "old_card",
        "Số thẻ cũ",
        ("so the dang theo qd 85", "so the theo dang quyet dinh 85", "so the cu", "so the dang cu"),
    ),
    Heading(
        "citizen",
        "Số CCCD",
        (
            "so cccd",
            "cccd",
            "so can cuoc",
            "so can cuoc cong dan",
            "can cuoc cong dan",
            "so dinh danh",
            "so dinh danh ca nhan",
            "so cmnd cccd",
            "so cccd cmnd",
            "cmnd cccd",
            "so ddcn",
        ),
    ),
    Heading(
        "born",
        "Ngày sinh",
        (
            "ngay sinh",
            "sinh ngay",
            "nam sinh",
            "ngay thang nam sinh",
            "ngay thang sinh",
            "ngay sinh nam sinh",
            "nam sinh ngay sinh",
        ),
    ),
    *(  # one date of birth in two columns, one for men and one for women
        Heading(
            f"born_{sex}",
            f"Ngày sinh ({word})",
            tuple(
                f"{head} {ending}"
                for head in ("ngay sinh", "nam sinh", "ngay thang nam sinh", "ngay thang sinh")
                for ending in endings
            ),
        )
        for sex, word, endings in (("male", "nam", ("nam",)), ("female", "nữ", ("nu",)))
    ),
    Heading(
        "admitted",
        "Ngày kết nạp",
        (
            "ngay ket nap",
            "ngay ket nap dang",
            "ngay vao dang",
            "ngay thang nam vao dang",
            "ngay vao dang cong san viet nam",
            "ngay vao dang du bi",
            "vao dang du bi",
        ),
    ),
    Heading(
        "official",
        "Ngày chính thức",
        (
            "ngay chinh thuc",
            "vao dang chinh thuc",
            "ngay vao dang chinh thuc",
            "ngay cong nhan chinh thuc",
            "ngay cong nhan dang vien chinh thuc",
        ),
    ),
    Heading(
        "cell",
        "Chi bộ đang sinh hoạt",
        (
            "chi bo dang sinh hoat",
            "chi bo",
            "chi bo sinh hoat",
            "ten chi bo",
            "noi sinh hoat",
            "to chuc dang sinh hoat",
            "to chuc dang dang sinh hoat",
            "sinh hoat tai chi bo",
        ),
    ),
    Heading("residence_cell", "Chi bộ nơi cư trú", ("chi bo noi cu tru", "chi bo cu tru")),
    Heading("duty", "Trạng thái", ("trang thai", "trang thai hoat dong", "tinh trang", "tinh trang sinh hoat")),
    Heading("gender", "Giới tính", ("gioi tinh", "nam nu", "phai")),
    Heading("ethnic", "Dân tộc", ("dan toc",)),
    Heading("religion", "Tôn giáo", ("ton giao",)),
    needed=(
        frozenset({"name"}),
        frozenset({"citizen", "card", "born", "born_male", "admitted"}),
        frozenset({"citizen", "card", "admitted", "cell", "duty"}),
    ),
)

_SEX_BY_COLUMN: Final = {"born_male": Gender.MALE, "born_female": Gender.FEMALE}
_ADULT: Final = 18


def find(sheet: Sheet) -> Header | None:
    """Return where the list stands in a sheet, None if there is none."""
    return HEADINGS.find(sheet)


def read(
    sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT
) -> tuple[list[MemberRecord], list[Problem], list[str]]:
    """Return the people of all sheets, problems of no one row, and notes; `on` is today, for dates yet to come."""
    records: list[MemberRecord] = []
    notes: list[str] = []
    for sheet, header in sheets:
        body = Body(sheet, header, HEADINGS, "name")
        for row in body:
            if row.index % 500 == 0:
                progress.step(row.index, len(sheet.rows), f"Đọc trang “{sheet.name}”")
            records.append(_record(sheet.name, row, on))
        notes += [note for note in (aside_note(sheet, body.left_aside), _unread_note(sheet, header)) if note]
    return _mark_twins(records, {sheet.name: header for sheet, header in sheets}), [], notes


def _unread_note(sheet: Sheet, header: Header) -> str:
    names = ", ".join(f"“{name}”" for name in header.unread[:8]) + (" …" if len(header.unread) > 8 else "")
    return f"Trang “{sheet.name}”: chưa đọc {len(header.unread)} cột ({names})." if names else ""


def _record(sheet: str, row: Row, on: date) -> MemberRecord:
    row.complain_of_flaws()
    name = row.take("name", values.person_name(row.raw("name")))
    if row.raw("name") is None and not row.problems:
        row.complain("name", "Thiếu họ và tên.", "Ghi họ và tên, hoặc xóa cả dòng.")
    citizen = row.take("citizen", values.identity_number(row.raw("citizen"), "Số CCCD"))
    card, old_card = _cards(row)
    born_field = next((field for field in ("born_male", "born_female") if row.raw(field) is not None), "born")
    born = row.take(born_field, values.partial_date(row.raw(born_field)))
    admitted = row.take("admitted", values.partial_date(row.raw("admitted")))
    official = row.take("official", values.partial_date(row.raw("official")))
    gender = row.take("gender", values.gender(row.raw("gender"))) or _SEX_BY_COLUMN.get(born_field)
    _check_dates(row, {born_field: born, "admitted": admitted, "official": official}, on)
    if citizen and (remark := values.remarks_on_identity(citizen, born, gender)):
        row.complain("citizen", remark, "Kiểm tra lại; vẫn nhập được.", is_warning=True)
    if citizen and card and citizen != card:
        row.complain("card", f"Số thẻ khác số CCCD {citizen}.", "Kiểm tra lại; vẫn nhập được.", is_warning=True)
    return MemberRecord(
        sheet,
        row.number,
        name or values.shown(row.raw("name")),
        citizen_id=citizen,
        card_number=card,
        old_card_number=old_card,
        born_on=born,
        admitted_on=admitted,
        official_on=official,
        gender=gender,
        ethnic=row.take("ethnic", values.plain(row.raw("ethnic"))),
        religion=row.take("religion", values.plain(row.raw("religion"))),
        cell_name=row.take("cell", values.plain(row.raw("cell"))),
        residence_cell=row.take("residence_cell", values.plain(row.raw("residence_cell"))),
        duty=row.take("duty", values.duty(row.raw("duty"))),
        problems=tuple(row.problems),
    )


def _cards(row: Row) -> tuple[str | None, str | None]:
    """Return the new and the old card number; an 8-digit number in the card column is an old one."""
    old = row.raw("old_card")
    old_card = None if old is None else values.old_card_number(old)
    if old is not None and old_card is None:
        row.complain("old_card", "Số thẻ cũ phải có 8 chữ số, như 38.123456.", "Ghi lại số thẻ cũ, hoặc để trống.")
    if (card := row.raw("card")) is not None and (moved := values.old_card_number(card)):
        row.complain(
            "card", "Số thẻ 8 chữ số là thẻ cũ (QĐ 85).", "Đã ghi vào số thẻ cũ.", is_warning=True, after=moved
        )
        return None, old_card or moved
    return row.take("card", values.identity_number(card, "Số thẻ")), old_card


def _check_dates(row: Row, days: dict[str, PartialDate | None], on: date) -> None:
    """Hold the dates of a life (birth, admission, recognition, by field) against each other and against today."""
    born, admitted, official = days.values()
    for (field, day), what in zip(days.items(), ("Ngày sinh", "Ngày kết nạp", "Ngày chính thức"), strict=True):
        if day is not None and day.first > on:
            row.complain(field, f"{what} {day} chưa tới.", "Sửa lại năm.")
    if born is not None and admitted is not None:
        if admitted.last < born.first:
            row.complain("admitted", f"Ngày kết nạp {admitted} trước ngày sinh {born}.", "Sửa lại một trong hai ngày.")
        elif admitted.last.year - born.year < _ADULT:  # as strict as the member's card; only 18 years count as sure
            row.complain("admitted", f"Kết nạp {admitted} khi chưa đủ 18 tuổi (sinh {born}).", "Kiểm tra lại hai ngày.")
        elif admitted.last < add_months(born.first, 12 * _ADULT):
            row.complain(
                "admitted",
                f"Kết nạp {admitted} khi còn thiếu ít tháng mới đủ 18 tuổi.",
                "Kiểm tra lại.",
                is_warning=True,
            )
    if admitted is not None and official is not None and official.last < admitted.first:
        row.complain(
            "official", f"Ngày chính thức {official} trước ngày kết nạp {admitted}.", "Sửa lại một trong hai ngày."
        )


def _mark_twins(records: list[MemberRecord], headers: dict[str, Header]) -> list[MemberRecord]:
    """Refuse every row that shares an identity or card number, or all that names a person, with another row."""
    found: dict[int, list[Problem]] = defaultdict(list)
    for field, label, key in _TWIN_KEYS:
        groups: dict[object, list[int]] = defaultdict(list)
        for position, record in enumerate(records):
            if (value := key(record)) is not None and not found.get(position):
                groups[value].append(position)
        for group in groups.values():
            if len(group) > 1:
                for position in group:
                    found[position].append(_twin(records, position, group, field, label, headers))
    return [
        replace(record, problems=(*record.problems, *found[position])) if position in found else record
        for position, record in enumerate(records)
    ]


def _twin(
    records: list[MemberRecord], position: int, group: list[int], field: str, label: str, headers: dict[str, Header]
) -> Problem:
    record = records[position]
    others = [records[other] for other in group if other != position]
    rows = ", ".join(_row_name(other, record.sheet) for other in others[:5]) + (" …" if len(others) > 5 else "")
    column = headers[record.sheet].columns.get(field)
    value = {"citizen": record.citizen_id, "card": record.card_number}.get(field) or record.full_name
    return Problem(
        record.sheet,
        record.row,
        None if column is None else column_letter(column),
        HEADINGS.labels[field],
        value,
        f"{label} trùng với {rows}.",
        "Mỗi người chỉ giữ một dòng; sửa lại cho đúng.",
    )


def _row_name(record: MemberRecord, sheet: str) -> str:
    return f"dòng {record.row}" if record.sheet == sheet else f"dòng {record.row} trang “{record.sheet}”"


def _same_person(record: MemberRecord) -> object | None:
    """Return what names a person without numbers; None while the row says too little to call it the same."""
    if record.is_refused or record.born_on is None or record.admitted_on is None:
        return None
    if record.citizen_id and record.card_number:
        return None
    return fold(record.full_name), record.born_on, record.admitted_on


_TWIN_KEYS: Final[tuple[tuple[str, str, Callable[[MemberRecord], object | None]], ...]] = (
    ("citizen", "Số CCCD", lambda record: record.citizen_id),
    ("card", "Số thẻ", lambda record: record.card_number),
    ("name", "Họ tên, ngày sinh và ngày kết nạp", _same_person),
)
