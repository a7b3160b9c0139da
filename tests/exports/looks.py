"""Comparing a filled form with the superior's blank: everything a reader of the paper could see."""

from __future__ import annotations

from typing import Any

from exports import page_layout

Place = tuple[int, int]


def look(cell: Any) -> tuple[object, ...]:
    """Return what a cell looks like."""
    font, line, edge = cell.font, cell.alignment, cell.border
    return (
        (font.name, font.sz, font.b, font.i, font.u, font.strike, font.color and font.color.rgb),
        (line.horizontal, line.vertical, line.wrap_text, line.indent, line.text_rotation, line.shrink_to_fit),
        tuple((side.style, side.color and side.color.rgb) for side in (edge.left, edge.top, edge.right, edge.bottom)),
        (cell.fill.fill_type, cell.fill.fgColor.rgb),
        cell.number_format,
    )


def page(sheet: Any) -> dict[str, Any]:
    """Return what a sheet looks like beside its cells: columns, rows, page."""
    footer, header = sheet.oddFooter, sheet.oddHeader
    return {
        "title": sheet.title,
        "widths": {letter: (one.width, one.hidden) for letter, one in sheet.column_dimensions.items()},
        "heights": {row: one.height for row, one in sheet.row_dimensions.items() if one.height},
        "setup": {key: value for key, value in vars(sheet.page_setup).items() if key != "_parent"},
        "margins": vars(sheet.page_margins),
        "fit": sheet.sheet_properties.pageSetUpPr.fitToPage,
        "area": (sheet.print_area, sheet.print_title_rows, sheet.freeze_panes),
        "options": vars(sheet.print_options),
        "texts": [part.text for one in (header, footer) for part in (one.left, one.center, one.right)],
        "breaks": [mark.id for mark in (*sheet.row_breaks.brk, *sheet.col_breaks.brk)],
        "formats": [str(area.sqref) for area in sheet.conditional_formatting],
        "checks": [str(rule.sqref) for rule in sheet.data_validations.dataValidation],
        "protected": sheet.protection.sheet,
        "views": sheet.sheet_view.showGridLines,
    }


def _is_ruled(sheet: Any, row: int) -> bool:
    """Whether a row is one of the table."""
    return any(cell.border.bottom and cell.border.bottom.style for cell in sheet[row])


def _full_pages(sheet: Any, signs: int) -> list[int]:
    """Return the rows that full pages end with, were it not said in the file; the signatures follow row `signs`."""
    told, sheet.row_breaks.brk = sheet.row_breaks.brk, ()
    try:
        ends = [row - 1 for row in page_layout.first_rows(sheet)[1:]]
    finally:
        sheet.row_breaks.brk = told
    return [*ends[:-1], min(ends[-1], signs - 1)] if ends else []


def differences(blank: Any, filled: Any, head: int = 0) -> set[Place]:
    """Return the cells of the blank whose value differs; everything else must be the same, or an assertion fails.

    The first `head` rows may be higher than those of the blank: their texts did not fit. Rows whose height the blank
    leaves open may have one. Breaks say where the pages end: where they are full, but the signatures stay together with
    the last row of the table.
    """
    ours, theirs = page(filled), page(blank)
    for row in range(1, head + 1):
        assert ours["heights"][row] >= theirs["heights"].pop(row)
        del ours["heights"][row]
    last = blank.max_row
    signs = max(row for row in range(1, last + 1) if _is_ruled(blank, row))
    assert theirs.pop("breaks") == []
    assert ours.pop("breaks") == _full_pages(filled, signs)
    ours["heights"] = {row: height for row, height in ours["heights"].items() if row in theirs["heights"]}
    assert ours == theirs
    merges = {str(merge) for merge in filled.merged_cells.ranges if merge.min_row <= last}
    assert merges == {str(merge) for merge in blank.merged_cells.ranges}
    changed: set[Place] = set()
    for row in blank.iter_rows():
        for cell in row:
            twin = filled.cell(cell.row, cell.column)
            assert look(twin) == look(cell), cell.coordinate
            if twin.value != cell.value:
                changed.add((cell.row, cell.column))
    assert filled.max_column == blank.max_column
    return changed
