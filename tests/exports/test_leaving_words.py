"""Words that offices write beside a name: what has happened, what is only asked for, and what nobody can tell.

Truth by hand. A line may be asked about; it may never end a membership by itself, nor keep out who is still there.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.readers import read_file
from models import imports
from models.database import Database
from models.imports import ImportPlan, Subject, Verdict
from models.records import MemberRecord
from tests.exports.books import write_book
from tests.exports.test_office_lists import ON, people

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Trạng thái", "Ghi chú")
CELL = "Chi bộ bản Co Mận"
ASKED = "asked"
"""The line comes in as it is, with a warning that the words are of something not known to be done."""
UNKNOWN = "unknown"
"""The line comes in, the words are kept in the note with a warning."""
NOTE = ""
"""Nothing is taken; a remark stays a remark."""
WORDS = (  # the words, what they say as a status, what as a remark
    ("Đang chuyển đi", ASKED, ASKED),
    ("Đang chuyển sinh hoạt", ASKED, ASKED),
    ("Đang làm thủ tục chuyển", ASKED, ASKED),
    ("Đang làm thủ tục chuyển đi", ASKED, ASKED),
    ("Đang làm thủ tục xóa tên", ASKED, ASKED),
    ("Đang xem xét xóa tên", ASKED, ASKED),
    ("Đang xin ra khỏi Đảng", ASKED, ASKED),
    ("Có đơn xin ra khỏi Đảng", ASKED, ASKED),
    ("Đã có đơn xin ra khỏi Đảng", ASKED, ASKED),
    ("Xin chuyển", ASKED, ASKED),
    ("Xin chuyển đi", ASKED, ASKED),
    ("xin chuyển về chi bộ Co Mận", ASKED, ASKED),
    ("Xin miễn sinh hoạt", ASKED, ASKED),
    ("Xin miễn sinh hoạt từ 2024", ASKED, ASKED),
    ("Đề nghị miễn SHĐ", ASKED, ASKED),
    ("Đề nghị xóa tên", ASKED, ASKED),
    ("Chờ chuyển đi", ASKED, ASKED),
    ("Chờ ra khỏi Đảng", ASKED, ASKED),
    ("Sắp chuyển đi", ASKED, ASKED),
    ("Chuẩn bị chuyển đi", ASKED, ASKED),
    ("Dự kiến chuyển đi 12/2026", ASKED, ASKED),
    ("Chưa chuyển đi", ASKED, ASKED),
    ("Chưa xóa tên", ASKED, ASKED),
    ("Không chuyển đi", ASKED, ASKED),
    ("Có nguyện vọng chuyển đi", ASKED, ASKED),
    ("Chuyển đi học", ASKED, ASKED),
    ("Chuyển đi học 9/2026", ASKED, ASKED),
    ("Chuyển đi làm ăn xa", ASKED, ASKED),
    ("Chuyển đi nghĩa vụ quân sự", ASKED, ASKED),
    ("Đã có giấy chuyển đi", ASKED, ASKED),
    ("Đã chuyển về", ASKED, ASKED),
    ("Chuyển chính thức", ASKED, ASKED),
    ("Chuyển chính thức 15/3/2025", ASKED, ASKED),
    ("Chuyển SHĐ tạm thời đi Hà Nội", ASKED, ASKED),
    ("Chuyển sinh hoạt tạm thời", "Sinh hoạt tạm thời nơi khác", ASKED),
    ("Đã chuyển sinh hoạt tạm thời", "Sinh hoạt tạm thời nơi khác", ASKED),
    ("Xin ra khỏi Đảng", f"Xin ra khỏi Đảng {ASKED}", f"Xin ra khỏi Đảng {ASKED}"),
    ("Đã xin ra khỏi Đảng", f"Xin ra khỏi Đảng {ASKED}", f"Xin ra khỏi Đảng {ASKED}"),
    ("Xin ra khỏi Đảng 3/2025", "Xin ra khỏi Đảng 03/2025", "Xin ra khỏi Đảng 03/2025"),
    ("Cho ra khỏi Đảng", "gone Xin ra khỏi Đảng", "gone Xin ra khỏi Đảng"),
    ("Đã cho ra khỏi Đảng 4/2026", "gone Xin ra khỏi Đảng 04/2026", "gone Xin ra khỏi Đảng 04/2026"),
    ("Đã ra khỏi Đảng", "gone", "gone"),
    ("Đã chuyển chính thức", "Chính thức", "Chính thức"),
    ("Đã được công nhận chính thức", "Chính thức", "Chính thức"),
    ("Đã chuyển đảng viên chính thức 15/3/2025", "Chính thức", "Chính thức"),
    ("Chưa chuyển chính thức", "Dự bị", "Dự bị"),
    ("Đang làm thủ tục chuyển chính thức", "Dự bị", "Dự bị"),
    ("Đã chuyển đi", "gone Chuyển đi", "gone Chuyển đi"),
    ("Mới chuyển đi 3/2025", "gone Chuyển đi 03/2025", "gone Chuyển đi 03/2025"),
    ("Chuyển SHĐ chính thức đi Lâm Đồng 5/2026", "gone Chuyển đi 05/2026", "gone Chuyển đi 05/2026"),
    ("chuyển sinh hoạt về Hà Nội", "gone Chuyển đi", "gone Chuyển đi"),
    ("Đã chuyển đi, nay đã về", UNKNOWN, NOTE),
    ("Chuyển đi Hà Nội, nay đã về 2024", UNKNOWN, NOTE),
    ("Chuyển đến 3/2025", UNKNOWN, NOTE),
    ("Đã chuyển đến", UNKNOWN, NOTE),
    ("Đã chuyển hộ khẩu", UNKNOWN, NOTE),
    ("Đã chuyển công tác", UNKNOWN, NOTE),
    ("Bị xóa tên 2/2026", "gone Xóa tên 02/2026", "gone Xóa tên 02/2026"),
    ("Có quyết định xóa tên", "gone Xóa tên", "gone Xóa tên"),
    ("Bị khai trừ", "gone Khai trừ", "gone Khai trừ"),
    ("Xóa tên 2019, khôi phục đảng tịch 2021", UNKNOWN, NOTE),
    ("Bị cảnh cáo, không khai trừ", UNKNOWN, NOTE),
    ("Mất 12/3/2024", "gone Từ trần 12/03/2024", "gone Từ trần 12/03/2024"),
    ("Đã chết", "gone Từ trần", "gone Từ trần"),
    ("Chồng đã mất", UNKNOWN, NOTE),
    ("Đã mất thẻ đảng", UNKNOWN, NOTE),
    ("Mất thẻ 2024", UNKNOWN, NOTE),
    ("Đang được miễn sinh hoạt", "Miễn sinh hoạt", "Miễn sinh hoạt"),
    ("Miễn SH từ 2020, nay đã sinh hoạt lại", UNKNOWN, NOTE),
)


def in_list(path: Path, place: int) -> list[MemberRecord]:
    """Read a list of one person for each wording, written as a status (0), as a remark (1) or not at all (2)."""
    rows: list[tuple[object, ...]] = [HEAD]
    for n, (words, *_meant) in enumerate(WORDS):
        name = f"Lò {['Văn', 'Xuân', 'Thu', 'Đông', 'Ngọc', 'Bá'][n // 12]} {'BCDGHKLMNRTV'[n % 12]}anh"
        cells = ((words, None), (None, words), (None, None))[place]
        rows.append((n + 1, name, 1950 + n % 30, 1999, CELL, *cells))
    return people(read_file(write_book(path, {"DS": rows}), ON))


def said(record: MemberRecord) -> str:
    assert not record.is_refused
    if any("chưa rõ là trạng thái nào" in problem.reason for problem in record.problems):
        return UNKNOWN
    how = record.leaving or record.standing or record.duty
    is_asked = any(not problem.is_error and "chưa rõ đã xong" in problem.reason for problem in record.problems)
    parts = ("gone" if record.is_gone else "", how and how.label, record.left_on, ASKED if is_asked else "")
    return " ".join(str(part) for part in parts if part)


@pytest.mark.parametrize("place", [0, 1], ids=["status", "remark"])
def test_words_beside_a_name_mean_what_a_human_says(tmp_path: Path, place: int):
    found = in_list(tmp_path / "a.xlsx", place)
    assert [(one[0], said(record)) for one, record in zip(WORDS, found, strict=True)] == [
        (one[0], one[1 + place]) for one in WORDS
    ]


def plan_of(db: Database, path: Path) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, read_file(path, ON), ON)


@pytest.mark.parametrize("place", [0, 1], ids=["status", "remark"])
def test_who_is_new_stays_out_only_if_gone(db: Database, tmp_path: Path, place: int):
    in_list(tmp_path / "a.xlsx", place)
    plan = plan_of(db, tmp_path / "a.xlsx")
    came = {one.row for one in plan.actions if one.subject is Subject.MEMBER and one.write is not None}
    assert came == {n for n, one in enumerate(WORDS, 2) if not one[1 + place].startswith("gone")}


@pytest.mark.parametrize("place", [0, 1], ids=["status", "remark"])
def test_of_a_known_member_too_nothing_is_ended_without_an_answer(db: Database, tmp_path: Path, place: int):
    in_list(tmp_path / "a.xlsx", 2)
    with db.write("Nhập") as session:
        imports.apply(session, imports.plan(session, read_file(tmp_path / "a.xlsx", ON), ON))
    in_list(tmp_path / "b.xlsx", place)
    plan = plan_of(db, tmp_path / "b.xlsx")
    assert not [one for one in plan.actions if one.subject is Subject.EVENT and one.write is not None]
    asked = {one.row for one in plan.actions if one.verdict is Verdict.DECIDE}
    assert asked == {n for n, one in enumerate(WORDS, 2) if "/" in one[1 + place]}
    assert not plan.errors
    told = {one.row for one in plan.all_problems if "không ghi rời đi từ ngày nào" in one.reason}
    assert told == {
        n for n, one in enumerate(WORDS, 2) if one[1 + place].startswith("gone") and "/" not in one[1 + place]
    }


def test_recognised_without_a_day_comes_in_and_the_day_is_asked_for(db: Database, tmp_path: Path):
    row = (1, "Lò Văn Ánh", "1977", "15/10/2012", CELL, "Đã chuyển chính thức")
    plan = plan_of(db, write_book(tmp_path / "a.xlsx", {"DS": [HEAD, row]}))
    [problem] = plan.all_problems
    assert problem.reason == "Ghi là chính thức, nhưng tệp và sổ đều không có ngày chính thức."
    assert (problem.is_error, plan.added(Subject.MEMBER)) == (False, 1)
