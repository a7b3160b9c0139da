"""The history of one cell: its months with rate, class and themes, a year at a time, and the line of 24 months."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from models import cell_years, cells, overview, rules
from models.cell_years import CellYear, Drift, MonthLine
from models.database import Database
from models.dates import Period, add_months
from models.overview import MONTHS_SHOWN
from models.participation import EMPTY
from models.rules import RuleBook
from models.tables import MeetingClass
from ui import theme
from ui.keys import key_sequence
from ui.overview.explain import explain_rate
from ui.tables import Column
from ui.widgets.beside import Beside
from ui.widgets.cards import Card
from ui.widgets.charts import LineChart, Point
from ui.widgets.names import Group, NamesDialog

_YEAR_LINES = 22  # twelve months with their heading, so that only the whole scrolls
_QUARTERS = ("I", "II", "III", "IV")


class CellHistory(NamesDialog):
    """The months of a cell in a table, those of a kind by their chip, with the line beside it; ◂ ▸ turn the year.

    Enter on a line, or on a point of the line, gives the MonthLine by `opened`.
    """

    members_asked = Signal(int)
    """Who attended how often is asked for: the year."""
    absent_asked = Signal(int)
    """The list of the absent is asked for: the year."""

    def __init__(
        self, db: Database, cell_id: int, year: int, columns: tuple[Column[MonthLine], ...], parent: QWidget
    ) -> None:
        self._db = db
        self.cell_id = cell_id
        self.number = year
        self.year: CellYear | None = None
        super().__init__("", "", columns, (), parent, key=lambda line: (line.year, line.month))
        self.table.set_empty(self.tr("Chi bộ chưa có tháng nào trong thời gian này."))
        self._add_arrows()
        self.add_way(self.tr("Từng đảng viên"), "users", lambda: self.members_asked.emit(self.number))
        self.add_way(self.tr("Danh sách vắng"), "user-x", lambda: self.absent_asked.emit(self.number))
        self.chart.opened.connect(lambda number: self._open(self.rows[number]))
        self.show_year(year)
        self._spread()

    def centre(self, table: Card) -> QWidget:
        """The table with the line beside it, or below where there is little room."""
        self.chart = LineChart()
        self.chart_card = Card(self.tr("Tỷ lệ tham gia, 24 tháng"))
        self.chart_card.box.addWidget(self.chart, 1)
        return Beside(table, self.chart_card, (74, 26), least_lines=_YEAR_LINES)

    def show_year(self, year: int) -> None:
        """Show the months of a year, with those before it up to 24 behind their own chip."""
        today = self._db.clock().date()
        last = min(Period.year(year).last, today)
        window = Period(add_months(last.replace(day=1), 1 - MONTHS_SHOWN), last)
        with self._db.read() as session:
            name = cells.names(session, last)[self.cell_id]
            read = cell_years.read(session, window, on=today, cell_id=self.cell_id)
            book = rules.book(session)
        whole = read.cells[0] if read.cells else CellYear(self.cell_id, name, (), (), EMPTY)
        self.number, self.year = year, whole.of_year(year)
        self.after.setEnabled(year < today.year)
        drift = [one for one in read.drift if one.year == year]
        parts = (explain_rate(self.year.tally, book.on(last)), _counted(self.year), _drifted(drift))
        text = "\n".join(part for part in parts if part)
        self.fill(
            self.tr("{cell}, năm {year}").format(cell=name, year=year),
            text,
            whole.months,
            self._groups(year),
            everything=self.tr("24 tháng"),
            chosen=1,
        )
        points = [_point(line, book) for line in whole.months]
        self.chart.set_points(points, None, self.tr("mục tiêu"))

    def _groups(self, year: int) -> list[Group[MonthLine]]:
        tr = QCoreApplication.translate

        def of_year(title: str, keeps: Callable[[MonthLine], bool]) -> Group[MonthLine]:
            return Group(title, lambda line: line.year == year and keeps(line))

        return [
            of_year(self.tr("Năm {year}").format(year=year), lambda _line: True),
            *(of_year(one.label, lambda line, one=one: line.quality is one) for one in MeetingClass),
            of_year(tr("CellHistory", "Chưa xếp loại"), lambda line: line.is_unrated),
            of_year(tr("CellHistory", "Dưới mục tiêu"), lambda line: line.is_below),
            of_year(tr("CellHistory", "Không sinh hoạt"), lambda line: line.is_missed),
            of_year(tr("CellHistory", "Chưa ghi"), lambda line: line.is_unwritten),
            of_year(tr("CellHistory", "Có chuyên đề"), lambda line: bool(line.themes)),
        ]

    def _add_arrows(self) -> None:
        self.before = self._arrow("chevron-left", self.tr("Năm trước"), "Alt+Left", -1)
        self.after = self._arrow("chevron-right", self.tr("Năm sau"), "Alt+Right", 1)
        across = QHBoxLayout()  # beside the chip of the year: a low dialog leaves its heading out
        across.setSpacing(theme.UNIT)
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        place = box.indexOf(self.chip_row)
        box.removeWidget(self.chip_row)
        across.addWidget(self.chip_row, 1)
        across.addStretch()
        for arrow in (self.before, self.after):
            across.addWidget(arrow, 0, Qt.AlignmentFlag.AlignTop)
        box.insertLayout(place, across)

    def _arrow(self, icon: str, tip: str, keys: str, by: int) -> QToolButton:
        button = QToolButton()
        theme.dress(button, icon)
        button.setToolTip(f"{tip} ({keys.replace('Left', '←').replace('Right', '→')})")
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.show_year(self.number + by))
        turn = QShortcut(key_sequence(keys), self)
        turn.activated.connect(button.click)
        return button

    def _spread(self) -> None:
        """Take the room of the screen: the line wants to stand beside the table."""
        room = self.screen().availableGeometry().size()
        self.resize(room.width() * 9 // 10, room.height() * 9 // 10)


def _counted(year: CellYear) -> str:
    """Say how the months and quarters of a year stand."""
    tr = QCoreApplication.translate
    if not year.months:
        return ""
    parts = [tr("CellHistory", "Đã họp {n} trong {all} tháng").format(n=year.count(_has_met), all=len(year.months))]
    if missed := year.count(lambda line: line.is_missed):
        parts.append(tr("CellHistory", "không sinh hoạt {n}").format(n=missed))
    if below := year.count(lambda line: line.is_below):
        parts.append(tr("CellHistory", "dưới mục tiêu {n}").format(n=below))
    short = {one.quarter for one in year.quarters if one.is_short}
    themes: dict[int, int] = {}
    for line in year.months:
        quarter = (line.month + 2) // 3
        themes[quarter] = themes.get(quarter, 0) + line.themes
    lacking = tr("CellHistory", " (thiếu)")
    said = ", ".join(f"quý {_QUARTERS[one - 1]}: {n}{lacking if one in short else ''}" for one, n in themes.items())
    return ", ".join(parts) + ". " + tr("CellHistory", "Chuyên đề {quarters}.").format(quarters=said)


def _drifted(drift: list[Drift]) -> str:
    """Say where a closed month keeps a figure that would come out otherwise today."""
    if not drift:
        return ""
    text = QCoreApplication.translate("CellHistory", "▼ Tháng đã chốt giữ số lúc chốt; quy định đã sửa: {what}.")
    return text.format(what="; ".join(one.words.partition(" tháng ")[2] for one in drift[:4]))


def _has_met(line: MonthLine) -> bool:
    return line.has_met


def _point(line: MonthLine, book: RuleBook) -> Point:
    rate = line.value.tally.rate
    rule = book.on(Period.month(line.year, line.month).last)
    quality = f" · {line.quality.label}" if line.quality else ""
    tip = f"{line.value.tally.counted}{quality}" if line.has_met else overview.state_of(line.value).value
    return Point(
        f"{line.month:02}/{line.year % 100:02}",
        None if rate is None else float(rate * 100),
        tip,
        line.value.is_on_target,
        float(rule.target * 100),
    )
