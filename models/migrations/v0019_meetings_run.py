"""Schema 19: what was told by names and by the log becomes data: first month run, own identity, nearness of a stay.

No table changes.
"""

# pyright: basic

from __future__ import annotations

import re
import secrets
import unicodedata

import sqlalchemy as sa
from alembic.operations import Operations

_OPENED = re.compile(r"Mở kỳ tháng (\d{1,2})/(\d{4})")
_PUT = sa.text("INSERT INTO setting (key, value) VALUES (:key, :value)")


def upgrade(op: Operations) -> None:
    link = op.get_bind()
    link.execute(_PUT, {"key": "file.identity", "value": secrets.token_hex(8)})
    _first_month(link)
    _near_stays(link)


def _first_month(link: sa.Connection) -> None:
    """Note the first month that was opened in its own time, as the log tells it."""
    found: list[tuple[int, int]] = []
    for label, at in link.execute(sa.text("SELECT label, at FROM step WHERE undone_at IS NULL")):
        opened = _OPENED.fullmatch(label)
        if opened is None:
            continue
        month, year = int(opened[1]), int(opened[2])
        if year * 12 + month >= int(at[:4]) * 12 + int(at[5:7]) - 1:
            found.append((year, month))
    if found:
        year, month = min(found)
        link.execute(_PUT, {"key": "meetings.first_month", "value": f"{year}-{month:02}"})


def _near_stays(link: sa.Connection) -> None:
    """Write that a temporary stay is within the commune's own Party body where its place is one of the cells."""
    cells = {_plain(name) for (name,) in link.execute(sa.text("SELECT name FROM cell"))}
    stays = link.execute(sa.text("SELECT id, place FROM event WHERE kind = 'temp_out' AND place IS NOT NULL")).all()
    near = [{"id": key} for key, place in stays if _plain(place) in cells]
    if near:
        link.execute(sa.text("UPDATE event SET scope = 'same_body' WHERE id = :id"), near)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
