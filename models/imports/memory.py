"""What was decided about the columns of files, remembered by their headings, so that the next one is one click."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.office import put_setting
from models.outline import SheetOutline
from models.tables import Setting

_PREFIX = "Cột của danh sách "  # the log shows the key as it is


def remember(session: Session, outlines: Iterable[SheetOutline]) -> None:
    """Keep what each column of these sheets was taken for."""
    for outline in outlines:
        fields = ";".join(f"{column.index}={column.field}" for column in outline.columns if column.field)
        put_setting(session, _PREFIX + outline.fingerprint, fields)


def recalled(session: Session) -> dict[str, Mapping[int, str]]:
    """Return fingerprint → column → field of every kind of file that was decided about."""
    query = select(Setting.key, Setting.value).where(Setting.key.startswith(_PREFIX))
    return {key.removeprefix(_PREFIX): _fields(value) for key, value in session.execute(query)}


def _fields(text: str) -> dict[int, str]:
    pairs = (pair.partition("=") for pair in text.split(";") if pair)
    return {int(column): field for column, _sign, field in pairs}
