"""The lists of names counted a second time, from the events as they are stored (domain.md 2.3, 7.4, 7.10)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from exports.drafts import draft
from exports.lists.development import Data, Line
from exports.offered import find
from models.database import Database
from models.dates import Period as Asked
from models.event_lists import EventLine
from models.listing import building
from models.listing.view import Filter, Op, View
from tests.conftest import copied
from tests.exports import eventful
from tests.exports.raw_book import Book, is_dated_by, known
from tests.exports.recount import Period

LISTS = {
    "danh-sach-phuc-hoi": ("restored",),
    "danh-sach-chuyen-di": ("transfer_out",),
    "danh-sach-mien-ra-khoi-dang": ("exempt_start", "resigned", "struck_off", "expelled", "died"),
}
PERIODS = ("2026", "2025", "2026-H1", "2026-Q2", "2026-02", "2024", "2025-11-15..2026-02-28")


@pytest.fixture(scope="module")
def db(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the commune in which everything happens; nothing here writes."""
    with copied(empty_file, tmp_path_factory.mktemp("eventful")) as made:
        with made.write("Mẫu") as session:
            eventful.fill(session)
        yield made


def _counted(db: Database, asked: str) -> Period:
    days = Asked.parse(asked)
    return Period(Book(db.path), days.first, days.last, eventful.TODAY)


def _told(db: Database, key: str, asked: str) -> list[EventLine]:
    return draft(db, find(key), Asked.parse(asked), eventful.TODAY).data


@pytest.mark.parametrize("asked", PERIODS)
@pytest.mark.parametrize("key", LISTS)
def test_a_list_has_every_event_of_its_kinds_once(db: Database, key: str, asked: str) -> None:
    now = _counted(db, asked)
    span = now.first.isoformat(), now.day.isoformat()
    wanted = Counter(
        (one["member_id"], one["kind"], one["effective_on"] if one["is_day_known"] else None)
        for one in now.book.events
        if one["kind"] in LISTS[key] and span[0] <= one["effective_on"] <= span[1]
    )
    found = Counter((one.member_id, one.kind.value, one.on and str(one.on)) for one in _told(db, key, asked))
    assert found == wanted


def test_the_flaws_of_transfers_stand_in_the_lists(db: Database) -> None:
    now = _counted(db, "2026")
    span = now.first.isoformat(), now.day.isoformat()
    flawed = [one for one in now.book.events if one["flaw"] and span[0] <= one["effective_on"] <= span[1]]
    words = {"improper": "Chưa đúng quy định", "forged": "Giả mạo giấy giới thiệu"}
    ways = {"transfer_in": "Chuyển đến", "transfer_out": "Chuyển đi"}
    ways |= {"temp_in": "Chuyển sinh hoạt tạm thời đến", "temp_out": "Chuyển sinh hoạt tạm thời đi"}
    names = now.book.members
    wanted = Counter((names[one["member_id"]]["full_name"], ways[one["kind"]], words[one["flaw"]]) for one in flawed)
    both = Filter("flaw", Op.IS, tuple(words.values()))
    asked = View("Sai sót", "events", ("full_name", "kind", "flaw"), (both,))
    with db.read() as session:
        built = building.build(session, asked, Asked.year(2026), eventful.TODAY)
    assert Counter(line.values for line in built.lines) == wanted
    gone = draft(db, find("danh-sach-chuyen-di"), Asked.year(2026), eventful.TODAY).workbook().worksheets[0]
    told = Counter(cell for row in gone.iter_rows(values_only=True) for cell in row if cell in words.values())
    assert told == Counter(words[one["flaw"]] for one in flawed if one["kind"] == "transfer_out")


@pytest.mark.parametrize("asked", PERIODS)
def test_the_list_of_the_admitted_has_those_of_form_2(db: Database, asked: str) -> None:
    now = _counted(db, asked)
    found = {one.member_id for one in _told(db, "danh-sach-ket-nap", asked)}
    assert found == set(now.admitted())


@pytest.mark.parametrize("asked", PERIODS)
def test_the_list_of_the_recognised_has_those_counted(db: Database, asked: str) -> None:
    now = _counted(db, asked)
    found = {one.member_id for one in _told(db, "danh-sach-cong-nhan", asked)}
    assert found == set(now.recognised())


def _ids(names: Iterable[object]) -> Counter[object]:
    return Counter(getattr(one, "id", None) for one in names)


@pytest.mark.parametrize(
    ("key", "column", "kinds"),
    [
        ("danh-sach-ket-nap", "admitted_on", ("admission", "readmission")),
        ("danh-sach-cong-nhan", "official_on", ("recognition",)),
    ],
)
def test_a_day_known_by_its_month_alone_is_written_as_the_month(
    db: Database, key: str, column: str, kinds: tuple[str, ...]
) -> None:
    book = Book(db.path)
    wanted = Counter[tuple[int, str | None]]()
    for one in book.events:
        if one["kind"] in kinds and "2024-01-01" <= one["effective_on"] <= eventful.TODAY.isoformat():
            by_card = book.members[one["member_id"]][column] if one["kind"] != "readmission" else None
            day = by_card if is_dated_by(one, by_card) else known(one)
            is_blank = not one["is_day_known"] and day is not by_card and len(str(day)) == 10
            wanted[one["member_id"], None if is_blank else day] += 1
    lines = [one for one in _told(db, key, "2024-01-01..2026-12-31") if not one.is_by_card]
    shown = Counter((one.member_id, one.on and getattr(one.on, "iso", str(one.on))) for one in lines)
    assert shown == wanted
    assert {len(day) for _who, day in shown if day} > {10}


@pytest.mark.parametrize("asked", PERIODS)
def test_the_development_report_has_the_same_people_by_cell(db: Database, asked: str) -> None:
    now, data = _counted(db, asked), _development(db, asked)
    year = _counted(db, f"{now.last.year}-01-01..{now.day}")
    for found, wanted in (
        ([entry.name for entry in data.admitted], set(now.admitted())),
        ([entry.name for entry in data.so_far], set(year.admitted())),
        (data.recognised, set(now.recognised())),
    ):
        assert _ids(found) == Counter(wanted)
        whole = Line(data, None)
        assert sum(sum(Line(data, key).holds(one) for one in found) for key in data.cells) == sum(
            map(whole.holds, found)
        )


def _development(db: Database, asked: str) -> Data:
    return draft(db, find("phat-trien-dang-vien"), Asked.parse(asked), eventful.TODAY).data


@pytest.mark.parametrize("on", ["2024-12-31", "2025-06-30", "2026-02-28", "2026-11-22"])
def test_the_book_of_members_has_who_is_on_the_lists(db: Database, on: str) -> None:
    now = _counted(db, f"{on}..{on}")
    lines = draft(db, find("so-danh-sach-dang-vien"), Asked.parse(f"{on}..{on}"), eventful.TODAY).data
    wanted = Counter(now.book.members[who]["full_name"] for who in now.on_list)
    assert Counter(line.cells[0].split("\n")[0] for line in lines if not line.has_left) == wanted
