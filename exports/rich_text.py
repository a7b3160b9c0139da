"""Texts of several fonts in one cell: read from a file, and broken into lines."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from exports import inner, metrics
from exports.looks import colour, underline
from exports.on_paper import Face, Piece

Runs = Mapping[str, Mapping[tuple[int, int], tuple[Piece, ...]]]
"""The texts of several fonts of a workbook, by sheet, row and column; a piece without a font has the cell's own."""

_SMALL, _RISE, _FALL = 0.62, 0.34, -0.14  # of a letter above or below the line


def read(content: bytes) -> Runs:
    """Return the texts of a file that have several fonts; openpyxl is asked again only where there are some."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [
            name for name in package.namelist() if name.endswith("sharedStrings.xml") or "/worksheets/sheet" in name
        ]
        if not any(b"<r>" in package.read(name) for name in parts):
            return {}
    from openpyxl import load_workbook
    from openpyxl.cell.rich_text import CellRichText

    book = load_workbook(BytesIO(content), rich_text=True, data_only=True)
    return {
        sheet.title: {
            place: tuple(_piece(one, cell) for one in cell.value)
            for place, cell in inner.cells(sheet).items()
            if isinstance(cell.value, CellRichText)
        }
        for sheet in book.worksheets
    }


def _piece(told: Any, cell: Any) -> Piece:
    """Return a part of a text with its font; what the font does not say is as in the cell."""
    if isinstance(told, str):
        return Piece(told, None)
    own, theirs, theme = told.font, cell.font, cell.parent.parent.loaded_theme
    size = float(own.sz or theirs.sz or 11)
    face = Face(
        own.rFont or theirs.name or "Times New Roman",
        size * (_SMALL if own.vertAlign in ("superscript", "subscript") else 1.0),
        bool(own.b),
        bool(own.i),
        underline(own.u),
        colour(own.color, theme) or "#000000",
    )
    rise = {"superscript": _RISE, "subscript": _FALL}.get(own.vertAlign, 0.0)
    return Piece(told.text, face, rise * size)


def lines_of(pieces: tuple[Piece, ...], face: Face, room: float) -> tuple[tuple[Piece, ...], ...]:
    """Break pieces into the lines they take in a width, at blanks; `face` is that of those without one."""
    lines: list[list[Piece]] = [[]]
    words: list[list[Piece]] = [[]]  # each with the blank that ends it
    for one in pieces:
        one = one._replace(face=one.face or face)
        for number, text in enumerate(one.text.split("\n")):
            if number:
                words[-1].append(one._replace(text="\n"))
                words.append([])
            for place, part in enumerate(text.split(" ")):
                if place:
                    words[-1].append(one._replace(text=" "))
                    words.append([])
                if part:
                    words[-1].append(one._replace(text=part))
    used = 0.0
    for word in words:
        wide = sum(_width(one) for one in word if one.text != "\n")
        blank = _width(word[-1]) if word and word[-1].text == " " else 0.0
        if lines[-1] and used + wide - blank > room:
            lines.append([])
            used = 0.0
        lines[-1] += [one for one in word if one.text != "\n"]
        used += wide
        if word and word[-1].text == "\n":
            lines.append([])
            used = 0.0
    return tuple(_joined(line) for line in lines)


def _width(piece: Piece) -> float:
    assert piece.face is not None
    return metrics.text_width(piece.text, piece.face.size, piece.face.bold)


def _joined(line: list[Piece]) -> tuple[Piece, ...]:
    """Put pieces of one font together again; the blank at the end of a line is not drawn."""
    made: list[Piece] = []
    for one in line:
        if made and made[-1][1:] == one[1:]:
            made[-1] = one._replace(text=made[-1].text + one.text)
        else:
            made.append(one)
    if made:
        made[-1] = made[-1]._replace(text=made[-1].text.rstrip(" "))
    return tuple(made)
