"""The four figures at the top of *Tổng quan*, each with how it is made up in words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from models.overview import CellState, MonthFigure, Overview
from models.text import number, percent
from ui import theme
from ui.theme import State
from ui.widgets.cards import StatCard

if TYPE_CHECKING:
    from models.pace import Admissions

RATE, MET, PEOPLE, ADMITTED = range(4)
_SHARES = (49, 77, 48, 44)  # of the width: the captions are not equally long


class FigureCards(QWidget):
    """Participation, cells that have met, members, admissions; in one row, or two by two where there is little room."""

    opened = Signal(int)
    """A card was clicked: RATE, MET, PEOPLE or ADMITTED."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(StatCard("") for _ in range(4))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.MARGIN)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for place, card in enumerate(self.cards):
            card.setToolTip(self.tr("Bấm để xem danh sách"))
            policy = card.bar.sizePolicy()
            policy.setRetainSizeWhenHidden(True)  # a figure without a bar keeps the height of its neighbours
            card.bar.setSizePolicy(policy)
            card.clicked.connect(partial(self.opened.emit, place))
        self._columns = 0
        self.set_columns(4)

    def set_columns(self, columns: int) -> None:
        """Lay the cards out in 4 or 2 columns."""
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
            self._grid.setColumnStretch(place, (_SHARES[place] if columns == 4 else 1) if place < columns else 0)

    def show_overview(self, shown: Overview) -> None:
        """Show the figures of a day."""
        self._show_rate(shown)
        self._show_met(shown)
        self._show_people(shown)
        self.cards[ADMITTED].set_title(self.tr("Kết nạp năm {year}").format(year=shown.on.year))

    def show_admissions(self, made: Admissions) -> None:
        """Show those admitted in the year against the commune's target."""
        from ui.targets import words

        card, target = self.cards[ADMITTED], made.target
        if target is None:
            card.show_figure(number(made.figure.count), self.tr("chưa đặt chỉ tiêu"))
            return
        need = words.pace(target)
        caption = self.tr("{need} để đạt chỉ tiêu") if target.per_month else f"{target.pace.value.lower()} · {{need}}"
        state = words.STATES[target.pace]
        card.show_figure(words.reached(target), caption.format(need=need), state, float(target.done or 0))

    def _show_rate(self, shown: Overview) -> None:
        card, month = self.cards[RATE], shown.latest
        name = f"{month.month}" if month.year == shown.on.year else f"{month.month}/{month.year}"
        card.set_title(self.tr("Tham gia sinh hoạt tháng {month}").format(month=name))
        tally = month.tally
        if tally.rate is not None:
            words = self.tr("đạt mục tiêu {t}") if month.is_on_target else self.tr("chưa đạt mục tiêu {t}")
            counted = self.tr("{counted} lượt").format(counted=tally.counted)
            state = State.GOOD if month.is_on_target else State.BAD
            caption = f"{counted} – {words.format(t=month.rule.target_label)}"
            card.show_figure(percent(tally.rate), caption, state, float(tally.rate))
        elif month.unwritten.total:
            words = self.tr("còn {n} chi bộ chưa ghi xong, chưa tính tỷ lệ").format(n=month.unwritten.total)
            card.show_figure("–", words, State.WARN, month.count(CellState.MET) / len(month.states))
        else:
            card.show_figure("–", self.tr("chưa có điểm danh nào"), State.IDLE)

    def _show_met(self, shown: Overview) -> None:
        card, month = self.cards[MET], shown.present
        card.set_title(self.tr("Chi bộ đã họp tháng {month}").format(month=month.month))
        total = len(month.states)
        state = State.GOOD if total and month.met == total else State.WARN
        card.show_figure(
            f"{month.met}/{total}", self._met_words(month), state if total else State.IDLE, month.met / (total or 1)
        )

    def _met_words(self, month: MonthFigure) -> str:
        parts = [
            words.format(n=count)
            for words, states in (
                (self.tr("{n} chưa họp"), (CellState.MISSING,)),
                (self.tr("{n} chưa đến ngày họp"), (CellState.AHEAD,)),
                (self.tr("{n} không họp"), (CellState.NOT_HELD,)),
            )
            if (count := month.count(*states))
        ]
        parts = [month.unwritten.parts, *parts] if month.unwritten.total else parts  # those written in part have met
        return " · ".join(parts) or (self.tr("tất cả đã họp") if month.states else self.tr("chưa có chi bộ"))

    def _show_people(self, shown: Overview) -> None:
        card, people = self.cards[PEOPLE], shown.people
        title = self.tr("Đảng viên")
        if people.change is not None:
            changed = f"{people.change:+d}".replace("-", "−") if people.change else self.tr("không đổi")
            title = self.tr("Đảng viên · {changed} từ 01/01").format(changed=changed)
        card.set_title(title)
        is_mixed = people.official and people.unknown  # then there is room for short words only
        parts = [
            words.format(n=number(count))
            for words, count in (
                (self.tr("{n} CT") if is_mixed else self.tr("{n} chính thức"), people.official),
                (self.tr("{n} DB") if is_mixed else self.tr("{n} dự bị"), people.probationary),
                (self.tr("{n} chưa rõ CT/DB"), people.unknown),
                (self.tr("{n} miễn"), people.exempt),
            )
            if count
        ]
        share = people.official / people.total if people.total else 0.0
        card.show_figure(number(people.total), " · ".join(parts) or self.tr("chưa có ai"), fraction=share)
