"""The table of two fields: how many rows have both values, with percentages that close to 100.00."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.errors import KnownError
from models.indicators.formulas import closing
from models.listing.groups import Group, group_of
from models.listing.kinds import Facts, Subject, Value, Who
from models.listing.view import Cross, GroupBy, Share

MOST_COLUMNS = 40
MOST_ROWS = 1_000
ALL = "Cộng"


@dataclass(frozen=True)
class CrossTable:
    """Counts by the values of two fields, rows by columns; `who` are the names behind each count."""

    row_label: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    who: tuple[tuple[tuple[Who, ...], ...], ...]
    share: Share

    @property
    def counts(self) -> list[list[int]]:
        """Rows by columns."""
        return [[len(held) for held in row] for row in self.who]

    @property
    def with_sums(self) -> list[list[int]]:
        """The counts with the sum of each row behind it, and the sums of the columns as the last row."""
        counts = [[*row, sum(row)] for row in self.counts]
        return [*counts, [sum(column) for column in zip(*counts, strict=True)]] if counts else []

    @property
    def shares(self) -> list[list[Decimal]]:
        """The same shape in per cent with two decimals that close to 100.00.

        Of all: the inner cells close together, and each sum is that of its cells. Of rows or columns: each closes by
        itself, the sums too.
        """
        counts = self.with_sums
        if self.share is Share.ROWS:
            return [[*closing(row[:-1]), _whole(row[-1])] for row in counts]
        if self.share is Share.COLUMNS:
            turned = [[*closing(column[:-1]), _whole(column[-1])] for column in zip(*counts, strict=True)]
            return [list(row) for row in zip(*turned, strict=True)]
        width = len(self.columns)
        flat = closing([count for row in self.counts for count in row])
        shares = [flat[start : start + width] for start in range(0, len(flat), width or 1)]
        shares = [[*row, sum(row, Decimal(0))] for row in shares]
        return [*shares, [sum(column, Decimal(0)) for column in zip(*shares, strict=True)]] if shares else []

    def behind(self, row: int, column: int) -> list[Who]:
        """Return the names behind a count; the places behind the last are those of the sums."""
        rows = self.who if row == len(self.rows) else self.who[row : row + 1]
        return [
            one
            for held in rows
            for place, names in enumerate(held)
            if column in (place, len(self.columns))
            for one in names
        ]


def _whole(count: int) -> Decimal:
    return Decimal("100.00") if count else Decimal(0)


def cross_table(
    cross: Cross,
    subject: Subject,
    facts: Facts,
    values: Callable[[str], Sequence[Value]],
    places: Sequence[int],
    who: Sequence[Who],
) -> CrossTable:
    """Count the rows at some places by two fields. Raises KnownError if that gives more than a sheet takes."""
    down, across = _groups(cross.rows, subject, facts, values), _groups(cross.columns, subject, facts, values)
    pairs = [(down(place), across(place), who[place]) for place in places]
    rows = sorted({row for row, _column, _who in pairs})
    columns = sorted({column for _row, column, _who in pairs})
    for one, found, most, what in (
        (cross.columns, columns, MOST_COLUMNS, "cột"),
        (cross.rows, rows, MOST_ROWS, "dòng"),
    ):
        if len(found) > most:
            raise KnownError(
                f"“{subject.by_key[one.field].label}” có {len(found)} giá trị, nhiều quá để làm {what} của bảng hai "
                "chiều; hãy chọn trường khác hoặc cách chia nhóm khác.",
                "cross",
            )
    held: dict[tuple[Group, Group], list[Who]] = {}
    for row, column, one in pairs:
        held.setdefault((row, column), []).append(one)
    return CrossTable(
        subject.by_key[cross.rows.field].label,
        tuple(row.label for row in rows),
        tuple(column.label for column in columns),
        tuple(tuple(tuple(held.get((row, column), ())) for column in columns) for row in rows),
        cross.share,
    )


def _groups(
    one: GroupBy, subject: Subject, facts: Facts, values: Callable[[str], Sequence[Value]]
) -> Callable[[int], Group]:
    return group_of(subject.by_key[one.field], one.by, facts, values(one.field))
