"""What every line of work is judged by, read once for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import calendar, membership_rules, rules
from models.calendar import WorkingCalendar
from models.membership_rules import TermBook
from models.rules import RuleBook


@dataclass(frozen=True)
class Known:
    """The working days, the rules of the register and those of the meetings."""

    days: WorkingCalendar
    terms: TermBook
    rules: RuleBook


def read(session: Session) -> Known:
    """Return the calendar and the rules of the data file."""
    return Known(calendar.read(session), membership_rules.book(session), rules.book(session))
