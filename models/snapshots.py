"""Exports kept as they were sent: listed, made again byte for byte (domain.md 9.4)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session, load_only

from models import rules_in_force
from models.errors import KnownError
from models.tables import Snapshot
from models.version import PROGRAM_VERSION


@dataclass(frozen=True)
class Sent:
    """What is kept of an export beside its workbook; `asked` is the period or day it was asked for."""

    report_key: str
    title: str
    asked: str
    about: str
    as_of: date
    file_name: str


@dataclass(frozen=True)
class SnapshotRow:
    """One export of the past."""

    id: int
    sent: Sent
    made_at: datetime
    made_by: str
    program: str
    rules: dict[str, str]
    by_hand: dict[str, str]
    sha256: str
    size: int


_ABOUT = (
    Snapshot.report_key,
    Snapshot.title,
    Snapshot.asked,
    Snapshot.about,
    Snapshot.as_of,
    Snapshot.file_name,
)
_HOW = (Snapshot.made_at, Snapshot.made_by, Snapshot.program, Snapshot.rules, Snapshot.by_hand, Snapshot.sha256)


def keep(
    session: Session,
    sent: Sent,
    content: bytes,
    *,
    at: datetime,
    by: str,
    since: date | None = None,
    by_hand: Mapping[str, str] | None = None,
) -> None:
    """Keep an export of the time from `since`, with the rules of that time. The same bytes again are another export.

    `by_hand` are its numbers written by hand, by cell.
    """
    values = {
        **vars(sent),
        "made_at": at,
        "made_by": by,
        "program": PROGRAM_VERSION,
        "rules": rules_in_force.words(session, sent.as_of, since),
        "by_hand": dict(by_hand or {}),
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
    }
    session.connection().execute(insert(Snapshot), values)  # past the log: an undo does not unsend


def move(session: Session, old_key: str, new_key: str) -> None:
    """Let the exports of a report follow it to another name, and back again when that is taken back.

    Each keeps the title it was sent under.
    """
    names = load_only(Snapshot.report_key)  # the files themselves are large
    for row in session.scalars(select(Snapshot).options(names).where(Snapshot.report_key == old_key)):
        row.report_key = new_key


def rows(session: Session, report_key: str | None = None) -> list[SnapshotRow]:
    """Return the exports of one report or all, newest first."""
    query = select(Snapshot.id, *_ABOUT, *_HOW, func.length(Snapshot.content)).order_by(
        Snapshot.made_at.desc(), Snapshot.id.desc()
    )
    if report_key is not None:
        query = query.where(Snapshot.report_key == report_key)
    found: list[SnapshotRow] = []
    for row in session.execute(query):
        key, *rest = cast("tuple[Any, ...]", tuple(row))
        found.append(SnapshotRow(key, Sent(*rest[:6]), *rest[6:]))
    return found


def sent_of(session: Session, asked: str) -> frozenset[str]:
    """Return the names of the reports that were exported for a period or day."""
    return frozenset(session.scalars(select(Snapshot.report_key).where(Snapshot.asked == asked).distinct()))


def content(session: Session, snapshot_id: int) -> bytes:
    """Return the workbook of an export as it was. Raises KnownError if it is gone or was damaged."""
    found = session.execute(select(Snapshot.content, Snapshot.sha256).where(Snapshot.id == snapshot_id)).one_or_none()
    if found is None:
        raise KnownError("Bản đã xuất này không còn trong tệp dữ liệu; hãy mở lại danh sách các bản đã xuất.")
    data, known = found
    if hashlib.sha256(data).hexdigest() != known:
        raise KnownError("Bản đã xuất này bị hỏng trong tệp dữ liệu; hãy lấy lại từ bản sao lưu.")
    return data
