"""Lists kept in the data file: with it they are backed up, restored and carried to another machine."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.errors import KnownError
from models.listing.view import View, checked, from_json, in_words, to_json
from models.tables import SavedList
from models.text import fold, place_key


@dataclass(frozen=True)
class SavedRow:
    """A list that is kept; `content` is read by `view`, for another version may have written it."""

    id: int
    name: str
    content: str

    def view(self) -> View:
        """Return the list. Raises KnownError for one this version cannot read."""
        return from_json(self.content)


def rows(session: Session) -> list[SavedRow]:
    """Return the lists that are kept, by name."""
    found = [SavedRow(row.id, row.name, row.content) for row in session.scalars(select(SavedList))]
    return sorted(found, key=lambda row: place_key(row.name))


def save(session: Session, view: View, instead_of: int | None = None) -> int:
    """Keep a list, anew or in the place of one, and return its id. Raises KnownError, also for a name another has."""
    view = checked(view)
    same = next((row for row in rows(session) if fold(row.name) == fold(view.name) and row.id != instead_of), None)
    if same is not None:
        raise KnownError(f"Đã có danh sách “{same.name}”; hãy đặt tên khác.", "name")
    row = SavedList() if instead_of is None else session.get_one(SavedList, instead_of)
    row.name, row.content = view.name, to_json(view)
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, list_id: int) -> None:
    """Take a list out; what was exported of it stays."""
    session.delete(session.get_one(SavedList, list_id))


def told(content: str) -> str:
    """Return what a list holds, in words for the log; empty for one that this version cannot read."""
    try:
        return in_words(from_json(content))
    except KnownError:
        return ""
