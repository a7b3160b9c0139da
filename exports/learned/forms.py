"""The learned forms of a data file, as reports: each a template file kept in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy.orm import Session

from exports.files import file_word
from exports.learned import behind, column_totals, filling, free_cells, template
from exports.learned.checks import holding, other_files, other_forms, written_beside
from exports.learned.figures import BLANK, NONE_KNOWN
from exports.learned.fill import Form, Place, Value
from exports.learned.filling import Filled
from exports.learned.template import Template
from exports.learned.xml import drawings
from exports.learned.xml.grid import Grid, Spot
from exports.learned.xml.package import Package, child, parse
from exports.names import Behind, CellAt, Finding
from exports.report import FixedCells, Needs, OwnFile, Report, Scope
from models import saved_forms
from models.database import Database
from models.errors import KnownError
from models.saved_forms import FormRow
from models.text import fold

_NAMED = 20  # cells of a sheet
GROUP = "Mẫu của cấp trên"
PREFIX = saved_forms.PREFIX


def name_of(title: str) -> str:
    """Return the name a form is kept under. Raises KnownError for a title no file can have."""
    name = file_word(title)
    if not name:
        raise KnownError("Hãy đặt tên cho mẫu.", "title")
    return name


def free_title(db: Database, title: str, otherwise: str) -> str:
    """Return the title that stands on a form; where it has none, or another form has it, that of its file."""
    with db.read() as session:
        taken = {fold(row.name) for row in saved_forms.rows(session)}
    return title if title and fold(file_word(title)) not in taken else otherwise


def take(db: Database, path: Path) -> str:
    """Keep a template that another commune sent, and return its name. Raises KnownError as `template.read` does.

    It is kept to the letter: what this version cannot read of it stays, and is told of with every report.
    """
    template.read(path)
    name = name_of(path.stem)
    with db.write(f"Nhận mẫu của cấp trên {name}") as session:
        saved_forms.save(session, name, path.read_bytes())
    return name


def reports(db: Database) -> list[Report[Any]]:
    """Return the learned forms as reports, by their names; one that cannot be read says so when it is asked for."""
    with db.read() as session:
        found = [(row.name, _report(row)) for row in saved_forms.rows(session)]
    titles = Counter(one.title for _name, one in found)
    return [
        replace(one, title=f"{one.title} ({name})") if titles[one.title] > 1 and one.title != name else one
        for name, one in found
    ]


@lru_cache(maxsize=100)  # the list is asked for with every letter typed into the search
def _report(row: FormRow) -> Report[Any]:
    try:
        return report_of(row.name, template.of_bytes(row.file, row.name))
    except KnownError as error:
        problem = error

        def refuse(_session: Session, _scope: Scope) -> NoReturn:
            raise problem

        return Report[Any](key=f"{PREFIX}{row.name}", title=row.name, group=GROUP, needs=Needs.DATE, fetch=refuse)


def report_of(name: str, learned: Template) -> Report[Filled]:
    """Return a template as a report under the name it is kept by."""
    key = f"{PREFIX}{name}"

    def fetch(session: Session, scope: Scope) -> Filled:
        return replace(filling.fetch(session, scope, learned), around=other_forms.read(session, scope, key))

    return Report[Filled](
        key=key,
        title=learned.title,
        group=GROUP,
        needs=learned.needs,
        fetch=fetch,
        check=_check,
        is_exchange=True,
        own_file=OwnFile(
            content=lambda data: data.file[0],
            ending=learned.form.ending,
            pictures=lambda content, results: drawings.of(Package(content), results),
        ),
        behind=_behind,
        fixed=FixedCells(
            overridden=_overridden, moving=_moving, closed_cells=_closed, open_cells=_open, takes_words=True
        ),
    )


def _overridden(data: Filled, values: Mapping[tuple[str, int, int], int | float | str]) -> Filled:
    """Return the form with what was written by hand in its cells; totals, ratios, the superior's formulas follow."""
    written: dict[Place, Value] = {
        Place(sheet, Spot(row, column)): value for (sheet, row, column), value in values.items()
    }
    shown = {**data.values, **written}
    moved = {*written}
    for place, cells in data.sums.items():
        if place not in written and any(one in written for one in cells):
            shown[place] = _added(data, cells, shown)
            moved.add(place)
    for place, two in data.ratios.items():
        if place not in written and any(one in moved for one in two):
            is_share = any(isinstance(data.values.get(one), Fraction) for one in two)
            printed = {one: data.form.number(one) for one in two if one not in data.behind}
            now, before = (_number(data.form, one, shown.get(one, printed.get(one)), is_share=is_share) for one in two)
            if now is not None and before is not None:
                shown[place] = now / before if before else BLANK
            elif shown.get(two[1]) != NONE_KNOWN:
                shown.pop(place, None)
    return replace(data, values=shown, by_hand=frozenset(written))


def _added(data: Filled, cells: Sequence[Place], shown: Mapping[Place, Value]) -> Value:
    """Return the total of a column of a list, rates by hand among shares taken for what they are."""
    if not any(isinstance(data.values.get(one), Fraction) for one in cells):
        return column_totals.added(shown.get(one) for one in cells)
    return column_totals.added(_number(data.form, one, shown.get(one), is_share=True) for one in cells)


def _moving(data: Filled) -> Mapping[str, int]:
    """Return the sheets whose lower rows move with a list, and the row of the first."""
    return data.template.first_of_lists()


def _number(form: Form, place: Place, value: Value | None, *, is_share: bool) -> Fraction | None:
    """Return the number of a cell; a share written by hand stands as the cell shows it, mostly 82,5 for 82,5 %."""
    if isinstance(value, Fraction) or not isinstance(value, int | float):
        return value if isinstance(value, Fraction) else None
    return Fraction(str(value)) / (100 if is_share and not form.shows_percent(place) else 1)


def _behind(data: Filled, _scope: Scope) -> Mapping[tuple[str, int, int], Callable[[Session], Behind]]:
    totals = {place: partial(behind.of_total, place, told, data.behind) for place, told in data.totals.items()}
    return {_at(place): read for place, read in (totals | data.behind).items()}


def _closed(data: Filled) -> list[tuple[str, int, int]]:
    """Return the cells no number is written into by hand: the superior's formulas, and sentences."""
    shown = ((place, data.values.get(place)) for place in data.behind)
    sentences = [place for place, value in shown if isinstance(value, str) and value not in (BLANK, NONE_KNOWN)]
    return [_at(place) for place in (*data.totals, *sentences)]


def _open(data: Filled) -> list[tuple[str, int, int]]:
    return [_at(place) for place in free_cells.of(data.form, data.values, _moving(data))]


def _at(place: Place) -> tuple[str, int, int]:
    return place.sheet, place.spot.row, place.spot.column


def _check(data: Filled, scope: Scope) -> list[Finding]:
    found = [*holding.findings(data, scope), *written_beside.findings(data), *data.findings]
    content, left = data.file
    elsewhere = other_files.taking(content, left)
    if elsewhere:
        found.append(other_files.finding(elsewhere, has_sheets=data.form.has_sheets))
    left = [one for one in left if one not in elsewhere]
    for sheet in dict.fromkeys(one.sheet for one in left):
        spots = [one.spot for one in left if one.sheet == sheet]
        names = ", ".join(map(str, spots[:_NAMED])) + (" …" if len(spots) > _NAMED else "")
        text = (
            f"Trang “{sheet}”: {len(spots)} ô công thức của cấp trên ({names}) chương trình không tính trước được nên "
            "để trống trong bản xem trước và bản in; Excel tự tính khi mở tệp."
        )
        found.append(Finding(text, cells=[CellAt((sheet, spot.row, spot.column)) for spot in spots[:_NAMED]]))
    return [*found, *_errors(content)]


def _errors(content: bytes) -> Iterator[Finding]:
    """Yield the formulas of the superior that come to an error, sheet by sheet."""
    package = Package(content)
    for sheet in (one for one in package.sheets if one.is_shown):
        part = package.read(sheet.part)
        grid = Grid(parse(part)) if b' t="e"' in part else None
        told = {spot: grid.cells[spot] for spot, _formula in grid.formulas()} if grid is not None else {}
        wrong = {spot: child(cell, "v").text for spot, cell in told.items() if cell.get("t") == "e"}
        if wrong:
            named = ", ".join(f"{spot}: {error}" for spot, error in [*wrong.items()][:_NAMED])
            more = " …" if len(wrong) > _NAMED else ""
            text = (
                f"Trang “{sheet.name}”: {len(wrong)} ô công thức của cấp trên ra lỗi ({named}{more}); hãy xem số ở các "
                "ô mà công thức lấy: thường là chia cho ô trống hoặc bằng 0."
            )
            cells = [CellAt((sheet.name, spot.row, spot.column)) for spot in [*wrong][:_NAMED]]
            yield Finding(text, cells=cells)
