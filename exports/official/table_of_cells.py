"""The table of all cells, held against the forms of its period: where a number by hand parts them, it says so too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from exports.by_hand import address
from exports.column_sums import ColumnSum
from exports.lists import by_cell
from exports.names import CellAt, Finding
from exports.official import cell_sums
from exports.official.asks import Answers, Show
from exports.official.spec import OFFICIALS, Official, places
from exports.report import Scope
from models import overrides, statistics
from models.statistics import Register
from models.text import plain


def fetch(session: Session, scope: Scope) -> by_cell.Data:
    """Read the table, and what the forms say otherwise."""
    register = Register(session)
    data = by_cell.read(register, scope)
    return replace(data, otherwise=tuple(_otherwise(register, scope, data)))


REPORT = replace(by_cell.REPORT, fetch=fetch)


def _otherwise(register: Register, scope: Scope, data: by_cell.Data) -> Iterator[Finding]:
    """Yield a finding for each column that is not what forms show; none without a number by hand: they are one then."""
    session, period = register.session, scope.period
    assert period is not None  # Needs.PERIOD
    if not overrides.of_period(session, scope.key, (cell_sums.TABLE, *OFFICIALS)):
        return
    sums = cell_sums.of(session, scope, data).columns
    groups = {statistics.find(key).group for form in OFFICIALS.values() for key in form.of_cells}
    now = register.statistics(period, scope.as_of, groups)
    told: dict[str, list[tuple[str, CellAt]]] = defaultdict(list)
    for form in OFFICIALS.values():
        asks = form.asks(scope)
        answers = Answers(period, scope.as_of, now, None, {}, _by_hand(form, session, scope))
        shown = places(asks)
        for key in form.of_cells:
            column = sums.get(cell_sums.COLUMNS[key])
            if column is not None and key in shown and answers.value(key) != column.made:
                told[column.heading].append(_shown(form, key, answers, CellAt(("", *shown[key]), form.key)))
    for heading, found in told.items():
        yield _finding(sums[heading], found)


def _by_hand(form: Official, session: Session, scope: Scope) -> dict[tuple[str, Show], int | float]:
    """Return the numbers by hand that a form goes by: its own, and those of other forms for rows it does not show."""
    asks = form.asks(scope)
    found = form.elsewhere(session, scope, asks)
    for row in overrides.of_report(session, form.key, scope.key):
        ask = asks.get((row.spot.row, row.spot.column))
        if ask is not None and not isinstance(row.value, str):
            found[ask.key, ask.show] = row.value
    return found


def _shown(form: Official, key: str, answers: Answers, cell: CellAt) -> tuple[str, CellAt]:
    name = form.title.partition(" – ")[0]
    said = f"{name}, ô {address(*cell.place[1:])}" + (", số sửa tay" if (key, Show.NOW) in answers.by_hand else "")
    return f"“{statistics.find(key).name}” ({said}) = {plain(answers.value(key))}", replace(cell, form=name)


def _finding(column: ColumnSum, shown: list[tuple[str, CellAt]]) -> Finding:
    text = (
        f"Cột “{column.heading}”: các chi bộ cộng lại {plain(column.made)} (ô {address(*column.place[1:])}), nhưng "
        f"{'; '.join(said for said, _cell in shown)}."
    )
    return Finding(text, cells=[CellAt(column.place), *(cell for _said, cell in shown)])
