"""Importing from the command line: what is said, what is written, what the exit status is."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from exports import import_report
from exports.readers import read_file
from models import imports
from models.database import Database
from models.errors import KnownError
from models.imports import ImportRefused
from models.outline import ReadingChoices, UnknownList
from models.tables import Cell, Member
from tests.exports.books import INPUT, member, member_book, write_book
from tests.exports.test_more_schooling import MIXED
from tests.exports.test_more_schooling import book as list_of_levels
from tests.exports.test_unknown_lists import HEAD, ROWS


def members(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(Member)) or 0


class Said(list[str]):
    def __call__(self, line: str) -> None:
        self.append(line)

    @property
    def text(self) -> str:
        return "\n".join(self)


@pytest.fixture
def said() -> Said:
    return Said()


def test_a_dry_run_writes_nothing(db: Database, said: Said):
    assert import_report.run(db, INPUT / "DS_DANGVIEN.xlsx", is_dry=True, skips=False, say=said) == 0
    assert said[1] == "Thêm 27 chi bộ, 461 đảng viên · Sửa 0 · Bỏ qua 0 · Lỗi 0 · Hỏi 0"
    assert members(db) == 0


def test_the_second_time_there_is_nothing_new(db: Database, said: Said):
    for _time in range(2):
        assert import_report.run(db, INPUT / "DS_DANGVIEN.xlsx", is_dry=False, skips=False, say=said) == 0
    assert members(db) == 461
    assert said[-2:] == [
        "Thêm 0 · Sửa 0 · Bỏ qua 461 đảng viên · Lỗi 0 · Hỏi 0",
        "Tệp không có gì mới.",
    ]


def test_refused_rows_stop_the_file_and_are_listed_with_repair(db: Database, said: Said, tmp_path: Path):
    bad = member(name="CÀ VĂN XÔM", citizen="011077501365", card=None, born="31/02/1977", admitted="hôm qua")
    book = member_book(tmp_path / "ds.xlsx", member(citizen=11077501364), bad)
    with pytest.raises(ImportRefused, match="1 dòng phải sửa, chưa ghi gì"):
        import_report.run(db, book, is_dry=False, skips=False, say=said)
    assert members(db) == 0
    errors = [line for line in said if line.startswith("Lỗi:")]
    assert len(errors) == 2
    assert errors[0].startswith("Lỗi: Trang “DS”, ô E3 · Ngày sinh “31/02/1977” · Ngày 31/02/1977 không có thật.")
    assert "“11077501364” → “011077501364”" in said.text
    assert import_report.run(db, book, is_dry=False, skips=True, say=said) == 0
    assert members(db) == 1


def test_a_change_is_shown_before_and_after(db: Database, said: Said, tmp_path: Path):
    import_report.run(db, member_book(tmp_path / "1.xlsx", member()), is_dry=False, skips=False, say=said)
    book = member_book(tmp_path / "2.xlsx", member(cell="Chi bộ bản Noong É", duty="Miễn sinh hoạt"))
    assert import_report.run(db, book, is_dry=False, skips=False, say=said) == 0
    assert (
        "Sửa đảng viên Lò Văn Ánh: Chi bộ: Chi bộ bản Co Mận → Chi bộ bản Noong É; "
        "Trạng thái: Đang sinh hoạt → Miễn sinh hoạt"
    ) in said
    with db.read() as session:
        assert set(session.scalars(select(Cell.name))) == {"Chi bộ bản Co Mận", "Chi bộ bản Noong É"}


def test_columns_named_in_the_window_are_read_so_again(db: Database, said: Said, tmp_path: Path):
    """Nobody knows these headings; what the window was told of one such file holds for the next."""
    book = write_book(tmp_path / "la.xlsx", {"S": [HEAD, *ROWS]})
    with pytest.raises(UnknownList):
        import_report.run(db, book, is_dry=True, skips=False, say=said)
    fields = {1: "name", 2: "born", 3: "admitted", 4: "citizen", 5: "cell", 6: ""}
    named = read_file(book, db.clock().date(), choices=ReadingChoices(fields={"S": fields}))
    with db.write("Nhập") as session:
        imports.remember(session, named.outlines)
    said.clear()
    assert import_report.run(db, book, is_dry=False, skips=False, say=said) == 0
    assert members(db) == len(ROWS)
    assert "Trang “S”: đọc cột như đã chọn trong cửa sổ khi nhập danh sách cùng tiêu đề." in said


def test_a_list_nobody_was_asked_about_says_nothing_of_columns(db: Database, said: Said):
    import_report.run(db, INPUT / "DS_DANGVIEN.xlsx", is_dry=True, skips=False, say=said)
    assert "đọc cột như đã chọn" not in said.text


def test_the_meaning_of_a_word_is_asked_for_and_told_by_an_option(db: Database, said: Said, tmp_path: Path):
    path = list_of_levels(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",))
    import_report.run(db, path, is_dry=True, skips=False, say=said)
    assert 'Chưa rõ nghĩa của “TC”; thêm --nghia và nghĩa ấy, như --nghia "TC=chuyên môn", rồi nhập lại.' in said
    said.clear()
    import_report.run(db, path, is_dry=False, skips=False, say=said, meanings=("tc=Lý luận", "X=có mặt"))
    assert "Trang “S”: “TC” là lý luận chính trị, như đã chọn." in said
    assert "Tệp không hỏi nghĩa của “X”; --nghia này không dùng đến." in said
    assert "--nghia và nghĩa ấy" not in said.text
    with db.read() as session:
        assert session.scalar(select(Member.theory_id)) is not None
        assert imports.as_before(session).remembered_marks


def test_a_meaning_is_remembered_though_nothing_is_new(db: Database, said: Said, tmp_path: Path):
    path = list_of_levels(tmp_path / "a.xlsx", (MIXED,), ("12/12, trung cấp",))
    for words in ("trung cấp=lý luận", "trung cấp=chuyên môn", "trung cấp=lý luận"):
        import_report.run(db, path, is_dry=False, skips=False, say=said, meanings=(words,))
    assert said[-1] == "Tệp không có gì mới."
    with db.read() as session:
        assert [*imports.as_before(session).remembered_marks.values()] == [{"trung cấp": "theory"}]


@pytest.mark.parametrize("words", ["TC", "TC=", "=chuyên môn", "TC=bí thư", "TC=sinh hoạt"])
def test_a_meaning_that_is_none_is_refused_with_those_there_are(db: Database, tmp_path: Path, words: str):
    path = list_of_levels(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",))
    with pytest.raises(KnownError, match="hãy ghi như TC=chuyên môn"):
        import_report.run(db, path, is_dry=True, skips=False, say=lambda _line: None, meanings=(words,))
