"""Finding the header of a list wherever it stands, by the words offices use for each column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, Protocol

from exports.readers import split_days
from exports.readers.cellxml import column_letter
from exports.readers.sheet import Sheet, Value
from models.text import clean, fold

HEADER_ROWS: Final = 30
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")
_DAY_OF: Final = re.compile("^(?:ngay )?(?:thang )?nam |^ngay thang ")  # “Ngày, tháng, năm vào Đảng” is “Ngày vào Đảng”
_YEAR_AT_END: Final = re.compile("n[ăĂ]m\\W*$", re.IGNORECASE)
_GIVEN: Final = re.compile(r"[^\W\d_]{1,7}( [^\W\d_]{1,7})?( ?\(.*\))?")
_LOOKED_AT: Final = 50
_HIGHEST: Final = 3  # rows of a header
_REMEMBERED: Final = 4096  # the first rows of a sheet are held against each kind of list, again and again


@dataclass(frozen=True)
class Heading:
    """One column of a list: its field, its Vietnamese name in messages, and the folded wordings it goes by.

    `spelt` are wordings that need their marks: “Nữ”, and “Nam”, which is not “Năm”; “ĐT” is not “DT”. `stands_for` is a
    field that the column gives where no other does: the name at birth is the name of a list that has no other.
    """

    field: str
    label: str
    wordings: tuple[str, ...]
    spelt: tuple[str, ...] = ()
    stands_for: str = ""


@dataclass(frozen=True)
class Header:
    """Where a list's header was found: its last row, the column of each field, and headings nobody reads.

    `twice` says which columns are called like one that is read, and are left aside for it; `beside` where a second
    table begins, with names of its own; `parts` are columns of months and years that belong to the day before them.
    `cell` is the cell of the whole sheet, `year` the year it is of, as somebody said.
    `top` is the first row, None if nobody looked for it. `levels` says what words of schooling are that may be of
    several fields: folded word → field; `levels_before` as what those were taken for whose meaning was just changed.
    """

    row: int
    columns: dict[str, int]
    unread: tuple[str, ...]
    twice: tuple[str, ...] = ()
    beside: str = ""
    parts: frozenset[int] = frozenset()
    cell: str = ""
    top: int | None = None
    year: int | None = None
    levels: Mapping[str, str] = field(default_factory=dict[str, str])
    levels_before: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def read(self) -> int:
        """How many columns are read."""
        return len(self.columns) + len(self.parts)


class Placed(Protocol):
    """Where a list was found in a sheet: the last row of its header, the column of each field."""

    @property
    def row(self) -> int:
        """The row, from 0."""
        ...

    @property
    def columns(self) -> Mapping[str, int]:
        """Field → column."""
        ...


class Known(Protocol):
    """The columns of a kind of list: their names, the field a heading stands for, where they stand in a sheet."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Field → its Vietnamese name."""
        ...

    def field_of(self, value: Value) -> str | None:
        """Return the field a heading stands for, None if it is none of ours."""
        ...

    def find(self, sheet: Sheet) -> Placed | None:
        """Return where the list stands in a sheet, None if it is not there."""
        ...


class Headings:
    """The columns of one kind of list; `needed` are the fields without which it is not that kind."""

    def __init__(self, *headings: Heading, needed: tuple[frozenset[str], ...]) -> None:
        self.labels: Mapping[str, str] = {heading.field: heading.label for heading in headings}
        self._needed = needed
        self._fields = {wording: heading.field for heading in headings for wording in heading.wordings}
        self._spelt = {wording: heading.field for heading in headings for wording in heading.spelt}
        self._stand_ins = {heading.field: heading.stands_for for heading in headings if heading.stands_for}
        self._numbers = frozenset(map(_number_at_end, self._fields))

    def field_of(self, value: Value) -> str | None:
        """Return the field a heading stands for, None if it is none of ours."""
        if not isinstance(value, str) or _number_at_end(value) not in self._numbers:  # identity numbers, days
            return None
        said = bare(value)
        found = (
            self._fields.get(said)
            or self._fields.get(words(value))
            or self._fields.get(_DAY_OF.sub("ngay ", said))
            or self._spelt.get(clean(value).casefold())
        )
        is_year = found in self._spelt.values() and _YEAR_AT_END.search(value) is not None
        return None if is_year else found  # “Ngày sinh – Năm” is not the birth of men

    def is_heading(self, value: Value) -> bool:
        """Tell whether a cell below the header can only be a heading again, as on each page of a list."""
        return self.field_of(value) is not None

    def find(self, sheet: Sheet) -> Header | None:
        """Return the header with the most known columns among the first rows, None if something needed is missing."""
        best: Header | None = None
        for row in range(min(HEADER_ROWS, len(sheet.rows))):
            for header in self._at(sheet, row):
                if self._is_enough(header) and (best is None or header.read > best.read):
                    best = header
        return best

    def of_first_row(self, sheet: Sheet) -> Header | None:
        """Return the first row as a header if it is one: two headings we know, or nothing but those we know."""
        found = self._header(sheet, 0, [[text] for text in _texts(sheet.rows[0])]) if sheet.rows else None
        filled = sum(value is not None for value in sheet.rows[0]) if sheet.rows else 0
        known = [text for text in _texts(sheet.rows[0]) if self.field_of(text)] if found else []
        if found is None or all(clean(text).casefold() in self._spelt for text in known):  # “Nam” is a value too
            return None
        return found if len(found.columns) >= min(2, filled) else None

    def _is_enough(self, header: Header) -> bool:
        return all(any(field in header.columns for field in choice) for choice in self._needed)

    def _at(self, sheet: Sheet, row: int) -> Iterator[Header]:
        """Give the header read from one row and, where it may be two or three rows high, from these."""
        single = self._header(sheet, row, [[text] for text in _texts(sheet.rows[row])])
        if not single.columns:
            return
        spans = [merge for merge in sheet.merged if merge[0] == row]
        last = min(max([row, *(merge[2] for merge in spans)]), row + _HIGHEST - 1, len(sheet.rows) - 1)
        if last == row:
            yield single
            if row + 1 == len(sheet.rows):
                return
            if any(merge[3] > merge[1] for merge in spans):
                last = row + 1
        if last > row:
            yield replace(self._header(sheet, last, stacked(sheet, row, last)), top=row)
        elif not spans:  # a format without merged cells, or a header that nobody merged
            for below in range(row + 1, min(row + _HIGHEST, len(sheet.rows))):
                if not _are_words(sheet.rows[below]):
                    break
                yield replace(self._header(sheet, below, stacked(sheet, row, below)), top=row)

    def _header(self, sheet: Sheet, row: int, choices: list[list[str]]) -> Header:
        columns: dict[str, int] = {}
        unread: list[str] = []
        twice: list[str] = []
        beside = ""
        parts: set[int] = set()
        for column, texts in enumerate(choices):
            if column in parts:
                continue
            field = next((known for text in texts if (known := self.field_of(text))), None)
            if column - 1 == columns.get("name") and field in ("name", None) and "given" in self.labels:
                field = "given" if _are_given_names(sheet, row, column, texts[0]) else field
            if field is not None and field not in columns:
                columns[field] = column
                parts |= set(split_days.beside(sheet, row, column) or ()) - {column}
            elif field is not None:
                if field == "name" and len(columns) > 2:
                    beside = beside or column_letter(column)
                twice.append(f"cột {sheet.letter(column)} “{clean(texts[0])}” như cột {sheet.letter(columns[field])}")
            elif texts[0].strip() and words(texts[0]) not in NOT_ASKED:
                unread.append(clean(texts[0]))
        for field, other in self._stand_ins.items():
            if field in columns and other not in columns:
                columns[other] = columns.pop(field)
        return Header(row, columns, tuple(unread), tuple(twice), beside, frozenset(parts))


def stacked(sheet: Sheet, first: int, last: int) -> list[list[str]]:
    """Return what each column of a header of several rows may be called: by all its rows, the lower ones, the first.

    A heading merged over columns is that of each; so is one beside a blank, where nothing is merged.
    """
    levels = [_texts(row) for row in sheet.rows[first : last + 1]]
    spans = [merge for merge in sheet.merged if first <= merge[0] <= last and merge[3] > merge[1]]
    for row, left, _last, right in spans:
        levels[row - first][left : right + 1] = [levels[row - first][left]] * (right + 1 - left)
    if not any(first <= merge[0] <= last for merge in sheet.merged):
        for level, texts in enumerate(levels[:-1]):
            for column in range(1, len(texts)):
                is_under_one = level == 0 or levels[level - 1][column] == levels[level - 1][column - 1]
                if not texts[column] and is_under_one and any(lower[column] for lower in levels[level + 1 :]):
                    texts[column] = texts[column - 1]
    found: list[list[str]] = []
    for column in zip(*levels, strict=True):
        said = [text for text in column if text]
        names = [" ".join(said[start:]) for start in range(len(said))]
        found.append([*names, said[0]] if said else [""])
    return found


def _are_words(row: list[Value]) -> bool:
    """Tell whether a row holds words alone, as the second or third of a header does."""
    filled = [value for value in row if value is not None]
    return bool(filled) and all(isinstance(value, str) and not any(map(str.isdigit, value)) for value in filled)


def _are_given_names(sheet: Sheet, row: int, column: int, heading: str) -> bool:
    """Tell whether the column beside that of the names holds their last words: under the same heading, or under none.

    Under none it may be anything, a sex or a people: then the names before it must be too short to be whole.
    """
    is_merged = any(
        first <= row <= last or last == row - 1
        for first, left, last, right in sheet.merged
        if left == column - 1 and right >= column
    )
    if heading and heading != sheet.rows[row][column - 1] and not is_merged:
        return False
    pairs = [
        one[column - 1 : column + 1]
        for one in sheet.rows[row + 1 : row + 1 + _LOOKED_AT]
        if all(one[column - 1 : column + 1])
    ]
    given = sum(isinstance(last, str) and _GIVEN.fullmatch(last) is not None for _first, last in pairs)
    whole = sum(len(str(first).split()) > 2 for first, _last in pairs)
    return 2 * given > len(pairs) and (is_merged or 2 * whole < len(pairs))


def _number_at_end(text: str) -> str:
    return text[len(text.rstrip("0123456789")) :]


def words(value: Value) -> str:
    """Return a heading's bare words: folded, without remarks in brackets, stars and punctuation."""
    return _words(str(value))


@lru_cache(maxsize=_REMEMBERED)
def _words(text: str) -> str:
    return _NOT_WORDS.sub(" ", fold(_IN_BRACKETS.sub(" ", text))).strip()


@lru_cache(maxsize=_REMEMBERED)
def bare(value: str) -> str:
    """Return a heading's words, with those in brackets: “Ngày vào Đảng (chính thức)” is another column."""
    return _NOT_WORDS.sub(" ", fold(value)).strip()


def all_headings(sheet: Sheet) -> list[str]:
    """Return the texts of the row that looks most like a header, for the sentence saying that nothing was known."""
    best: list[str] = []
    for row in sheet.rows[:HEADER_ROWS]:
        texts = [clean(value) for value in row if isinstance(value, str)]
        if len(texts) > len(best):
            best = texts
    return best


def unread_note(sheet: Sheet, header: Header) -> str:
    """Return the sentence naming the columns of a sheet that nobody reads, "" if there are none."""
    names = ", ".join(f"“{name}”" for name in header.unread[:8]) + (" …" if len(header.unread) > 8 else "")
    return f"Trang “{sheet.name}”: chưa đọc {len(header.unread)} cột ({names})." if names else ""


def twice_note(sheet: Sheet, header: Header) -> str:
    """Return the sentence naming the columns left aside for one called alike, "" if there are none."""
    if header.beside:
        said = "Hãy chép bảng kia xuống dưới hoặc sang trang khác rồi nhập lại."
        return f"Trang “{sheet.name}”: có hai bảng cạnh nhau, mới đọc bảng bên trái cột {header.beside}. {said}"
    said = f"Trang “{sheet.name}”: {', '.join(header.twice)}; chỉ đọc cột đầu, cần cột kia thì chọn ở Cột và chữ."
    return said if header.twice else ""


def _texts(row: list[Value]) -> list[str]:
    return [value if isinstance(value, str) else "" for value in row]


NOT_ASKED: Final = frozenset({"stt", "tt", "so tt", "so thu tu", "no", "ket qua kiem tra", "chi tiet loi", "ly do"})
