"""What the program itself puts together about members and is brought in again changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import drafts, making, member_list, own_lists
from exports.drafts import Draft
from exports.offered import find
from exports.readers import clip, read_file, values
from models import badges, events, imports, listing, members, ratings, sample, tsv
from models.badges import BadgeValues
from models.database import Database
from models.dates import PartialDate, Period
from models.events import EventValues
from models.imports import ImportPlan, Verdict
from models.listing.view import View, start
from models.members import MemberFilter, MemberValues
from models.opening import open_database
from models.ratings import RatingValues
from models.tables import EventKind, RatingLevel
from tests.conftest import NOW
from tests.models import builders

TODAY = date(2026, 11, 22)
YEAR = Period.parse("2026")


@pytest.fixture
def lived(db: Database) -> Database:
    """Five members: two have left, one changed cell, one was rated, one has a badge."""
    with db.write("Dựng") as session:
        co_man, na_say = (builders.cell(session, f"Chi bộ bản {name}") for name in ("Co Mận", "Nà Sáy"))
        keys: list[int] = []
        for number, name in enumerate(("Lò Văn Ánh", "Cà Thị Xôm", "Vừ A Ín", "Lò Thị Mai", "Quàng Văn Bó"), 1):
            said = MemberValues(
                name,
                born_on=PartialDate(1950 + number, 5, number),
                admitted_on=PartialDate(1975, 5, 1),
                official_on=PartialDate(1976, 5, 1),
            )
            keys.append(members.add(session, said, co_man, on=date(2026, 1, 5)))
        away = EventValues(EventKind.TRANSFER_OUT, date(2026, 6, 1), place="Đảng bộ xã Thanh Nưa")
        events.record(session, keys[0], away)
        events.record(session, keys[1], EventValues(EventKind.DIED, date(2026, 7, 2), reason="ốm"))
        events.record(session, keys[2], EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 8, 1), cell_id=na_say))
        given = RatingValues(cell_rating=RatingLevel.GOOD, committee_rating=RatingLevel.EXCELLENT, points=91.5)
        ratings.put(session, keys[3], 2026, 0, given, on=TODAY)
        badges.award(session, keys[4], BadgeValues(50, date(2026, 5, 19), "12-QĐ", date(2026, 5, 1)))
    return db


SUBJECTS = {"events": "chuyen", "left": "chuyen-di", "ratings": "xep-loai", "badges": "huy-hieu"}


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("whole", [False, True])
def test_a_list_put_together_here_changes_nothing(lived: Database, tmp_path: Path, subject: str, whole: bool) -> None:
    of = listing.subject(subject)
    view = start(of, of.label)
    if whole:
        view = View(of.label, of.key, tuple(field.key for field in of.fields)[:40], view.filters, shows_numbers=True)
    ready = drafts.draft(lived, own_lists.report_of(view), YEAR, TODAY)
    reading = read_file(making.save(ready, tmp_path / "ra.xlsx"), TODAY)
    with lived.read() as session:
        plan = imports.plan(session, reading, TODAY)
    assert reading.layout == SUBJECTS[subject]
    assert {action.verdict for action in plan.actions} == {Verdict.SKIP}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the made-up commune of the sample; nothing here writes."""
    with closing(open_database(tmp_path_factory.mktemp("sample") / "mau.db", clock=lambda: NOW)) as made:
        sample.generate(made, TODAY)
        yield made


def again(book: Database, ready: Draft[Any], folder: Path) -> ImportPlan:
    reading = read_file(making.save(ready, folder / "ra.xlsx"), TODAY)
    with book.read() as session:
        return imports.plan(session, reading, TODAY)


def verdicts(plan: ImportPlan) -> set[Verdict]:
    return {action.verdict for action in plan.actions}


PEOPLE = {
    "danh-sach-dang-vien": None,
    "so-danh-sach-dang-vien": YEAR,
    "nhap-lieu-4.0": None,
    "danh-sach-du-bi": None,
    "danh-sach-ket-nap": YEAR,
    "danh-sach-cong-nhan": YEAR,
    "nguon-phat-trien": None,
    "huy-hieu-dang": YEAR,
    "thon-ban": None,
}


@pytest.mark.parametrize("key", PEOPLE)
def test_a_report_of_the_sample_changes_nothing(book: Database, tmp_path: Path, key: str) -> None:
    plan = again(book, drafts.draft(book, find(key), PEOPLE[key], TODAY), tmp_path)
    assert plan.actions
    assert (verdicts(plan), plan.errors) == ({Verdict.SKIP}, [])


def test_the_list_of_ratings_tells_namesakes_apart(book: Database, tmp_path: Path) -> None:
    plan = again(book, drafts.draft(book, find("xep-loai-dang-vien"), YEAR, TODAY), tmp_path)
    asked = [action.name for action in plan.actions if action.verdict is not Verdict.SKIP]
    assert asked == ["Điêu Xuân Ánh"]  # the other one of the name has left, so the list writes no year
    assert plan.counts[Verdict.SKIP] > 400


def test_the_list_of_those_who_left_changes_nothing(book: Database, tmp_path: Path) -> None:
    ready = drafts.draft(book, member_list.REPORT, None, TODAY)
    with book.read() as session:
        gone = members.search(session, on=TODAY, narrow=MemberFilter(has_left=True))
        ready = replace(ready, data=member_list.lines_of(session, gone, TODAY))
    assert {line.note.partition(";")[0] for line in ready.data} >= {"Chuyển đi", "Từ trần"}
    plan = again(book, ready, tmp_path)
    assert (len(plan.actions), verdicts(plan)) == (len(gone), {Verdict.SKIP})


def test_a_copy_of_the_list_pasted_changes_nothing(book: Database) -> None:
    sheet = drafts.draft(book, member_list.REPORT, None, TODAY).workbook().worksheets[0]
    cells: list[list[Any]] = [[cell.value for cell in row] for row in sheet.iter_rows()]
    rows = [list(map(values.shown, row)) for row in cells]
    head = next(n for n, row in enumerate(rows) if row[:2] == ["STT", "Họ và tên"])
    found = clip.block(tsv.write(row for row in rows[head:] if row[1]))
    assert found is not None
    with book.read() as session:
        shown = {row.id for row in members.search(session, on=TODAY)}
        plan = imports.plan_people(session, clip.by_name(found, TODAY), TODAY, shown=shown)
    assert (plan.counts[Verdict.SKIP], plan.counts[Verdict.CHANGE]) == (len(shown), 0)


@pytest.mark.parametrize("subject", ["members", "learners", "card_issues", "candidates", "villages"])
def test_a_list_of_the_sample_put_together_here_changes_nothing(book: Database, tmp_path: Path, subject: str) -> None:
    of = listing.subject(subject)
    keys = [field.key for field in of.fields]
    views = [start(of, of.label)]
    views += [
        replace(views[0], columns=tuple(dict.fromkeys([*views[0].columns, *keys[at : at + 30]])))
        for at in range(0, len(keys), 30)
    ]
    for view in views:
        plan = again(book, drafts.draft(book, own_lists.report_of(view), YEAR, TODAY), tmp_path)
        assert verdicts(plan) == {Verdict.SKIP}
