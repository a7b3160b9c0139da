"""The counts of a round above the grid: the cell and the commune, as form 6 counts, with the cap on excellent ones."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from models.cell_years import CellYear
from models.rating_round import LEVELS, Cap, RatingCounts, Round
from models.rating_rules import RatingRules
from models.tables import MeetingClass
from models.text import number
from ui import theme
from ui.theme import State
from ui.widgets.labels import label, set_state


class SumTable(QFrame):
    """Two lines of counts under one heading; `lines` are the labels of each, for tests and copying."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        grid = QGridLayout(self)
        grid.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.UNIT)
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(0)
        self.heads = [label("", "small") for _ in range(9)]
        self.lines = [[label() for _ in range(9)] for _ in range(2)]
        self.rule = label("", "small", wrap=True)
        for column in range(9):
            for row, shown in enumerate((self.heads[column], self.lines[0][column], self.lines[1][column])):
                side = Qt.AlignmentFlag.AlignLeft if column in (0, 8) else Qt.AlignmentFlag.AlignRight
                grid.addWidget(shown, row, column, side | Qt.AlignmentFlag.AlignVCenter)
                if column == 8:
                    shown.setIndent(theme.GAP)  # its words stand apart from the figures, which end at the right
        grid.setColumnStretch(8, 1)
        self.months = label("", "small", wrap=True)
        grid.addWidget(self.months, 3, 0, 1, 9)
        grid.addWidget(self.rule, 4, 0, 1, 9)

    def show_round(self, found: Round, cell_name: str, of_cell: RatingCounts, months: CellYear) -> None:
        """Show the cell in view and the commune, and what the cell's own meetings were."""
        tr = QCoreApplication.translate
        rules = found.rules
        titles = ["", tr("Ratings", "Đảng viên"), tr("Ratings", "Được miễn"), tr("Ratings", "Chưa XL")]
        titles += [*map(rules.short, LEVELS), tr("Ratings", "Xuất sắc tối đa")]
        for shown, text in zip(self.heads, titles, strict=True):
            shown.setText(text)
        commune = found.counts
        _fill(self.lines[0], cell_name, of_cell, found.cap(of_cell))
        _fill(self.lines[1], tr("Ratings", "Toàn đảng bộ"), commune, found.cap(commune))
        self.rule.setText(rule_words(rules))
        self.months.setText(month_words(months))


def month_words(year: CellYear) -> str:
    """The months of a cell by class, those without a meeting, those below the target."""
    tr = QCoreApplication.translate
    classes = year.classes
    parts = [f"{one.label} {classes[one]}" for one in MeetingClass if classes[one]]
    for words, many in (
        (tr("Ratings", "chưa xếp loại {n}"), classes[None]),
        (tr("Ratings", "không họp {n}"), year.count(lambda line: line.is_missed)),
        (tr("Ratings", "dưới mục tiêu tham gia {n}"), year.count(lambda line: line.is_below)),
    ):
        parts += [words.format(n=many)] if many else []
    told = " · ".join(parts) or tr("Ratings", "chưa có tháng nào")
    return tr("Ratings", "Sinh hoạt của chi bộ trong kỳ (tháng): {told}").format(told=told)


def rule_words(rules: RatingRules) -> str:
    """The cap and the document; a sign before one that nobody compared."""
    told = QCoreApplication.translate("Ratings", "Xuất sắc {cap} đã ghi").format(cap=rules.cap_words)
    return f"{told} · {'' if rules.is_checked else f'{State.WARN.sign} '}{rules.document}"


def _fill(line: list[QLabel], name: str, counts: RatingCounts, cap: Cap) -> None:
    shares = counts.shares
    texts = [name, number(counts.present), number(counts.exempt), number(counts.not_yet)]
    texts += [
        f"{number(count)} ({str(share).replace('.', ',')} %)" if counts.rated else number(count)
        for count, share in zip(counts.levels, shares, strict=True)
    ]
    for shown, text in zip(line, texts, strict=False):
        shown.setText(text)
    set_state(line[8], State.WARN if cap.over else State.PLAIN)
    line[8].setText(cap_words(cap))
    set_state(line[3], State.WARN if counts.open else State.PLAIN)


def cap_words(cap: Cap) -> str:
    """How many may be excellent, and how many are too many."""
    tr = QCoreApplication.translate
    if cap.most is None:
        return tr("Ratings", "không giới hạn")
    if cap.over:
        return tr("Ratings", "{sign} {most} – đang quá {over}").format(
            sign=State.WARN.sign, most=number(cap.most), over=number(cap.over)
        )
    return number(cap.most)
