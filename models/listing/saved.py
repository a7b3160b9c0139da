"""Lists kept in the data file: with it they are backed up, restored and carried to another machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import overrides, snapshots
from models.errors import KnownError
from models.listing.view import LONGEST_NAME, View, checked, from_json, to_json
from models.listing.wording import in_words
from models.tables import SavedList
from models.text import fold, place_key

PREFIX = "ds:"
"""What the name of a list is as the name of a report begins with."""


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
    if instead_of is None:
        overrides.clear(session, f"{PREFIX}{view.name}")  # those of one of that name, dropped before
    if instead_of is not None and row.name != view.name:
        for one in (overrides, snapshots):
            one.move(session, f"{PREFIX}{row.name}", f"{PREFIX}{view.name}")
    row.name, row.content = view.name, to_json(view)
    session.add(row)
    session.flush()
    return row.id


def take(session: Session, view: View) -> str:
    """Keep a list another office sent and return its name; where another list has that name, one with a number.

    Raises KnownError, also for a list that is here already.
    """
    view = checked(view)
    taken = {fold(row.name): row for row in rows(session)}
    same = taken.get(fold(view.name))
    if same is not None and _is_of(same.content, replace(view, name=same.name)):
        raise KnownError(f"Đã có danh sách “{same.name}”, giống hệt tệp này; không cần nhận lại.", "name")
    names = (f"{view.name[: LONGEST_NAME - len(end)].rstrip()}{end}" for end in _ends())
    view = replace(view, name=next(name for name in names if fold(name) not in taken))
    save(session, view)
    return view.name


def _is_of(content: str, view: View) -> bool:
    """Whether a list kept, maybe by another version, is this one."""
    try:
        return from_json(content) == view
    except KnownError:
        return False


def _ends() -> Iterator[str]:
    """Yield what tells lists of one name apart: nothing, then (2), (3) …"""
    yield ""
    yield from (f" ({place})" for place in count(2))


def remove(session: Session, list_id: int) -> None:
    """Take a list out; what was exported of it stays."""
    session.delete(session.get_one(SavedList, list_id))


def told(content: str) -> str:
    """Return what a list holds, in words for the log; empty for one that this version cannot read."""
    try:
        return in_words(from_json(content))
    except KnownError:
        return ""
