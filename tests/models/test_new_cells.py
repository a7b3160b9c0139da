"""What a decision on cells offers beside the moves: late comers, the secretary, the name and place of a new cell."""

from __future__ import annotations

from datetime import date

import pytest

from models import cells, events, members, movers, reorganize
from models.cells import CellValues
from models.errors import KnownError
from models.events import EventValues
from models.reorganize import Part
from models.tables import EventKind, Position
from tests.models.builders import TODAY
from tests.models.test_reorganize import DECISION, EVE, ON, book, of_cell

__all__ = ["book"]


def test_who_came_to_the_closed_cell_after_the_day_goes_along(book):
    with book.write("Chuyển") as session:
        who = of_cell(session, 3)[0]
        events.record(session, who, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 10, 20), cell_id=2))
        back = of_cell(session, 1)[1]
        events.record(session, back, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 10, 20), cell_id=2))
        late = movers.late_comers(session, [2], ON)
        assert [(one.id, one.arrives) for one in late] == [(back, date(2026, 10, 20)), (who, date(2026, 10, 20))]
    with book.write("Nhập") as session:
        reorganize.merge(session, [1, 2], 1, DECISION, today=TODAY)
    with book.read() as session:
        assert who in of_cell(session, 1, TODAY)
        assert who in of_cell(session, 3, date(2026, 10, 19))
        assert back in of_cell(session, 1, TODAY)
        assert EventKind.TRANSFER_INTERNAL not in [row.values.kind for row in events.history(session, back)]
        assert [row.id for row in cells.rows(session, TODAY)] == [1, 3]


def test_who_came_late_to_a_dissolved_cell_must_be_told_where_to_go(book):
    with book.write("Chuyển") as session:
        who = of_cell(session, 3)[0]
        events.record(session, who, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 10, 20), cell_id=2))
        there = tuple(of_cell(session, 2))
    with pytest.raises(KnownError, match="Chưa chọn nơi đến cho Lò Văn Au"), book.write("Giải thể") as session:
        reorganize.dissolve(session, 2, [Part(1, there)], DECISION, today=TODAY)
    with book.write("Giải thể") as session:
        reorganize.dissolve(session, 2, [Part(1, (*there, who))], DECISION, today=TODAY)
        assert who in of_cell(session, 1, TODAY)


def test_a_new_cell_has_the_secretary_the_decision_names(book):
    with book.write("Nhập") as session:
        who = of_cell(session, 2)[0]
        made = CellValues("Chi bộ liên bản")
        reorganize.merge(session, [1, 2], made, DECISION, today=TODAY, secretary=who)
    with book.read() as session:
        assert members.positions(session, ON) == {who: Position.SECRETARY, 10: Position.SECRETARY}
    with pytest.raises(KnownError, match="không chuyển đến"), book.write("Tách") as session:
        reorganize.split(session, 3, [Part(CellValues("X"), (11,), secretary=12)], DECISION, today=TODAY)


def test_a_new_cell_may_take_the_name_of_one_that_closes_and_stands_in_its_place(book):
    with book.write("Nhập") as session:
        reorganize.merge(session, [1, 2], CellValues("Chi bộ bản A"), DECISION, today=TODAY)
    with book.read() as session:
        assert [(row.name, row.members) for row in cells.rows(session, ON)] == [
            ("Chi bộ bản A", 9),
            ("Chi bộ bản C", 3),
        ]
        assert [row.name for row in cells.rows(session, EVE)] == ["Chi bộ bản A", "Chi bộ bản B", "Chi bộ bản C"]
