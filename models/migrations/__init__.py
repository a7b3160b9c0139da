"""Numbered steps from an empty file to today's schema (style.md 4).

What the first steps make of an empty file also lies ready as one script: walking them took most of the time in which a
new file is made. A test holds the two equal; steps that came later are walked as ever.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from models.backup import copy_to
from models.database import APPLICATION_ID, Database
from models.errors import KnownError
from resources import path as resource

if TYPE_CHECKING:
    from alembic.operations import Operations

STEPS = (
    "v0001_start",
    "v0002_targets",
    "v0003_entry_fields",
    "v0004_party_age",
    "v0005_pipeline",
    "v0006_log",
    "v0007_records",
    "v0008_organisation",
    "v0009_trash",
    "v0010_rule_cards",
    "v0011_closing",
    "v0012_scores",
    "v0013_rating_rules",
    "v0014_content",
    "v0015_villages",
    "v0016_snapshots",
    "v0017_different_people",
    "v0018_probation",
    "v0019_meetings_run",
    "v0020_overrides",
    "v0021_saved_lists",
    "v0022_heads",
    "v0023_homes",
    "v0024_body_ratings",
    "v0025_saved_forms",
    "v0026_expulsions",
    "v0027_membership_limits",
    "v0028_own_targets",
    "v0029_dismissals",
    "v0030_body_awards",
    "v0031_birth_name",
    "v0032_transfer_flaws",
    "v0033_known_months",
    "v0034_former_names",
    "v0035_cap_scope",
    "v0036_events_by_member",
    "v0037_own_target_numbers",
    "v0038_second_introducers",
    "v0039_post_decisions",
    "v0040_words_by_hand",
)
"""The files of the steps, in their order. Append only; a released step is never edited."""

VERSION = len(STEPS)  # known without loading alembic, so that an up-to-date file opens fast

SCRIPTED = 40
"""How many of the first steps resources/new-file.sql stands for; tests/models/test_new_file.py writes it anew."""


def _steps() -> tuple[Callable[[Operations], None], ...]:
    return tuple(import_module(f"{__name__}.{name}").upgrade for name in STEPS)


def migrate(db: Database, backups: Path) -> None:
    """Bring a data file to today's schema, one transaction a step, after a verified copy of an older file.

    Raises KnownError for a file made by a newer version, or if a step leaves broken references.
    """
    with db.engine.connect() as link:
        version: int = link.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version == VERSION:
        return
    refuse_newer(version)
    if version:
        copy_to(db.path, backups / f"{db.path.stem}-truoc-v{VERSION}.db")
    elif VERSION >= SCRIPTED:
        _run(db, SCRIPTED, _build)
        version = SCRIPTED
    if version < VERSION:
        walk(db, version)


def walk(db: Database, version: int) -> None:
    """Take a file of a version to today's, one step after another."""
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    for number, upgrade in enumerate(_steps()[version:], version + 1):
        _run(db, number, lambda link, up=upgrade: up(Operations(MigrationContext.configure(link))))


def _build(link: Connection) -> None:
    """Make what the first steps make of an empty file; a file's own identity is in no script."""
    for statement in resource("new-file.sql").read_text(encoding="utf-8").split(";\n\n"):
        link.exec_driver_sql(statement)
    link.exec_driver_sql("INSERT INTO setting (key, value) VALUES ('file.identity', ?)", (secrets.token_hex(8),))


def refuse_newer(version: int) -> None:
    """Raise KnownError for the schema number of a file that a newer version made."""
    if version > VERSION:
        raise KnownError(
            "Tệp dữ liệu được tạo bởi phiên bản Sổ Chi Bộ mới hơn; hãy cài phiên bản mới rồi mở lại. Tệp không bị sửa."
        )


def _run(db: Database, number: int, work: Callable[[Connection], None]) -> None:
    with db.engine.connect() as link:
        # Batch mode drops the old table; with keys on, the drop would cascade. No effect inside a transaction.
        _outside(link, "PRAGMA foreign_keys=OFF")
        try:
            with link.begin():
                work(link)
                broken = link.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise KnownError(f"Không nâng cấp được tệp dữ liệu: bước {number} làm hỏng {len(broken)} liên kết.")
                link.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                link.exec_driver_sql(f"PRAGMA user_version = {number}")
        finally:
            _outside(link, "PRAGMA foreign_keys=ON")


def _outside(link: Connection, statement: str) -> None:
    """Run a pragma on the bare connection, outside any transaction."""
    raw = link.connection.driver_connection
    assert raw is not None  # an open connection has one
    raw.execute(statement).close()
