"""A list of 50,000 people written into a file, against a bare write-only loop over the same values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import process_time

from exports import own_lists
from exports.drafts import Draft
from models import office
from models.dates import PartialDate
from models.listing.building import build
from models.listing.view import View
from tests.bench.data import TODAY, opened
from tests.bench.timing import Result, compare

VIEW = View(
    "Tất cả",
    "members",
    ("full_name", "born_on", "gender", "ethnic", "cell", "standing", "admitted_on", "card_number"),
)
ROUNDS = 3


def run(crowd: Path, folder: Path) -> Iterator[Result]:
    """Measure, in seconds of the processor, the file from the list as made, and the list from the data file."""
    with closing(opened(crowd)) as db:
        report = own_lists.report_of(VIEW)
        with db.read() as session:
            scope = report.scope(None, TODAY, office.read(session))
            table = build(session, VIEW, None, TODAY)
        ready = Draft(report, scope, table)
        values = [
            [value.first if isinstance(value, PartialDate) else value for value in line.values] for line in table.rows
        ]

        def ours() -> None:
            (folder / "ours.xlsx").write_bytes(ready.content())

        def floor() -> None:
            from openpyxl import Workbook

            book = Workbook(write_only=True)
            sheet = book.create_sheet()
            for number, row in enumerate(values, 1):
                sheet.append([number, *row])
            book.save(folder / "floor.xlsx")

        name = f"list of {len(values)}, {len(VIEW.columns)} columns, written"
        yield compare(name, ours, floor, aim=1.3, rounds=ROUNDS, clock=_processor)

        def read() -> None:
            with db.read() as session:
                build(session, VIEW, None, TODAY)

        yield compare("the same list, read against written", read, ours, aim=None, rounds=1, clock=_processor)


def _processor(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
