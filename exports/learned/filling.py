"""The figures, names and texts of a learned form's bound cells, and what could not be told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property, partial
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from exports import files
from exports.learned import (
    behind,
    bound,
    card_columns,
    column_totals,
    filters,
    lists,
    making_room,
    ratios,
    sentences,
    shares,
    texts,
)
from exports.learned.calc import formulas
from exports.learned.checks import cautions, elsewhere, lacking, remarks
from exports.learned.checks.other_forms import Around
from exports.learned.figures import Figures
from exports.learned.fill import Form, Place, Value
from exports.learned.narrowing import Narrowing, Unfit
from exports.learned.reading.labels import SheetWords
from exports.learned.reckoned import Blank, Reckoned
from exports.learned.template import Binding, Template
from exports.learned.xml.grid import Spot
from exports.names import Behind, Finding
from exports.report import Scope
from models import cells, villages
from models.dates import Period
from models.indicators.kinds import Name
from models.text import number

Reader = Callable[[Session], Behind]
"""Reads the names behind a number."""


@dataclass(frozen=True)
class Filled:
    """A template with its figures read: what to write where, who is behind it, and what is not as it should be."""

    template: Template
    form: Form
    """The form with the rows put in that its lists want; the places below are those of it."""
    values: dict[Place, Value]
    behind: dict[Place, Reader]
    findings: tuple[Finding, ...]
    ratios: Mapping[Place, tuple[Place, Place]] = field(default_factory=dict[Place, tuple[Place, Place]])
    """The cell of a ratio → those of this period and of last year that it is of, where the form shows both."""
    sums: Mapping[Place, Sequence[Place]] = field(default_factory=dict[Place, Sequence[Place]])
    """The cell of a total → the cells of the list that it is of."""
    on: date | None = None
    """The day it is made."""
    reckoned: Mapping[Place, tuple[Binding, Reckoned]] = field(default_factory=dict[Place, tuple[Binding, Reckoned]])
    """The cell of a figure → what it is bound to, and the number of the program."""
    by_hand: frozenset[Place] = frozenset()
    """The cells whose numbers the office wrote itself."""
    around: Around = field(default_factory=Around)

    @cached_property
    def totals(self) -> dict[Place, list[Place]]:
        """The superior's formulas that reckon with numbers that have names → those numbers."""
        grids = {sheet.name: grid for sheet in self.form.package.sheets if (grid := self.form.grid(sheet.name))}
        found = formulas.sources(grids, self.form.package, {(one.sheet, one.spot) for one in self.behind})
        return {Place(*at): [Place(*one) for one in told] for at, told in found.items()}

    @cached_property
    def file(self) -> tuple[bytes, list[Place]]:
        """The filled form, and the formulas whose result only Excel can tell."""
        return self.form.fill(self.values, self.on)


@dataclass(frozen=True)
class _Told:
    """What a binding comes to; `value` None leaves the cell as it came, `why` says what is amiss.

    `below` are the cells of a list, the bound one among them, `opens` those with names. `about` are those whom `why`
    speaks of, where they are not the ones behind the number.
    """

    value: Value | None
    why: str = ""
    below: Mapping[Place, Value] = field(default_factory=dict[Place, Value])
    behind: Reader | None = None
    opens: Mapping[Place, Reader] = field(default_factory=dict[Place, Reader])
    about: Behind | None = None
    blanks: Collection[Blank] = ()
    figure: Reckoned | None = None


class Listed(NamedTuple):
    """The rows of a list, who else may belong to it, no paper saying so, and the one cell it was narrowed to."""

    rows: Sequence[Any]
    unsure: Sequence[Name] = ()
    cell: int | None = None


def fetch(session: Session, scope: Scope, template: Template) -> Filled:
    """Read everything the bound cells show."""
    reading = _Reading(session, scope, template)
    made = reading.room
    values: dict[Place, Value] = {}
    opens: dict[Place, Reader] = {}
    findings = [*cautions.before(template)]
    strange = elsewhere.read(template, reading.places())
    findings += [elsewhere.finding(one, template, made) for one in strange]
    left = {binding for one in strange for binding in one.bindings}
    gathered = lacking.Gathered(has_sheets=template.form.has_sheets)
    wanted = [one for one in template.bindings if one not in left]
    sums: dict[Place, tuple[Place, ...]] = {}
    reckoned: dict[Place, tuple[Binding, Reckoned]] = {}
    order = {bound.SUM: 1, bound.SHARE: 2}  # these are of the others
    for binding in sorted(wanted, key=lambda one: order.get(one.kind, 0)):
        if binding.kind == bound.SUM:
            told = reading.total(binding, values, opens, sums)
        else:
            told = reading.told(binding) if binding.kind != bound.SHARE else reading.share(binding, values, opens)
        place = made.place(template.form.corner(binding.place))
        values |= told.below
        opens |= told.opens
        if told.value is not None:
            values[place] = told.value
        if told.figure is not None:
            reckoned[place] = binding, told.figure
        if told.why:
            gathered.add(place, told.why, told.about or (told.behind and told.behind(session)))
        gathered.add_blanks(place, told.blanks)
        if told.behind is not None:
            opens[place] = told.behind
    findings += gathered.findings(reading.names)
    findings += cautions.after(template, made)
    findings += remarks.of(template, reading.figures, reading.names)
    findings += cautions.about_days(template, scope, reading.figures, reading.names)
    follow = ratios.of_cells(template, made) | ratios.of_lists(template, made, reading.rows_of)
    return Filled(template, made.form, values, opens, tuple(findings), follow, sums, scope.on, reckoned)


class _Reading:
    """The register as a template asks it: each part read once."""

    def __init__(self, session: Session, scope: Scope, template: Template) -> None:
        self._session, self._scope, self._template = session, scope, template
        self._period = scope.period or Period(date(scope.as_of.year, 1, 1), scope.as_of)
        self._listed = cache(self._read_list)
        self.names = {key: cells.short_name(name) for key, name in cells.names(session, scope.as_of).items()}

    def places(self) -> Mapping[str, Collection[str]]:
        """Return what the book has of the places filters name, by their kind."""
        return {filters.CELL: self.names.values(), filters.VILLAGE: villages.names(self._session).values()}

    def told(self, binding: Binding) -> _Told:
        """Return what a cell is to show."""
        why = self._why_not(binding)
        if why:
            return _Told(None, why)
        name = bound.name_of(binding.kind, binding.key) or ""
        if binding.kind == bound.OFFICE:
            said = str(getattr(self._scope.office, binding.key))
            return _Told(said or None, "" if said else f"chưa khai “{name.lower()}”; ô để nguyên.")
        if binding.kind == bound.TEXT:
            return self._text(binding)
        if binding.kind == bound.ROWS:
            return self._rows(binding)
        only = self._only(binding)
        try:
            one = self.figures.reckon(binding, only)
        except Unfit as error:
            return _Told(None, f"{error}; ô để nguyên.")
        keys = self._template.filters_of(binding)
        said = (self.names[only] if only is not None else "", *(filters.name_of(key) or key for key in keys))
        when = self._scope.label if self._scope.period or not binding.span else self._period.label
        title = ", ".join((f"{name} – {when}", *filter(None, said)))
        title = f"{title} ({(bound.span_name(binding.span) or '').lower()})" if binding.span else title

        def read(_session: Session) -> Behind:
            return behind.of_figure(title, one, self.names)

        return _Told(one.value, one.why, behind=read, blanks=one.blanks, figure=one)

    def _text(self, binding: Binding) -> _Told:
        """Return a text with its blanks filled; its figures open their names together."""

        def reckon(one: sentences.Figure) -> Reckoned:
            return self.figures.reckon(replace(binding, kind=one.kind, key=one.key, filters=one.filters), None)

        found = sentences.reckoned(binding.key, reckon)
        text, why = texts.filled(found.text, self._scope, self._period)
        read = partial(behind.of_sentence, found.parts, self.names) if found.parts else None
        blanks = [blank for _name, one in found.parts for blank in one.blanks]
        return _Told(text, " ".join(filter(None, (why, *found.amiss))), behind=read, blanks=blanks)

    def share(self, binding: Binding, values: Mapping[Place, Value], known: Mapping[Place, Reader]) -> _Told:
        """Return one cell of the form in per cent of another, bound or printed on it; blank where that is 0."""
        two = shares.cells_of(binding.key)
        why = self._why_not(binding)
        if why or two is None:
            return _Told(None, why)
        form, sheet = self._template.form, binding.place.sheet
        came = [form.corner(Place(sheet, spot)) for spot in two]
        places = [self.room.place(one) for one in came]
        lists_of = shares.lists_of(self._template, binding)
        if lists_of is not None:
            return self._shares_down(binding, (places[0], places[1]), self.rows_of(lists_of[0]), values, known)
        shown = (values.get(now, form.number(one)) for now, one in zip(places, came, strict=True))
        part, whole = (ratios.as_number(one) for one in shown)
        if part is None or whole is None:
            lacks = places[0 if part is None else 1].spot
            return _Told(None, f"ô {lacks} không có số nên không tính được tỷ lệ; ô để nguyên.")
        value, read = ratios.share((places[0], part), (places[1], whole), known)
        return _Told(value, "", behind=read)

    def total(
        self,
        binding: Binding,
        values: Mapping[Place, Value],
        known: Mapping[Place, Reader],
        sums: dict[Place, tuple[Place, ...]],
    ) -> _Told:
        """Return the total of a column of a list, and put into `sums` which cells it is of."""
        why, column = self._why_not(binding), column_totals.column_of(self._template, binding)
        if why or column is None:
            return _Told(None, why or f"ô {binding.key} không còn là cột của danh sách; ô để nguyên.")
        if not self._is_written(column):
            return _Told(None, "danh sách được cộng không điền được nên chưa có tổng; ô để nguyên.")
        one = column_totals.read(column, self.room, self.rows_of(column), values, known)
        sums[self.room.place(self._template.form.corner(binding.place))] = one.cells
        return _Told(one.value, behind=one.read)

    def _shares_down(
        self,
        binding: Binding,
        places: tuple[Place, Place],
        count: int,
        values: Mapping[Place, Value],
        known: Mapping[Place, Reader],
    ) -> _Told:
        """Return the share of each row of a list; a row that lacks a number, which its column tells of, has none."""
        below: dict[Place, Value] = {}
        opens: dict[Place, Reader] = {}
        first = self.room.place(self._template.form.corner(binding.place))
        for rows in range(count):
            at, one, other = (ratios.down(place, rows) for place in (first, *places))
            part, whole = ratios.as_number(values.get(one)), ratios.as_number(values.get(other))
            if part is None or whole is None:
                continue
            below[at], read = ratios.share((one, part), (other, whole), known)
            if read is not None:
                opens[at] = read
        return _Told(None, below=below, opens=opens)

    @cached_property
    def figures(self) -> Figures:
        """The numbers of the period, and of those it is held against."""
        return Figures(self._session, self._period, self._scope.as_of, self._template)

    @property
    def _narrowing(self) -> Narrowing:
        return self.figures.now.narrowing

    def _why_not(self, binding: Binding) -> str:
        """Return why a binding comes to nothing, whatever the register says; "" where it can."""
        reason = self._template.form.why_not(binding.place)
        if reason:
            return f"{reason}."
        if binding.kind not in bound.KINDS:
            return "phiên bản này chưa biết cách gắn của ô; ô để nguyên, hãy ghi tay."
        if bound.span_name(binding.span) is None:
            return "phiên bản này chưa biết cách tính của ô; ô để nguyên, hãy ghi tay."
        if bound.name_of(binding.kind, binding.key) is None:
            return f"{self._lost(binding)}; ô để nguyên, hãy gắn lại ô này."
        if binding.cell and self._only(binding) is None:
            return f"sổ không có chi bộ “{binding.cell}”; ô để nguyên."
        return ""

    def _lost(self, binding: Binding) -> str:
        """Return which number this version does not know: the words of its row, and its key."""
        book = files.from_bytes(self._template.form.content)
        words = SheetWords(book[binding.place.sheet]).around(binding.place.spot).words
        whose = f"chỉ số đã gắn cho “{words}”" if words else "chỉ số đã gắn ở đây"
        return f"phiên bản này không có {whose} (mã “{binding.key}”)"

    def _only(self, binding: Binding) -> int | None:
        """Return the Party cell a binding is narrowed to; None for the whole commune."""
        wanted = filters.known_as(binding.cell)
        return next((key for key, one in self.names.items() if wanted and filters.known_as(one) == wanted), None)

    def _read_list(self, kind: str, only: int | None, keys: tuple[str, ...]) -> Listed:
        """Return the rows of a list that filters leave, and how many may belong. Raises Unfit."""
        places = [place for key in keys if (place := filters.place_of(key)) is not None]
        cell = next((self._narrowing.cell(said) for where, said in places if where == filters.CELL), only)
        rows, name_of = lists.LISTS[kind].read(self._session, self._scope, cell), lists.LISTS[kind].name_of
        rest = [key for key in keys if filters.place_of(key) is None or not key.startswith(f"{filters.CELL}:")]
        if not rest:
            return Listed(rows, (), cell)
        if name_of is None:
            raise Unfit("danh sách theo tháng không lọc theo người được")
        tells = self._narrowing.tells(rest)
        answers = [(row, name, tells(name)) for row in rows for name in (name_of(row),)]
        unsure = [name for _row, name, answer in answers if answer is None]
        return Listed([row for row, _name, answer in answers if answer], unsure, cell)

    def _list_of(self, binding: Binding) -> Listed:
        kind = binding.key.partition(".")[0]
        return self._listed(kind, self._only(binding), self._template.filters_of(binding))

    @cached_property
    def room(self) -> making_room.Room:
        """The form with as many rows as its lists have."""
        wanted: dict[Place, int] = {}
        for binding in self._template.bindings:
            if binding.kind == bound.ROWS and not self._why_not(binding):
                with suppress(Unfit):  # told where the cell is filled
                    wanted[binding.place] = len(self._list_of(binding).rows)
        return making_room.make(self._template, wanted)

    def _rows(self, binding: Binding) -> _Told:
        """Fill a column of a list down the rows of the form; nothing where there are too few for all columns."""
        try:
            listed = self._list_of(binding)
        except Unfit as error:
            return _Told(None, f"{error}; ô để nguyên.")
        why = self.room.refused.get(binding.place)
        if why is not None:
            return _Told(None, why)
        sheet, (row, column) = self.room.place(binding.place)
        shown = enumerate(lists.values_of(binding.key, listed.rows), row)
        below = {Place(sheet, Spot(at, column)): value for at, value in shown if value not in (None, "")}
        why, about = self._amiss(binding, listed)
        return _Told(
            None, why, below=below, opens=dict(self._opens(binding.key, listed, sheet, column, row)), about=about
        )

    def _is_written(self, binding: Binding) -> bool:
        """Whether a column of a list is filled, were it with no rows."""
        with suppress(Unfit):
            self._list_of(binding)
            return not self._why_not(binding) and binding.place not in self.room.refused
        return False

    def rows_of(self, binding: Binding) -> int:
        """Return how many rows a list comes to; none where it is not written."""
        with suppress(Unfit):
            return 0 if self._why_not(binding) else len(self._list_of(binding).rows)
        return 0

    def _opens(self, key: str, listed: Listed, sheet: str, column: int, first: int) -> Iterator[tuple[Place, Reader]]:
        """Yield the cells of a column of numbers, blank ones too: they open those who leave them so."""
        told = behind.reader(key)
        if told is None:
            return
        for at, row in enumerate(listed.rows, first):

            def read(session: Session, row: Any = row) -> Behind:
                return told(behind.Asked(session, self._scope, key, row, listed.cell))

            yield Place(sheet, Spot(at, column)), read

    def _amiss(self, binding: Binding, listed: Listed) -> tuple[str, Behind | None]:
        """Return what the book lacks for a column of a list, and whom that is about."""
        at = binding.place
        beside = [one for one in self._template.bindings if one.kind == bound.ROWS]
        is_first = at == min(
            one.place for one in beside if (one.place.sheet, one.place.spot.row) == (at.sheet, at.spot.row)
        )
        doubts = lists.LISTS[binding.key.partition(".")[0]].doubts
        if is_first and doubts is not None and (said := " ".join(doubts(self._session, self._scope, listed.rows))):
            return said, None
        if listed.unsure and is_first:
            count = number(len(listed.unsure))
            why = f"lý lịch của {count} đồng chí để trống mục được lọc nên không có trong danh sách."
            return why, behind.people("Chưa rõ có thuộc danh sách", why, listed.unsure, "Sổ chưa ghi rõ", self.names)
        why = lists.lacking(binding.key, listed.rows, {one.key for one in beside})
        if why and card_columns.is_by_gender(binding.key):
            found = lists.without_gender(binding.key, listed.rows)
            return why, behind.people("Chưa ghi giới tính", why, found, "Sổ chưa ghi rõ", self.names)
        if not why or not lists.is_open(binding.key):
            return why, None
        return why, behind.unsure(self.figures.now, binding.key, why, listed.rows, self.names)
