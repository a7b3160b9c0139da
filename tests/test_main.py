"""The command line as a script or a supporter uses it: files in, sheets out, one sentence when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

import main
from exports.learned.fill import Form, Place
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.report import Needs
from models.database import Database
from models.sample import PREPARER
from tests.exports import learned_forms
from tests.exports import test_turned_days as turned_days

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
                main._HELD.pop().close()
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


def test_days_that_look_turned_wait_for_a_word(run, tmp_path):
    path = turned_days.book(tmp_path, [turned_days.english(*birth) for birth in turned_days.BIRTHS])
    status, _out, err = run("import", path)
    assert (status, err.count("\n")) == (1, 1)
    assert "thêm --ngay dao để đảo lại, hoặc --ngay giu" in err
    assert run("import", path, "--dry-run", "--ngay", "giu")[0] == 0
    status, out, _err = run("import", path, "--ngay", "dao")
    assert status == 0
    assert "đã đảo ngày với tháng" in out


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
        (["report", "tham-gia-sinh-hoat", "--period", "2026-13"], 2, "2026"),
        (["report", "tham-gia-sinh-hoat", "--period", "thang 10"], 2, "Không đọc được kỳ"),
        (["report", "tham-gia-sinh-hoat", "--period", "2026-02-02..2026-01-01"], 2, "sau ngày cuối kỳ"),
        (["report"], 2, "cách dùng"),
        (["lam-gi-do"], 2, "cách dùng"),
        (["report", "x", "--format", "docx"], 2, "cách dùng"),
        (["restore", "."], 1, "là một thư mục"),
    ],
)
def test_a_wrong_call_gets_one_sentence(run, words, status, sentence):
    found, _out, err = run(*words)
    assert found == status
    assert sentence in err
    assert "dùng: dùng" not in err


def test_a_report_that_does_not_exist_and_a_folder_that_cannot_be(filled, tmp_path):
    status, out, err = filled("report", "khong-co", "--period", "2026-10")
    assert (status, out, "Không có báo cáo" in err) == (2, "", True)
    status, _out, err = filled("report", "tham-gia-sinh-hoat", "--period", "2026-Q3")
    assert (status, "lập theo từng tháng" in err) == (2, True)
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    status, _out, err = filled("report", "danh-sach-dang-vien", "--out", tmp_path / "tep" / "con")
    assert status == 1
    assert err.strip()


@pytest.mark.parametrize(
    "words", [["check"], ["backup", "x"], ["restore", __file__], ["import", __file__], ["report", "--list"]]
)
def test_a_folder_is_no_data_file(tmp_path, capsys, words):
    assert main.main(["--db", str(tmp_path), *words]) == 1
    assert "là một thư mục; hãy chọn một tệp dữ liệu" in capsys.readouterr().err


def test_looking_ahead_at_a_list_makes_no_data_file(run, tmp_path):
    status, out, _err = run("import", DATA / "thon_ban.xlsx", "--dry-run")
    assert (status, "22 thôn, bản" in out) == (0, True)
    assert not (tmp_path / "so.db").exists()


def test_a_slip_to_fill_in_is_refused_as_pdf(filled, tmp_path):
    status, _out, err = filled("report", "phieu-excel", "--period", "2026-10", "--format", "pdf", "--out", tmp_path)
    assert (status, "hãy bỏ “pdf”" in err) == (2, True)


def test_the_help_speaks_vietnamese(run):
    status, out, _err = run("report", "--help")
    assert status == 0
    assert out.startswith("Cách dùng: main.py report")
    assert not {"usage:", "options:", "positional arguments:", "show this help"} & set(
        out.replace("\n", "  ").split("  ")
    )


def _called(tmp_path, *words: object, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """Call the program as a shell does, without a display, with settings of its own."""
    own = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    own |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)} | settings
    own = {key: value for key, value in own.items() if value}
    call = [sys.executable, main.__file__, *map(str, words)]
    return subprocess.run(call, env=own, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "ascii"])  # a file or a pipe on Windows, an old terminal
def test_what_is_said_is_vietnamese_whatever_the_system_writes_in(tmp_path, encoding):
    done = _called(tmp_path, "report", "--list", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Đảng viên tham gia sinh hoạt chi bộ tháng" in done.stdout.decode()
    refused = _called(tmp_path, "check", PYTHONIOENCODING=encoding)
    assert refused.returncode == 1
    assert refused.stderr.decode().startswith("Chưa có tệp dữ liệu")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
def test_what_cannot_be_said_for_want_of_room_ends_in_a_sentence(tmp_path):
    with Path("/dev/full").open("wb") as full:
        call = [sys.executable, main.__file__, "report", "--list"]
        own = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
        done = subprocess.run(call, env=own, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode().count("\n")) == (1, 1)
    assert "hãy kiểm tra ổ đĩa" in done.stderr.decode()


def test_a_window_without_a_screen_is_refused_in_a_sentence(tmp_path):
    done = _called(tmp_path, QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == "Không thấy màn hình để mở cửa sổ; hãy chạy trong phiên làm việc có màn hình.\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only there a display has a name")
@pytest.mark.parametrize("wrong", [{"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "none-such"}])
def test_a_screen_that_does_not_answer_is_a_sentence_and_no_abort(tmp_path, wrong):
    done = _called(tmp_path, **{"QT_QPA_PLATFORM": ""} | wrong)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("Không mở được cửa sổ: không nối được với màn hình")
    assert done.stderr.count(b"\n") == 1


def test_an_error_nobody_foresaw_is_a_sentence_and_its_place_is_kept(tmp_path, monkeypatch, capsys):
    def broken() -> int:
        raise ZeroDivisionError("Lò Văn Ánh")

    monkeypatch.setattr(main, "main", broken)
    monkeypatch.setattr(main, "data_folder", lambda: tmp_path)
    assert main.run() == 1
    said = capsys.readouterr().err
    assert (said.count("\n"), "nhat-ky.log" in said) == (1, True)
    kept = (tmp_path / "nhat-ky.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in kept
    assert "Ánh" not in kept


def test_the_file_is_not_imported_into_while_a_window_has_it(run, tmp_path):
    from models.opening import lock

    held = lock(tmp_path / "so.db")
    try:
        status, _out, err = run("import", DATA / "thon_ban.xlsx")
    finally:
        held.close()
    assert status == 1
    assert "cửa sổ Sổ Chi Bộ khác" in err


def test_a_restore_to_where_no_folder_can_be_made_is_said_in_a_sentence(tmp_path, capsys):
    (tmp_path / "tệp").touch()
    status = main.main(["--db", str(tmp_path / "tệp" / "so.db"), "restore", str(tmp_path / "sao.db")])
    assert (status, capsys.readouterr().err.startswith("Không tạo được thư mục")) == (1, True)


def test_a_form_of_a_neighbour_is_taken_over_and_made(run, filled, tmp_path):
    del filled
    form = Form(learned_forms.form(), "bieu.xlsx")
    made = Template("Biểu tổng hợp", Needs.MONTH, form).bind(
        Binding(Place(learned_forms.SHEET, Spot(5, 2)), "indicator", "members")
    )
    path = tmp_path / "gửi xã bạn.mau"
    made.write(path)
    assert run("import", path, "--dry-run") == (0, "Đọc được mẫu “Biểu tổng hợp”; chưa ghi gì.\n", "")
    status, out, err = run("import", path)
    assert (status, err) == (0, "")
    assert out == "Đã nhận mẫu; tên để lập biểu: mau:gửi xã bạn\n"
    status, _out, err = run("report", "mau:gửi xã bạn", "--period", "2026-10", "--out", tmp_path)
    assert (status, err) == (0, "")
    sheet = load_workbook(tmp_path / "gửi xã bạn 2026-10.xlsx", data_only=True)[learned_forms.SHEET]
    assert sheet["B5"].value > 0
    status, _out, err = run("import", path)
    assert status == 1
    assert "Đã có mẫu “gửi xã bạn”" in err


def test_the_made_up_office_has_a_made_up_officer(tmp_path, monkeypatch):
    seen = []
    monkeypatch.setenv("USER", "may-cua-toi")
    monkeypatch.setattr("models.sample.generate", lambda db, _on: seen.append(db.user))
    db = main._open(tmp_path / "mau.db", is_sample=True, is_alone=False)
    assert seen == [db.user] == [PREPARER]  # the log and what was exported name nobody real
    db.close()
