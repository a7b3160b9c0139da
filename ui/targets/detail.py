"""The card of one target or indicator: its figure, what is still needed, the definition, and each cell's part."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.dates import office_date
from models.indicators import Figure, Indicator, Timing
from models.pace import CellLine, TargetProgress
from models.text import percent
from ui import theme
from ui.tables import Column, RowsModel
from ui.targets import words
from ui.targets.bars import TimeBar
from ui.targets.lists import WideTable
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.labels import label, set_state

tr = QCoreApplication.translate
_LEAST_ROWS = 5


class Detail(Card):
    """Shows one target (`show_target`) or one indicator (`show_figure`), or nothing."""

    names_asked = Signal(object, str)
    """The names behind a figure are asked for: the Figure, and a cell's name or nothing."""
    target_asked = Signal(object, object)
    """A target is to be set or corrected: the key of the indicator, the cell's id or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._figure: Figure | None = None
        self.heading.setWordWrap(True)
        self.figure = label("", "figure")
        self.made_up = label("", "muted", wrap=True)
        self.bar = TimeBar()
        self.sentence = label("", wrap=True)
        self.facts = label("", "small", wrap=True)
        self.definition = label("", wrap=True)
        self.source = label("", "small", wrap=True)
        self.names_button = QPushButton(self.tr("Xem danh sách"))
        self.target_button = QPushButton(self.tr("Đặt chỉ tiêu…"))
        self.model = RowsModel[CellLine](_columns(), self)
        self.table = WideTable(self.model, key=lambda line: line.cell_id, sorting="rows")
        self.table.setAccessibleName(self.tr("Từng chi bộ"))
        self._build()
        self.names_button.clicked.connect(self._ask_names)
        self.target_button.clicked.connect(self._ask_target)
        self.table.opened.connect(lambda line: self.names_asked.emit(line.figure, words.cell_name(line)))
        self.table.chosen.connect(lambda _line: self._name_button())
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        self._figure = None
        self._inside.setVisible(False)
        self.set_title("")

    def show_target(self, progress: TargetProgress, lines: Sequence[CellLine]) -> None:
        """Show how far a target is, with each cell's part."""
        state = words.STATES[progress.pace]
        self._show(progress.figure, lines, with_targets=True)
        self.figure.setText(words.reached(progress))
        set_state(self.figure, state)
        self.bar.show_progress(*words.bar(progress))
        self.bar.setVisible(True)
        self.sentence.setText(f"{words.verdict(progress.pace)}. {words.sentence(progress)}")
        set_state(self.sentence, state)
        self.sentence.setVisible(True)
        self.facts.setText("\n".join(self._facts(progress)))
        self.facts.setVisible(True)

    def show_figure(self, figure: Figure, lines: Sequence[CellLine]) -> None:
        """Show an indicator."""
        self._show(figure, lines, with_targets=False)
        self.figure.setText(words.value_of(figure))
        set_state(self.figure, State.PLAIN if figure.value is not None else State.IDLE)
        for part in (self.bar, self.sentence, self.facts):
            part.setVisible(False)

    def _show(self, figure: Figure, lines: Sequence[CellLine], *, with_targets: bool) -> None:
        self._figure = figure
        indicator = figure.indicator
        self._inside.setVisible(True)
        self.set_title(indicator.name)
        self.made_up.setText(f"{words.made_up(figure)} · {_when(figure)}")
        self.definition.setText(indicator.definition)
        self.source.setText(_card(indicator))
        self.model.set_rows(lines)
        self.table.setColumnHidden(2, not any(line.own for line in lines))
        self._cells.setVisible(len(lines) > 1)
        self._with_targets = with_targets
        self._name_button()

    def _facts(self, progress: TargetProgress) -> list[str]:
        values = progress.row.values
        lines = [f"{words.body(progress.row)} · {words.period(progress.period)}"]
        if words.bar(progress)[2] is not None:
            lines[0] += self.tr(" · đã qua {share} thời gian (vạch đứng)").format(share=percent(progress.elapsed, 0))
        if progress.start is not None:
            start = self.tr("Đầu kỳ: {value}").format(value=words.made_up(progress.start))
            lines.append(start)
        if values.document:
            lines.append(self.tr("Văn bản giao: {text}").format(text=values.document))
        if values.note:
            lines.append(values.note)
        return lines

    def _name_button(self) -> None:
        figure = self._figure
        if figure is None:
            return
        if not self._with_targets:
            self.target_button.setText(self.tr("Đặt chỉ tiêu…"))
            self.target_button.setToolTip("")
            self.target_button.setEnabled(True)
            self.target_button.setVisible(words.takes_target(figure.indicator))
            return
        line = self.table.current_row()
        is_own = line is not None and line.own is not None
        has_cell = line is not None and line.cell_id is not None
        give = self.tr("Giao cho chi bộ…") if has_cell else self.tr("Chọn chi bộ để giao")
        self.target_button.setText(self.tr("Sửa chỉ tiêu chi bộ…") if is_own else give)
        self.target_button.setEnabled(has_cell)
        self.target_button.setToolTip("" if has_cell else self.tr("Chọn một chi bộ ở bảng dưới trước."))
        self.target_button.setVisible(self._cells.isVisibleTo(self))

    def _build(self) -> None:
        self._with_targets = False
        self._inside = QWidget()
        self._inside.setProperty("bare", True)
        top = QHBoxLayout()
        top.setSpacing(theme.MARGIN)
        top.addWidget(self.figure)
        top.addWidget(self.made_up, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        for button in (self.names_button, self.target_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        theme.dress(self.names_button, "users")
        theme.dress(self.target_button, "target")
        self._cells = Card()
        self._cells.fill(self.table)
        metrics = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(metrics * (_LEAST_ROWS + 1))
        self.definition.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        box.addLayout(top)
        for part in (self.bar, self.sentence, self.facts, self.definition, self.source):
            box.addWidget(part)
        box.addLayout(buttons)
        box.addWidget(self._cells, 1)
        self.box.addWidget(self._inside, 1)

    def _ask_names(self) -> None:
        if self._figure is not None:
            self.names_asked.emit(self._figure, "")

    def _ask_target(self) -> None:
        if self._figure is None:
            return
        line = self.table.current_row()
        cell_id = line.cell_id if self._with_targets and line is not None else None
        self.target_asked.emit(self._figure.indicator.key, cell_id)


def _columns() -> tuple[Column[CellLine], ...]:
    def state(line: CellLine) -> State:
        return words.STATES[line.own.pace] if line.own else State.PLAIN

    return (
        Column(tr("Detail", "Chi bộ"), words.cell_name, width=20, grows=True),
        Column(
            tr("Detail", "Thực hiện"),
            lambda line: words.reached(line.own) if line.own else words.value_of(line.figure),
            sort=lambda line: line.figure.value,
            tip=lambda line: words.counted(line.figure),
            width=10,
            align="right",
        ),
        Column(
            tr("Detail", "Tình trạng"),
            lambda line: words.verdict(line.own.pace) if line.own else None,
            width=15,
            state=state,
        ),
    )


def _when(figure: Figure) -> str:
    scope = figure.scope
    if figure.indicator.timing is Timing.DAY:
        return tr("Detail", "tính đến ngày {day}").format(day=office_date(scope.day))
    return tr("Detail", "từ {first} đến {last}").format(
        first=office_date(scope.period.first), last=office_date(scope.day)
    )


def _card(indicator: Indicator) -> str:
    return f"{indicator.timing.value} · {words.direction(indicator).lower()}\n" + tr(
        "Detail", "Nguồn: {source}"
    ).format(source=indicator.source)
