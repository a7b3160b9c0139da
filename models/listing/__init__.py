"""Lists the officer puts together: any columns, filters, order, groups and totals of members, meetings, movements.

`SUBJECTS` is what a list can be of; a new field is one entry among those of its subject.
"""

from __future__ import annotations

from models.errors import KnownError
from models.listing import events, meetings, members
from models.listing.kinds import Subject

SUBJECTS: tuple[Subject, ...] = (members.SUBJECT, meetings.SUBJECT, events.SUBJECT)

_BY_KEY = {subject.key: subject for subject in SUBJECTS}


def subject(key: str) -> Subject:
    """Return what a list is of. Raises KnownError for what this version does not know."""
    if key not in _BY_KEY:
        raise KnownError("Danh sách này nói về điều phiên bản này chưa có; hãy cập nhật Sổ Chi Bộ.", "subject")
    return _BY_KEY[key]
