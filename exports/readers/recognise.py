"""Which kind of list a file is, told by its content alone, and its records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from exports.readers import (
    about_members,
    as_of,
    aside,
    attendance,
    candidates,
    levels,
    mark_columns,
    only_counts,
    outline,
    person_lines,
    roll_grid,
    scripts,
    slips,
    tables_beside,
    turned_days,
)
from exports.readers.headings import Header, Placed, all_headings
from exports.readers.kinds import LAYOUTS, Found, Layout, for_one_file
from exports.readers.member_headings import HEADINGS
from exports.readers.sheet import Sheet
from exports.readers.workbook import Workbook, open_workbook
from models.bulk import without_collecting
from models.errors import KnownError
from models.member_records import MemberRecords
from models.outline import (
    AS_FOUND,
    LEVELS,
    MEMBER_LIST,
    ROLL_BOOK,
    Mapped,
    ReadingChoices,
    SheetOutline,
    UnknownList,
    tab_key,
)
from models.progress import SILENT, Progress
from models.records import CellSheet, Problem, Reading, Record, Severity
from models.text import fold

_FIGURES: Final = re.compile(r"\d+([/.-]\d+)*")
_SPOKEN_OF: Final = (  # by a title: what the lists of them are called, where the columns are not theirs
    (re.compile(r"huy hieu"), "Huy hiệu Đảng"),
    (re.compile(r"chuyen (sinh hoat|di\b|den\b)"), "chuyển sinh hoạt"),
    (re.compile(r"xep loai|danh gia"), "xếp loại"),
)
_BLANK: Final = ("Phiếu điểm danh này chưa có dấu nào nên không nhập.", "Ghi dấu vào phiếu rồi nhập lại.")
_MAY_STAND_BESIDE: Final = (HEADINGS, candidates.HEADINGS, roll_grid.COLUMNS)


def read_file(path: Path, on: date, progress: Progress = SILENT, choices: ReadingChoices = AS_FOUND) -> Reading:
    """Read any list we know; `on` is today, against which dates yet to come are refused.

    `choices` are what the officer decided about encodings and columns; what they leave open is found out.

    Raises KnownError for a file that is no workbook, or whose content is no list we know.
    """
    with without_collecting():
        return _read(open_workbook(path, progress, choices), on, progress, choices)


def _read(book: Workbook, on: date, progress: Progress, choices: ReadingChoices) -> Reading:
    filled = [(sheet, sign) for sheet in book.sheets if (sign := slips.find(sheet))]
    if filled:  # our own: no columns to be found out
        read = tuple(slips.read(filled, progress))
        return Reading(book.name, book.sha256, slips.KEY, slips.TITLE, read, writes=slips.WRITES)
    tables = [
        [person_lines.apart(mark_columns.in_one(table)) for table in tables_beside.parts(sheet, _MAY_STAND_BESIDE)]
        for sheet in book.sheets
    ]
    whole = [table for of_sheet in tables for table in of_sheet]
    book = replace(book, sheets=tuple(table for table in whole if table.name not in choices.left_out))
    if not book.sheets:
        raise KnownError("Chưa chọn trang nào để nhập; hãy đánh dấu ít nhất một trang.")
    if choices.layout is None and not choices.fields:
        only_counts.refuse(book.name, book.sheets)
    layouts = for_one_file()
    before = _kind_before(book, layouts, choices) if choices.layout is None else None
    if before is not None:
        choices = replace(choices, layout=before.key)
    layouts = [layout for layout in layouts if choices.layout in (None, layout.key)]
    for is_named in (True, False):  # what somebody decided goes before what the headings seem to say
        for layout in layouts:
            found = _found(book, layout, choices, is_named=is_named)
            if found:
                turned = {sheet.name: turned_days.suspects(sheet, at.row, at.columns.values()) for sheet, at in found}
                doubts, put_right = _turned(found, turned, layout, choices)
                records, problems, notes = layout.read(found, on, progress)
                out = [table for table in whole if table.name in choices.left_out]
                left = [f"Trang “{table.name}”: không nhập, như đã chọn." for table in out]
                apart = [note(sheet) for sheet, _where in found for note in (aside.unseen_note, person_lines.note)]
                if before is not None:
                    said = f"{before.title[:1].lower()}{before.title[1:]}"
                    left = [f"Đọc là {said}, như đã chọn khi nhập danh sách cùng tên, cùng tiêu đề.", *left]
                if layout.key == MEMBER_LIST and choices.layout is None:
                    left = [*left, *(note for sheet, where in found for note in _other_titles(sheet, where))]
                notes = [*filter(None, [*map(tables_beside.note, tables), *apart]), *left, *notes]
                day, of_day = _day(book, found, records, on, choices)
                problems, notes = [*doubts, *problems], [*of_day, *put_right, *notes]
                reading = _reading(book, layout, [sheet for sheet, _where in found], records, problems, notes)
                rolls = records if layout.key == ROLL_BOOK else ()  # to look at each of 50,000 people makes each
                unknown = {roll.sheet: roll.unknown for roll in rolls if isinstance(roll, CellSheet)}
                of_members = layout.key == MEMBER_LIST
                outlines = {
                    sheet.name: replace(
                        outline.outline(sheet, where, layout.key),
                        marks=levels.asked(sheet, where) if of_members else unknown.get(sheet.name, ()),
                        said=levels.answered(sheet, where) if of_members else attendance.answered(where, rolls),
                        turned=tuple(map(sheet.letter, turned[sheet.name])),
                        title=_title(sheet, where),
                    )
                    for sheet, where in found
                }
                outlines |= {table.name: outline.guess(table, layout.columns, layout.key, choices) for table in out}
                order = (outlines[table.name] for table in whole if table.name in outlines)
                return replace(reading, outlines=tuple(order), as_of=day)
    raise UnknownList(_unknown(book), _guesses(replace(book, sheets=tuple(whole)), layouts, choices))


def _day(
    book: Workbook, found: Found, records: Sequence[Record], on: date, choices: ReadingChoices
) -> tuple[date | None, list[str]]:
    """Return the past day of which a list of members is, as somebody said or its title says, and notes."""
    if not isinstance(records, MemberRecords):
        return None, []
    if choices.as_of is not None:
        return (choices.as_of if choices.as_of < on else None), []
    return as_of.of_titles(found, records, on, book.saved_on)


def _kind_before(book: Workbook, layouts: list[Layout], choices: ReadingChoices) -> Layout | None:
    """Return the kind somebody said the last file with this title and these headings was, None if nobody did."""
    for layout in layouts:
        if layout.key not in choices.remembered_kinds.values():
            continue
        for sheet in book.sheets:
            if (where := layout.columns.find(sheet)) is not None:
                made = replace(outline.outline(sheet, where, layout.key), title=_title(sheet, where))
                if choices.remembered_kinds.get(made.kind_key) == layout.key:
                    return layout
    return None


def _title(sheet: Sheet, where: Placed) -> str:
    """Return what stands above a list, folded, without the figures that differ from month to month."""
    return " ".join(_FIGURES.sub(" ", about_members.title(sheet, where)).split()) if isinstance(where, Header) else ""


def _other_titles(sheet: Sheet, where: Placed) -> Iterator[str]:
    """Yield what is to be said where the title of a list of members speaks of another kind of list."""
    title = _title(sheet, where)
    for pattern, words in _SPOKEN_OF:
        if pattern.search(title):
            yield (
                f"Trang “{sheet.name}”: tên danh sách nói về {words}, nhưng các cột chỉ đọc được như danh sách đảng "
                "viên; nếu là danh sách khác thì hãy chọn lại loại."
            )


def _turned(
    found: Found, turned: Mapping[str, Sequence[int]], layout: Layout, choices: ReadingChoices
) -> tuple[list[Problem], list[str]]:
    """Put days that were turned right if that was chosen, and say so; else warn of each column."""
    problems: list[Problem] = []
    notes: list[str] = []
    for sheet, where in found:
        columns = turned[sheet.name]
        if columns and choices.turns_days:
            notes.append(turned_days.note(sheet, columns, turned_days.turn(sheet, where.row, columns)))
        elif columns:
            names = {column: layout.columns.labels[field] for field, column in where.columns.items()}
            problems += [turned_days.warning(sheet, where.row, column, names[column]) for column in columns]
    return problems, notes


def _found(book: Workbook, layout: Layout, choices: ReadingChoices, *, is_named: bool) -> list[tuple[Sheet, Placed]]:
    """Return the sheets that hold a kind of list; with `is_named`, only if somebody named columns of one of them.

    Sheets of the same making are read as the one whose columns were named now.
    """
    if is_named:
        alike = {
            outline.fingerprint_of(sheet, layout.columns, choices): Mapped(layout.key, choices.fields[sheet.name])
            for sheet in book.sheets
            if sheet.name in choices.fields and (choices.layout or MEMBER_LIST) == layout.key
        }
        alike.pop("", None)  # sheets without headings share nothing
        choices = replace(choices, remembered={**choices.remembered, **alike})
    days = _days_below(book, layout, choices)
    found: list[tuple[Sheet, Placed]] = []
    is_decided = False
    for sheet in book.sheets:
        header = outline.chosen_header(sheet, layout.columns, layout.key, choices) if is_named else None
        is_decided = is_decided or header is not None
        where = layout.columns.find(sheet) if header is None else layout.placed(sheet, header)
        if isinstance(where, Header) and choices.layout is None and not layout.is_like(sheet, where):
            continue
        if isinstance(where, roll_grid.Grid):
            where = roll_grid.with_days(sheet, where, _row_of_days(sheet, where, layout, choices, days))
            making = outline.fingerprint_of(sheet, layout.columns, choices)
            where = replace(where, marks={**choices.remembered_marks.get(making, {}), **choices.marks})
            key = tab_key(making, sheet.name)
            recalled = "" if sheet.name in choices.cells else choices.remembered_cells.get(key, "")
            where = replace(where, cell=choices.cells.get(sheet.name, recalled), is_recalled=bool(recalled))
        if isinstance(where, Header):
            where = outline.with_more(sheet, where) if layout.key == MEMBER_LIST and header is None else where
            where = replace(where, cell=choices.cells.get(sheet.name, ""), year=choices.year)
            if sheet.untold:
                meant = choices.remembered_marks.get(outline.fingerprint_of(sheet, layout.columns, choices), {})
                before, now = (
                    {fold(word): key for word, key in said.items() if key in (*LEVELS, "")}
                    for said in (meant, choices.marks)
                )
                others = {word: key for word, key in before.items() if key != now.get(word, key)}
                where = replace(where, levels=levels.known({**before, **now}), levels_before=others)
        if where is not None:
            found.append((sheet, where))
    return found if is_decided or not is_named else []


def _days_below(book: Workbook, layout: Layout, choices: ReadingChoices) -> dict[str, int]:
    """Return how far below the header the days stand, by fingerprint: said now of one sheet, or of an earlier book."""
    if layout.key != ROLL_BOOK:
        return {}
    said = {
        outline.fingerprint_of(sheet, layout.columns, choices): row
        - 1
        - outline.header_row(sheet, layout.columns, choices)
        for sheet in book.sheets
        if (row := choices.date_rows.get(sheet.name))
    }
    return {**choices.remembered_days, **said}


def _row_of_days(
    sheet: Sheet, grid: roll_grid.Grid, layout: Layout, choices: ReadingChoices, days: dict[str, int]
) -> int | None:
    """Return the row of days that was decided on for a sheet or one of its making, None to find it out."""
    if (row := choices.date_rows.get(sheet.name)) is not None:
        return row - 1 if row else None
    below = days.get(outline.fingerprint_of(sheet, layout.columns, choices)) if days else None
    return None if below is None else grid.row + below


def _guesses(book: Workbook, layouts: list[Layout], choices: ReadingChoices) -> tuple[SheetOutline, ...]:
    """Return the outlines of sheets nobody knows, as the kind of list of which most columns can be guessed."""
    of_kind = [
        tuple(outline.guess(sheet, layout.columns, layout.key, choices) for sheet in book.sheets) for layout in layouts
    ]
    most = max(map(_named, of_kind))
    members_first = sorted(of_kind, key=lambda sheets: sheets[0].layout != MEMBER_LIST)
    return next(sheets for sheets in members_first if _named(sheets) == most)


def _named(sheets: tuple[SheetOutline, ...]) -> int:
    return sum(column.field not in (None, "number") for sheet in sheets for column in sheet.columns)


def _reading(
    book: Workbook,
    layout: Layout,
    used: list[Sheet],
    records: Sequence[Record],
    problems: list[Problem],
    notes: list[str],
) -> Reading:
    if not records:
        raise KnownError(
            f"Tệp “{book.name}” là {layout.title.lower()} nhưng không có dòng dữ liệu nào; hãy kiểm tra lại."
        )
    names = {sheet.name for sheet in used}
    nobodys = [
        sheet.name
        for sheet in book.sheets
        if layout.is_about_members and sheet.name not in names and not outline.names_people(sheet, layout.columns)
    ]
    names.update(nobodys)
    unknown = [
        Problem(
            sheet.name,
            None,
            None,
            "Trang",
            "",
            *(_BLANK if mark_columns.is_blank(sheet) else _not_seen(layout)),
            Severity.WARNING,
        )
        for sheet in book.sheets
        if sheet.name not in names
    ]
    hidden = [f"Bỏ qua trang ẩn: {', '.join(f'“{name}”' for name in book.left_aside)}."] if book.left_aside else []
    if nobodys:
        hidden.append(f"Bỏ qua trang không có tên người: {', '.join(f'“{name}”' for name in nobodys)}.")
    if all(sheet.is_hidden for sheet in used):
        hidden.append("Tệp chỉ có trang ẩn; đã đọc trang ẩn.")
    converted = [said for sheet in used if (said := scripts.note(sheet.name, sheet.conversion))]
    return Reading(
        book.name,
        book.sha256,
        layout.key,
        layout.title,
        records,
        (*unknown, *problems),
        (*hidden, *converted, *notes),
        writes=layout.writes,
    )


def _not_seen(layout: Layout) -> tuple[str, str]:
    return (
        f"Không nhận ra nội dung trang này là {layout.title.lower()}; đã bỏ qua.",
        f"Nếu cần trang này, hãy thêm dòng tiêu đề có: {layout.looks_for or layout.title}.",
    )


def _unknown(book: Workbook) -> str:
    if all(map(mark_columns.is_blank, book.sheets)):
        return f"Phiếu điểm danh trong tệp “{book.name}” chưa có dấu nào; hãy ghi dấu rồi nhập lại."
    lists = ", ".join(f"{layout.title.lower()} ({layout.looks_for})" for layout in LAYOUTS if layout.looks_for)
    headings = [name for sheet in book.sheets for name in all_headings(sheet)][:12]
    seen = "tệp có " + ", ".join(f"“{name[:40]}”" for name in headings) if headings else "tệp không có dòng tiêu đề nào"
    return f"Không nhận ra danh sách trong tệp “{book.name}”: {seen}; chương trình đọc được {lists}."
