"""Taking a member off the lists, as the form of events does it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from models import events, timeline
from models.events import EventValues
from models.tables import Ending

_KINDS = {ending: kind for kind, ending in timeline.ENDINGS.items()}


def leave(session: Session, member_id: int, *, on: date, ending: Ending, document: str = "") -> None:
    """End the membership on day `on`, the first that no longer counts. Raises KnownError if it cannot be."""
    events.record(session, member_id, EventValues(_KINDS[ending], on, decision_number=document))
