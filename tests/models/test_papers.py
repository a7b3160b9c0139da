from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import meetings, office, organizations, papers, terms
from models.bodies import Body
from models.database import Database
from models.errors import KnownError
from models.office import Office
from models.papers import PaperValues
from models.tables import PaperKind
from models.terms import TermValues
from tests.models.builders import cell, held, people

DAY = date(2026, 10, 6)


@pytest.fixture
def first(db: Database) -> PaperValues:
    with db.write("Họp") as session:
        key = cell(session)
        people(session, key, 3)
        return PaperValues(
            PaperKind.RESOLUTION, key, held(session, key, date(2026, 10, 5)), 2026, 10, 1, "NQ/CB", DAY, "Tháng 10"
        )


def test_numbers_run_on_per_kind_and_cell(db: Database, first: PaperValues) -> None:
    with db.write("Văn bản") as session:
        other = cell(session, "Chi bộ bản Co Mận")
        papers.add(session, replace(first, number=17))
        assert papers.propose(session, PaperKind.RESOLUTION, first.cell_id, DAY).number == 18
        assert papers.propose(session, PaperKind.MINUTES, first.cell_id, DAY).number == 1
        assert papers.propose(session, PaperKind.RESOLUTION, other, DAY).number == 1
        assert papers.propose(session, PaperKind.RESOLUTION, None, DAY).number == 1
        assert papers.rows(session)[0].label == "17-NQ/CB"
        assert papers.numbered(5, "NQ/CB") == "05-NQ/CB"
    for number, words in ((17, "Số 17-NQ/CB đã dùng cho văn bản ngày 06/10/2026"), (0, "từ 1 đến 9999")):
        with pytest.raises(KnownError, match=words), db.write("Văn bản") as session:
            papers.add(session, replace(first, number=number))


def test_a_new_term_begins_with_one_a_new_year_does_not(db: Database, first: PaperValues) -> None:
    with db.write("Văn bản") as session:
        body = Body(cell_id=first.cell_id)
        terms.add(session, body, TermValues(date(2022, 7, 1), date(2025, 6, 30)))
        terms.add(session, body, TermValues(date(2025, 7, 1), date(2030, 6, 30)))
        papers.add(session, replace(first, meeting_id=None, number=40, issued_on=date(2025, 6, 5)))
        papers.add(session, replace(first, number=1, issued_on=date(2025, 12, 5)))
        found = papers.propose(session, PaperKind.RESOLUTION, first.cell_id, date(2026, 1, 5))
        assert (found.number, papers.term_on(session, first.cell_id, date(2026, 1, 5)).name) == (2, "2025–2030")
        papers.add(session, replace(first, number=40))  # the same number in another term


def test_the_committee_counts_in_its_own_term(db: Database) -> None:
    with db.write("Văn bản") as session:
        office.save(session, Office("ĐẢNG ỦY XÃ NẬM CHUA"))
        above = organizations.add(session, organizations.OrganizationValues("ĐẢNG ỦY XÃ NẬM CHUA"))
        terms.add(session, Body(organization_id=above), TermValues(date(2025, 8, 1), date(2030, 7, 31)))
        found = papers.propose(session, PaperKind.CALENDAR, None, DAY)
        assert (found.number, found.symbol) == (1, "TB/ĐU")
        assert papers.term_on(session, None, DAY) is not None


def test_symbols_are_the_offices_own(db: Database, first: PaperValues) -> None:
    with db.write("Ký hiệu") as session:
        papers.set_symbol(session, PaperKind.RESOLUTION, " NQ/CBTT ")
        assert papers.propose(session, PaperKind.RESOLUTION, first.cell_id, DAY).symbol == "NQ/CBTT"
        papers.set_symbol(session, PaperKind.RESOLUTION, "")
        assert papers.symbol(session, PaperKind.RESOLUTION) == "NQ/CB"


def test_a_document_outlives_its_meeting(db: Database, first: PaperValues) -> None:
    assert first.meeting_id is not None
    with db.write("Văn bản") as session:
        papers.add(session, first)
        assert papers.of_meeting(session, first.meeting_id, PaperKind.MINUTES) is None
        assert papers.of_meeting(session, first.meeting_id, PaperKind.RESOLUTION) is not None
        meetings.delete(session, first.meeting_id)
        session.expire_all()
        row = papers.rows(session)[0]
        assert (row.values.meeting_id, row.issuer) == (None, "Chi bộ bản Nà Sáy")
