"""A new file is made at once, by a script that stands for the first steps.

`python -m tests.models.test_new_file` writes it anew; no step has to, for those that came later are walked.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import text

from models import migrations
from models.database import Database
from models.opening import open_database
from models.restoring import restore
from resources import path as resource

_IDENTITY = "file.identity"


def test_the_script_makes_what_the_steps_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = migrations._steps()[: migrations.SCRIPTED]
    monkeypatch.setattr(migrations, "_steps", lambda: first)
    monkeypatch.setattr(migrations, "VERSION", migrations.SCRIPTED)
    open_database(tmp_path / "new.db").close()
    assert _statements(tmp_path / "new.db") == _statements(_walked(tmp_path / "walked.db"))
    with closing(sqlite3.connect(tmp_path / "new.db")) as link:
        assert link.execute("PRAGMA user_version").fetchone() == (migrations.SCRIPTED,)
        assert link.execute("PRAGMA foreign_key_check").fetchall() == []


def test_each_file_has_an_identity_of_its_own(tmp_path: Path) -> None:
    found: set[str] = set()
    for name in ("a.db", "b.db"):
        with closing(open_database(tmp_path / name)) as db, db.read() as session:
            found.add(session.execute(text(f"SELECT value FROM setting WHERE key = '{_IDENTITY}'")).scalar_one())
    assert {len(one) for one in found} == {16}
    assert len(found) == 2


def test_its_pages_are_larger_than_those_of_old_files_and_either_takes_the_other_s_place(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    open_database(new).close()
    with closing(sqlite3.connect(new, isolation_level=None)) as link:
        assert link.execute("PRAGMA page_size").fetchone() == (8192,)
        link.execute("PRAGMA page_size = 4096")
        link.execute("VACUUM INTO ?", (str(old),))
    for source, target, size in ((old, new, 4096), (new, old, 4096)):
        restore(source, target, tmp_path / "sao-luu", datetime(2026, 11, 22, 8))
        with closing(open_database(target)), closing(sqlite3.connect(target)) as link:
            assert link.execute("PRAGMA page_size").fetchone() == (size,)
            assert link.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_step_after_those_of_the_script_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = migrations._steps()
    added = (*steps, lambda op: op.execute("ALTER TABLE cell ADD COLUMN motto VARCHAR(50)"))
    monkeypatch.setattr(migrations, "_steps", lambda: added)
    monkeypatch.setattr(migrations, "VERSION", len(added))
    path = tmp_path / "so.db"
    open_database(path).close()
    with closing(sqlite3.connect(path)) as link:
        assert link.execute("PRAGMA user_version").fetchone() == (len(added),)
        assert link.execute("SELECT motto FROM cell").fetchall() == []
    assert not (tmp_path / "sao-luu").exists()


def _walked(path: Path) -> Path:
    with closing(Database(path)) as db:
        migrations.walk(db, 0)
    return path


def _statements(path: Path) -> list[str]:
    """Return the SQL that makes a file again, but for its identity."""
    with closing(sqlite3.connect(path)) as link:
        inside = [line.rstrip(";") for line in link.iterdump() if line not in ("BEGIN TRANSACTION;", "COMMIT;")]
    return sorted((_in_order(one) for one in inside if _IDENTITY not in one), key=_kind)


def _in_order(statement: str) -> str:
    """Return a statement with the constraints of a table in order: where a step copies a table, they have none."""
    lines = statement.split(", \n\t")
    at = next((n for n, line in enumerate(lines) if line.startswith("CONSTRAINT")), len(lines))
    last = lines.pop().removesuffix("\n)") if len(lines) > at else None
    return statement if last is None else ", \n\t".join((*lines[:at], *sorted((*lines[at:], last)))) + "\n)"


def _kind(statement: str) -> tuple[int, str]:
    return next(n for n, one in enumerate(("CREATE TABLE", "INSERT", "CREATE")) if statement.startswith(one)), statement


def _write() -> None:
    with TemporaryDirectory() as folder:
        text = ";\n\n".join(_statements(_walked(Path(folder) / "so.db")))
    resource("new-file.sql").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    _write()
