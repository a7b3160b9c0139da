"""Every number of the superior's forms against a second count that shares nothing with the program's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from exports import files
from exports.drafts import draft
from exports.offered import find
from exports.official import cell_sums
from exports.official.asks import Show
from exports.official.spec import OFFICIALS
from models import events, ratings, sample, statistics
from models.database import Database
from models.dates import PartialDate
from models.dates import Period as Asked
from models.events import EventValues
from models.opening import open_database
from models.tables import EventKind, Member, Scope, Standing
from tests.conftest import copied
from tests.exports import eventful
from tests.exports.raw_book import Book
from tests.exports.recount import Period

TODAY = date(2026, 11, 14)
_CODES = [*(f"{n:02}" for n in range(1, 11)), "12", "11", *(f"{n:02}" for n in range(13, 57))]


class Compared(NamedTuple):
    """A number of a form: where it stands, what was counted and what the form says."""

    form: str
    place: str
    counted: float | str | None
    shown: float | str | None


def compare(db: Database, book: Book, asked: Asked, today: date) -> Iterator[Compared]:
    """Yield every number of every form of a period beside its second count."""
    earlier = asked.year_before()
    now = Period(book, asked.first, asked.last, today)
    until = earlier.last if today >= asked.last else date(today.year - 1, today.month, today.day)
    before = Period(book, earlier.first, earlier.last, until)
    has_before = bool(before.on_list)
    for key, lines in _three_columns(now, before).items():
        sheet = _sheet(db, key, asked, today)
        for row, (this, last) in lines.items():
            text = str(sheet.cell(row, 1).value)
            shown = [sheet.cell(row, column).value for column in (2, 3, 4)]
            wanted = [this, last if has_before else "–", _ratio(this, last) if has_before else "–"]
            yield from (Compared(key, f"{text} [{n}]", *pair) for n, pair in enumerate(zip(wanted, shown, strict=True)))
    for key, who in (("bieu-2b", now.admitted()), ("bieu-3b", now.on_list)):
        yield from _peoples(key, now, list(who), _sheet(db, key, asked, today))
    sheet, figures = _sheet(db, "bieu-5", asked, today), now.form_5()
    for row in (9, 34):
        shown = [sheet.cell(row, column).value for column in range(2, 8)]
        yield from (Compared("bieu-5", f"{row}/{n}", *pair) for n, pair in enumerate(zip(figures, shown, strict=True)))
    year, quarter = ratings.round_of(asked)
    sheet, figures = _sheet(db, "bieu-6", asked, today), now.form_6(year, quarter)
    for column in (3, 4):
        shown = [sheet.cell(row, column).value for row in range(8, 21)]
        yield from (
            Compared("bieu-6", f"{column}/{n}", *pair) for n, pair in enumerate(zip(figures, shown, strict=True))
        )


def _three_columns(now: Period, before: Period) -> dict[str, dict[int, tuple[Any, Any]]]:
    """Return form → row → this period and the same one last year."""
    movement = [*now.form_1().values()], [*before.form_1().values()]
    lists = {
        "bieu-1": movement,
        "bieu-2": (now.form_2(), before.form_2()),
        "bieu-3": (now.form_3(), before.form_3()),
    }
    found = {
        key: {row: pair for row, pair in enumerate(zip(*both, strict=True), 8) if pair != (None, None)}
        for key, both in lists.items()
    }
    this, last = now.form_7(), before.form_7()
    return {**found, "bieu-7": {row: (this[row], last[row]) for row in this}}


def _peoples(key: str, now: Period, who: list[int], sheet: Any) -> Iterator[Compared]:
    found, whole = now.peoples(who), len(who)
    faithful = [pair for code, pair in found.items() if code.startswith("R")]
    women = sum(now.book.members[one]["gender"] == "female" for one in who)
    totals = {"all": (whole, women), "faithful": tuple(map(sum, zip(*faithful, strict=True))) or (0, 0)}
    left = ["all", *_CODES[:32]]
    right = [*_CODES[32:], "faithful", *(f"R{n}" for n in range(1, 8))]
    for column, codes in ((3, left), (8, right)):
        for row, code in enumerate(codes, 8):
            many, female = totals.get(code) or found.get(code, (0, 0))
            wanted = (many, female, _ratio(many, whole))
            for step, value in enumerate(wanted):
                yield Compared(key, f"{code} [{step}]", value, sheet.cell(row, column + step).value)


def _ratio(part: float | None, whole: float | None) -> float | None:
    if part is None or not whole:
        return None
    exact = Decimal(str(part)) * 100 / Decimal(str(whole))
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _sheet(db: Database, key: str, asked: Asked, today: date) -> Any:
    return files.reread(draft(db, find(key), asked, today).workbook()).worksheets[0]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the made-up commune of the sample; nothing here writes."""
    path: Path = tmp_path_factory.mktemp("sample") / "mau.db"
    with closing(open_database(path, clock=lambda: datetime(2026, 11, 14, 9))) as made:
        sample.generate(made, TODAY)
        yield made


@pytest.mark.parametrize("asked", ["2026", "2025", "2026-H1", "2026-Q3", "2025-11-15..2026-02-28"])
def test_every_number_of_the_sample_is_counted_twice(book: Database, asked: str) -> None:
    found = [*compare(book, Book(book.path), Asked.parse(asked), TODAY)]
    assert len(found) > 900
    assert [one for one in found if one.counted != one.shown] == []


@pytest.fixture(scope="module")
def eventful_book(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Give the commune in which everything happens; nothing here writes."""
    with copied(empty_file, tmp_path_factory.mktemp("eventful")) as made:
        with made.write("Mẫu") as session:
            eventful.fill(session)
        yield made


_EVENTFUL = [
    "2026",
    "2025",
    "2026-H1",
    "2026-Q2",
    "2026-02",
    "2024",
    "2025-11-15..2026-02-28",
    "2026-01-01..2026-01-01",
]


@pytest.mark.parametrize("asked", _EVENTFUL)
def test_every_number_is_counted_twice_where_everything_happens(eventful_book: Database, asked: str) -> None:
    found = [*compare(eventful_book, Book(eventful_book.path), Asked.parse(asked), eventful.TODAY)]
    assert len(found) > 900
    assert [one for one in found if one.counted != one.shown] == []


def test_everything_happens_in_that_commune(eventful_book: Database) -> None:
    with eventful_book.read() as session:
        assert eventful.kinds(session) == set(EventKind)


@pytest.mark.parametrize("key", OFFICIALS)
def test_every_number_opens_as_many_names_where_everything_happens(eventful_book: Database, key: str) -> None:
    ready = draft(eventful_book, find(key), Asked.year(2026), eventful.TODAY)
    sheet = ready.workbook().worksheets[0].title
    with eventful_book.read() as session:
        for place, ask in ready.data.asks.items():
            value, read = ready.data.answers.answer(ask), ready.behind(sheet, *place)
            assert read is not None
            if ask.show in (Show.NOW, Show.BEFORE) and not statistics.find(ask.key).mean_of:
                people = [one for one in read(session).people if one.counted_as == "Được tính"]
                assert len(people) == value, (ask, place)


@pytest.mark.parametrize("asked", ["2026", "2025", "2026-H1"])
def test_the_cells_make_the_forms_where_everything_happens(eventful_book: Database, asked: str) -> None:
    table = draft(eventful_book, find(cell_sums.TABLE), Asked.parse(asked), eventful.TODAY)
    with eventful_book.read() as session:
        sums = cell_sums.read(session, table.scope).columns
    for key, official in OFFICIALS.items():
        answers = draft(eventful_book, find(key), Asked.parse(asked), eventful.TODAY).data.answers
        for row in official.of_cells:
            column = sums.get(cell_sums.COLUMNS[row])  # none where some whom the form counts are of no cell
            if column is None or row == "admitted.all":  # the check names those whose record contradicts their event
                continue
            assert answers.value(row) == column.made, (key, row)


@pytest.mark.parametrize("asked", ["2026", "2025", "2026-H1"])
def test_the_sums_of_the_forms_hold_where_people_come_twice(eventful_book: Database, asked: str) -> None:
    for key in OFFICIALS:
        said = [one.text for one in draft(eventful_book, find(key), Asked.parse(asked), eventful.TODAY).findings()]
        wrong = [text for text in said if " nhưng " in text and "các chi bộ cộng lại" not in text]
        # whose card gives a day of admission long after they came is in form 2 alone
        assert [text for text in wrong if not ("1. Kết nạp" in text and "I. Tổng số" in text)] == []


def _counted(db: Database, form: str, *keys: str) -> list[float]:
    answers = draft(db, find(form), Asked.year(2026), TODAY).data.answers
    return [answers.value(key) for key in keys]


def _newcomer(db: Database, *history: EventValues, **card: PartialDate) -> None:
    with db.write("Biến động") as session:
        row = Member(full_name="Lò Văn Mới", name_fold="lo van moi", name_sort="moi", initials="lvm", **card)
        session.add(row)
        session.flush()
        events.record_first(session, row.id, *history)


@pytest.mark.parametrize(
    "history",
    [
        [
            EventValues(EventKind.ADMISSION, date(2026, 6, 30), cell_id=1),
            EventValues(EventKind.DIED, date(2026, 6, 30)),
        ],
        [EventValues(EventKind.ADMISSION, date(2026, 6, 1), False, 1)],  # typed as 6/2026
        [
            EventValues(EventKind.LISTED, date(2010, 1, 1), False, 1, Standing.OFFICIAL),
            EventValues(EventKind.RESIGNED, date(2020, 1, 1)),
            EventValues(EventKind.READMISSION, date(2026, 9, 1), False, 1),
        ],
    ],
    ids=["gone the same day", "only the month", "again, only the month"],
)
@pytest.mark.usefixtures("people")
def test_an_admission_counts_in_both_forms(db: Database, history: list[EventValues]) -> None:
    before = _counted(db, "bieu-2", "admitted.all", "movement.B1")
    _newcomer(db, *history)
    assert _counted(db, "bieu-2", "admitted.all", "movement.B1") == [one + 1 for one in before]
    ready = draft(db, find("bieu-2"), Asked.year(2026), TODAY)
    assert not [one for one in ready.findings() if "nhưng" in one.text]  # every sum holds, also that with form 1


@pytest.mark.usefixtures("people")
def test_who_was_admitted_and_left_in_one_month_counts_in_list_and_form(db: Database) -> None:
    keys = "admitted.all", "movement.B1"
    before, listed = _counted(db, "bieu-2", *keys), len(_listed(db, "danh-sach-ket-nap"))
    month = date(2026, 6, 1)  # of both days only the month is known, which the card gives too
    history = EventValues(EventKind.ADMISSION, month, False, 1), EventValues(EventKind.DIED, month, False)
    _newcomer(db, *history, admitted_on=PartialDate(2026, 6))
    assert _counted(db, "bieu-2", *keys) == [one + 1 for one in before]
    assert len(_listed(db, "danh-sach-ket-nap")) == listed + 1


@pytest.mark.parametrize("is_day_known", [True, False])
@pytest.mark.usefixtures("people")
def test_who_was_recognised_and_left_on_one_day_counts_in_list_and_report(db: Database, is_day_known: bool) -> None:
    day = date(2026, 6, 1)
    _newcomer(
        db,
        EventValues(EventKind.LISTED, date(2025, 5, 1), cell_id=1, standing=Standing.PROBATIONARY),
        EventValues(EventKind.RECOGNITION, day, is_day_known),
        EventValues(EventKind.TRANSFER_OUT, day, is_day_known),
        official_on=PartialDate(2026, 6, 1 if is_day_known else None),
    )
    assert [line.full_name for line in _listed(db, "danh-sach-cong-nhan")][-1] == "Lò Văn Mới"
    (told,) = [one for one in _listed(db, "phat-trien-dang-vien").recognised if one.name == "Lò Văn Mới"]
    assert told.cell_id == 1  # the one left on that day


def _listed(db: Database, key: str) -> Any:
    return draft(db, find(key), Asked.year(2026), TODAY).data


@pytest.mark.usefixtures("people")
def test_who_was_written_down_again_after_an_admission_is_not_admitted_twice(db: Database) -> None:
    _newcomer(
        db,
        EventValues(EventKind.LISTED, date(2026, 2, 1), cell_id=1),
        EventValues(EventKind.TRANSFER_OUT, date(2026, 3, 1)),
        EventValues(EventKind.ADMISSION, date(2026, 6, 5), cell_id=1),
    )
    assert _counted(db, "bieu-1", "movement.B1", "movement.B") == [1, 2]


def test_a_temporary_stay_within_the_commune_is_no_transfer(db: Database, people: dict[str, int]) -> None:
    away = EventValues(EventKind.TEMP_OUT, date(2026, 6, 5), scope=Scope.SAME_BODY)
    with db.write("Biến động") as session:
        events.record(session, people["Sùng A Dơ"], away)
        events.record(session, people["Lò Văn Ánh"], replace(away, scope=None))
    keys = ("work.temporary", "work.temporary.out", "work.temporary.in")
    assert _counted(db, "bieu-7", *keys) == [1, 1, 0]
