"""The columns, sums and filters of the register of cells and of the list of villages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from models import cell_register
from models.assignments import NOBODY, Care
from models.cell_register import CellLine
from models.cells import short_name
from models.text import number
from models.villages import Served, VillageRow
from ui import theme
from ui.cells.identity import Part
from ui.cells.page import ALL, Filter, ListPage
from ui.tables import Column
from ui.theme import State

SHORT = "short"
OWN, JOINT, NONE, WHITE, UNKNOWN = "own", "joint", "none", "white", "unknown"
MEMBERS, OFFICIAL, PROBATIONARY, UNSURE = "members", "official", "probationary", "unsure"
HOMELESS = "homeless"
UNCARED = "uncared"


class CellsPage(ListPage):
    """The register of cells."""

    def __init__(self, settings: theme.Settings) -> None:
        super().__init__(self._columns(), _cell_words, "cells/table", settings)

    def show_lines(self, lines: Sequence[CellLine]) -> None:
        """Show the cells of a day with their sum."""
        self.line.show_parts(self._sum(lines))
        self.show_rows(lines, list(self._filters(lines)))

    def _columns(self) -> tuple[Column[CellLine], ...]:
        def warning(line: CellLine) -> State:
            return State.WARN if line.is_short else State.PLAIN

        short = self.tr("Dưới {n} đảng viên chính thức: không đủ để họp quyết định, cần bổ sung hoặc sáp nhập")

        def tip(line: CellLine) -> str:
            parts = [line.cell.name, line.cell.code, line.cell.place]
            return "\n".join([*filter(None, parts), *([short.format(n=line.least)] if line.is_short else [])])

        return (
            Column(
                self.tr("Chi bộ"),
                lambda line: line.cell.short_name,
                width=29,
                sort=lambda line: line.cell.name,
                tip=tip,
                icon=lambda line: "triangle-alert" if line.is_short else "",
            ),
            Column(
                self.tr("Loại hình"),
                lambda line: short_name(line.cell.kind),
                width=27,
                least=27,
                leaves=3,
                role="muted",
            ),
            Column(self.tr("Đảng viên"), lambda line: line.cell.members, width=11, bold=True),
            Column(
                self.tr("CT"),
                lambda line: line.cell.official,
                width=4,
                state=warning,
                tip=tip,
                header_tip=self.tr("Chính thức"),
            ),
            Column(self.tr("DB"), lambda line: line.cell.probationary, width=4, header_tip=self.tr("Dự bị")),
            Column(
                self.tr("Chưa rõ"),
                lambda line: line.cell.unknown,
                width=8,
                leaves=4,
                role="muted",
                header_tip=self.tr("Chưa rõ chính thức hay dự bị"),
            ),
            Column(self.tr("Thôn, bản"), lambda line: ", ".join(line.cell.villages), width=18, leaves=2),
            Column(self.tr("Bí thư"), lambda line: line.secretary, width=19, least=17),
            Column(self.tr("Họp gần nhất"), lambda line: line.last_held_on, width=13, leaves=1),
            Column(self.tr("Mã"), lambda line: line.cell.code, width=18, hidden=True),
            Column(self.tr("Nơi sinh hoạt"), lambda line: line.cell.place, width=26, hidden=True),
            Column(self.tr("Thành lập"), lambda line: line.cell.valid_from, width=11, hidden=True),
        )

    def _sum(self, lines: Sequence[CellLine]) -> list[Part]:
        rows = [line.cell for line in lines]
        counted = (
            (self.tr("{n} chính thức"), OFFICIAL, sum(row.official for row in rows)),
            (self.tr("{n} dự bị"), PROBATIONARY, sum(row.probationary for row in rows)),
            (self.tr("{n} chưa rõ"), UNSURE, sum(row.unknown for row in rows)),
        )
        parts: list[Part] = [
            (self.tr("{n} chi bộ,").format(n=number(len(rows))), ""),
            (self.tr("{n} đảng viên").format(n=number(sum(row.members for row in rows))), MEMBERS),
        ]
        for place, (words, name, count) in enumerate(counted):
            parts += [("+" if place else "=", ""), (words.format(n=number(count)), name)]
        return parts

    def _filters(self, lines: Sequence[CellLine]) -> Iterable[Filter]:
        kinds = {line.cell.kind: None for line in lines}
        for kind in kinds:
            title = short_name(kind) if kind else self.tr("Chưa rõ loại hình")
            yield Filter(f"kind {kind}", title, lambda line, kind=kind: line.cell.kind == kind)
        yield Filter(JOINT, self.tr("Chi bộ ghép"), lambda line: line.cell.is_joint)
        yield Filter("no secretary", self.tr("Chưa ghi bí thư"), lambda line: not line.secretary)
        if lines:  # all by the rule of one day
            title = self.tr("Dưới {n} chính thức").format(n=lines[0].least)
            yield Filter(SHORT, title, lambda line: line.is_short)


class VillagesPage(ListPage):
    """The villages, how they are served, and who lives there."""

    def __init__(self, settings: theme.Settings) -> None:
        self._care: Mapping[int, Care] = {}
        super().__init__(self._columns(), self._words, "villages/table", settings)

    def care_of(self, row: VillageRow) -> Care:
        """Who is in charge of a village."""
        return self._care.get(row.id, NOBODY)

    def _words(self, row: VillageRow) -> str:
        return " ".join((row.name, row.cell_name, *self.care_of(row).in_charge))

    def show_villages(self, rows: Sequence[VillageRow], homeless: int, care: Mapping[int, Care]) -> None:
        """Show the villages of a day with their sum; `homeless` members have no residence written.

        `care` says who is in charge of a village.
        """
        self._care = care
        self.line.show_parts(self._sum(rows, homeless))
        self.show_rows(rows, self._filters())

    def _columns(self) -> tuple[Column[VillageRow], ...]:
        def answer(value: bool | None) -> str:
            return self.tr("chưa rõ") if value is None else self.tr("Có") if value else self.tr("Không")

        def white(row: VillageRow) -> str:
            return (
                self.tr("chưa rõ") if row.is_white is None else self.tr("Trắng") if row.is_white else self.tr("không")
            )

        white_states = {None: State.IDLE, True: State.WARN, False: State.PLAIN}
        return (
            Column(self.tr("Thôn, bản"), lambda row: row.name, width=16),
            Column(self.tr("Số hộ"), lambda row: row.households, width=8, align="right"),
            Column(self.tr("Nhân khẩu"), lambda row: row.population, width=11, leaves=1, align="right"),
            Column(
                self.tr("Khó khăn"),
                lambda row: answer(row.is_especially_difficult),
                width=10,
                leaves=3,
                header_tip=self.tr("Đặc biệt khó khăn"),
            ),
            Column(self.tr("Biên giới"), lambda row: answer(row.is_border), width=10, leaves=4),
            Column(
                self.tr("Chi bộ phụ trách"),
                lambda row: short_name(row.cell_name),
                width=20,
                least=16,
                short=self.tr("Chi bộ"),
            ),
            Column(
                self.tr("Hình thức"),
                lambda row: row.served,
                width=14,
                state=lambda row: State.WARN if row.served is Served.NONE else State.PLAIN,
            ),
            Column(
                self.tr("Đảng viên"),
                lambda row: row.members,
                width=11,
                bold=True,
                header_tip=self.tr("Đảng viên ghi nơi ở tại thôn, bản này"),
            ),
            Column(
                self.tr("Trắng"),
                white,
                width=7,
                state=lambda row: white_states[row.is_white],
                header_tip=self.tr("Trắng đảng viên: không có đảng viên nào ở đây"),
            ),
            Column(
                self.tr("Phụ trách"),
                lambda row: ", ".join(self.care_of(row).in_charge),
                width=14,
                leaves=2,
                tip=lambda row: "\n".join(self.care_of(row).in_charge),
                header_tip=self.tr("Cấp ủy viên phụ trách thôn, bản"),
            ),
            Column(
                self.tr("Nhóm hộ"),
                lambda row: self.care_of(row).groups or None,
                width=9,
                hidden=True,
                header_tip=self.tr("Số nhóm hộ có đảng viên phụ trách"),
            ),
            Column(
                self.tr("Hộ có người phụ trách"),
                lambda row: self.care_of(row).households if self.care_of(row).groups else None,
                width=20,
                hidden=True,
                align="right",
                header_tip=self.tr("Số hộ trong các nhóm có đảng viên phụ trách"),
            ),
        )

    def _sum(self, rows: Sequence[VillageRow], homeless: int) -> list[Part]:
        counts = cell_register.count(rows)
        parts: list[Part] = [
            (self.tr("{n} thôn, bản").format(n=number(counts.total)), ALL),
            ("=", ""),
            (self.tr("{n} có chi bộ độc lập").format(n=counts.own), OWN),
            ("+", ""),
            (self.tr("{n} ghép").format(n=counts.joint), JOINT),
            ("+", ""),
            (self.tr("{n} chưa có chi bộ").format(n=counts.none), NONE),
            (self.tr("·  trắng đảng viên:"), ""),
            (number(counts.white), WHITE),
        ]
        if counts.unknown:
            parts += [
                (self.tr("chắc chắn,"), ""),
                (self.tr("{n} chưa rõ").format(n=counts.unknown), UNKNOWN),
                (self.tr("vì"), ""),
                (self.tr("{n} đảng viên chưa ghi nơi ở").format(n=number(homeless)), HOMELESS),
            ]
        return parts

    def _filters(self) -> list[Filter]:
        return [
            *(Filter(name, served.value, _served(served)) for name, served in _SERVED.items()),
            Filter(WHITE, self.tr("Trắng đảng viên"), lambda row: row.is_white is True),
            Filter(UNKNOWN, self.tr("Chưa rõ có trắng không"), lambda row: row.is_white is None),
            Filter("difficult", self.tr("Đặc biệt khó khăn"), lambda row: row.is_especially_difficult is True),
            Filter("border", self.tr("Biên giới"), lambda row: row.is_border is True),
            Filter(UNCARED, self.tr("Chưa có người phụ trách"), lambda row: not self.care_of(row).in_charge),
        ]


_SERVED = {OWN: Served.OWN, JOINT: Served.JOINT, NONE: Served.NONE}


def _served(served: Served):  # noqa: ANN202 - a filter
    return lambda row: row.served is served


def _cell_words(line: CellLine) -> str:
    return " ".join((line.cell.name, line.cell.code, line.secretary, *line.cell.villages))
