"""The candidate behind an admission: what is corrected in a member's history stands in the source list too."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.tables import Candidate, Event, EventKind

_ADMISSIONS = frozenset({EventKind.ADMISSION, EventKind.READMISSION})


def source_of(session: Session, event: Event) -> Candidate | None:
    """Return the candidate whom an event made a member; None if nobody had them in the source list."""
    if event.kind not in _ADMISSIONS:
        return None
    row = session.scalar(select(Candidate).where(Candidate.member_id == event.member_id))
    is_again = row is not None and row.former_id == event.member_id
    return row if is_again is (event.kind is EventKind.READMISSION) else None


def follow(row: Candidate, event: Event) -> None:
    """Write what the event says now on the candidate's card; another kind of event takes the admission back."""
    if event.kind not in _ADMISSIONS:
        take_back(row)
        return
    row.decision_number, row.decision_on = event.decision_number, event.effective_on
    row.ceremony_on = event.ceremony_on or max(row.ceremony_on or event.effective_on, event.effective_on)


def take_back(row: Candidate) -> None:
    """Let the candidate wait for the ceremony again: the event that made them a member is gone."""
    row.member_id = row.ceremony_on = None
