"""All the superior's forms of a year for 1,500 members, against bare SQL sums and a bare openpyxl write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import text

from exports import REPORTS, making
from exports.official.spec import GROUP
from models.database import Database
from models.dates import Period
from tests.bench.data import TODAY, opened
from tests.bench.timing import Result, compare

YEAR = Period.year(2025)
DAYS = (date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31))
COLUMNS = (
    *("gender", "ethnic_id", "religion_id", "occupation_id", "education_id", "professional_id", "theory_id"),
    *("academic_title_id", "is_youth_union_member", "is_business_owner", "has_foreign_spouse"),
    *("substr(born_on, 1, 4)", "substr(admitted_on, 1, 4)"),
)
ROUNDS = 5


def run(large: Path, folder: Path) -> Iterator[Result]:
    """Measure from the data file to the files on disk, every form by itself as the window makes it."""
    from openpyxl import load_workbook

    with closing(opened(large)) as db:
        keys = [one.key for one in REPORTS if one.group == GROUP]

        def ours() -> None:
            for key in keys:
                making.produce(db, key, YEAR, TODAY, folder)

        ours()
        made = {
            key: [
                (cell.row, cell.column, cell.value)
                for row in load_workbook(folder / f"{key} {YEAR.key}.xlsx").worksheets[0].iter_rows()
                for cell in row
                if cell.row and cell.column and isinstance(cell.value, int | float)
            ]
            for key in keys
        }

        def floor() -> None:
            _sums(db)
            for key, cells in made.items():
                book = load_workbook(folder / f"{key} {YEAR.key}.xlsx")
                sheet = book.worksheets[0]
                for row, column, value in cells:
                    sheet.cell(row, column, value)
                book.save(folder / "tron.xlsx")

        count = sum(map(len, made.values()))
        yield compare(f"{len(keys)} forms of a year, {count} numbers", ours, floor, aim=3, rounds=ROUNDS)


def _sums(db: Database) -> None:
    """Count the members by everything the forms speak of, a query for each on every day, and the year's events."""
    listed = "FROM member JOIN stay ON stay.member_id = member.id WHERE since <= :day AND ifnull(until, :day) >= :day"
    with db.read() as session:
        for day in DAYS:
            for column in ("standing", *COLUMNS):
                session.execute(
                    text(f"SELECT {column}, gender, count(*) {listed} GROUP BY 1, 2"), {"day": day.isoformat()}
                ).all()
        for year in (2024, 2025):
            between = "BETWEEN :first AND :last"
            days = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
            for query in (
                f"SELECT kind, scope, count(*) FROM event WHERE effective_on {between} GROUP BY 1, 2",
                f"SELECT years, count(*) FROM badge WHERE awarded_on {between} GROUP BY 1",
                f"SELECT kind_id, count(*) FROM commendation WHERE awarded_on {between} GROUP BY 1",
            ):
                session.execute(text(query), days).all()
        session.execute(text("SELECT committee_rating, count(*) FROM rating WHERE year = 2025 GROUP BY 1")).all()
