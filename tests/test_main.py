"""The command line as a script or a supporter uses it: files in, sheets out, one sentence when something is wrong."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

import main
from models.database import Database

DATA = Path(__file__).parent / "data" / "input"
TRUTH = json.loads((DATA / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _autumn(monkeypatch):
    """Let every data file believe it is 14/11/2026, so that the sample lists lie in the past for ever."""
    start = Database.__init__

    def with_clock(self, path, *, user="", clock=None):
        start(self, path, user=user, clock=lambda: datetime(2026, 11, 14, 9, 0))

    monkeypatch.setattr(Database, "__init__", with_clock)


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on a data file of the test's own; return (exit status, standard output, standard error)."""

    def call(*words: object) -> tuple[int, str, str]:
        try:
            status = main.main(["--db", str(tmp_path / "so.db"), *map(str, words)])
        except SystemExit as end:
            status = int(end.code or 0)
        finally:
            while main._HELD:
                main._HELD.pop().release()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert len(said.err.strip().splitlines()) <= 1
        return status, said.out, said.err

    return call


@pytest.fixture
def filled(run):
    for name in ("thon_ban", "DS_DANGVIEN", "so_diem_danh_2026"):
        status, _out, err = run("import", DATA / f"{name}.xlsx")
        assert (status, err) == (0, "")
    return run


def test_the_whole_path_from_the_lists_to_the_sheet(filled, tmp_path):
    status, out, _err = filled("report", "tham-gia-sinh-hoat", "--period", "2026-10", "--out", tmp_path)
    made = Path(out.strip())
    assert status == 0
    from openpyxl import load_workbook

    sheet = load_workbook(made).worksheets[0]
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    total = next(row for row in values if any(str(value).startswith("Tổng cộng") for value in row if value))
    present, due, percent = TRUTH["attendance"]["by_month"]["10"]
    assert {present, due, percent} <= set(total)
    for cell in TRUTH["cells"]:
        figures = TRUTH["attendance"]["by_cell_month"][cell["code"]].get("10")
        line = next(row for row in values if cell["name"] in row)
        if figures:
            assert set(figures) <= set(line), cell["name"]
        else:
            assert "Chưa ghi" in line, cell["name"]  # the book has no meeting: nobody wrote that there was none


def test_a_second_import_changes_nothing(filled):
    for name in ("thon_ban", "DS_DANGVIEN", "so_diem_danh_2026"):
        status, out, _err = filled("import", DATA / f"{name}.xlsx")
        assert status == 0
        assert "không có gì mới" in out


def test_a_dry_run_writes_nothing(run):
    status, out, _err = run("import", DATA / "DS_DANGVIEN.xlsx", "--dry-run")
    assert status == 0
    assert "461 đảng viên" in out
    status, out, _err = run("import", DATA / "DS_DANGVIEN.xlsx", "--dry-run")
    assert "Thêm 27 chi bộ, 461 đảng viên" in out


def test_the_attendance_book_before_its_members_is_refused_whole(run):
    status, _out, err = run("import", DATA / "so_diem_danh_2026.xlsx")
    assert status == 1
    assert "chưa ghi gì" in err
    status, out, _err = run("import", DATA / "so_diem_danh_2026.xlsx")
    assert "Thêm 0" in out


def test_the_list_of_reports_names_each_with_its_title(run):
    status, out, _err = run("report", "--list")
    assert status == 0
    names = [line.split()[0] for line in out.splitlines()]
    assert {"tham-gia-sinh-hoat", "xep-loai-sinh-hoat", "danh-sach-dang-vien"} <= set(names)


def test_the_check_lists_what_is_not_known_and_says_so_by_its_status(filled):
    status, out, _err = filled("check")
    assert status == 1
    assert out.splitlines()[-1].endswith("điều cần xem.")


def test_backup_and_restore_bring_the_figures_back(filled, run, tmp_path):
    status, out, _err = filled("backup", tmp_path / "usb")
    copy = Path(out.strip())
    assert status == 0
    (tmp_path / "so.db").unlink()
    status, out, _err = run("restore", copy)
    assert status == 0
    status, out, _err = run("report", "tham-gia-sinh-hoat", "--period", "2026-10", "--out", tmp_path)
    assert status == 0


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["import", "khong-co.xlsx"], 1, "Không tìm thấy"),
        (["check"], 1, "Chưa có tệp dữ liệu"),
        (["backup", "x"], 1, "Chưa có tệp dữ liệu"),
        (["restore", "khong-co.db"], 1, "Không thấy tệp sao lưu"),
        (["report", "tham-gia-sinh-hoat", "--period", "2026-13"], 1, "2026"),
        (["report"], 2, "cách dùng"),
        (["lam-gi-do"], 2, "cách dùng"),
        (["report", "x", "--format", "docx"], 2, "cách dùng"),
    ],
)
def test_a_wrong_call_gets_one_sentence(run, words, status, sentence):
    found, _out, err = run(*words)
    assert found == status
    assert sentence in err


def test_a_report_that_does_not_exist_and_a_folder_that_cannot_be(filled, tmp_path):
    assert "Không có báo cáo" in filled("report", "khong-co", "--period", "2026-10")[2]
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    status, _out, err = filled("report", "danh-sach-dang-vien", "--out", tmp_path / "tep" / "con")
    assert status == 1
    assert err.strip()


def test_a_folder_is_no_data_file(tmp_path, capsys):
    assert main.main(["--db", str(tmp_path), "check"]) == 1
    assert "thư mục" in capsys.readouterr().err


def test_the_file_is_not_imported_into_while_a_window_has_it(run, tmp_path):
    from models.opening import lock

    held = lock(tmp_path / "so.db")
    try:
        status, _out, err = run("import", DATA / "thon_ban.xlsx")
    finally:
        held.release()
    assert status == 1
    assert "cửa sổ Sổ Chi Bộ khác" in err


def test_a_restore_to_where_no_folder_can_be_made_is_said_in_a_sentence(tmp_path, capsys):
    (tmp_path / "tệp").touch()
    status = main.main(["--db", str(tmp_path / "tệp" / "so.db"), "restore", str(tmp_path / "sao.db")])
    assert (status, capsys.readouterr().err.startswith("Không tạo được thư mục")) == (1, True)
