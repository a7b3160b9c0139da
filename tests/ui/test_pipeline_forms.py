"""The forms of a candidate: every field typed, and nothing lost where people and places are offered no more."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from models import candidates, events, villages
from models.candidates import PEOPLE, CandidateValues
from models.events import EventValues
from models.pipeline import Stage
from models.tables import EventKind, Village
from models.villages import VillageValues
from tests.models import builders
from tests.ui.members_book import TODAY
from tests.ui.typed import fill_in, nowhere, register, saved_without, seen
from tests.user import in_front, save
from ui.pipeline.form import CandidateForm
from ui.pipeline.steps import StepForm

HELD = (*PEOPLE, "former_id")
SPECIAL = {
    "full_name": "Vừ A Dính",
    "born_on": "02052000",
    **{name: builders.name(number).lower() for number, name in enumerate(HELD)},
}
LATER = {"ceremony_on", "member_id", "left_on", "left_reason"}
"""Columns written by the steps that end the way."""


@pytest.fixture
def ids(db) -> dict[str, int]:
    """Give a cell, a village and five members, the last of whom has left the Party, by what they are of a candidate."""
    with db.write("Dựng sổ") as session:
        cell = builders.cell(session)
        people = builders.people(session, cell, len(HELD))
        events.record(session, people[-1], EventValues(EventKind.RESIGNED, date(2020, 1, 1)))
        village = villages.add(session, VillageValues("Bản Tin Tốc"))
    return dict(zip(HELD, people, strict=True)) | {"cell_id": cell, "village_id": village}


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def shown(qtbot, form):
    form.open()
    in_front(qtbot, form)
    return form


def test_a_certificate_without_a_day_is_doubted_below_its_number(qtbot, db, window) -> None:
    form = shown(qtbot, CandidateForm(db, window))
    form.texts["certificate_number"].setText("12/GCN")
    form.texts["certificate_number"].editingFinished.emit()
    assert form.fields["certificate_number"].message.text() == "Chưa có ngày nên chưa tính là đã học."
    form.dates["certificate_on"].setText("5/10/2026")
    form.dates["certificate_on"].editingFinished.emit()
    assert form.fields["certificate_number"].message.text() == ""


def test_every_field_of_a_candidate_is_written_and_taken_back(qtbot, db, ids, window) -> None:
    before = register(db)
    form = shown(qtbot, CandidateForm(db, window))
    typed = fill_in(form, SPECIAL)
    save(qtbot, form)
    full = register(db)
    assert nowhere(before, full, "candidate") == LATER
    form = shown(qtbot, CandidateForm(db, window, candidate_id=form.candidate_id))
    assert seen(form) == typed
    save(qtbot, form)
    assert register(db) == full  # saved as it was, nothing changes
    assert db.undo()
    assert register(db) == before


def test_each_field_of_a_candidate_is_cleared_or_said_to_be_needed(qtbot, db, ids, window) -> None:
    form = shown(qtbot, CandidateForm(db, window))
    typed = fill_in(form, SPECIAL)
    save(qtbot, form)
    key, full = form.candidate_id, register(db)
    for name in typed:
        form = shown(qtbot, CandidateForm(db, window, candidate_id=key))
        if (wanted := saved_without(form, name)) is None:
            assert register(db) == full, name
            continue
        form = shown(qtbot, CandidateForm(db, window, candidate_id=key))
        assert seen(form) == wanted, name
        form.reject()
        if register(db) != full:
            db.undo()
        assert register(db) == full, name


@pytest.fixture
def candidate(db, ids) -> int:
    """Give a candidate whose helpers, introducers and village are offered no more."""
    with db.write("Dựng nguồn") as session:
        values = CandidateValues("Vừ A Dính", listed_on=date(2025, 3, 1), proposed_on=date(2026, 1, 5), **ids)
        key = candidates.add(session, values, on=TODAY)
        for name in PEOPLE:
            events.record(session, ids[name], EventValues(EventKind.TRANSFER_OUT, date(2026, 6, 1)))
        events.record(
            session, ids["former_id"], EventValues(EventKind.READMISSION, date(2026, 6, 1), cell_id=ids["cell_id"])
        )
        session.get_one(Village, ids["village_id"]).valid_to = date(2026, 6, 30)
    return key


def test_helpers_introducers_and_villages_that_are_no_more_stay_with_a_candidate(
    qtbot, db, ids, window, candidate: int
) -> None:
    with db.read() as session:
        before = candidates.read(session, candidate)
    form = shown(qtbot, CandidateForm(db, window, candidate_id=candidate))
    form.texts["note"].setText("đã học xong")
    save(qtbot, form)
    form = shown(qtbot, StepForm(db, candidate, Stage.PROPOSED, window))
    save(qtbot, form)
    with db.read() as session:
        after = candidates.read(session, candidate)
    assert {name: getattr(after, name) for name in ids} == {name: getattr(before, name) for name in ids}
    assert after.note == "đã học xong"
