"""The office profile: the names that stand on every form."""

from __future__ import annotations

from dataclasses import dataclass, fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.asking import Asked, columns
from models.tables import Setting
from models.text import clean

_PREFIX = "office."


@dataclass(frozen=True)
class Office:
    """Who reports to whom and who signs; empty text where the office has not said it (the form keeps its dots)."""

    commune: str = ""
    superior: str = ""
    place: str = ""
    preparer: str = ""
    preparer_phone: str = ""
    signing_for: str = "T/M ĐẢNG ỦY"
    signer_title: str = "BÍ THƯ"
    signer: str = ""

    def at_work(self, user: str) -> str:
        """Who works in the book: the user, on a machine that names none the one who prepares the papers."""
        return user or self.preparer


def read(session: Session) -> Office:
    """Return the office profile; what is not written in it is ""."""
    return Office(**{key.removeprefix(_PREFIX): value for key, value in _PROFILE.rows(session)})


_SETTING = columns(Setting)
_PROFILE = Asked(select(_SETTING.key, _SETTING.value).where(_SETTING.key.startswith(_PREFIX)))


def save(session: Session, office: Office) -> None:
    """Store the office profile."""
    for field in fields(office):
        put_setting(session, _PREFIX + field.name, clean(getattr(office, field.name)))


def setting(session: Session, key: str) -> str:
    """Return one setting of the data file, "" while it has none."""
    return session.scalar(select(Setting.value).where(Setting.key == key)) or ""


def put_setting(session: Session, key: str, value: str) -> None:
    """Store one setting of the data file in place of what it was; `key` as in models.change_words."""
    row = session.scalar(select(Setting).where(Setting.key == key))
    if row is None:
        session.add(Setting(key=key, value=value))
    else:
        row.value = value


IDENTITY = "file.identity"


def identity(session: Session) -> str:
    """Return the data file's own name, made up once and kept in every copy: by it papers that come back are known."""
    return setting(session, IDENTITY)
