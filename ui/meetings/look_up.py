"""What Ctrl+K finds of meetings."""

from __future__ import annotations

from models import cells, meeting_codes, meetings
from models.database import Database
from models.text import fold
from ui.screen import Found

_MOST = 5


def look_up(db: Database, text: str) -> list[Found]:
    """Return the meeting whose printed number was typed, then this month's meeting of the cells that match."""
    wanted = fold(text)
    today = db.clock().date()
    with db.read() as session:
        names = cells.names(session)
        number = meeting_codes.find(session, text)
        row = meetings.read(session, number) if number is not None else None
    found: list[Found] = []
    if row is not None:
        detail = f"tháng {row.month}/{row.year}, họp {row.held_on:%d/%m/%Y}"
        found.append(Found(f"Cuộc họp {cells.short_name(row.cell_name)}", detail, {"meeting_id": row.id}))
    matching = [(key, name) for key, name in names.items() if wanted and f" {wanted}" in f" {fold(name)}"]
    for key, name in matching[:_MOST]:
        place = {"cell_id": key, "year": today.year, "month": today.month}
        found.append(Found(f"Cuộc họp {cells.short_name(name)}", f"tháng {today.month}/{today.year}", place))
    return found
