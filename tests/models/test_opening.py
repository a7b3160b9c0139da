from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from models import backup, migrations
from models.database import APPLICATION_ID, Database
from models.errors import BrokenFile, KnownError
from models.opening import lock, open_database, seal
from models.tables import Base

NOW = datetime(2026, 11, 14, 9, 0)


def refused(path: Path) -> str:
    """Return the sentence with which a file is refused; the file must stay as it was."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(KnownError) as caught:
        open_database(path)
    if before is not None:
        assert path.read_bytes() == before
    return str(caught.value)


class TestRefused:
    def test_a_directory(self, tmp_path: Path) -> None:
        assert "là một thư mục" in refused(tmp_path)

    def test_a_file_emptied_since_its_last_backup(self, tmp_path: Path) -> None:
        path = tmp_path / "so.db"
        path.touch()
        open_database(path).close()  # the first start was cut short before anything was written
        backup.backup(path, backup.folder_of(path), datetime(2026, 11, 1))
        path.write_bytes(b"")
        assert "khôi phục từ bản sao lưu" in refused(path)

    def test_a_place_below_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "tệp").touch()
        assert "kiểm tra ổ đĩa" in refused(tmp_path / "tệp" / "so.db")

    @pytest.mark.parametrize("content", ["Danh sách đảng viên", "SQLite format 3\x00 rồi hết"])
    def test_text_with_another_name(self, tmp_path: Path, content: str) -> None:
        path = tmp_path / "so.db"
        path.write_text(content, encoding="utf-8")
        assert "không phải tệp dữ liệu" in refused(path)

    def test_another_program_s_database(self, tmp_path: Path) -> None:
        path = tmp_path / "so.db"
        with closing(sqlite3.connect(path)) as link:
            link.execute("CREATE TABLE moz_places (id)")
        assert "chương trình khác" in refused(path)

    @pytest.mark.parametrize("length", [100, 4096, 9000])
    def test_a_truncated_file(self, empty_file: Path, tmp_path: Path, length: int) -> None:
        path = tmp_path / "so.db"
        path.write_bytes(empty_file.read_bytes()[:length])
        assert "bị hỏng" in refused(path)

    def test_a_file_with_torn_pages(self, empty_file: Path, tmp_path: Path) -> None:
        path = tmp_path / "so.db"
        content = bytearray(empty_file.read_bytes())
        content[4096 * 3 : 4096 * 6] = os.urandom(4096 * 3)
        path.write_bytes(content)
        assert "bị hỏng" in refused(path)

    def test_a_file_of_a_newer_version(self, empty_file: Path, tmp_path: Path) -> None:
        path = tmp_path / "so.db"
        shutil.copy(empty_file, path)
        with closing(sqlite3.connect(path)) as link:
            link.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
        assert "phiên bản Sổ Chi Bộ mới hơn" in refused(path)

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0,
        reason="the administrator may write everywhere, so nothing is read-only",
    )
    def test_a_folder_that_cannot_be_written(self, tmp_path: Path) -> None:
        folder = tmp_path / "chỉ đọc"
        folder.mkdir()
        folder.chmod(0o500)
        try:
            assert "không ghi được tệp dữ liệu" in refused(folder / "so.db")
            with pytest.raises(KnownError, match="Không ghi được vào thư mục"):
                lock(folder / "so.db")
        finally:
            folder.chmod(0o700)


class TestTaken:
    def test_an_empty_file_becomes_a_data_file(self, tmp_path: Path) -> None:
        path = tmp_path / "so.db"
        path.touch()
        open_database(path).close()
        with closing(sqlite3.connect(path)) as link:
            assert link.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)

    def test_a_folder_with_signs_of_addresses_in_its_name(self, empty_file: Path, tmp_path: Path) -> None:
        folder = tmp_path / "Sổ #1 50% còn nữa"
        folder.mkdir()
        open_database(Path(shutil.copy(empty_file, folder / "so.db"))).close()

    def test_a_file_that_a_power_cut_left_half_written(self, empty_file: Path, tmp_path: Path) -> None:
        (tmp_path / "chạy").mkdir()
        live = Path(shutil.copy(empty_file, tmp_path / "chạy" / "so.db"))
        with closing(sqlite3.connect(live, isolation_level=None)) as link:
            link.execute("PRAGMA cache_size = 1")
            link.execute("BEGIN IMMEDIATE")
            link.executemany(
                "INSERT INTO setting (key, value) VALUES (?, ?)", ((f"k{n}", "x" * 400) for n in range(5000))
            )
            cut = Path(shutil.copy(live, tmp_path / "so.db"))
            shutil.copy(f"{live}-journal", f"{cut}-journal")
            link.execute("ROLLBACK")
        assert cut.stat().st_size > empty_file.stat().st_size
        with closing(open_database(cut)) as db, db.read() as session:
            assert session.scalar(text("SELECT count(*) FROM setting WHERE key LIKE 'k%'")) == 0


class TestSealed:
    @pytest.fixture
    def sealed(self, empty_file: Path, tmp_path: Path) -> tuple[Path, str]:
        """A file spoilt after it was sealed, in a way that its head, size and time do not tell."""
        path = Path(shutil.copy(empty_file, tmp_path / "so.db"))
        as_it_was, times = seal(path, NOW.date()), path.stat()
        with path.open("r+b") as file:
            file.seek(8192 * 3)
            file.write(b"\xff" * 4096)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert seal(path, NOW.date()) == as_it_was
        return path, as_it_was

    def test_a_file_under_its_seal_is_not_looked_through(self, sealed: tuple[Path, str]) -> None:
        path, as_it_was = sealed
        open_database(path, clock=lambda: NOW, sealed=as_it_was).close()
        with pytest.raises(BrokenFile):
            open_database(path, clock=lambda: NOW)

    def test_a_new_week_looks_at_all_of_it(self, sealed: tuple[Path, str]) -> None:
        path, as_it_was = sealed
        with pytest.raises(BrokenFile):
            open_database(path, clock=lambda: NOW + timedelta(days=7), sealed=as_it_was)

    def test_a_change_breaks_the_seal(self, empty_file: Path, tmp_path: Path) -> None:
        path = Path(shutil.copy(empty_file, tmp_path / "so.db"))
        before, times = seal(path, NOW.date()), path.stat()
        with closing(sqlite3.connect(path)) as link, link:
            link.execute("UPDATE code_item SET id = id WHERE id = 1")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
        assert path.stat().st_size == times.st_size
        assert seal(path, NOW.date()) != before

    def test_no_file_has_no_seal(self, tmp_path: Path) -> None:
        assert seal(tmp_path / "không có.db", NOW.date()) == ""


class TestAlone:
    def test_a_second_one_is_told_so_and_may_come_later(self, tmp_path: Path) -> None:
        held = lock(tmp_path / "so.db")
        with pytest.raises(KnownError, match="đang mở trong một cửa sổ Sổ Chi Bộ khác"):
            lock(tmp_path / "so.db")
        assert [path.name for path in tmp_path.iterdir()] == ["so.db.lock"]
        held.close()
        lock(tmp_path / "so.db").close()

    def test_a_crash_gives_the_file_free(self, tmp_path: Path) -> None:
        path = str(tmp_path / "so.db")
        take = f"import os, pathlib; from models.opening import lock; lock(pathlib.Path({path!r})); os._exit(1)"
        crashed = subprocess.run([sys.executable, "-c", take], cwd=Path(__file__).parents[2], check=False)
        assert crashed.returncode == 1
        lock(tmp_path / "so.db").close()


class TestMigration:
    def test_the_steps_make_what_the_tables_say(self, db: Database) -> None:
        with db.engine.connect() as link:
            context = MigrationContext.configure(link, opts={"compare_type": True, "compare_server_default": True})
            assert compare_metadata(context, Base.metadata) == []

    def test_indexes_that_hold_for_some_rows_only_are_those_of_the_tables(self, db: Database) -> None:
        """Alembic does not compare the conditions of partial indexes."""
        with closing(sqlite3.connect(":memory:")) as link:
            from sqlalchemy import create_engine
            from sqlalchemy.pool import StaticPool

            engine = create_engine("sqlite://", creator=lambda: link, poolclass=StaticPool)
            Base.metadata.create_all(engine)
            wanted = _indexes(link)
            engine.dispose()
        with closing(sqlite3.connect(db.path)) as link:
            assert _indexes(link) == wanted

    def test_every_step_has_its_file_and_the_number_of_them_is_the_version(self) -> None:
        files = Path(migrations.__file__).parent.glob("v[0-9]*.py")
        steps = [path.stem for path in files if "def upgrade(" in path.read_text(encoding="utf-8")]
        assert list(migrations.STEPS) == sorted(steps)

    def test_an_older_file_is_copied_before_it_is_changed(
        self, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        db.close()
        step_up(monkeypatch, "ALTER TABLE cell ADD COLUMN motto VARCHAR(50)")
        open_database(db.path).close()
        copy = tmp_path / "sao-luu" / f"so-truoc-v{migrations.VERSION}.db"
        assert _version(copy) == migrations.VERSION - 1
        assert "motto" not in _columns(copy)
        assert _version(db.path) == migrations.VERSION
        assert "motto" in _columns(db.path)

    def test_a_step_that_fails_leaves_the_file_as_it_was(
        self, db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        db.close()
        with closing(sqlite3.connect(db.path)) as link:
            before = list(link.iterdump())
        step_up(monkeypatch, "ALTER TABLE cell ADD COLUMN motto VARCHAR(50)", "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(KnownError, match="không ghi được tệp dữ liệu"):
            open_database(db.path)
        with closing(sqlite3.connect(db.path)) as link:
            assert list(link.iterdump()) == before
        assert _version(db.path) == migrations.VERSION - 1

    def test_a_step_that_breaks_links_is_refused(self, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        db.close()
        step_up(monkeypatch, "INSERT INTO post (member_id, cell_id, position) VALUES (9, 9, 'secretary')")
        with pytest.raises(KnownError, match="làm hỏng 2 liên kết"):
            open_database(db.path)
        assert _version(db.path) == migrations.VERSION - 1


def step_up(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    """Let the program be one version newer than its files."""

    def upgrade(op: Operations) -> None:
        for statement in statements:
            op.execute(statement)

    steps = migrations._steps()
    monkeypatch.setattr(migrations, "_steps", lambda: (*steps, upgrade))
    monkeypatch.setattr(migrations, "VERSION", len(steps) + 1)


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as link:
        return link.execute("PRAGMA user_version").fetchone()[0]


def _columns(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as link:
        return {row[1] for row in link.execute("PRAGMA table_info(cell)")}


def _indexes(link: sqlite3.Connection) -> set[str]:
    """Return the indexes with a condition as written, blanks and quotes aside."""
    rows = link.execute("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'")
    return {" ".join(sql.replace('"', "").split()) for (sql,) in rows}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_data_file_lies_where_its_name_says_whatever_letters_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "100% #1?" / "so?a=1.db"
    open_database(path).close()
    assert path.stat().st_size
