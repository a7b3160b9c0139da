"""A file comes whole or not at all, and the officer is told why not."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from exports.files import file_word, replacing
from models.errors import KnownError
from models.progress import Cancelled


def _left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "báo cáo.xlsx"
    target.write_text("cũ")
    with replacing(target) as temporary:
        temporary.write_text("mới")
        assert target.read_text() == "cũ"
    assert (target.read_text(), _left(tmp_path)) == ("mới", ["báo cáo.xlsx"])


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    with replacing(tmp_path / "2026" / "a.xlsx") as temporary:
        temporary.write_text("x")
    assert (tmp_path / "2026" / "a.xlsx").exists()


@pytest.mark.parametrize("wrong", [RuntimeError(), Cancelled(), KnownError("Sai.")])
def test_what_fails_leaves_the_old_file(tmp_path: Path, wrong: Exception) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("cũ")

    def fail() -> None:
        with replacing(target) as temporary:
            temporary.write_text("nửa chừng")
            raise wrong

    with pytest.raises(type(wrong)):
        fail()
    assert (target.read_text(), _left(tmp_path)) == ("cũ", ["a.xlsx"])


def test_stopped_at_the_last_moment_leaves_the_old_file(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled), replacing(tmp_path / "a.xlsx", Stop()) as temporary:
        temporary.write_text("x")
    assert _left(tmp_path) == []


def test_a_file_open_in_excel_is_said_to_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "used by another process")

    monkeypatch.setattr(Path, "replace", refuse)
    said = "Tệp “a.xlsx” đang mở. Hãy đóng Excel rồi thử lại."
    with pytest.raises(KnownError, match=said), replacing(tmp_path / "a.xlsx") as temporary:
        temporary.write_text("x")
    assert _left(tmp_path) == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, ""), "Không được ghi vào thư mục"),
        (OSError(errno.EROFS, ""), "Không được ghi vào thư mục"),
        (OSError(errno.ENOSPC, ""), "Ổ đĩa đã đầy"),
        (OSError(errno.EIO, ""), "kiểm tra ổ đĩa"),
    ],
)
def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def refuse(self: Path) -> None:
        raise error

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(KnownError, match=said), replacing(tmp_path / "a.xlsx"):
        pytest.fail("nothing is written where nothing can be")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(KnownError, match="thư mục"), replacing(tmp_path / "a.xlsx") as temporary:
        temporary.write_text("x")
    assert _left(tmp_path) == ["a.xlsx"]


def test_a_folder_in_place_of_the_file_is_not_called_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows answers both with the same error."""
    (tmp_path / "a.xlsx").mkdir()

    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(KnownError, match="là một thư mục"), replacing(tmp_path / "a.xlsx") as temporary:
        temporary.write_text("x")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bản Co Mận", "Bản Co Mận"),
        ('Tổ 1/2: "A" <B>|C?*', "Tổ 1 2 A B C"),
        ("Con", "Con_"),
        ("AUX.2026", "AUX_.2026"),
        ("com1", "com1_"),
        ("Con Cuông", "Con Cuông"),
        ("Bản Con", "Bản Con"),
        ("Quý III. . ", "Quý III"),
        ("a" * 79 + " b", "a" * 79),
    ],
)
def test_a_word_of_a_name_is_taken_by_every_disk(text: str, word: str) -> None:
    assert file_word(text) == word


def test_a_file_in_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "ra").write_text("x")
    with pytest.raises(KnownError, match="không phải thư mục"), replacing(tmp_path / "ra" / "a.xlsx"):
        pytest.fail("a file is no folder")
