"""How a file is laid out, as the officer checks and corrects it before anything is read: header, columns, encoding."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from models.errors import KnownError
from models.legacy_text import Script
from models.text import fold

MEMBER_LIST: Final = "dang-vien"
"""The kind of list that columns are of when nobody says otherwise."""
ROLL_BOOK: Final = "diem-danh"
"""The kind that has a row of days beside its header: an attendance book."""
_DAY: Final = re.compile(r"\([^()]*\d[/.-]\d[^()]*\)")
"""The day in “Tháng 1 (05/01)”: next month's book has one more."""
_PART: Final = ": bảng từ cột "  # Excel allows no colon in the name of a tab
MARKS: Final = {
    "present": "Có mặt",
    "online": "Có mặt trực tuyến",
    "excused": "Vắng có lý do",
    "unexcused": "Vắng không lý do",
    "exempt": "Miễn sinh hoạt",
    "away": "Sinh hoạt tạm thời nơi khác",
}
"""What somebody may say that a mark of an attendance book means: key → words."""
LEVELS: Final = {"professional": "Trình độ chuyên môn", "theory": "Lý luận chính trị"}
"""Of what a lone word of schooling may be in a list of members (“12/12, TC”): key → words."""


def meaning(said: str) -> tuple[str, str]:
    """Return the mark or word and the key of what it means (MARKS, LEVELS), from “TC=chuyên môn”.

    Raises KnownError naming the meanings.
    """
    mark, _sign, words = said.partition("=")
    known = {fold(label): key for key, label in (LEVELS | MARKS).items()}
    wanted = fold(words)
    found = [known[wanted]] if wanted in known else [key for label, key in known.items() if wanted and wanted in label]
    if not mark.strip() or len(found) != 1:
        names = "; ".join((LEVELS | MARKS).values())
        raise KnownError(
            f"“{said}” chưa rõ nghĩa; hãy ghi như TC=chuyên môn, v=có mặt, với một trong các nghĩa: {names}."
        )
    return mark.strip(), found[0]


HAS_ONE_CELL: Final = frozenset({MEMBER_LIST, "quan-chung", ROLL_BOOK})
"""The kinds of which a whole sheet may be of one cell that is named nowhere in it."""


def part_of(tab: str, letter: str) -> str:
    """Return the name of the table that begins at a column of a tab, beside another."""
    return f"{tab}{_PART}{letter}"


def tab_of(sheet: str) -> str:
    """Return the tab on which a sheet's table stands: the sheet itself unless it stands beside another table."""
    return sheet.partition(_PART)[0]


class Mapped(NamedTuple):
    """What the columns of a kind of list were taken for: column → field, "" for one to leave out."""

    layout: str
    fields: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ColumnOutline:
    """One column of a sheet: its letter, heading, some values (as stored, as read), what it is taken for.

    `field` None: nobody reads it. `script` is the encoding most of its texts are in.
    """

    index: int
    letter: str
    heading: str
    samples: tuple[tuple[str, str], ...]
    field: str | None
    script: Script = Script.UNICODE


@dataclass(frozen=True, slots=True)
class SheetOutline:
    """One sheet with a list: the last row of its header as Excel counts (0: none), its columns, which kind of list.

    `date_row` is the row of an attendance book that has the days of the meetings, None where there is none. `turned`
    are letters of the columns whose days look as if day and month had changed places; `marks` are those of an
    attendance book that nobody has explained, or words of a list of members that may be of several things of `LEVELS`;
    `said` are those that somebody did explain, now or with an earlier file: mark or word → key.
    `title` is what stands above it, folded, without figures.
    """

    name: str
    header_row: int
    columns: tuple[ColumnOutline, ...]
    layout: str = MEMBER_LIST
    date_row: int | None = None
    turned: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict[str, str])
    title: str = ""

    @property
    def kind_key(self) -> str:
        """What two files share that are of one kind: headings and title, which tells a list of who left from another.

        "" without headings.
        """
        return tab_key(self.fingerprint, self.title) if self.fingerprint else ""

    @property
    def fingerprint(self) -> str:
        """What two files of the same making share: the words of the headings, in their order; "" without any."""
        if not self.header_row:
            return ""
        place = self.name.removeprefix(tab_of(self.name))  # a table beside another has other columns
        return fingerprint([*([place] if place else []), *(column.heading for column in self.columns)])


def fingerprint(headings: Iterable[str]) -> str:
    """Return a short key of a row of headings; accents, capitals and blanks do not matter, nor days in brackets."""
    said = "|".join(fold(_DAY.sub("", heading)) for heading in headings)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def tab_key(making: str, tab: str) -> str:
    """Return a short key of a tab by its name and what sheets of its making share (`SheetOutline.fingerprint`)."""
    return fingerprint((making, tab))


@dataclass(frozen=True)
class ReadingChoices:
    """What the officer decided about a file: encodings by (sheet, column) or for all, header rows, columns' fields.

    `fields` holds per sheet column → field, "" for a column to leave out; a sheet without an entry is guessed.
    `header_rows` and `date_rows` count as Excel does; 0 for a row of days that is to be found out. `layout` is the kind
    of list the file is, None to find out. `cells` names per sheet the cell of all its people who stand under no other;
    it is asked anew for each file, as the next one under these headings may come from another cell; an attendance book
    comes again month by month, so `remembered_cells` holds its cells by headings and tab (`tab_key`), to be held
    against the people on it. `left_out` names
    the sheets that are not to be read. `turns_days`: day and month change places again in columns that look turned.
    `year` is that of a list of ratings; `as_of` the day of which a list of members is, whatever its title says.
    `marks` says what marks of an attendance book mean (mark → key of MARKS) or words of schooling in a list of members
    (word → key of LEVELS), `remembered_marks` the same by fingerprint.
    `remembered_kinds` says by `SheetOutline.kind_key` as which kind such a file was read once it was put right.
    `remembered` holds kinds and fields by fingerprint, `remembered_days` how many
    rows below the header the days stand, from files brought in before.
    """

    script: Script | None = None
    scripts: Mapping[tuple[str, int], Script] = field(default_factory=dict[tuple[str, int], Script])
    fields: Mapping[str, Mapping[int, str]] = field(default_factory=dict[str, Mapping[int, str]])
    header_rows: Mapping[str, int] = field(default_factory=dict[str, int])
    date_rows: Mapping[str, int] = field(default_factory=dict[str, int])
    layout: str | None = None
    cells: Mapping[str, str] = field(default_factory=dict[str, str])
    left_out: frozenset[str] = frozenset()
    turns_days: bool = False
    year: int | None = None
    as_of: date | None = None
    marks: Mapping[str, str] = field(default_factory=dict[str, str])
    remembered: Mapping[str, Mapped] = field(default_factory=dict[str, Mapped])
    remembered_kinds: Mapping[str, str] = field(default_factory=dict[str, str])
    remembered_cells: Mapping[str, str] = field(default_factory=dict[str, str])
    remembered_days: Mapping[str, int] = field(default_factory=dict[str, int])
    remembered_marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])

    @property
    def is_to_be_kept(self) -> bool:
        """Tell whether something was decided that the next file of the kind is read by."""
        return bool(self.fields or self.date_rows or self.cells or self.marks or self.layout)

    def of_sheet(self, sheet: str) -> dict[int, Script]:
        """Return the encodings chosen for columns of one sheet, of all its tables."""
        return {column: script for (name, column), script in self.scripts.items() if tab_of(name) == sheet}


AS_FOUND = ReadingChoices()


class UnknownList(KnownError):
    """No list we know; `outlines` say what the sheets hold, for the officer to name the columns."""

    def __init__(self, message: str, outlines: tuple[SheetOutline, ...]) -> None:
        super().__init__(message)
        self.outlines = outlines
