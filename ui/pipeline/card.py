"""The card of one who is on the way: the steps taken and to come, and the next one as a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from models import candidates, cells, codes, person_names
from models.candidates import PEOPLE, CandidateValues
from models.database import Database
from models.pipeline import WAITING, Line, Stage
from ui import theme
from ui.pipeline import words
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.labels import label, set_state


class CandidateCard(Card):
    """Shows a line (`show_line`) or nothing."""

    step_asked = Signal(object)
    """A step is to be written: the stage it leads to; Stage.LEFT for leaving, Stage.LISTED for coming back."""
    member_asked = Signal(int)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._db = db
        self.line: Line | None = None
        self.heading.setWordWrap(True)
        self.who = label("", "muted", wrap=True)
        self.alarm = label("", wrap=True)
        self.note = label("", "small", wrap=True)
        self.next_button = QPushButton()
        self.next_button.setProperty("kind", "primary")
        self.other_button = QPushButton(self.tr("Việc khác"))
        self.other_button.setProperty("menu", True)
        self.menu = QMenu(self.other_button)
        self.other_button.setMenu(self.menu)
        self.member_button = push_button(self.tr("Mở lý lịch"), "user")
        self._steps = QGridLayout()
        self._steps.setHorizontalSpacing(theme.GAP)
        self._steps.setVerticalSpacing(theme.UNIT + 2)
        self._steps.setColumnStretch(1, 1)
        self._build()
        self.next_button.clicked.connect(self._ask_next)
        self.member_button.clicked.connect(self._ask_member)
        self.show_line(None)

    def show_line(self, line: Line | None) -> None:
        """Show somebody, or nothing."""
        self.line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.set_title(line.full_name)
        self.who.setText(self._who(line))
        self.alarm.setText(words.alarm(line))
        self.alarm.setVisible(line.alarm is not None)
        set_state(self.alarm, words.state(line))
        self.note.setText(line.note)
        self.note.setVisible(bool(line.note) and line.candidate_id is None)
        self._show_steps(line)
        following = words.NEXT.get(line.stage)
        self.next_button.setVisible(following is not None)
        if following is not None:
            self.next_button.setText(f"{words.step_words(following)}…")
        if line.stage is Stage.LEFT:
            self.next_button.setVisible(True)
            self.next_button.setText(self.tr("Đưa trở lại nguồn"))
        self.member_button.setVisible(line.member_id is not None)
        self.other_button.setVisible(line.stage in WAITING)
        self._fill_menu(line)

    def _build(self) -> None:
        self.box.addWidget(self.who)
        self.box.addWidget(self.alarm)
        self.box.addLayout(self._steps)
        self.box.addWidget(self.note)
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.next_button)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.member_button)
        row.addWidget(self.other_button)
        row.addStretch(1)
        buttons.addLayout(row)
        self.box.addSpacing(theme.UNIT)
        self.box.addLayout(buttons)
        self.box.addStretch(1)

    def _who(self, line: Line) -> str:
        with self._db.read() as session:
            cell = cells.short_name(cells.names(session).get(line.cell_id, ""))
            values = candidates.read(session, line.candidate_id) if line.candidate_id else None
            labels = codes.labels(session, codes.ETHNIC) if values else {}
        parts = [self.tr("sinh {day}").format(day=line.born_on)] if line.born_on else []
        if line.gender is not None:
            parts.append(line.gender.label.lower())
        if values is not None:
            parts += [f"{self.tr('dân tộc')} {labels[values.ethnic_id]}"] if values.ethnic_id else []
            parts += [self.tr("đoàn viên")] if values.is_youth_member else []
            parts += [values.occupation] if values.occupation else []
        return f"{cell}\n{' · '.join(parts)}" if parts else cell

    def _show_steps(self, line: Line) -> None:
        while (item := self._steps.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if line.candidate_id is None:
            return
        with self._db.read() as session:
            kept = candidates.record(session, line.candidate_id)
            held = (getattr(kept.values, name) for name in PEOPLE)
            named = person_names.members(session, self._db.clock().date(), *held)
            everybody = {one.id: one.name for one in named}
        steps = self._lines_of(kept.values, line, everybody)
        steps.append((self.tr("Lễ kết nạp"), words.day(kept.ceremony_on) if kept.ceremony_on else "", ""))
        if line.member_id is not None:
            official = line.since if line.stage is Stage.OFFICIAL else None
            steps.append((words.step_words(Stage.OFFICIAL), words.day(official) if official else "", ""))
        if kept.left_on is not None:
            steps.append((Stage.LEFT.value, words.day(kept.left_on), kept.left_reason))
        for place, (title, when, detail) in enumerate(steps):
            sign = label("✓" if when else "○")
            set_state(sign, State.GOOD if when else State.IDLE)
            self._steps.addWidget(sign, place, 0, Qt.AlignmentFlag.AlignTop)
            what = label(title, "" if when else "muted", wrap=True)
            self._steps.addWidget(self._two(what, detail), place, 1)
            self._steps.addWidget(label(when or "–", "" if when else "muted"), place, 2, Qt.AlignmentFlag.AlignTop)

    def _two(self, what: QWidget, detail: str) -> QWidget:
        pair = QWidget()
        box = QVBoxLayout(pair)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(what)
        if detail:
            box.addWidget(label(detail, "small", wrap=True))
        return pair

    def _lines_of(self, values: CandidateValues, line: Line, names: dict[int, str]) -> list[tuple[str, str, str]]:
        def people(*keys: int | None) -> str:
            return ", ".join(names[key] for key in keys if key in names)

        helpers = people(values.helper1_id, values.helper2_id)
        introducers = people(values.introducer1_id, values.introducer2_id)
        numbered = self.tr("số {number}")
        certificate = numbered.format(number=values.certificate_number) if values.certificate_number else ""
        if line.certificate_until is not None:
            until = self.tr("có giá trị đến {day}").format(day=words.day(line.certificate_until))
            certificate = ", ".join(filter(None, (certificate, until)))
        taken = {
            Stage.LISTED: (values.listed_on, self.tr("giúp đỡ: {names}").format(names=helpers) if helpers else ""),
            Stage.TAUGHT: (values.certificate_on, certificate),
            Stage.PROPOSED: (
                values.proposed_on,
                self.tr("giới thiệu: {names}").format(names=introducers) if introducers else "",
            ),
            Stage.FILED: (values.filed_on, ""),
            Stage.DECIDED: (
                values.decision_on,
                numbered.format(number=values.decision_number) if values.decision_number else "",
            ),
        }
        titles = {Stage.LISTED: self.tr("Vào danh sách nguồn"), Stage.DECIDED: self.tr("Quyết định kết nạp")}
        return [
            (titles.get(stage, stage.value), words.day(day) if day else "", detail)
            for stage, (day, detail) in taken.items()
        ]

    def _fill_menu(self, line: Line) -> None:
        self.menu.clear()
        if line.stage not in WAITING:
            return
        order = list(Stage)
        for stage in words.NEXT.values():
            if stage is Stage.OFFICIAL or stage is words.NEXT[line.stage]:
                continue
            if order.index(stage) > order.index(line.stage):
                action = self.menu.addAction(f"{words.step_words(stage)}…")
                action.triggered.connect(lambda _on=False, stage=stage: self.step_asked.emit(stage))
        self.menu.addSeparator()
        self.menu.addAction(self.tr("Ra khỏi nguồn…")).triggered.connect(lambda: self.step_asked.emit(Stage.LEFT))

    def _ask_next(self) -> None:
        if self.line is not None:
            self.step_asked.emit(words.NEXT.get(self.line.stage, Stage.LISTED))

    def _ask_member(self) -> None:
        if self.line is not None and self.line.member_id is not None:
            self.member_asked.emit(self.line.member_id)
