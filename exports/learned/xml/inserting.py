"""Rows put into a form: its sheet, and every other part of the file that names a cell below them.

Moved are formulas of all sheets, names with print area and titles, charts, tables, pivots, drawings, comments and
controls. What cannot be moved without harm is refused, what the officer should look at is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape, unescape

from exports.learned.xml import sheet_rows
from exports.learned.xml.grid import Grid, Spot, area_of
from exports.learned.xml.package import Package, Related, child, parse, relations_of, serialise
from exports.learned.xml.references import Insertion, Refused, hides_cells, moved
from models.errors import KnownError

_VML_ANCHOR = re.compile(r"(<(?:\w+:)?Anchor[^>]*>)([^<]*)(</)")
_VML_ROW = re.compile(r"(<(?:\w+:)?Row>\s*)(\d+)(\s*</)")
_VML_FORMULA = re.compile(r"(<(?:\w+:)?Fmla(?:Link|Range|Txbx|Group)>)([^<]*)(</)")
_CONTROL = ("fmlaLink", "fmlaRange", "fmlaTxbx", "fmlaGroup")
_MOST_TOLD = 6
_IN_LINKS = "'!$:().,;-_"
"""Signs that a link within the workbook is written with as they are."""


class Inserting:
    """The parts of a form being changed; `told` are sentences on what to look at afterwards.

    Nothing is written to the package before `write`. `insert` raises KnownError where rows cannot be put in.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._roots: dict[str, Any] = {}
        self._texts: dict[str, str] = {}
        self._changed: set[str] = set()
        self._related = list(package.walk())
        self._parts = {sheet.name: sheet.part for sheet in package.sheets}
        self._order = [one.get("name") for one in child(package.workbook, "sheets")]
        self._cuts: list[tuple[str, Spot]] = []
        self._single: list[tuple[str, Spot]] = []
        self._indirect: list[tuple[str, Spot]] = []

    def insert(self, insertion: Insertion) -> None:
        """Put rows in; several on one sheet from the lowest up, so that none changes where the next belongs."""
        wanted = Insertion(insertion.sheet, insertion.first, insertion.last, insertion.count, self._order)
        try:
            self._check(wanted)
            self._insert(wanted)
        except Refused as error:
            raise KnownError(
                f"không chèn thêm được dòng vào trang “{wanted.sheet}” vì {error}; hãy mở biểu gốc bằng Excel, chèn "
                f"sẵn {wanted.count} dòng dưới dòng {wanted.after} rồi học lại."
            ) from None

    def write(self) -> list[str]:
        """Put the changed parts into the package, and return what to look at, a sentence each."""
        for part in self._changed:
            text = self._texts.get(part)
            self._package.write(part, serialise(self._roots[part]) if text is None else text.encode())
        chain = next((one.part for one in self._related if one.kind == "calcChain"), None)
        if chain is not None:  # Excel makes it anew; one that names cells without a formula is an error to it
            self._package.drop(chain, self._package.workbook_part)
        return list(self._told())

    def _told(self) -> Iterable[str]:
        if self._cuts:
            yield f"Công thức ở {_some(self._cuts)} không lấy đến dòng cuối của danh sách; hãy xem lại công thức đó."
        if self._single:
            yield (
                f"Công thức ở {_some(self._single)} chỉ trỏ vào dòng đầu của danh sách đã chèn thêm dòng; hãy xem lại "
                "công thức đó."
            )
        if self._indirect:
            yield (
                f"Công thức ở {_some(self._indirect)} ghép địa chỉ ô từ chữ (INDIRECT, HYPERLINK), không dời theo "
                "các dòng chèn thêm; hãy xem lại công thức đó."
            )
        if self._package.has_macros:
            yield "Biểu có lệnh tự động (macro); lệnh nào trỏ ô theo địa chỉ cũ thì không dời theo các dòng chèn thêm."

    # -- parts -------------------------------------------------------------------------------------------------------

    def _root(self, part: str) -> Any:
        if part not in self._roots:
            self._roots[part] = parse(self._package.read(part))
        return self._roots[part]

    def _text(self, part: str) -> str:
        if part not in self._texts:
            self._texts[part] = self._package.read(part).decode("utf-8-sig", "surrogateescape")
        return self._texts[part]

    def _check(self, insertion: Insertion) -> None:
        """Refuse before anything is changed."""
        for one in self._of(insertion.sheet):
            if one.kind == "pivotTable":
                block = area_of(child(self._root(one.part), "location").get("ref"))
                if block.first.row <= insertion.after < block.last.row:
                    raise Refused(f"bảng tổng hợp tự động (PivotTable) ở ô {block.first} nằm vắt qua chỗ chèn")

    def _of(self, sheet: str) -> list[Related]:
        return [one for one in self._related if one.sheet == sheet]

    def _insert(self, insertion: Insertion) -> None:
        home = self._root(self._parts[insertion.sheet])
        for told in (self._cuts, self._single, self._indirect):
            told[:] = [(name, insertion.spot(at) if name == insertion.sheet else at) for name, at in told]
        sheet_rows.insert(home, insertion, lambda text, at: self._change(text, insertion.sheet, insertion, at))
        self._changed.add(self._parts[insertion.sheet])
        for name, part in self._parts.items():
            if name != insertion.sheet and b"!" in self._package.read(part):
                self._other_sheet(name, part, insertion)
        self._names(insertion)
        for one in self._related:
            self._related_part(one, insertion)

    def _change(self, text: str, home: str, insertion: Insertion, at: Spot | None = None) -> str:
        made = moved(text, home, insertion, row=at.row if at else 0)
        if at is not None:
            is_home = home == insertion.sheet
            is_told = (made.cuts_list, made.names_row, hides_cells(text))
            for told, belongs in zip((self._cuts, self._single, self._indirect), is_told, strict=True):
                if belongs:
                    told.append((home, insertion.spot(at) if is_home else at))
        return made.text

    def _other_sheet(self, name: str, part: str, insertion: Insertion) -> None:
        """Change the formulas, formats and links of another sheet that speak of the one the rows are put into."""
        root = self._root(part)
        changed = [False]

        def change(text: str, at: Spot | None) -> str:
            made = self._change(text, name, insertion, at) if "!" in text else text
            changed[0] |= made != text
            return made

        grid = Grid(root)
        changed[0] |= sheet_rows.unshare(grid, lambda text: "!" in text)
        for spot, one in grid.formulas():
            if one.text:
                one.text = change(one.text, spot)
        sheet_rows.move_formulas(root, change)
        if changed[0]:
            self._changed.add(part)

    def _names(self, insertion: Insertion) -> None:
        """Change the names of the workbook, its print areas and titles among them."""
        part = self._package.workbook_part
        names = child(self._root(part), "definedNames")
        for one in names if names is not None else ():
            if one.text:
                text = moved(one.text, "", insertion, only_fixed=True).text
                if text != one.text:
                    one.text = text
                    self._changed.add(part)

    def _related_part(self, one: Related, insertion: Insertion) -> None:
        is_home = one.sheet == insertion.sheet
        match one.kind:
            case "chart" | "chartEx":
                self._chart(one, insertion)
            case "worksheet":
                self._jumps(one, insertion)
            case "drawing" | "chartUserShapes":
                self._drawing(one, insertion, is_home=is_home)
            case "vmlDrawing":
                self._vml(one, insertion, is_home=is_home)
            case "ctrlProp":
                self._control(one, insertion)
            case "pivotCacheDefinition":
                self._pivot_source(one, insertion)
            case "table" if not is_home:
                self._other_table(one, insertion)
            case "comments" | "threadedComment" if is_home:
                self._comments(one, insertion)
            case "table" | "pivotTable" | "tableSingleCells" if is_home:
                sheet_rows.move_marks(
                    self._root(one.part), insertion, lambda text, _at: self._change(text, one.sheet, insertion)
                )
                self._changed.add(one.part)
            case _:
                pass

    def _chart(self, one: Related, insertion: Insertion) -> None:
        for part in self._root(one.part).iter():
            if sheet_rows.local(part) in ("f", "sqref") and part.text:
                grown = self._grown(part, insertion)
                self._set(one.part, part, None, grown or self._change(part.text, "", insertion))

    def _grown(self, part: Any, insertion: Insertion) -> str:
        """Return what the only cell of a chart's row of numbers or names becomes with the list; "" where it stays one.

        In a formula one cell is that cell; a chart of the only row of a list is one of the list.
        """
        is_line = any(sheet_rows.local(one) in ("val", "cat") for one in part.iterancestors())
        if not is_line or not insertion.is_alone or ":" in part.text or "," in part.text:
            return ""
        made = self._change(f"{part.text}:{part.text.rpartition('!')[2]}", "", insertion)
        first, _, last = made.rpartition("!")[2].partition(":")
        return made if first != last else ""

    def _set(self, part: str, element: Any, name: str | None, text: str) -> None:
        """Give an element its text, or the value of an attribute, and remember where it differs."""
        if text != (element.text if name is None else element.get(name)):
            self._changed.add(part)
            if name is None:
                element.text = text
            else:
                element.set(name, text)

    def _drawing(self, one: Related, insertion: Insertion, *, is_home: bool) -> None:
        for part in self._root(one.part).iter():
            name = sheet_rows.local(part)
            if is_home and name in ("twoCellAnchor", "oneCellAnchor"):
                sheet_rows.move_anchor(part, insertion)
                self._changed.add(one.part)
            if name and part.get("textlink"):
                self._set(one.part, part, "textlink", self._change(part.get("textlink"), one.sheet, insertion))
        self._jumps(one, insertion)

    def _jumps(self, one: Related, insertion: Insertion) -> None:
        """Change where cells of a sheet, pictures and buttons of a drawing jump to in the workbook: #'Trang 2'!A30."""
        part = relations_of(one.part)
        if not self._package.has(part) or b'"#' not in self._package.read(part):
            return
        for link in self._root(part):
            target = link.get("Target") or ""
            if target.startswith("#"):
                text = unquote(target[1:])
                made = self._change(text, one.sheet, insertion)
                self._set(part, link, "Target", target if made == text else f"#{quote(made, safe=_IN_LINKS)}")

    def _other_table(self, one: Related, insertion: Insertion) -> None:
        """Change the formulas that the columns of a table of another sheet go on with."""
        if b"!" in self._package.read(one.part):
            for part in self._root(one.part).iter():
                if sheet_rows.local(part) in ("calculatedColumnFormula", "totalsRowFormula") and part.text:
                    self._set(one.part, part, None, self._change(part.text, one.sheet, insertion))

    def _control(self, one: Related, insertion: Insertion) -> None:
        root = self._root(one.part)
        for name in _CONTROL:
            if root.get(name):
                self._set(one.part, root, name, self._change(root.get(name), one.sheet, insertion))

    def _vml(self, one: Related, insertion: Insertion, *, is_home: bool) -> None:
        """Move comments' boxes and buttons; the part is often no well-formed XML, so it is changed as text."""

        def anchor(found: re.Match[str]) -> str:
            numbers = found[2].split(",")
            if len(numbers) == 8 and int(numbers[2]) >= insertion.after:
                for place in (2, 6):
                    numbers[place] = f" {int(numbers[place]) + insertion.count}"
            return found[1] + ",".join(numbers) + found[3]

        def row(found: re.Match[str]) -> str:
            return f"{found[1]}{insertion.row(int(found[2]) + 1) - 1}{found[3]}"

        def formula(found: re.Match[str]) -> str:
            return found[1] + escape(self._change(unescape(found[2]), one.sheet, insertion)) + found[3]

        text = old = self._text(one.part)
        if is_home:
            text = _VML_ROW.sub(row, _VML_ANCHOR.sub(anchor, text))
        text = _VML_FORMULA.sub(formula, text)
        if text != old:
            self._texts[one.part] = text
            self._changed.add(one.part)

    def _comments(self, one: Related, insertion: Insertion) -> None:
        for part in self._root(one.part).iter():
            if sheet_rows.local(part) in ("comment", "threadedComment") and part.get("ref"):
                self._set(one.part, part, "ref", insertion.area(part.get("ref")))

    def _pivot_source(self, one: Related, insertion: Insertion) -> None:
        for part in self._root(one.part).iter():
            is_ours = part.get("sheet") == insertion.sheet and not any(name.endswith("}id") for name in part.attrib)
            if sheet_rows.local(part) == "worksheetSource" and is_ours and part.get("ref"):
                self._set(one.part, part, "ref", insertion.area(part.get("ref"), grows=insertion.is_alone))


def insert(package: Package, insertions: Iterable[Insertion]) -> list[str]:
    """Put rows into a form, and return what to look at afterwards. Raises KnownError where they cannot be put in."""
    made = Inserting(package)
    for one in sorted(insertions, key=lambda one: -one.first):
        made.insert(one)
    return made.write()


def spot_after(insertions: Iterable[Insertion], sheet: str, spot: Spot) -> Spot:
    """Return where a cell of the form as it came is once the rows are in."""
    for one in sorted(insertions, key=lambda one: -one.first):
        if one.sheet == sheet:
            spot = one.spot(spot)
    return spot


def _some(places: list[tuple[str, Spot]]) -> str:
    told = [f"ô {spot}, trang “{sheet}”" for sheet, spot in dict.fromkeys(places)]
    return "; ".join(told[:_MOST_TOLD]) + (" …" if len(told) > _MOST_TOLD else "")
