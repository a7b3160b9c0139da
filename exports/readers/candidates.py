"""Lists of quần chúng ưu tú: who is prepared for admission, in which cell, with the certificate of the class."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from exports.readers import aside, days, member_headings, people_names, split_days, values
from exports.readers.headings import Header, Heading, Headings, twice_note, unread_note
from exports.readers.rows import Body, Row
from exports.readers.sheet import Sheet, Value
from exports.readers.values import Read
from models.progress import SILENT, Progress
from models.records import CandidateRecord, Problem
from models.text import fold

_OF_MEMBERS: Final = frozenset({"card", "old_card", "admitted", "official"})
"""Columns that only a list of members has."""
_NOT_YET: Final = re.compile(r"(chua|khong|dang hoc)\b")
_FEW: Final = 2
"""Cells of a row in which two people sign."""


class _CandidateHeadings(Headings):
    """A list of members can have a certificate too; it is none of ours."""

    def find(self, sheet: Sheet) -> Header | None:
        """Return where the list stands, None for a list of members."""
        found = super().find(sheet)
        other = member_headings.HEADINGS.find(sheet) if found else None
        return None if other is not None and _OF_MEMBERS & other.columns.keys() else found


HEADINGS: Final = _CandidateHeadings(
    Heading("name", "Họ và tên", ("ho va ten", "ho ten", "ho, ten", "ho va ten quan chung", "ho ten quan chung uu tu")),
    Heading("born", "Ngày sinh", ("ngay sinh", "nam sinh", "ngay thang nam sinh", "sinh ngay")),
    Heading("gender", "Giới tính", ("gioi tinh", "nam nu")),
    Heading("ethnic", "Dân tộc", ("dan toc",)),
    Heading("cell", "Chi bộ theo dõi", ("chi bo", "ten chi bo", "chi bo theo doi", "chi bo gioi thieu")),
    Heading("village", "Thôn, bản", ("thon ban", "thon ban cu tru", "noi o", "thon", "ban")),
    Heading("occupation", "Nghề nghiệp", ("nghe nghiep", "nghe nghiep hien nay", "cong viec")),
    Heading("youth", "Đoàn viên", ("doan vien", "la doan vien")),
    Heading(
        "listed",
        "Ngày vào danh sách nguồn",
        ("ngay vao danh sach nguon", "ngay vao nguon", "ngay dua vao nguon", "ngay vao danh sach", "vao nguon"),
    ),
    Heading(
        "certificate",
        "Số giấy chứng nhận",
        (
            "so giay chung nhan",
            "giay chung nhan",
            "so gcn",
            "gcn",
            "giay chung nhan so",
            "so giay chung nhan lop cam tinh",
        ),
    ),
    Heading(
        "certificate_on",
        "Ngày giấy chứng nhận",
        (
            "ngay giay chung nhan",
            "ngay cap giay chung nhan",
            "ngay gcn",
            "ngay cap gcn",
            "ngay hoc lop nhan thuc ve dang",
            "ngay cap",
            "giay chung nhan ngay cap",
        ),
    ),
    Heading("proposed", "Ngày chi bộ đề nghị", ("ngay chi bo de nghi", "ngay de nghi", "ngay nghi quyet chi bo")),
    Heading("note", "Ghi chú", ("ghi chu",)),
    needed=(frozenset({"name"}), frozenset({"certificate", "certificate_on", "listed", "proposed"})),
)


def read(
    sheets: list[tuple[Sheet, Header]], on: date, progress: Progress = SILENT
) -> tuple[list[CandidateRecord], list[Problem], list[str]]:
    """Return the people of all sheets, problems of no one row (none), and notes."""
    del on
    records: list[CandidateRecord] = []
    notes: list[str] = []
    for number, (sheet, header) in enumerate(sheets):
        progress.step(number, len(sheets), f"Đọc trang “{sheet.name}”")
        split_days.join(sheet, header.row, header.columns)
        body = Body(sheet, header, HEADINGS, "name")
        records += [_record(sheet.name, row) for row in body if not _is_below(row, header)]
        remarks = (
            aside.note(sheet, body.left_aside, body.signed),
            unread_note(sheet, header),
            twice_note(sheet, header),
        )
        notes += [note for note in remarks if note]
    return records, [], notes


def _is_below(row: Row, header: Header) -> bool:
    """Tell whether a row is of those who sign below the list: no name in its column, next to nothing elsewhere."""
    filled = sum(row.raw(field) is not None for field in header.columns)
    return row.raw("name") is None and filled <= _FEW


def _record(sheet: str, row: Row) -> CandidateRecord:
    row.complain_of_flaws()
    row.note_conversions("name")
    if row.raw("name") is None:
        row.complain_of_missing("name", "Thiếu họ và tên.", "Ghi họ và tên, hoặc xóa cả dòng.")
    name = row.take("name", people_names.person_name(row.raw("name")))
    said: dict[str, Any] = {
        "born_on": row.take("born", days.birth(row.raw("born"))),
        "gender": row.take("gender", values.gender(row.raw("gender"))),
        "ethnic": row.take("ethnic", values.plain(row.raw("ethnic"))),
        "cell_name": row.take("cell", values.plain(row.raw("cell"))) or row.section,
        "village": row.take("village", values.plain(row.raw("village"))),
        "occupation": row.take("occupation", values.plain(row.raw("occupation"), 100)),
        "is_youth_member": row.take("youth", values.tick(row.raw("youth"))),
        "listed_on": row.take("listed", days.whole_date(row.raw("listed"))),
        "certificate_number": row.take("certificate", _number(row.raw("certificate"))),
        "certificate_on": row.take("certificate_on", days.whole_date(row.raw("certificate_on"))),
        "proposed_on": row.take("proposed", days.whole_date(row.raw("proposed"))),
        "note": row.take("note", values.plain(row.raw("note"), 500)),
    }
    if said["certificate_number"] and said["certificate_on"] is None and row.raw("certificate_on") is None:
        reason = "Ghi số giấy chứng nhận mà không ghi ngày; sổ chưa có ngày thì chưa tính là đã học."
        row.complain("certificate", reason, "Ghi thêm ngày ở tệp, hoặc ở phiếu của quần chúng này.", is_warning=True)
    return CandidateRecord(
        sheet, row.number, name or values.shown(row.raw("name")), **said, problems=tuple(row.problems)
    )


def _number(value: Value) -> Read[str]:
    """Read the number of a certificate; “chưa học” is none."""
    if isinstance(value, str) and _NOT_YET.match(fold(value)):
        return Read()
    return values.plain(value, 40)
