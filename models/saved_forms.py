"""Learned forms kept in the data file: with it they are backed up, restored and carried to another machine."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import overrides, snapshots
from models.errors import KnownError
from models.tables import SavedForm
from models.text import fold, place_key

PREFIX = "mau:"
"""What the name of a form is as the name of a report begins with."""


@dataclass(frozen=True)
class FormRow:
    """A form that is kept; its file is decoded when it is wanted."""

    id: int
    name: str
    content: str

    @property
    def file(self) -> bytes:
        """The template file."""
        return b64decode(self.content)


def rows(session: Session) -> list[FormRow]:
    """Return the forms that are kept, by name."""
    found = [FormRow(row.id, row.name, row.content) for row in session.scalars(select(SavedForm))]
    return sorted(found, key=lambda row: place_key(row.name))


def read(session: Session, name: str) -> FormRow:
    """Return the form of that name. Raises KnownError if it has been dropped meanwhile."""
    found = next((row for row in rows(session) if row.name == name), None)
    if found is None:
        raise KnownError(f"Không còn mẫu “{name}”; hãy chọn mẫu khác.")
    return found


def save(session: Session, name: str, file: bytes, instead_of: int | None = None) -> int:
    """Keep a form, anew or in the place of one, and return its id. Raises KnownError for a name another has."""
    same = next((row for row in rows(session) if fold(row.name) == fold(name) and row.id != instead_of), None)
    if same is not None:
        raise KnownError(f"Đã có mẫu “{same.name}”; hãy đặt tên khác.", "title")
    row = SavedForm() if instead_of is None else session.get_one(SavedForm, instead_of)
    if instead_of is None:
        overrides.clear(session, f"{PREFIX}{name}")  # those of one of that name, dropped before
    if instead_of is not None and row.name != name:
        for one in (overrides, snapshots):
            one.move(session, f"{PREFIX}{row.name}", f"{PREFIX}{name}")
    row.name, row.content = name, b64encode(file).decode()
    session.add(row)
    session.flush()
    return row.id


def remove(session: Session, form_id: int) -> None:
    """Take a form out; what was exported of it stays."""
    session.delete(session.get_one(SavedForm, form_id))


def told(content: str) -> str:
    """Return how large a form's file is, for the log."""
    return f"tệp {max(len(content) * 3 // 4096, 1)} KB"
