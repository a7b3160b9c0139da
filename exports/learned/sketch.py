"""A form being learned, drawn as it came with the names of what its cells are bound to, and the labels of a cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from exports import files, geometry, inner, metrics, pages, rich_text
from exports.learned import bound, filters, shares
from exports.learned.fill import Place
from exports.learned.reading import known_blanks, report_years, short_names, titles
from exports.learned.reading.known_blanks import Known
from exports.learned.reading.labels import SheetWords
from exports.learned.reading.proposals import Proposal, Reader
from exports.learned.rolls import ROLLS
from exports.learned.template import Binding, Template
from exports.learned.xml import drawings
from exports.learned.xml.grid import Spot
from exports.pages import Anchored, Page
from models.errors import KnownError
from models.text import fold

_MOST = 20_000  # cells made to be pointed at; a sheet beyond is no form
_SAY_NOTHING = {"so luong", "tong so", "cong", "ghi chu", "don vi tinh", "ky nay", "ket qua"}
_MARK = "FFF2CC"
_SMALLER = 0.75  # letters of a mark that is wider than its cell


class Sketch:
    """The workbook of a form, kept while its cells are being bound at the office `commune`."""

    def __init__(self, content: bytes, name: str, commune: str = "") -> None:
        self._commune = commune
        try:
            self._book = files.from_bytes(content)
            self._results = files.from_bytes(content, with_results=True)
        except (KeyError, ValueError, TypeError, AttributeError):
            raise KnownError(
                f"Chương trình không vẽ được “{name}”; hãy mở bằng Excel, lưu lại thành .xlsx rồi chọn lại."
            ) from None
        self._runs = rich_text.read(content)
        self._read: dict[str, SheetWords] = {}
        self._over: Mapping[str, Sequence[Anchored]] | None = None

    def sheets(self) -> list[str]:
        """Return the names of the sheets that are shown."""
        return [sheet.title for sheet in self._book.worksheets if sheet.sheet_state == "visible"]

    def title(self) -> str:
        """Return the title that stands on the first sheet; "" where none is seen."""
        return titles.of(self._book[self.sheets()[0]]) if self.sheets() else ""

    def pages(self, template: Template, sheet: str) -> list[Page]:
        """Return the pages of a sheet, every cell of it to be pointed at, bound ones marked.

        A mark is cut to its cell and a formula shows the result it came with: the form keeps the shape it came in.
        """
        from openpyxl.styles import Alignment, Font, PatternFill

        drawn: Any = self._book[sheet]
        if drawn.max_row * drawn.max_column <= _MOST:
            for row in range(1, drawn.max_row + 1):
                for column in range(1, drawn.max_column + 1):
                    drawn.cell(row, column)
        kept: list[tuple[Any, ...]] = []
        for place, cell in inner.cells(drawn).items():
            if cell.data_type == "f":
                kept.append((cell, cell.value, copy(cell.fill), copy(cell.alignment), copy(cell.font)))
                inner.set_value(cell, self._results[sheet].cell(*place).value)
        geometry.state_rows(drawn)
        widths = geometry.column_widths(drawn, drawn.max_column)
        ends = {(merge.min_row, merge.min_col): merge.max_col for merge in drawn.merged_cells.ranges}
        for one in template.bindings:
            if one.place.sheet == sheet:
                cell = drawn.cell(*one.place.spot)
                kept.append((cell, cell.value, copy(cell.fill), copy(cell.alignment), copy(cell.font)))
                room = sum(widths[cell.column - 1 : ends.get((cell.row, cell.column), cell.column)])
                mark, room = _mark(template, one), room - metrics.PADDING
                if metrics.text_width(mark, *_size(cell.font)) > room:
                    cell.font = Font(cell.font.name, _size(cell.font)[0] * _SMALLER)
                inner.set_text(cell, _fitting(mark, room, cell.font))
                cell.fill = PatternFill("solid", fgColor=_MARK)
                cell.alignment = Alignment(cell.alignment.horizontal, cell.alignment.vertical)
        try:
            return pages.sheet_pages(drawn, self._pictures(template).get(sheet, ()), self._runs.get(sheet))
        finally:
            for cell, value, fill, alignment, font in reversed(kept):
                cell.value, cell.fill, cell.alignment, cell.font = value, fill, alignment, font

    def _pictures(self, template: Template) -> Mapping[str, Sequence[Anchored]]:
        if self._over is None:
            self._over = drawings.of(template.form.package, self._results)
        return self._over

    def known(self, sheet: str) -> Known:
        """Return which of the program's own forms a sheet is."""
        return known_blanks.read(self._words(sheet), self._commune)

    def labels(self, place: Place) -> tuple[str, str]:
        """Return the words that stand left of a cell in its row, and above it in its column: the nearest of each."""
        around = self._words(place.sheet).around(place.spot)
        return next(iter(around.row), ""), next(iter(around.column), "")

    def proposals(self, template: Template, sheet: str, places: Iterable[str]) -> list[Proposal]:
        """Return what the free cells of a sheet may show; `places` are the filters of this commune's places."""
        return Reader(template, places, self._commune).proposals(sheet, self._words(sheet))

    def of_report_years(self, sheet: str, found: Iterable[Proposal], year: int) -> list[Proposal]:
        """Return proposals with the years a sheet names as those of the report, `year` being the running one."""
        return report_years.turned(found, sheet, self._words(sheet), year)

    def untold(self, template: Template, sheet: str, places: Iterable[str]) -> list[str]:
        """Say which lists of a sheet are left open, and by which words."""
        return Reader(template, places, self._commune).untold(self._words(sheet))

    def proposal(self, template: Template, place: Place, places: Iterable[str]) -> Proposal | None:
        """Return what one cell may show; None where its labels do not say."""
        reader = Reader(template, places, self._commune)
        words = self._words(place.sheet)
        return self.share(template, place) or reader.signer(place, words) or reader.figure(place, words)

    def share(self, template: Template, place: Place, *, is_sure: bool = True) -> Proposal | None:
        """Return the percentage that a cell may show of figures bound; not `is_sure` one its labels do not speak of."""
        words = self._words(place.sheet)
        key = shares.of_cell(template, place, words, is_sure=is_sure)
        return Proposal(Binding(place, bound.SHARE, key), words.around(place.spot).words) if key else None

    def _words(self, sheet: str) -> SheetWords:
        if sheet not in self._read:
            self._read[sheet] = SheetWords(self._book[sheet])
        return self._read[sheet]

    def has_free_cell(self, template: Template) -> bool:
        """Whether any cell of the form can be bound."""
        return any(
            not template.form.why_not(Place(sheet, Spot(row, column)))
            for sheet in self.sheets()
            for row in range(1, min(self._book[sheet].max_row, 200) + 1)
            for column in range(1, min(self._book[sheet].max_column, 50) + 1)
        )


def _mark(template: Template, binding: Binding) -> str:
    """Return what stands in a cell that is bound."""
    return f"‹{short_names.of(template, binding, name_of(binding.kind, binding.key))}›"


def _size(font: Any) -> tuple[float, bool]:
    """Return the size and boldness of a font of openpyxl."""
    return float(font.sz or 11), bool(font.b)


def _fitting(mark: str, room: float, font: Any) -> str:
    """Return as much of a mark as goes on one line of so many points."""
    size, bold = _size(font)
    if metrics.text_width(mark, size, bold) <= room:
        return mark
    cuts = (f"{mark[:length].rstrip()}…" for length in range(len(mark) - 1, 1, -1))
    return next((text for text in cuts if metrics.text_width(text, size, bold) <= room), "‹…")


def name_of(kind: str, key: str) -> str:
    """Return what a binding is called; of one this version does not know, that and its key."""
    name = bound.name_of(kind, key) or f"Chỉ số đã bỏ, mã “{key}”"
    return f"{name} ↓" if kind == bound.ROWS else name


def title_of(template: Template, binding: Binding) -> str:
    """Return what a cell shows with all it is narrowed to: “Kết nạp đảng viên – Nữ, Bản Tạo (lũy kế từ đầu năm)”."""
    keys = template.filters_of(binding)
    roll = ROLLS.get(binding.key.partition(".")[0]) if binding.kind == bound.ROWS else None
    narrowed = ", ".join(
        filter(None, (roll.whose if roll else "", binding.cell, *(filters.name_of(key) or key for key in keys)))
    )
    name = name_of(binding.kind, binding.key)
    name = f"{name} – {narrowed}" if narrowed else name
    when = bound.span_name(binding.span) or binding.span
    return f"{name} ({when[:1].lower()}{when[1:]})" if binding.span else name


def suggest(row: str, column: str) -> list[bound.Choice]:
    """Return what a cell with these labels may show, best first, never a doubtful one."""
    said = "" if fold(column) in _SAY_NOTHING else column
    found = [*bound.suggest(f"{row} {said}"), *bound.suggest(row)]
    return list(dict.fromkeys(found))[:5]
