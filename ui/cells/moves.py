"""Who goes where: the members and villages of a cell that is split or dissolved, each with the cell they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.movers import Mover, ServedVillage, makeup
from models.tables import Duty
from ui import theme
from ui.fields import Choice
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label

Target = Any
"""What stands for a cell to come to: its id, or the place of a new one; None: nowhere chosen."""

_LONGEST = 18
"""Letters of a place's name on the button that sends there."""


@dataclass(frozen=True)
class Line:
    """A member or a village, and where it goes."""

    thing: Mover | ServedVillage
    target: Target

    @property
    def key(self) -> tuple[str, int]:
        """What the line is of."""
        return type(self.thing).__name__, self.thing.id


class MovesTable(QWidget):
    """Two tables in one: villages first, members below. Choose rows, then where they go.

    A village taken somewhere takes along those who live there and have no place yet; they can be sent elsewhere after.
    """

    changed = Signal()

    def __init__(self, nowhere: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._nowhere = nowhere
        self._targets: list[tuple[str, Target]] = []
        self._chosen: dict[tuple[str, int], Target] = {}
        self._things: list[Mover | ServedVillage] = []
        self.model = RowsModel[Line](self._columns(), self)
        self.table: Table[Line] = Table(self.model, key=lambda line: line.key, sorting="none")
        self.table.setMinimumHeight(theme.UNIT * 55)
        self.table.set_empty(self.tr("Ngày này không có ai trong danh sách chi bộ."))
        self.table.setAccessibleName(self.tr("Đảng viên, thôn bản và nơi đến"))
        self.setFocusProxy(self.table)
        self.everyone = QPushButton(self.tr("Chọn tất cả"))
        pass_enter(self.everyone)
        self.everyone.clicked.connect(self.table.selectAll)
        self.target = Choice()
        self.target.setAccessibleName(self.tr("Chuyển các dòng đang chọn đến"))
        self.target.setMinimumWidth(theme.UNIT * 24)  # it gives way to the button, whose words are as long again
        self.send = QPushButton()
        pass_enter(self.send)
        self.send.clicked.connect(self.send_selected)
        self.words = label("", "small", wrap=True)
        self.table.selectionModel().selectionChanged.connect(self._say_counts)  # what was asked for is being done
        self.target.currentIndexChanged.connect(self._name_target)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.everyone)
        row.addWidget(label(self.tr("Các dòng đang chọn"), "muted"))
        row.addWidget(self.target, 1)
        row.addWidget(self.send)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.UNIT)
        box.addWidget(self.table, 1)
        box.addLayout(row)
        box.addWidget(self.words)
        self._name_target()

    def held(self) -> dict[tuple[str, int], Target]:
        """Who was sent where, as `ui.unsaved` asks."""
        return {key: target for key, target in self._chosen.items() if target is not None}

    def set_things(self, villages: Sequence[ServedVillage], members: Sequence[Mover]) -> None:
        """Show other members and villages; those shown before keep where they go."""
        self._things = [*villages, *members]
        self._show()

    def set_targets(self, targets: Sequence[tuple[str, Target]]) -> None:
        """Offer other cells to go to; whoever was to go to one no longer offered has no place again.

        The only one there is is chosen as soon as it is there: to go to it is what the table is for.
        """
        had_any = bool(self._targets)
        self._targets = list(targets)
        self.target.set_entries([*self._targets, (self._nowhere, None)])
        if len(self._targets) == 1 and not had_any:
            self.target.set_value(self._targets[0][1])
        self._name_target()
        offered = [target for _name, target in targets]
        self._chosen = {key: target for key, target in self._chosen.items() if target in offered}
        self._show()

    def _name_target(self) -> None:
        """The button says where the chosen rows go, shortened where the name is long."""
        target = self.target.value()
        place = next((name for name, one in self._targets if one == target), "") if target is not None else ""
        words = self.tr("Chuyển đến {place}") if place else self.tr("Để là “{place}”")
        place = place or self._nowhere
        room = self.fontMetrics().averageCharWidth() * _LONGEST
        shown = self.fontMetrics().elidedText(place, Qt.TextElideMode.ElideRight, room)
        self.send.setText(words.format(place=shown))
        self.send.setToolTip(words.format(place=place) if shown != place else "")
        self._say_counts()

    def set_nowhere(self, words: str) -> None:
        """Say otherwise what having no place means."""
        if words != self._nowhere:
            self._nowhere = words
            self.set_targets(self._targets)

    def send_selected(self) -> None:
        """Let the chosen rows go where the choice says, or say what has to be chosen first."""
        target = self.target.value()
        lines = self.table.selected_rows()
        if not lines or (target is None and all(line.target is None for line in lines)):
            self._say_what_to_choose(bool(lines))
            return
        for line in lines:
            self._chosen[line.key] = target
            if isinstance(line.thing, ServedVillage) and target is not None:
                self._take_along(line.thing.id, target)
        self._show()

    def _say_what_to_choose(self, has_lines: bool) -> None:
        if not has_lines:
            words = self.tr("Hãy chọn trong bảng những dòng chuyển đi, rồi bấm lại.")
        elif self._targets:
            words = self.tr("Các dòng này đang là “{nowhere}”; hãy chọn nơi khác để chuyển đến, rồi bấm lại.")
        else:
            words = self.tr("Hãy ghi tên nơi mới trước, rồi chọn nơi ấy để chuyển đến.")
        self.words.setText(words.format(nowhere=self._nowhere))
        theme.set_role(self.words, "role", "error")

    def _take_along(self, village_id: int, target: Target) -> None:
        for thing in self._things:
            if isinstance(thing, Mover) and thing.village_id == village_id:
                key = Line(thing, None).key
                if self._chosen.get(key) is None:
                    self._chosen[key] = target

    def people_of(self, target: Target) -> list[Mover]:
        """The members who go to a cell; None: those who have no place."""
        return [line.thing for line in self.model.rows if isinstance(line.thing, Mover) and line.target == target]

    def members_of(self, target: Target) -> tuple[int, ...]:
        """Ids of the members who go to a cell."""
        return tuple(one.id for one in self.people_of(target))

    def villages_of(self, target: Target) -> tuple[int, ...]:
        """Ids of the villages that a cell takes over."""
        return tuple(
            line.thing.id for line in self.model.rows if isinstance(line.thing, ServedVillage) and line.target == target
        )

    @property
    def moving(self) -> list[Mover]:
        """The members who go somewhere."""
        return [line.thing for line in self.model.rows if isinstance(line.thing, Mover) and line.target is not None]

    def _show(self) -> None:
        keys = [Line(thing, None).key for thing in self._things]
        self.model.set_rows([Line(thing, self._chosen.get(key)) for thing, key in zip(self._things, keys, strict=True)])
        self._say_counts()
        self.changed.emit()

    def _say_counts(self) -> None:
        """Say how many go where, in place of what had to be chosen first."""
        places = [(name, self.people_of(target)) for name, target in (*self._targets, (self._nowhere, None))]
        words = self.tr("{name}: {n} đồng chí{of_whom}")
        theme.set_role(self.words, "role", "small")
        shown = [(name, people) for name, people in places if people or name == self._nowhere]
        self.words.setText(
            " · ".join(words.format(name=name, n=len(people), of_whom=self._of_whom(people)) for name, people in shown)
        )

    def _of_whom(self, people: Sequence[Mover]) -> str:
        """How many of them are official, on probation and so on, in brackets."""
        counted = makeup(people)
        parts = (
            (counted.official, self.tr("{n} chính thức")),
            (counted.probationary, self.tr("{n} dự bị")),
            (counted.unknown, self.tr("{n} chưa rõ")),
            (counted.guests, self.tr("{n} sinh hoạt tạm thời")),
        )
        found = ", ".join(words.format(n=count) for count, words in parts if count)
        return f" ({found})" if found else ""

    def _columns(self) -> tuple[Column[Line], ...]:
        def detail(line: Line) -> str:
            thing = line.thing
            if isinstance(thing, ServedVillage):
                return self.tr("thôn, bản")
            return ", ".join(
                part
                for part in (
                    thing.position.label if thing.position else thing.standing.label,
                    thing.duty.label if thing.duty is not Duty.ACTIVE else "",
                    self.tr("đến ngày {day}").format(day=f"{thing.arrives:%d/%m/%Y}") if thing.arrives else "",
                )
                if part
            )

        return (
            Column(
                self.tr("Thôn bản, họ và tên"),
                lambda line: line.thing.name if isinstance(line.thing, ServedVillage) else line.thing.shown_name,
                width=23,
                least=20,
                icon=lambda line: "map-pin" if isinstance(line.thing, ServedVillage) else "",
            ),
            Column(self.tr("Chức vụ, tình trạng"), detail, width=20, leaves=2, role="muted"),
            Column(
                self.tr("Nơi ở"),
                lambda line: line.thing.village if isinstance(line.thing, Mover) else "",
                width=14,
                leaves=1,
            ),
            Column(
                self.tr("Chuyển đến"),
                self._target_name,
                width=24,
                least=14,
                state=lambda line: State.PLAIN if line.target is None else State.GOOD,
            ),
        )

    def _target_name(self, line: Line) -> str:
        return next((name for name, target in self._targets if target == line.target), self._nowhere)
