"""An official form as it is declared: the blank, which cell shows what, the sums to hold, the lines nobody can fill."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from exports.by_hand import address
from exports.names import Behind, CellAt, Finding, Person
from exports.official import cell_sums, identities
from exports.official.asks import Answers, Ask, Place, Remark, Show
from exports.official.cell_sums import CellSums
from exports.official.identities import Identity
from exports.report import SINCE_UNKNOWN, FixedCells, Needs, Report, Scope, loosely_dated, running
from models import cells, form_labels, overrides, statistics
from models.form_labels import Profile
from models.progress import Progress
from models.statistics import Group, Register
from models.text import number

if TYPE_CHECKING:
    from openpyxl import Workbook

GROUP = "Biểu thống kê của cấp trên"
Number = int | float
_COLUMNS = ((2, Show.NOW), (3, Show.BEFORE), (4, Show.RATIO))


@dataclass(frozen=True)
class Filled:
    """What one filling of a form was computed from: the figures, the wording of the day, the cells written by hand."""

    answers: Answers
    profile: Profile
    asks: Mapping[Place, Ask]
    sums: CellSums | None = None
    written: frozenset[Place] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Official:
    """One form. `asks` gives its bound cells; `blank` says what the rows want that the program has no data for.

    `unbound` says it of every other row without data, which nobody is reminded of.
    `of_cells` are the rows whose value is that of all Party cells together (keys of cell_sums.COLUMNS).
    `period` is the cell with the line of the period, `first` the first row of the body, `relabels` are the cells whose
    words hang on the day of the report: cell → key of the wording.
    """

    key: str
    title: str
    file: str
    asks: Callable[[Scope], Mapping[Place, Ask]]
    identities: tuple[Identity, ...] = ()
    of_cells: tuple[str, ...] = ()
    blank: Mapping[int, str] = field(default_factory=dict[int, str])
    unbound: str = ""
    period: Place = (3, 2)
    first: int = 8
    relabels: Mapping[Place, str] | None = None
    remarks: tuple[Remark, ...] = ()

    def __post_init__(self) -> None:
        OFFICIALS[self.key] = self

    def report(self) -> Report[Filled]:
        """Return the form as a report."""
        return Report[Filled](
            key=self.key,
            title=self.title,
            group=GROUP,
            needs=Needs.PERIOD,
            fetch=self.fetch,
            build=self.build,
            check=self.check,
            behind=self.behind,
            fixed=FixedCells(
                overridden=self.overridden,
                open_cells=self.open_cells,
                alike=self.alike,
            ),
        )

    def fetch(self, session: Session, scope: Scope) -> Filled:
        """Read the groups that the form and its sums speak of, for the period and the same one last year."""
        period = scope.period
        assert period is not None  # Needs.PERIOD
        asks = self.asks(scope)
        keys = {ask.key for ask in asks.values()} | {ask.base for ask in asks.values() if ask.base}
        shown = {statistics.find(key).group for key in keys}
        rows = [statistics.find(key) for key in {*keys, *(key for one in self.identities for key in one.keys)}]
        traits = {trait for row in rows for trait in (*(trait for trait, _values in row.where), row.mean_of) if trait}
        register, groups = Register(session, traits), {row.group for row in rows}
        before, earlier = None, period.year_before()
        day_before = period.day_before(scope.as_of)
        if any(ask.show is Show.BEFORE for ask in asks.values()) and register.has_members(day_before):
            before = register.statistics(earlier, day_before, shown)
        names = {key: cells.short_name(name) for key, name in cells.names(session, scope.as_of).items()}
        now = register.statistics(period, scope.as_of, groups)
        profile = form_labels.read(session).on(scope.as_of)
        words = {
            asks[row, _COLUMNS[0][0]].key: profile.text(key) for (row, _column), key in (self.relabels or {}).items()
        }
        by_hand = self.elsewhere(session, scope, asks)
        answers = Answers(period, scope.as_of, now, before, names, by_hand, words)
        return Filled(answers, profile, asks, self._sums(session, scope))

    def _sums(self, session: Session, scope: Scope) -> CellSums | None:
        """Return the table of all cells where a number by hand in it or here may part the two; else they are one."""
        if not self.of_cells or not overrides.of_period(session, scope.key, (self.key, cell_sums.TABLE)):
            return None
        return cell_sums.read(session, scope)

    def elsewhere(self, session: Session, scope: Scope, asks: Mapping[Place, Ask]) -> dict[tuple[str, Show], Number]:
        """Return the numbers by hand of this period in the other forms, for rows that this one does not show."""
        own = {ask.key for ask in asks.values() if ask.show is Show.NOW}
        found: dict[tuple[str, Show], Number] = {}
        for row in overrides.of_period(session, scope.key, OFFICIALS):
            ask = OFFICIALS[row.report_key].asks(scope).get((row.spot.row, row.spot.column))
            is_other = ask is not None and ask.show is Show.NOW and ask.key not in own
            if ask is not None and is_other and not isinstance(row.value, str):
                found[ask.key, ask.show] = row.value
        return found

    def overridden(self, data: Filled, values: Mapping[tuple[str, int, int], Number | str]) -> Filled:
        """Return the form with numbers by hand: the sums are held against them, and percentages follow them."""
        written = {
            (ask.key, ask.show): value
            for (_sheet, row, column), value in values.items()
            if (ask := data.asks.get((row, column))) is not None and not isinstance(value, str)
        }
        answers = replace(data.answers, by_hand={**data.answers.by_hand, **written})
        return replace(data, answers=answers, written=frozenset((row, column) for _sheet, row, column in values))

    def open_cells(self, data: Filled) -> Iterator[tuple[str, int, int]]:
        """Return the cells of the lines that the program has no data for: the office may know the number."""
        from exports import form

        sheet: Any = form.load(self.file).worksheets[0]
        last, columns = max(row for row, _column in data.asks), {column for _row, column in data.asks}
        while sheet.cell(last + 1, 1).value is not None:  # lines below the last one bound; an empty one ends the table
            last += 1
        for row in range(self.first, last + 1):
            for column in columns:
                if (row, column) not in data.asks and sheet.cell(row, column).value is None:
                    yield sheet.title, row, column

    def alike(self, data: Filled, row: int, column: int) -> list[Place]:
        """Return the cells that show the same figure as one, this among them."""
        asked = data.asks.get((row, column))
        return [place for place, ask in data.asks.items() if ask == asked] or [(row, column)]

    def build(self, data: Filled, scope: Scope, progress: Progress) -> Workbook:
        """Fill a copy of the blank; only the bound cells change, the head is high enough to be read.

        It says where each page ends; where one would end among the signatures, they go to the next with the last row
        of the table.
        """
        from exports import form  # openpyxl is loaded only when a form is filled

        workbook = form.for_paper(self.file)
        sheet: Any = workbook.worksheets[0]
        progress.step(1, 2, self.title)
        form.put(sheet, *self.period, data.answers.period.label.upper())
        for place, key in (self.relabels or {}).items():
            form.put(sheet, *place, data.profile.text(key))
        for place, ask in data.asks.items():
            form.put(sheet, *place, data.answers.answer(ask))
        form.fill_office(sheet, scope)
        form.fit_rows(sheet, 1, self.period[0])  # the blanks' heads are too low for their own texts
        form.fit_rows(sheet, self.period[0] + 1, sheet.max_row, open_only=True)
        form.state_rows(sheet)
        form.break_pages(sheet, max(row for row, _column in data.asks))
        progress.step(2, 2, self.title)
        return workbook

    def behind(self, data: Filled, _scope: Scope) -> Mapping[Place, Callable[[Session], Behind]]:
        """Return what reads the names behind each bound cell, and the card of each that is written by hand alone."""
        found: dict[Place, Callable[[Session], Behind]] = {
            place: lambda _session, ask=ask: data.answers.behind(ask) for place, ask in data.asks.items()
        }
        if self.blank or self.unbound:
            for _sheet, row, column in self.open_cells(data):
                if why := self.blank.get(row, self.unbound):
                    found[row, column] = lambda _session, row=row, why=why: self._by_hand(row, why)
        return found

    def _by_hand(self, row: int, why: str) -> Behind:
        """Return the card of a line whose number only the office knows."""
        from exports import form

        sheet: Any = form.load(self.file).worksheets[0]
        title = str(sheet.cell(row, 1).value or "").strip().lstrip("+-").strip()
        return Behind(f"{title} – ghi tay", f"{why}\nNguồn: đảng ủy tự xác định khi lập biểu.")

    def check(self, data: Filled, scope: Scope) -> list[Finding]:
        """Hold the sums, and say what the record lacks and what is left blank."""
        answers = data.answers
        own = places(data.asks)

        def where(key: str) -> CellAt | None:
            return CellAt(("", *own[key])) if key in own else in_its_form(key, scope)

        found = [one for identity in self.identities for one in identities.check(identity, answers, where)]
        found += cell_sums.check(self.of_cells, answers, data.sums, where)
        found += [one for remark in self.remarks for one in remark.say(answers)]
        found += self._unsure(data)
        found += self._blank(data)
        return [*found, *_about_days(data, scope)]

    def _blank(self, data: Filled) -> Iterator[Finding]:
        """Say of each row without data what it wants, until its number of this period is written by hand."""
        column, _show = _COLUMNS[0]
        for row, wanted in self.blank.items():
            if (row, column) not in data.written:
                said = f"Sổ không có số này nên ô {address(row, column)} để trống: đứng ở ô, bấm F2 để ghi tay."
                yield Finding(f"{wanted} {said}", cells=[CellAt(("", row, column))])

    def _unsure(self, data: Filled) -> Iterator[Finding]:
        """Say which lines may be short because the record says nothing either way, the sums apart."""
        told = {trait for identity in self.identities for trait in identity.traits}
        lacking: dict[str, str] = {}
        people: list[Person] = []
        answers = data.answers
        for ask in data.asks.values():
            row = statistics.find(ask.key)
            trait = row.where[-1][0] if row.where else row.mean_of
            if ask.show is not Show.NOW or not trait or trait in told or trait in lacking or row.group is Group.BODIES:
                continue
            figure = answers.figure(ask.key)
            if figure is not None and figure.unsure:
                lacking[trait] = f"“{answers.name(row)}” ({number(len(figure.unsure))})"
                people += (answers.person(entry, f"Để trống: {answers.name(row)}") for entry in figure.unsure)
        if lacking:
            text = (
                f"Lý lịch để trống ở mục của các dòng: {', '.join(lacking.values())} đồng chí; ai để trống thì không "
                "được tính ở dòng nào của mục đó. Bấm vào số để xem tên."
            )
            yield Finding(text, Behind("Lý lịch để trống", text, people))


OFFICIALS: dict[str, Official] = {}
"""The forms by their names on the command line, each known from when it is declared: where a row stands in another."""


def places(asks: Mapping[Place, Ask]) -> dict[str, Place]:
    """Return the first cell of each row this period."""
    found: dict[str, Place] = {}
    for place, ask in asks.items():
        if ask.show is Show.NOW:
            found.setdefault(ask.key, place)
    return found


def in_its_form(key: str, scope: Scope) -> CellAt | None:
    """Return where a row stands in the form it belongs to."""
    name = identities.form_of(key)
    form = OFFICIALS.get(name.lower().replace("biểu ", "bieu-"))
    place = places(form.asks(scope)).get(key) if form is not None else None
    return None if form is None or place is None else CellAt(("", *place), form.key, name)


def _about_days(data: Filled, scope: Scope) -> Iterator[Finding]:
    answers = data.answers
    has_before = any(ask.show is Show.BEFORE for ask in data.asks.values())
    if answers.period.first <= scope.as_of < answers.period.last:
        yield Finding(running(answers.period, scope.as_of, has_before=has_before and answers.before is not None))
    if not has_before:
        return
    if answers.before is None:
        yield Finding("Sổ chưa có đảng viên nào ở cùng kỳ năm trước; cột này ghi dấu “–”.")
        return
    compared = answers.period.day_before(answers.day)
    loose = answers.before.loose(compared)
    yield from answers.named("Cùng kỳ năm trước chỉ ghi tháng, năm", loosely_dated(compared), loose)
    if Group.MEMBERS not in answers.before.groups:
        return
    yield from answers.named(
        "Chưa rõ ngày vào chi bộ",
        SINCE_UNKNOWN,
        answers.before.groups[Group.MEMBERS].by("is_since_known").get(False, []),
    )


def three_columns(first: int, keys: Sequence[str | None]) -> dict[Place, Ask]:
    """Return the cells kỳ này, cùng kỳ, % of consecutive rows from `first`; None leaves a row blank."""
    return {
        (row, column): Ask(key, show)
        for row, key in enumerate(keys, first)
        if key is not None
        for column, show in _COLUMNS
    }
