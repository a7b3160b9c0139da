"""The printed source list says where everyone stands, and comes back through the import unchanged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from exports import candidate_list, drafts, making
from exports.readers import recognise
from models import candidates, imports
from models.candidates import CandidateValues
from models.database import Database
from models.dates import PartialDate
from models.imports import Verdict
from models.tables import Gender
from tests.models import builders

TODAY = date(2026, 11, 22)


@pytest.fixture
def made(db: Database) -> Database:
    with db.write("Dựng") as session:
        cell = builders.cell(session)
        mai = CandidateValues(
            *("Lò Thị Mai", cell, date(2025, 2, 3), Gender.FEMALE, PartialDate(1999, 5, 12)),
            certificate_number="15/GCN",
            certificate_on=date(2025, 6, 20),
        )
        candidates.add(session, mai, on=TODAY)
        candidates.add(session, CandidateValues("Vàng A Dế", cell, date(2026, 5, 6)), on=TODAY)
        gone = candidates.add(session, CandidateValues("Mùa A Chư", cell, date(2026, 5, 6)), on=TODAY)
        candidates.leave(session, gone, on=TODAY, reason="Chuyển nơi ở", today=TODAY)
    return db


def test_who_is_waiting_is_listed_and_counted(made: Database) -> None:
    ready = drafts.draft(made, candidate_list.REPORT, None, TODAY)
    assert [row.line.full_name for row in ready.data] == ["Vàng A Dế", "Lò Thị Mai"]
    assert candidate_list.notes(ready.data) == ["Tổng số: 2 người; đã có giấy chứng nhận lớp nhận thức về Đảng: 1."]


def test_the_file_comes_back_unchanged(made: Database, tmp_path: Path) -> None:
    ready = drafts.draft(made, candidate_list.REPORT, None, TODAY)
    path = making.save(ready, tmp_path / "nguon.xlsx")
    reading = recognise.read_file(path, TODAY)
    assert reading.layout == "quan-chung"
    with made.read() as session:
        plan = imports.plan(session, reading, TODAY)
    assert [action.verdict for action in plan.actions] == [Verdict.SKIP, Verdict.SKIP]
