from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from models import backup, cells, restoring
from models.cells import CellValues
from models.database import Database
from models.errors import KnownError
from models.opening import open_database

NOON = datetime(2026, 11, 22, 12, 0)


def add_cell(db: Database, name: str) -> None:
    with db.write("Thêm chi bộ") as session:
        cells.add(session, CellValues(name))


def cell_names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as link:
        return [name for (name,) in link.execute("SELECT name FROM cell ORDER BY id")]


def test_a_backup_of_an_open_file_holds_what_was_written(db: Database, tmp_path: Path) -> None:
    add_cell(db, "Chi bộ Một")
    made = backup.backup(db.path, tmp_path / "usb", NOON)
    assert made.name == "so-20261122-120000.db"
    assert cell_names(made) == ["Chi bộ Một"]
    assert [row.path for row in backup.backups(tmp_path / "usb", "so")] == [made]


def test_a_backup_leaves_out_what_is_not_yet_committed(db: Database, tmp_path: Path) -> None:
    add_cell(db, "Chi bộ Một")
    with db.engine.begin() as link:
        link.execute(text("UPDATE cell SET name = 'Dở dang'"))
        made = backup.backup(db.path, tmp_path / "usb", NOON)
        link.rollback()
    assert cell_names(made) == ["Chi bộ Một"]


def test_a_copy_that_does_not_verify_is_not_kept(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * 4096)
        verify(path)

    verify = backup.check
    monkeypatch.setattr(backup, "check", torn)
    with pytest.raises(KnownError, match="bị hỏng"):
        backup.backup(db.path, tmp_path / "usb", NOON)
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(db: Database, tmp_path: Path) -> None:
    (tmp_path / "usb").write_text("không phải thư mục", encoding="utf-8")
    with pytest.raises(KnownError, match="Không sao lưu được"):
        backup.backup(db.path, tmp_path / "usb", NOON)


def test_the_newest_thirty_are_kept_and_strangers_left_alone(db: Database, tmp_path: Path) -> None:
    stranger = tmp_path / "so-ghi-chep.db"
    stranger.touch()
    for minute in range(backup.KEEP + 2):
        backup.backup(db.path, tmp_path, NOON + timedelta(minutes=minute))
    kept = backup.backups(tmp_path, "so")
    assert len(kept) == backup.KEEP
    assert kept[0].at == NOON + timedelta(minutes=backup.KEEP + 1)
    assert kept[-1].at == NOON + timedelta(minutes=2)
    assert stranger.exists()


def test_a_clock_set_back_does_not_throw_the_new_backups_away(db: Database, tmp_path: Path) -> None:
    for minute in range(backup.KEEP):
        backup.backup(db.path, tmp_path, NOON + timedelta(minutes=minute))
    flat = datetime(2016, 1, 1, 0, 0)  # a computer whose battery is empty
    made = [backup.backup(db.path, tmp_path, flat + timedelta(minutes=minute)) for minute in range(3)]
    assert all(path.exists() for path in made)
    kept = [row.at for row in backup.backups(tmp_path, "so")]
    assert len(kept) == backup.KEEP
    assert kept[0] == NOON + timedelta(minutes=backup.KEEP - 1)
    right = backup.backup(db.path, tmp_path, NOON + timedelta(days=1))
    assert right.exists()
    assert not made[0].exists()


def test_any_file_is_a_backup_of_the_moment_its_name_says(db: Database, tmp_path: Path) -> None:
    made = backup.backup(db.path, tmp_path, NOON)
    assert backup.row_of(made).at == NOON
    other = made.rename(tmp_path / "sổ cũ.db")
    assert backup.row_of(other).at == datetime.fromtimestamp(other.stat().st_mtime)


class TestRestore:
    @pytest.fixture
    def saved(self, db: Database, tmp_path: Path) -> Path:
        """Return a backup with one cell; the data file has gone on and is closed."""
        add_cell(db, "Chi bộ Một")
        made = backup.backup(db.path, tmp_path / "usb", NOON)
        add_cell(db, "Chi bộ Hai")
        db.close()
        return made

    def test_there_and_back(self, db: Database, saved: Path, tmp_path: Path) -> None:
        kept = restoring.restore(saved, db.path, tmp_path / "sao-luu", NOON + timedelta(hours=1))
        assert cell_names(db.path) == ["Chi bộ Một"]
        assert kept is not None
        assert restoring.restore(kept, db.path, tmp_path / "sao-luu", NOON + timedelta(hours=2)) is not None
        assert cell_names(db.path) == ["Chi bộ Một", "Chi bộ Hai"]
        open_database(db.path).close()

    def test_where_there_was_no_data_file(self, saved: Path, tmp_path: Path) -> None:
        target = tmp_path / "moi" / "so.db"
        assert restoring.restore(saved, target, tmp_path / "sao-luu", NOON) is None
        assert cell_names(target) == ["Chi bộ Một"]

    def test_over_a_broken_file_which_is_kept_as_it_is(self, db: Database, saved: Path, tmp_path: Path) -> None:
        broken = db.path.read_bytes()[:5000]
        db.path.write_bytes(broken)
        kept = restoring.restore(saved, db.path, tmp_path / "sao-luu", NOON)
        assert kept is not None
        assert kept.name == "so-20261122-120000-hong.db"
        assert kept.read_bytes() == broken
        assert cell_names(db.path) == ["Chi bộ Một"]
        assert backup.backups(tmp_path / "sao-luu", "so") == []

    def test_the_journal_of_the_old_file_does_not_reach_the_new_one(
        self, db: Database, saved: Path, tmp_path: Path
    ) -> None:
        journal = db.path.with_name("so.db-journal")
        db.path.write_bytes(b"x" * 5000)
        journal.write_bytes(b"x" * 5000)
        restoring.restore(saved, db.path, tmp_path / "sao-luu", NOON)
        assert not journal.exists()

    def test_the_oldest_backup_is_put_back_before_it_makes_room(self, db: Database, saved: Path) -> None:
        for minute in range(1, backup.KEEP):
            backup.backup(db.path, saved.parent, NOON + timedelta(minutes=minute))
        restoring.restore(saved, db.path, saved.parent, NOON + timedelta(hours=1))
        assert cell_names(db.path) == ["Chi bộ Một"]
        assert len(backup.backups(saved.parent, "so")) == backup.KEEP

    def test_a_source_that_has_gone_is_not_copied_as_an_empty_file(self, db: Database, tmp_path: Path) -> None:
        with pytest.raises(KnownError):
            backup.copy_to(tmp_path / "đã rút.db", tmp_path / "bản sao.db")
        assert not (tmp_path / "đã rút.db").exists()
        assert not (tmp_path / "bản sao.db").exists()

    @pytest.mark.parametrize("wrong", ["missing", "text", "stranger", "truncated", "newer", "itself"])
    def test_a_wrong_source_changes_nothing(self, db: Database, saved: Path, tmp_path: Path, wrong: str) -> None:
        source = tmp_path / f"{wrong}.db"
        if wrong == "text":
            source.write_text("Danh sách", encoding="utf-8")
        elif wrong == "stranger":
            with closing(sqlite3.connect(source)) as link:
                link.execute("CREATE TABLE moz_places (id)")
        elif wrong == "truncated":
            source.write_bytes(saved.read_bytes()[:9000])
        elif wrong == "newer":
            shutil.copy(saved, source)
            with closing(sqlite3.connect(source)) as link:
                link.execute("PRAGMA user_version = 99")
        elif wrong == "itself":
            source = db.path
        before = db.path.read_bytes()
        with pytest.raises(KnownError):
            restoring.restore(source, db.path, tmp_path / "sao-luu", NOON)
        assert db.path.read_bytes() == before
        assert not (tmp_path / "sao-luu").exists()


def test_a_data_file_that_another_program_holds_is_not_replaced(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows refuses it while, say, a virus scanner reads the file."""
    add_cell(db, "Chi bộ Một")
    made = backup.backup(db.path, tmp_path / "usb", NOON)
    add_cell(db, "Chi bộ Hai")
    db.close()
    put = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target == db.path:
            raise PermissionError(13, "used by another process")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(
        KnownError, match=r"“so\.db” đang được chương trình khác mở .* đóng chương trình đó rồi làm lại"
    ):
        restoring.restore(made, db.path, tmp_path / "usb", NOON + timedelta(hours=1))
    assert cell_names(db.path) == ["Chi bộ Một", "Chi bộ Hai"]
    assert not list(tmp_path.glob("~*"))


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("file:///C:/S%E1%BB%95%20xa/so.db", "file:///C:/S%E1%BB%95%20xa/so.db?mode=ro"),
        ("file://may-chu/chung/so.db", "file:////may-chu/chung/so.db?mode=ro"),
    ],
)
def test_sqlite_is_told_no_servers_name(address: str, asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The addresses are those of a folder of the PC and of a shared one on Windows."""
    monkeypatch.setattr(Path, "as_uri", lambda _self: address)
    assert backup.uri_of(Path("so.db"), "ro") == asked
