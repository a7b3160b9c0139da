"""What a line of a list of transfers tells: which movement, on which day, the cell it leads to."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from models import events
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.imports.columns import problem_of
from models.imports.matching import agree
from models.imports.register import KnownCell, Register, cell_key
from models.imports.spellings import GARBLED, strange_sign
from models.outline import tab_of
from models.records import TEMPORARY, Problem, TransferRecord
from models.tables import EventKind
from models.text import clean, fold

COMING: Final = frozenset({EventKind.TRANSFER_IN, EventKind.TEMP_IN})
KINDS: Final = frozenset({*COMING, EventKind.TRANSFER_OUT, EventKind.TEMP_OUT, EventKind.TRANSFER_INTERNAL})
TO_CELL: Final = frozenset({*COMING, EventKind.TRANSFER_INTERNAL})
"""The movements that lead to one of our cells."""
DAY, TO, FORM = "Ngày chuyển", "Nơi đến", "Hình thức chuyển"
MADE: Final = 0
"""The id of a cell that the file makes."""
_NO_CELL: Final = re.compile(r"^(dang (bo|uy)|xa|phuong|huyen|tinh|thanh pho|tp|so|cong an|don vi)\b")


class TransferLines:
    """Tells movements from lines; what speaks against one is added to its problems."""

    def __init__(self, register: Register, on: date) -> None:
        self._register = register
        self._on = on

    def event(self, record: TransferRecord, problems: list[Problem]) -> tuple[EventValues | None, KnownCell | None]:
        """Return the event of a line, None if something in it cannot stand, and the cell it leads to, if one is named.

        Its cell has the id MADE if the file makes it.
        """
        kind, cell = self._way(record, problems)
        return (self._values(record, kind, cell, problems) if kind else None), cell

    def _way(self, record: TransferRecord, problems: list[Problem]) -> tuple[EventKind | None, KnownCell | None]:
        """Return what happened, and the cell it leads to if that is one of ours."""
        who = record.who
        source = self._register.cells.get(cell_key(record.came_from)) if record.came_from else None
        target = self._register.cells.get(cell_key(record.went_to)) if record.went_to else None
        kind = record.kind
        if kind is None:
            kind = _by_places(record, source, target)
            kind = TEMPORARY.get(kind, kind) if kind and record.is_temporary else kind
        elif (kind is EventKind.TRANSFER_OUT and target) or (kind is EventKind.TRANSFER_IN and source):
            body = target if kind is EventKind.TRANSFER_OUT else source
            text = f"“{body.name if body else ''}” là chi bộ của đảng bộ này nên ghi là chuyển sinh hoạt nội bộ."
            problems.append(problem_of(who, TO, "", text, "Kiểm tra lại.", is_warning=True))
            kind = EventKind.TRANSFER_INTERNAL
        if kind is None:
            text = "Không rõ là chuyển đi, chuyển đến hay nội bộ."
            problems.append(problem_of(who, FORM, "", text, "Chọn lại loại danh sách, hoặc thêm cột Hình thức."))
        if kind in TO_CELL:
            target = self._cell(record, kind, target, problems)
        return kind, target

    def _cell(
        self, record: TransferRecord, kind: EventKind, target: KnownCell | None, problems: list[Problem]
    ) -> KnownCell | None:
        """Return the cell that somebody joins; who comes may have only one cell named."""
        who = record.who
        name = record.went_to
        if target is None and (name is None or kind in COMING):
            name = (None if kind is EventKind.TRANSFER_INTERNAL and not record.came_from else who.cell_name) or name
            name = name or (tab_of(who.sheet) if cell_key(tab_of(who.sheet)) in self._register.cells else None)
            target = self._register.find_cell(name) if name else None
        target = target or (self._register.find_cell(name) if name else None)
        if target is None and name is not None:
            target = self._new_cell(record, kind, name, problems)
        return target

    def _new_cell(
        self, record: TransferRecord, kind: EventKind, name: str, problems: list[Problem]
    ) -> KnownCell | None:
        """Return the cell that an arrival makes, as a line of a list of members does; a transfer within makes none."""
        several = self._register.may_be(cell_key(name))
        if several:
            text, repair = f"Tên này có thể là {' hoặc '.join(several)}.", "Ghi rõ tên chi bộ."
        elif sign := strange_sign(name):
            text, repair = f"Tên có ký tự lạ “{sign}”.", GARBLED
        elif kind not in COMING or _NO_CELL.search(fold(name)):
            text, repair = f"Không có chi bộ “{name}” trong sổ.", "Ghi đúng tên chi bộ như trong sổ."
        else:
            return KnownCell(MADE, clean(name))
        problems.append(problem_of(record.who, TO, name, text, repair))
        return None

    def _values(
        self, record: TransferRecord, kind: EventKind, cell: KnownCell | None, problems: list[Problem]
    ) -> EventValues | None:
        """Return the event that a line tells of, None if something in it cannot stand."""
        who, day = record.who, record.on
        if day is None and record.letter_on is not None:
            day = PartialDate.of(record.letter_on)
            text = f"Tệp không ghi ngày chuyển; lấy ngày giấy giới thiệu {day}."
            problems.append(problem_of(who, DAY, "", text, "Sửa sau ở thẻ nếu khác.", is_warning=True))
        if day is None:
            problems.append(problem_of(who, DAY, "", "Thiếu ngày chuyển.", "Ghi ngày chuyển vào dòng này."))
        elif day.first > self._on:
            problems.append(problem_of(who, DAY, str(day), f"Ngày chuyển {day} chưa tới.", "Sửa lại ngày."))
        if day is None or any(problem.is_error for problem in problems):
            return None
        place = record.came_from if kind in COMING else record.went_to
        values = EventValues(
            kind,
            day.first,
            is_day_known=day.is_full,
            is_month_known=day.month is not None,
            cell_id=cell.id if cell and kind in TO_CELL else None,
            place="" if kind is EventKind.TRANSFER_INTERNAL else place or "",
            decision_number=record.letter_number or "",
            decision_on=record.letter_on,
            scope=None if kind is EventKind.TRANSFER_INTERNAL else record.scope,
            reason=record.reason or "",
        )
        try:
            if kind in KINDS and (cell is not None or kind not in TO_CELL):
                events.check(values)
        except KnownError as error:
            problems.append(problem_of(who, DAY, str(day), error.message, "Sửa lại dòng này."))
            return None
        return values


def _by_places(record: TransferRecord, source: KnownCell | None, target: KnownCell | None) -> EventKind | None:
    """Return what a line with two places tells of: whether each of them is a cell of ours."""
    if source and target:
        return EventKind.TRANSFER_INTERNAL
    if target and (record.came_from or record.who.cell_name is None):
        return EventKind.TRANSFER_IN
    if source or (record.went_to and not target and not record.came_from):
        return EventKind.TRANSFER_OUT
    return EventKind.TRANSFER_IN if record.came_from and not record.went_to else None


def is_same(known: EventValues, told: EventValues) -> bool:
    """Tell whether a line speaks of an event that is written: by its day, or by its letter, numbered anew each year."""
    if agree(known.day, told.day):
        return True
    if not told.decision_number or fold(known.decision_number) != fold(told.decision_number):
        return False
    is_of_year = known.effective_on.year == told.effective_on.year
    return is_of_year or (told.decision_on is not None and known.decision_on == told.decision_on)
