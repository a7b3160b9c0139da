"""A learned form as one file: the form as it came and what its cells are bound to, to be sent to a neighbour too."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from exports import files
from exports.learned import bound
from exports.learned.fill import Form, Place
from exports.learned.xml.grid import letters, spot_of
from exports.report import Needs
from models.errors import KnownError

SCHEMA = 4
ENDING = ".mau"
_BINDINGS = "bindings.json"
_FORM = "bieu"


@dataclass(frozen=True)
class Binding:
    """What a cell shows: `kind` is one of bound.KINDS and `key` which of them.

    `cell` narrows it to one Party cell, `filters` (keys of filters.py) to some of those counted. `span` is one of
    bound.SPANS.
    """

    place: Place
    kind: str
    key: str
    cell: str = ""
    filters: tuple[str, ...] = ()
    span: str = ""


class Line(NamedTuple):
    """A row or a column of a sheet: one of `row` and `column` is 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """Return it as a sentence names it: dòng 8, cột C."""
        return f"dòng {self.row}" if self.row else f"cột {letters(self.column)}"


@dataclass(frozen=True)
class Template:
    """A learned form. `schema` is that of the file it was read from; `form` is never changed."""

    title: str
    needs: Needs
    form: Form
    bindings: tuple[Binding, ...] = ()
    schema: int = SCHEMA
    narrowed: Mapping[Line, tuple[str, ...]] = field(default_factory=dict[Line, tuple[str, ...]])
    """Row or column → the filters of every figure bound in it, now or later."""
    unread: tuple[str, ...] = field(default=())
    """Sentences about bindings this version cannot read."""

    def bind(self, *bindings: Binding) -> Template:
        """Return the template with cells bound, in place of what they were bound to.

        Raises KnownError for a cell nothing can be written into.
        """
        made: dict[Place, Binding] = {}
        for one in bindings:
            reason = self.form.why_not(one.place)
            if reason:
                raise KnownError(f"Không gắn được {one.place}: {reason}.")
            corner = self.form.corner(one.place)
            made[corner] = replace(one, place=corner)
        rest = (one for one in self.bindings if self.form.corner(one.place) not in made)
        return replace(self, bindings=(*rest, *made.values()))

    def free(self, place: Place) -> Template:
        """Return the template with a cell bound to nothing."""
        corner = self.form.corner(place)
        return replace(self, bindings=tuple(one for one in self.bindings if self.form.corner(one.place) != corner))

    def at(self, place: Place) -> Binding | None:
        """Return what a cell is bound to."""
        corner = self.form.corner(place)
        return next((one for one in self.bindings if self.form.corner(one.place) == corner), None)

    def narrow(self, line: Line, keys: Iterable[str]) -> Template:
        """Return the template with the filters of a row or column replaced."""
        rest = {at: told for at, told in self.narrowed.items() if at != line}
        return replace(self, narrowed=rest | ({line: tuple(keys)} if (keys := tuple(keys)) else {}))

    def first_of_lists(self) -> dict[str, int]:
        """Return the sheets with lists, each with the row of its first."""
        rows: dict[str, int] = {}
        for one in self.bindings:
            if one.kind == bound.ROWS:
                rows[one.place.sheet] = min(one.place.spot.row, rows.get(one.place.sheet, one.place.spot.row))
        return rows

    def filters_of(self, binding: Binding) -> tuple[str, ...]:
        """Return all that narrows a figure: its own filters, those of its row and of its column.

        A list has those of its row alone: all its columns must show the same rows.
        """
        if binding.kind in (bound.OFFICE, bound.TEXT, bound.SHARE, bound.SUM):
            return ()
        sheet, (row, column) = self.form.corner(binding.place)
        of_row = self.narrowed.get(Line(sheet, row, 0), ())
        if binding.kind == bound.ROWS:
            return of_row
        return tuple(dict.fromkeys((*binding.filters, *of_row, *self.narrowed.get(Line(sheet, 0, column), ()))))

    def write(self, path: Path) -> None:
        """Save as the file `path`, whole or not at all."""
        with files.replacing(path) as temporary:
            temporary.write_bytes(self.to_bytes())

    def to_bytes(self) -> bytes:
        """Return the template as its file will be."""
        told = {
            "schema": SCHEMA,
            "title": self.title,
            "needs": self.needs.value,
            "form": self.form.name,
            "bindings": [
                {
                    "sheet": one.place.sheet,
                    "at": str(one.place.spot),
                    "kind": one.kind,
                    "key": one.key,
                    **({"cell": one.cell} if one.cell else {}),
                    **({"filters": one.filters} if one.filters else {}),
                    **({"span": one.span} if one.span else {}),
                }
                for one in self.bindings
            ],
            "narrowed": [
                {"sheet": at.sheet, "row": at.row, "column": at.column, "filters": keys}
                for at, keys in self.narrowed.items()
            ],
        }
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(_BINDINGS, json.dumps(told, ensure_ascii=False, indent=1))
            package.writestr(f"{_FORM}{self.form.ending}", self.form.content)
        return buffer.getvalue()


def read(path: Path) -> Template:
    """Return the template of a file. Raises KnownError as `of_bytes` does, and for one that cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        raise KnownError(f"Không đọc được tệp mẫu “{path.name}”; hãy kiểm tra ổ đĩa, USB rồi thử lại.") from None
    return of_bytes(content, path.name)


def of_bytes(content: bytes, name: str) -> Template:
    """Return the template of a file's content; `name` is what sentences call it.

    Raises KnownError for a file that is none, is damaged or is of a version too new, and where two bindings lie in one
    merged block. A binding that cannot be read is told of in `unread`.
    """
    told: dict[str, Any] = {}
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            told |= json.loads(package.read(_BINDINGS))
            inside = next(name for name in package.namelist() if name.startswith(f"{_FORM}."))
            form = Form(package.read(inside), str(told["form"]))
        template = Template(str(told["title"]), Needs(told["needs"]), form, schema=int(told["schema"]))
        listed: list[Mapping[str, Any]] = list(told["bindings"])
        narrowed = {
            Line(str(one["sheet"]), int(one["row"]), int(one["column"])): _texts(one["filters"])
            for one in told.get("narrowed", ())
        }
    except (zipfile.BadZipFile, KeyError, StopIteration, ValueError, TypeError):
        if isinstance(schema := told.get("schema"), int) and schema > SCHEMA:
            raise KnownError(
                f"Mẫu “{name}” do phiên bản Sổ Chi Bộ mới hơn ghi, máy này chưa đọc được; hãy cập nhật rồi thử."
            ) from None
        raise KnownError(f"“{name}” không phải tệp mẫu hoặc đã hỏng; hãy xin lại tệp từ nơi gửi.") from None
    bindings: list[Binding] = []
    unread: list[str] = []
    taken: dict[Place, Place] = {}
    for one in listed:
        binding = _binding(one)
        if binding is None:
            unread.append(
                f"Một ô của mẫu ({one.get('sheet', '?')}, {one.get('at', '?')}) không đọc được nên để nguyên."
            )
            continue
        corner = form.corner(binding.place)
        if corner in taken:
            raise KnownError(
                f"Mẫu “{template.title}” gắn hai lần vào một khối ô gộp: {taken[corner]} và {binding.place}; "
                "hãy mở bản gốc, bỏ một trong hai rồi lưu lại."
            )
        taken[corner] = binding.place
        bindings.append(binding)
    return replace(template, bindings=tuple(bindings), narrowed=narrowed, unread=tuple(unread))


def _binding(told: Mapping[str, Any]) -> Binding | None:
    try:
        place = Place(str(told["sheet"]), spot_of(str(told["at"])))
        cell, span = str(told.get("cell", "")), str(told.get("span", ""))
        return Binding(place, str(told["kind"]), str(told["key"]), cell, _texts(told.get("filters")), span)
    except (KeyError, ValueError, TypeError):
        return None


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(map(str, told or ()))
