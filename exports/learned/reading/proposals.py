"""What the cells of a form may show, read off the labels of rows and columns: never a doubtful one.

Each level of a row or heading must be understood: as what is counted, as a filter, or as words that say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from exports.learned import bound, filters, lists, parts, sentences, shares
from exports.learned.fill import Place
from exports.learned.reading import (
    blank_lines,
    known_blanks,
    known_lists,
    labels,
    list_tables,
    neutral,
    part_labels,
    readings,
    signers,
    span_labels,
    time_words,
    wordings,
)
from exports.learned.reading.labels import Labels, SheetWords
from exports.learned.reading.our_places import OurPlaces
from exports.learned.reading.part_labels import Timed
from exports.learned.reading.readings import Read
from exports.learned.template import Binding, Line, Template
from exports.learned.xml.grid import Spot
from exports.report import Needs
from models.cells import short_name
from models.text import fold

_MOST = 20_000  # cells looked at on a sheet
_NOT_OURS = re.compile(
    r"cung ky|nam truoc|ky truoc|so voi|ty le|%|chi tieu|ke hoach|luy ke|ghi chu|tang, giam|dau ky|dau nam|cap tren"
)
_IS_PERSON = re.compile(r"ho(?: va|,)? ten|ten dang vien")
_IS_HEADING = re.compile(r"phan tich|chia ra|trong do")
_IS_KIND = re.compile(r"\bloai hinh\b|\bloai chi bo\b")
_COUNTS = re.compile(r"^so\b|\b(?:tong|dang vien)\b")
_OF_MEMBERS = re.compile(r"\W*(?:tong so |so )?dang vien\b")
_NUMBERS = (bound.INDICATOR, bound.STATISTIC)


@dataclass(frozen=True)
class Proposal:
    """A binding the program would make, and the words of the form it was read from."""

    binding: Binding
    read_from: str
    narrowed: tuple[str, ...] = ()
    """The filters of the row: whom a list leaves."""


def taken(template: Template, proposals: Iterable[Proposal]) -> Template:
    """Return the template with proposals bound, and the rows of their lists narrowed."""
    every = [*proposals]
    made = template.bind(*(one.binding for one in every))
    if any(one.binding.kind == bound.ROWS and one.binding.key.startswith("quality.") for one in every):
        made = replace(made, needs=Needs.MONTH)
    for one in every:
        if one.narrowed:
            made = made.narrow(Line(one.binding.place.sheet, one.binding.place.spot.row, 0), one.narrowed)
    return made


class Reader:
    """Reads a form's sheets; `places` are the filters of the Party cells and villages of the office `commune`."""

    def __init__(self, template: Template, places: Iterable[str], commune: str = "") -> None:
        self._template = template
        self._commune = commune
        self._bound: set[Place] = set()
        self._known: dict[tuple[Labels, str, str], Read | None] = {}
        self._titles: dict[tuple[int, int], wordings.About] = {}
        self._places = OurPlaces(places)
        self._names = [fold(short_name(re.sub("(?i)^đảng ủy ", "", commune)))] if commune else []

    def proposals(self, name: str, sheet: SheetWords) -> list[Proposal]:
        """Return what the free cells of a sheet may show, from the top down; none for those bound already."""
        if sheet.rows * sheet.columns > _MOST:
            return []
        corner = self._template.form.corner
        self._bound = {corner(one.place) for one in self._template.bindings if one.place.sheet == name}
        listed = list(self._lists(name, sheet))
        taken = {(one.binding.place.spot.row, one.binding.place.spot.column) for one in listed}
        figures = list(self._figures(name, sheet, taken))
        signers = self._signers(name, sheet)
        found = [*listed, *self._lines(name, sheet), *signers, *figures, *self._shares(name, sheet, figures)]
        return sorted(found, key=lambda one: one.binding.place.spot)

    def untold(self, sheet: SheetWords) -> list[str]:
        """Say of each list of people whose title is not understood which words leave it open."""
        found = list_tables.read(sheet, self._places.folded, self._names)
        return [one.sentence for one in found if isinstance(one, list_tables.Untold)]

    def figure(self, place: Place, sheet: SheetWords) -> Proposal | None:
        """Return what a cell may show by the labels around it; None where they say too little or too much."""
        around = told = sheet.around(place.spot)
        known = known_blanks.read(sheet, self._commune)
        if own := known.figures.get(place.spot):
            return Proposal(Binding(place, bound.STATISTIC, own[0], span=own[1]), told.words)
        if share := known.shares.get(place.spot):
            return Proposal(Binding(place, bound.SHARE, share), told.words)
        if place.spot in known.doubtful:
            return None
        is_asked = bool(around.column) or sheet.is_asked(place.spot)
        if not around.row or not is_asked or _IS_PERSON.match(fold(around.head)):
            return None
        if (around.has_parts and labels.is_trait(around.row[0])) or self._is_elsewhere(around, place.spot, sheet):
            return None
        timed = part_labels.read(around, place.spot, sheet)
        if timed is None:
            return None
        if timed.part:
            return self._of_part(timed, place, sheet, told.words)
        span, around = span_labels.read(around, place.spot, sheet)
        if span == bound.BEFORE and parts.of(next(iter(self._left_of(place.spot, sheet)), "")):
            return None  # beside “Cả năm”: of the year before, whatever the period of the report
        read = self._of_span(span, around, place, sheet) if span else self._understood(around, sheet)
        if read is None or (read.is_guessed and not span and not self._goes_on(read, around, place, sheet)):
            return None
        return Proposal(Binding(place, read.kind, read.key, filters=read.filters, span=span), told.words)

    @staticmethod
    def _left_of(spot: Spot, sheet: SheetWords) -> tuple[str, ...]:
        """Return the heading of the column left of a cell."""
        return sheet.around(Spot(spot.row, max(1, spot.column - 1))).column

    def _of_part(self, timed: Timed, place: Place, sheet: SheetWords, words: str) -> Proposal | None:
        """Return what a cell of a month, quarter or year shows; no guess but of those admitted."""
        span, around = span_labels.read(timed.labels, place.spot, sheet)
        read = None if span else self._understood(around, sheet)
        if read is None or (timed.is_sum and not wordings.is_counted_on(read.kind, read.key)):
            return None
        if read.is_guessed and (
            read.key not in ("admitted", "admitted_women", "admitted_minority")
            or not self._goes_on(read, around, place, sheet, timed.part)
        ):
            return None
        return Proposal(Binding(place, read.kind, read.key, filters=read.filters, span=timed.part), words)

    @staticmethod
    def _is_elsewhere(around: Labels, spot: Spot, sheet: SheetWords) -> bool:
        """Whether a cell is of a section: “IV | Tổ chức đảng”, or of a row that may be a part or none."""
        label = sheet.label_at(spot) or spot
        if sheet.is_loose(label) and not wordings.says_nothing(around.row[0]):
            return True
        number, after = (sheet.raw(Spot(row, max(1, label.column - 1))) for row in (label.row, label.row + 1))
        is_section = re.fullmatch("[IVX]+|[A-ZĐ]", str(number)) is not None and str(after).isdecimal()
        counts = _COUNTS.search(fold(around.row[0])) is not None
        below = sheet.text(Spot(label.row + 1, label.column))
        return is_section and not (counts and wordings.base(below) != wordings.base(around.row[0]))

    def _understood(self, around: Labels, sheet: SheetWords) -> Read | None:
        """Return what labels come to on a sheet, worked out once."""
        about = self._about(around, sheet)
        key = around, about.indicator, about.trait
        if key not in self._known:
            self._known[key] = self._read(*key)
        read = self._known[key]
        if read is not None and read.key.startswith("rated") and not about.rates_members and not read.is_named:
            return None
        return (
            None
            if read is not None
            and about.is_of_some
            and read.counts_people
            and not about.is_within(read.key, read.filters)
            else read
        )

    def _about(self, around: Labels, sheet: SheetWords) -> wordings.About:
        """Return what the title above a table says, worked out once."""
        title = id(sheet), around.top
        if title not in self._titles:
            self._titles[title] = wordings.about(sheet, around.top, self._names)
        return self._titles[title]

    def _of_span(self, span: str, around: Labels, place: Place, sheet: SheetWords) -> Read | None:
        """Return what last year's, the ratio or the sum is of: what is named, or else the figure left of it."""
        if time_words.span_of(around.head) or time_words.is_percent(around.head):
            return None  # the words stand below a column of figures: a table of its own begins there
        about = self._about(around, sheet)
        read = None if about.is_of_some else self._read(around, "", about.trait)
        beside = self._beside(around, place, sheet)
        if all(map(wordings.says_nothing, around.column)) and beside is not None:
            read = beside
        elif read is None:
            read = beside if beside is not None and beside.is_of(self._understood(around, sheet)) else None
        return (
            read if read is not None and (span != bound.SO_FAR or wordings.is_counted_on(read.kind, read.key)) else None
        )

    def _beside(self, around: Labels, place: Place, sheet: SheetWords) -> Read | None:
        """Return the figure of this period left of a cell in its row; None where its heading makes it a part."""
        for column in range(place.spot.column - 1, 0, -1):
            beside = sheet.around(at := Spot(place.spot.row, column))
            if not beside.column or beside.row != around.row or any(map(parts.of, beside.column)):
                return None
            if time_words.is_percent(beside.column[0]) and not sheet.text(at):
                continue
            span, beside = span_labels.read(beside, at, sheet)
            if not span:
                return None if self._is_narrowed(beside) else self._understood(beside, sheet)
        return None

    def _is_narrowed(self, around: Labels) -> bool:
        """Whether the heading of a column has a filter: “Nữ”."""
        return any(self._filter(text, labels.category(around), around.head) for text in around.column)

    def _goes_on(self, read: Read, around: Labels, place: Place, sheet: SheetWords, part: str = "") -> bool:
        """Whether the columns left of one whose heading does not say what it counts are of the same, and of when."""
        if not self._is_narrowed(around):
            return True
        for column in range(place.spot.column - 1, 0, -1):
            beside = sheet.around(at := Spot(place.spot.row, column))
            if sheet.text(at) or (beside.column and time_words.is_percent(beside.column[0])):
                continue
            if around.column[1:] and beside.column[1:] == around.column[1:] and labels.trait_of(around.column[1]):
                continue  # other values of what the heading above names
            timed = part_labels.read(beside, at, sheet) if beside.row and beside.column else None
            if timed is None or timed.labels.row != around.row:
                return not part
            if timed.part != part:
                return False
            span, beside = span_labels.read(timed.labels, at, sheet)
            other = None if span else self._understood(beside, sheet)
            if other is None:
                return False
            if not other.is_guessed:
                return other.kind == read.kind and shares.counted(other.key) == shares.counted(read.key)
        return True

    def _figures(self, name: str, sheet: SheetWords, taken: set[tuple[int, int]]) -> Iterator[Proposal]:
        for row in range(2, sheet.rows + 1):
            for column in range(2, sheet.columns + 1):
                place = Place(name, Spot(row, column))
                if (row, column) in taken or not sheet.is_blank(place.spot) or not self._is_free(place):
                    continue
                found = self.figure(place, sheet)
                if found is not None:
                    yield found

    def _shares(self, name: str, sheet: SheetWords, found: list[Proposal]) -> Iterator[Proposal]:
        kept = [one for one in self._template.bindings if one.place.sheet == name]
        numbers = [one for one in (*kept, *(one.binding for one in found)) if one.kind in (*_NUMBERS, bound.SHARE)]
        shown = {one.place.spot: one for one in numbers if one.span == bound.NOW and one.kind in _NUMBERS}
        read: dict[Spot, str] = {}
        for spot in {Spot(at.row, sheet.area(at).last.column + 1) for at in shown}:
            place = Place(name, spot)
            is_taken = any(one.place == place for one in numbers)
            key = shares.read(shown, sheet, spot) if not is_taken and self._is_free(place) else ""
            if key and sheet.is_blank(spot):
                read[spot] = key
        for spot, key in shares.sure(read).items():
            yield Proposal(Binding(Place(name, spot), bound.SHARE, key), sheet.around(spot).words)

    def _is_free(self, place: Place) -> bool:
        return self._template.form.corner(place) not in self._bound and not self._template.form.why_not(place)

    # -- what labels say ---------------------------------------------------------------------------------------------

    def _read(self, around: Labels, about: str, title_trait: str) -> Read | None:
        """Return the kind, key and filters that the labels come to."""
        if _IS_HEADING.match(filters.plain(around.row[0])):
            return None
        trait = labels.category(around) or title_trait
        counted: list[tuple[str, str]] = []
        narrowed: list[str] = []
        either: list[tuple[tuple[str, str], str]] = []
        for axis in (around.row, around.column):
            has_base = False
            for level, text in enumerate(axis):
                if level and (labels.trait_of(text) or (axis is around.row and text == around.head)):
                    continue  # what the levels below are values of, or the heading of their own column
                base, key = wordings.base(text), self._filter(text, trait, around.head)
                if counted and axis is around.column and (bodies := wordings.of_bodies(counted[0], text)):
                    counted[0] = bodies
                    continue
                if key is None and base is None:
                    base = wordings.called(text) or wordings.badge(text, axis[level + 1 :])
                if key is None and base is None and axis is around.row:
                    base = wordings.row_of(text, about, around)
                if base is not None and key is not None and not has_base:
                    either.append((base, key))
                elif key is not None:
                    narrowed.append(key)
                elif base is not None:
                    if has_base and not wordings.goes_with(counted[-1], base):
                        return None
                    counted += [] if has_base else [base]  # the nearest: those above are sums of it and others
                    has_base = True
                elif axis is around.column and counted and (of_class := wordings.of_class(counted[0], text)):
                    if narrowed or either:
                        return None  # women among those who came to a class: of members and others
                    counted[0] = of_class
                elif _NOT_OURS.search(fold(text)) or not (
                    (level and axis is around.row and counted and wordings.is_section(text, axis[:level], counted[-1]))
                    or wordings.says_nothing(text)
                    or (counted and wordings.is_said_again(counted[-1], text))
                    or (level and axis is around.column and neutral.is_neutral(text, is_title=has_base))
                ):
                    return None
                elif axis is around.row and not level and not wordings.is_whole(text, around):
                    return None  # a sum of the rows above, whatever they are
        if len(set(counted)) > 1:
            counted = [one for one in counted if one != wordings.EVERYBODY]
        if len(set(counted)) > 1:
            return None
        said = fold(" ".join((*around.row, *around.column)))
        has_total = re.search("tong (?:so|cong)", fold(around.row[0])) is not None
        names_members = about in ("", "members") and _OF_MEMBERS.match(fold(around.row[0])) is not None
        is_named = "dang vien" in said
        return readings.made(
            counted, narrowed, either, about, has_total=has_total, is_named=is_named, names_members=names_members
        )

    def _filter(self, text: str, trait: str, head: str) -> str | None:
        heading = fold(head)
        if _IS_KIND.search(heading):
            return filters.read(text)  # “Chi bộ trường học” is what sort of cell it is, whatever a cell is called
        order = (filters.VILLAGE, filters.CELL) if wordings.is_village(heading) else (filters.CELL, filters.VILLAGE)
        place = next((found for kind in order if (found := self._places.called(kind, text))), None)
        if place is not None:
            return place
        if wordings.says_nothing(text):
            return None  # “Cộng” is not the people “Cống”
        of_trait = (key for key, one in filters.fixed().items() if one.trait == trait != "age_band")
        return next((key for key in of_trait if filters.is_called(text, key)), None) or filters.read(text)

    # -- lists and lines ---------------------------------------------------------------------------------------------

    def _lists(self, name: str, sheet: SheetWords) -> Iterator[Proposal]:
        """Yield the columns of the lists that have room."""
        known = known_lists.columns(sheet, self._names)
        if known is not None:
            yield from self._known_list(name, known)
            return
        for one in list_tables.read(sheet, self._places.folded, self._names):
            if isinstance(one, list_tables.Untold):
                continue
            places = {column: Place(name, Spot(one.row, column)) for column in one.columns}
            is_free = all(map(self._is_free, places.values()))
            if is_free and all(lists.room(self._template.form, place, 1) for place in places.values()):
                for column, key in one.columns.items():
                    binding = Binding(places[column], bound.ROWS, f"{one.kind}.{key}")
                    yield Proposal(binding, one.heads[column], one.filters)
                for spot, key in shares.of_list(one.row, one.heads, one.columns).items():
                    if sheet.is_blank(spot) and self._is_free(place := Place(name, spot)):
                        yield Proposal(Binding(place, bound.SHARE, key), one.heads[spot.column])

    def _known_list(self, name: str, known: known_lists.Columns) -> Iterator[Proposal]:
        """Yield the columns of the monthly list that have room, and the totals below them."""
        filled: set[int] = set()
        for column, key in known.columns.items():
            place = Place(name, Spot(known.row, column))
            if self._is_free(place) and lists.room(self._template.form, place, 1):
                filled.add(column)
                yield Proposal(Binding(place, bound.ROWS, f"quality.{key}"), known.heads[column])
        for spot, column in known.totals.items():
            if column in filled and self._is_free(place := Place(name, spot)):
                total = Binding(place, bound.SUM, str(Spot(known.row, column)))
                yield Proposal(total, known.heads[column])

    def _lines(self, name: str, sheet: SheetWords) -> Iterator[Proposal]:
        for spot, (text, made) in (sentences.read(sheet) | blank_lines.read(sheet)).items():
            place = Place(name, spot)
            if self._is_free(place):
                yield Proposal(Binding(place, bound.TEXT, made), text)

    def _signers(self, name: str, sheet: SheetWords) -> Iterator[Proposal]:
        for spot, one in signers.read(sheet).items():
            place = Place(name, spot)
            if self._is_free(place):
                yield Proposal(Binding(place, bound.OFFICE, one.field), one.words)

    def signer(self, place: Place, sheet: SheetWords) -> Proposal | None:
        """Return who is to stand in a cell below a title of those who sign; None for any other."""
        one = signers.read(sheet).get(place.spot)
        return None if one is None else Proposal(Binding(place, bound.OFFICE, one.field), one.words)
