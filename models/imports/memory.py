"""What was decided about the columns of files, remembered by their headings, so that the next one is one click."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.office import put_setting
from models.outline import AS_FOUND, MEMBER_LIST, ROLL_BOOK, Mapped, ReadingChoices, SheetOutline, tab_key
from models.records import Reading
from models.tables import Setting

_PREFIX = "Cột của danh sách "  # the log shows the key as it is
_DAYS = "Dòng ngày họp của danh sách "
_CELLS = "Chi bộ của trang điểm danh "
_KINDS = "Loại của danh sách "
_MARKS = "Dấu của sổ điểm danh "
_LEVELS = "Trình độ ghi tắt của danh sách "


def as_before(session: Session, choices: ReadingChoices = AS_FOUND) -> ReadingChoices:
    """Return how a file is to be read: as decided now, and else as decided when one with these headings came."""
    return replace(
        choices,
        remembered=recalled(session),
        remembered_days=recalled_days(session),
        remembered_kinds=_said(session, _KINDS),
        remembered_cells=_said(session, _CELLS),
        remembered_marks={
            key: _pairs(value) for what in (_MARKS, _LEVELS) for key, value in _said(session, what).items()
        },
    )


def read_as_before(outlines: Iterable[SheetOutline], choices: ReadingChoices) -> list[str]:
    """Return the sheets of a file that were read as somebody decided when one with these headings came before."""
    return [
        outline.name
        for outline in outlines
        if outline.fingerprint in choices.remembered_days
        or ((before := choices.remembered.get(outline.fingerprint)) is not None and before.layout == outline.layout)
    ]


def remember_choices(session: Session, reading: Reading, choices: ReadingChoices) -> None:
    """Keep what was decided about a file that is brought in."""
    remember(session, (outline for outline in reading.outlines if outline.name in choices.fields))
    remember_days(session, (outline for outline in reading.outlines if outline.name in choices.date_rows))
    if choices.layout is not None:
        for outline in reading.outlines:
            if outline.kind_key and outline.name not in choices.fields:  # else the columns say it
                put_setting(session, _KINDS + outline.kind_key, choices.layout)
    if reading.layout == ROLL_BOOK:
        for outline in reading.outlines:
            if outline.fingerprint and (cell := choices.cells.get(outline.name)):
                put_setting(session, _CELLS + tab_key(outline.fingerprint, outline.name), cell)
        _remember_marks(session, _MARKS, reading, choices)
    elif reading.layout == MEMBER_LIST:
        _remember_marks(session, _LEVELS, reading, choices)


def _remember_marks(session: Session, what: str, reading: Reading, choices: ReadingChoices) -> None:
    """Keep what was said of marks or words, by the headings they stand under; of what is unsure again, nothing."""
    told = {mark: key for mark, key in choices.marks.items() if not set(mark) & set("=;")}
    anew = {mark.casefold() for mark in told}
    before = _said(session, what) if told else {}
    for making in {outline.fingerprint for outline in reading.outlines if told} - {""}:
        kept = _pairs(before.get(making, ""))
        others = {mark: key for mark, key in kept.items() if mark.casefold() not in anew}
        known = others | {mark: key for mark, key in told.items() if key}
        if known != kept:
            put_setting(session, what + making, ";".join(f"{mark}={key}" for mark, key in known.items()))


def remember(session: Session, outlines: Iterable[SheetOutline]) -> None:
    """Keep what each column of these sheets was taken for."""
    for outline in outlines:
        if not outline.fingerprint:  # nothing by which the next file would be known
            continue
        fields = ";".join(f"{column.index}={column.field}" for column in outline.columns if column.field)
        put_setting(session, _PREFIX + outline.fingerprint, f"{outline.layout}:{fields}")


def recalled(session: Session) -> dict[str, Mapped]:
    """Return fingerprint → kind of list and column → field, of every kind of file that was decided about."""
    return {key: _mapped(value) for key, value in _said(session, _PREFIX).items()}


def remember_days(session: Session, outlines: Iterable[SheetOutline]) -> None:
    """Keep how far below the header these attendance sheets have the days of the meetings."""
    for outline in outlines:
        if outline.date_row is not None:
            put_setting(session, _DAYS + outline.fingerprint, str(outline.date_row - outline.header_row))


def recalled_days(session: Session) -> dict[str, int]:
    """Return fingerprint → rows below the header, of every attendance book whose row of days was pointed out."""
    return {key: int(value) for key, value in _said(session, _DAYS).items()}


def _said(session: Session, what: str) -> dict[str, str]:
    """Return the settings whose keys begin so, by the rest of the key."""
    query = select(Setting.key, Setting.value).where(Setting.key.startswith(what))
    return {key.removeprefix(what): value for key, value in session.execute(query)}


def _mapped(text: str) -> Mapped:
    layout, sign, said = text.partition(":")
    if not sign:  # written when only lists of members had their columns named
        layout, said = MEMBER_LIST, text
    return Mapped(layout, {int(column): field for column, field in _pairs(said).items()})


def _pairs(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(";") if pair)
    return {first: second for first, _sign, second in pairs}
