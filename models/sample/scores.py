"""Score sheets of the last month that is over, some of them decided by the Party committee."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from random import Random

from sqlalchemy.orm import Session

from models import meetings, score_sheets
from models.dates import add_months
from models.sample.words import DEDUCTIONS, SCORED_UNDER
from models.score_sheets import Entry, Result, Sheet
from models.tables import MeetingKind, MeetingState

_DECIDED = 0.6
_ON_DAY = 10


def fill(session: Session, chance: Random, on: date) -> None:
    """Score the meetings of every third cell; most classes are decided on the tenth of the month after."""
    month = add_months(on.replace(day=1), -1)
    decided_on = date(on.year, on.month, min(_ON_DAY, monthrange(on.year, on.month)[1]))
    for place, row in enumerate(meetings.of_month(session, month.year, month.month)[::3]):
        if row.values.kind is not MeetingKind.REGULAR or row.state is not MeetingState.RECORDED:
            continue
        sheet = score_sheets.read(session, row.id)
        if sheet.template is None or sheet.is_written:
            continue
        score_sheets.write(session, row.id, _entries(chance, sheet, is_poor=place == 1), on=on)
        if decided_on <= on and chance.random() < _DECIDED:
            quality = score_sheets.read(session, row.id).total.quality
            score_sheets.decide(session, row.id, Result(official=quality, decided_on=decided_on), on=on)


def _entries(chance: Random, sheet: Sheet, *, is_poor: bool) -> dict[int, Entry]:
    """Give points to what the register leaves open, and take some off for a reason or two, or for every reason."""
    open_lines = [line for line in sheet.leaves if line.points is None]
    entries = {
        line.criterion.id: Entry(line.criterion.max_points - 1, line.reason.partition(";")[0]) for line in open_lines
    }
    by_number = {line.criterion.number: line.criterion for line in sheet.leaves}
    number = len(DEDUCTIONS) if is_poor else chance.choice((0, 0, 1, 1, 2))
    for lost, why in sorted(chance.sample(DEDUCTIONS, number), reverse=True):
        one = by_number.get(SCORED_UNDER[why])
        if one is not None and one.id not in entries:
            entries[one.id] = Entry(one.max_points - lost, why)
    return entries
