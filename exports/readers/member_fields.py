"""The fields of a member list that are read by themselves: by which reader, into which part of a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from exports.layouts import entry_book
from exports.readers import days, people_names, schooling, statuses, values
from exports.readers.rows import Row
from exports.readers.sheet import Value
from exports.readers.values import Read
from models.dates import PartialDate
from models.errors import KnownError
from models.member_fields import PLAIN, FieldKind, PlainField
from models.tables import Gender

Reader = Callable[[Value], Read[Any]]
Dictionaries = Mapping[str, Mapping[str, str]]
"""Name of a hidden sheet → code → word."""
_CODE: Final = re.compile(r"\d{1,3}|[A-Za-z]{2}", re.ASCII)
_NAMED: Final = 5

SEX_BY_COLUMN: Final = {"born_male": Gender.MALE, "born_female": Gender.FEMALE}
_READERS: Final[Mapping[str, tuple[str, Reader]]] = {  # field → part of the record, reader
    "name": ("full_name", people_names.person_name),
    "citizen": ("citizen_id", values.citizen_number),
    "born": ("born_on", days.birth),
    "born_female": ("born_on", days.birth_or_mark),
    "born_male": ("born_on", days.birth_or_mark),
    "admitted": ("admitted_on", days.partial_date),
    "official": ("official_on", days.official_or_mark),
    "gender": ("gender", values.gender),
    "cell": ("cell_name", values.plain),
    "ethnic": ("ethnic", values.plain),
    "religion": ("religion", values.plain),
    "residence_cell": ("residence_cell", values.plain),
    "village": ("village", values.plain),
    "duty": ("duty", statuses.duty),
    "left": ("left_on", days.partial_date),
    "removal": ("removal", values.tick),
    "education": ("education", schooling.general),
    "professional": ("professional", schooling.professional),
    "theory": ("theory", schooling.theory),
    "occupation": ("occupation", values.plain),
    "external_id": ("external_id", values.plain),
    "card_issued": ("card_issued_on", days.partial_date),
    "old_citizen": ("old_identity_number", values.old_identity_number),
}


class Remembered(dict[str, Read[Any]]):
    """A reader that reads each text once: dates, cells and words come again and again."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> Read[Any]:
        self[text] = self._read(text)
        return self[text]

    def of(self, cell: Value) -> Read[Any]:
        """Read a cell; what is no text is read each time, since 1, 1.0 and True would be one key."""
        return self[cell] if isinstance(cell, str) else self._read(cell)

    def column(self, cells: list[Value], odd: set[int]) -> list[Any]:
        """Return the values of many cells; the places of those with more to say than their value become `odd`."""
        distinct = set(cells) - {None}
        texts = [cell for cell in distinct if isinstance(cell, str)]
        if len(texts) < len(distinct):
            read = [None if cell is None else self.of(cell) for cell in cells]
            odd.update(n for n, one in enumerate(read) if one is not None and (one.reason or one.value is None))
            return [None if one is None else one.value for one in read]
        said: dict[Value, Any] = {}
        unclear: set[Value] = set()
        for text in texts:
            one = self.get(text) or self[text]
            said[text] = one.value
            if one.reason or one.value is None:
                unclear.add(text)
        if unclear:
            odd.update(n for n, cell in enumerate(cells) if cell in unclear)
        return list(map(said.get, cells))


class _Days(Remembered):
    """The reader of days: nearly all are written plainly."""

    def __init__(self, read: Reader, plain: dict[Value, PartialDate | None]) -> None:
        """`plain` are the texts already known to be plain days; they are the same one to every reader of days."""
        super().__init__(read)
        self._plain = plain

    def column(self, cells: list[Value], odd: set[int]) -> list[Any]:
        """Return the days of many cells as `Remembered.column` does."""
        known = self._plain
        distinct = set(cells)
        for cell in distinct - known.keys():
            if type(cell) is str and (day := _plain_day(cell)) is not None:
                known[cell] = day
        found = list(map(known.get, cells))
        if distinct <= known.keys():
            return found
        others = super().column([None if cell in known else cell for cell in cells], odd)
        return [one or other for one, other in zip(found, others, strict=True)]


_TOGETHER = 8  # digits without a sign between them may be a day, to be looked at


def _plain_day(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if len(text) < _TOGETHER or not text.isdigit() else None
    except KnownError:
        return None


class _Names(Remembered):
    """The reader of names: hardly one comes twice, but their words do."""

    def column(self, cells: list[Value], odd: set[int]) -> list[Any]:
        """Return the names of many cells as `Remembered.column` does."""
        found = people_names.usual_names(cells)
        if None not in found:
            return found
        others = super().column([cell if one is None else None for cell, one in zip(cells, found, strict=True)], odd)
        return [one or other for one, other in zip(found, others, strict=True)]


class Fields:
    """The readers of one sheet's columns; what dates say is remembered for all columns of dates together.

    `dictionaries` came with the file; without them provinces and countries are those of the blank workbook. `levels`
    says of what words of schooling are that may be of several fields: folded word → field; `levels_before` what those
    were taken for whose meaning was just changed.
    """

    def __init__(
        self,
        columns: Mapping[str, int],
        dictionaries: Dictionaries | None = None,
        levels: Mapping[str, str] | None = None,
        levels_before: Mapping[str, str] | None = None,
    ) -> None:
        self.levels: Mapping[str, str] = levels or {}
        self.levels_before: Mapping[str, str] = levels_before or {}
        self.births = tuple(field for field in SEX_BY_COLUMN if field in columns)
        plain: dict[Value, PartialDate | None] = {None: None}
        dates = _Days(days.partial_date, plain)
        days_by_reader: dict[Reader, Remembered] = {days.partial_date: dates}
        for read in (days.birth, days.official_or_mark):
            days_by_reader[read] = _Days(read, plain)
        self._plain = [
            (
                field.name,
                columns[field.name],
                field.column,
                dates if field.kind is FieldKind.DATE else Remembered(_reader(field, dictionaries or {})),
            )
            for field in PLAIN
            if field.name in columns
        ]
        self.places = columns
        self.has_plain = bool(self._plain)
        self.columns = [
            (
                field,
                columns[field],
                part,
                days_by_reader[read]
                if read in days_by_reader
                else _remembered(field, _in_words(field, read, dictionaries or {})),
            )
            for field, (part, read) in _READERS.items()
            if field in columns
        ]

    def read(self, row: Row) -> dict[str, Any]:
        """Return what a row says, by part of the record; what cannot be taken is complained of."""
        said: dict[str, Any] = {}
        _read(row, self.columns, said)
        if self._plain:
            plain: dict[str, Any] = {}
            _read(row, self._plain, plain)
            said["plain"] = {column: value for column, value in plain.items() if value is not None}
        return said


def _read(row: Row, columns: list[tuple[str, int, str, Remembered]], said: dict[str, Any]) -> None:
    for field, place, part, known in columns:
        cell = row.cells[place]
        if cell is None:
            continue
        found = known[cell] if isinstance(cell, str) else known.of(cell)
        if found.reason:
            row.take(field, found)
        if found.value is not None or part not in said:  # a mark for women says no birth
            said[part] = found.value


def _remembered(field: str, read: Reader) -> Remembered:
    return _Names(read) if field == "name" else Remembered(read)


def _reader(field: PlainField, dictionaries: Dictionaries) -> Reader:
    if field.kind is FieldKind.YES_NO:
        return values.tick
    if field.column == "phone":
        return values.phone
    read = partial(values.plain, most=field.length) if field.length else values.plain
    return _in_words(field.name, read, dictionaries, is_listed=False)


def _in_words(field: str, read: Reader, dictionaries: Dictionaries, *, is_listed: bool = True) -> Reader:
    """Return the reader of a field, which reads a code by the dictionary of the field if it has one.

    A code of no entry is refused, unless the register lists the words of the field itself (`is_listed`).
    """
    sheet = entry_book.LISTED.get(field)
    if sheet is None:
        return read

    def word(value: Value) -> Read[str]:
        found: Read[str] = read(value)
        if found.value is None or not _CODE.fullmatch(found.value):
            return found
        known = dictionaries.get(sheet) or ({} if is_listed else entry_book.dictionaries()[sheet])
        code = found.value.upper()
        said = known.get(code) or known.get(code.zfill(2)) or known.get(code.lstrip("0"))
        if said is not None or is_listed:
            return Read(said or found.value)
        entries = [f"{code} – {text}" for code, text in known.items()]
        shown = ", ".join(entries[:_NAMED]) + (" …" if len(entries) > _NAMED else "")
        return Read(
            None,
            f"“{found.value}” không phải là tên, cũng không phải mã trong danh mục {sheet} ({shown}).",
            "Ghi tên đầy đủ.",
        )

    return word
