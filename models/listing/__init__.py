"""Lists the officer puts together: any columns, filters, order, groups and totals of what the office keeps.

`SUBJECTS` is what a list can be of: a new kind is its module and its entry here, a new field one entry among those of
its kind. Builder, preview, export, print, saved files and help follow.
"""

from __future__ import annotations

from models.errors import KnownError
from models.listing import awards, bodies, candidates, classes, events, meetings, members, ratings
from models.listing.kinds import Subject

SUBJECTS: tuple[Subject, ...] = (
    members.SUBJECT,
    bodies.CELLS,
    bodies.VILLAGES,
    meetings.SUBJECT,
    events.SUBJECT,
    events.LEFT,
    candidates.SUBJECT,
    classes.CLASSES,
    classes.LEARNERS,
    ratings.SUBJECT,
    ratings.BODIES,
    awards.BADGES,
    awards.COMMENDATIONS,
    awards.DISCIPLINES,
    awards.CARD_ISSUES,
    awards.BODY_COMMENDATIONS,
    awards.BODY_DISCIPLINES,
)

_BY_KEY = {subject.key: subject for subject in SUBJECTS}


def subject(key: str) -> Subject:
    """Return what a list is of. Raises KnownError for what this version does not know."""
    if key not in _BY_KEY:
        raise KnownError("Danh sách này nói về điều phiên bản này chưa có; hãy cập nhật Sổ Chi Bộ.", "subject")
    return _BY_KEY[key]
